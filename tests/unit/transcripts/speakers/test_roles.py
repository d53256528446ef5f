"""Who asks and who is asked."""

import pytest

from qualcoder_sts.transcripts.document import SpeakerRole
from qualcoder_sts.transcripts.speakers.heading_block import KnownPerson
from qualcoder_sts.transcripts.speakers.roles import Talk, assign_roles, is_generic

INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT


def asking(*labels: str, **options: object) -> list[str]:
    """Interviewers among labels that ask and speak alike."""
    talks = [Talk(label, turns=10, words=500, questions=2) for label in labels]
    assigned = assign_roles(talks, **options)  # type: ignore[arg-type]
    return [a.label for a in assigned if a.role is INTERVIEWER]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Interviewer", "Anna"], ["Interviewer"]),
        (["INT", "P1"], ["INT"]),
        (["Int.", "Anna"], ["Int."]),
        (["I", "Y"], ["I"]),
        (["I", "B"], ["I"]),
        (["I1", "I2", "P1"], ["I1", "I2"]),
        (["I1", "I2", "I3"], []),
        (["Interviewer 1", "Interviewer 2", "Anna"], ["Interviewer 1", "Interviewer 2"]),
        (["Moderator", "P1", "P2"], ["Moderator"]),
        (["Moderator Anna", "Ben"], ["Moderator Anna"]),
        (["Mod", "P1", "P2"], ["Mod"]),
        (["M", "P1", "P2"], ["M"]),
        (["M", "F"], []),
        (["F", "P1", "P2"], ["F"]),
        (["F1", "M1"], []),
        (["Facilitator", "Co-facilitator", "R1"], ["Facilitator", "Co-facilitator"]),
        (["Researcher", "Anna"], ["Researcher"]),
        (["Q", "A"], ["Q"]),
        (["R", "P"], ["R"]),
        (["I", "R"], ["I"]),
        (["Entrevistadora", "Ana"], ["Entrevistadora"]),
        (["Enquêteur", "E1"], ["Enquêteur"]),
        (["Intervieweur", "Orateur 2"], ["Intervieweur"]),
        (["Interviewerin", "B"], ["Interviewerin"]),
        (["Moderatorin", "T1", "T2"], ["Moderatorin"]),
        (["Assistant", "User", "AI"], ["Assistant", "AI"]),
        (["Dan", "Participant"], ["Dan"]),
        (["Dan", "Participant 1", "Participant 2"], ["Dan"]),
        (["Dan", "P1", "P2", "Unknown"], ["Dan"]),
        (["Dan", "Eva", "Participant"], []),
        (["Anna", "Ben"], []),
        (["P1", "P2", "P3"], []),
        (["Speaker 1", "Speaker 2"], []),
        (["Anna"], []),
        ([], []),
    ],
)
def test_what_labels_mean(labels: list[str], expected: list[str]) -> None:
    assert asking(*labels) == expected


@pytest.mark.parametrize(
    "label",
    ["Unknown", "Unknown female", "Unidentified speaker", "Several", "All", "Group", "Everyone",
     "Crosstalk", "Multiple speakers", "??", "?", "Inconnu", "Desconocido", "Unbekannt",
     "UNKNOWN 2"],
)  # fmt: skip
def test_nobody_in_particular(label: str) -> None:
    assigned = assign_roles([Talk("Moderator", 2, 5, 1), Talk(label, 1, 3, 0)])
    assert [a.role for a in assigned] == [INTERVIEWER, SpeakerRole.UNATTRIBUTED]


def test_who_clearly_asks_and_speaks_less() -> None:
    talks = [
        Talk("Orateur 1", 44, 4290, 9),
        Talk("Orateur 2", 34, 1042, 25),
        Talk("Orateur 3", 1, 4, 1),
    ]
    assert [a.role for a in assign_roles(talks)] == [PARTICIPANT, INTERVIEWER, PARTICIPANT]


@pytest.mark.parametrize(
    "talks",
    [
        [Talk("S1", 20, 1000, 8), Talk("S2", 20, 1100, 7)],  # both ask
        [Talk("S1", 20, 3000, 12), Talk("S2", 20, 1000, 2)],  # who asks speaks more
        [Talk("S1", 2, 10, 2), Talk("S2", 2, 100, 0)],  # too few turns
        [Talk("S1", 20, 100, 12), Talk("S2", 20, 900, 2), Talk("S3", 20, 900, 2)],  # a group
    ],
)
def test_all_are_participants_when_it_is_not_clear(talks: list[Talk]) -> None:
    assert {a.role for a in assign_roles(talks)} == {PARTICIPANT}


def test_what_the_text_says_comes_first() -> None:
    people = [
        KnownPerson("Prof. Paul Thompson", INTERVIEWER),
        KnownPerson("Michael Young", PARTICIPANT),
    ]
    assert asking("Paul", "Michael", people=people) == ["Paul"]
    assert asking("PT", "MY", people=people) == ["PT"]
    assert asking(
        "I", "Y", people=[KnownPerson("Y", INTERVIEWER), KnownPerson("I", PARTICIPANT)]
    ) == ["Y"]
    assert asking("Ann", "Paul", people=[KnownPerson("Ann", PARTICIPANT)]) == ["Paul"]


def test_the_user_knows_better() -> None:
    assert asking("Moderator", "P1", "Unknown", interviewers=["p 1", "unknown"]) == [
        "P1",
        "Unknown",
    ]


def test_brackets_after_a_name_tell_the_role() -> None:
    talks = [Talk("Anna", 5, 50, 1, notes=("moderator",)), Talk("Ben", 5, 50, 1, notes=("laughs",))]
    assert [a.role for a in assign_roles(talks)] == [INTERVIEWER, PARTICIPANT]


@pytest.mark.parametrize(
    "label",
    ["P1", "p12", "Speaker 2", "SPEAKER_01", "I", "Y", "Orateur 1", "Respondent", "Participant 4",
     "INT",
     "Moderator", "Q", "Question", "Answer", "Unknown female", "User", "AI", "R", "Manager",
     "Nurse 2",
     "Participant (female)", "JM", "S01"],
)  # fmt: skip
def test_generic_labels(label: str) -> None:
    assert is_generic(label)


@pytest.mark.parametrize(
    "label", ["Anna", "Anna Berg", "PAUL", "TOM", "FG1_P3", "Dr. O'Neill", "王小明"]
)
def test_labels_that_name_a_person(label: str) -> None:
    assert not is_generic(label)
