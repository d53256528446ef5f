"""Every way of writing who speaks, and everything that only looks like it."""

import pytest

from qualcoder_sts.transcripts.document import FoundSpeakers, Paragraph, ReadDocument
from qualcoder_sts.transcripts.speakers.detection import find_speakers


def document(*lines: str) -> ReadDocument:
    return ReadDocument(tuple(Paragraph(line) for line in lines), "txt")


def spoken(read: ReadDocument, found: FoundSpeakers) -> list[tuple[str, str]]:
    return [(t.label, read.text[t.speech_start : t.span.end]) for t in found.turns]


def labels(found: FoundSpeakers) -> list[str]:
    return [speaker.label for speaker in found.speakers]


# What a line looks like, and its label and time; {} is where the speech goes.
FORMS = [
    ("Anna: {}", "Anna", None),
    ("ANNA : {}", "ANNA", None),
    ("ANNA\u00a0: {}", "ANNA", None),
    ("Anna\u202f: {}", "Anna", None),
    ("Anna:{}", "Anna", None),
    ("Anna:\t{}", "Anna", None),
    ("Anna\t{}", "Anna", None),
    ("Anna：{}", "Anna", None),
    ("P3: {}", "P3", None),
    ("P3\t{}", "P3", None),
    ("I: {}", "I", None),
    ("[00:12:31] Moderator: {}", "Moderator", 751_000),
    ("(00:12) Anna: {}", "Anna", 12_000),
    ("00:12 Anna: {}", "Anna", 12_000),
    ("#00:12:31-5# Anna: {}", "Anna", 751_500),
    ("00:12:31.500 - Speaker 2\n{}", "Speaker 2", 751_500),
    ("00:12:31.500 - Speaker 2 {}", "Speaker 2", 751_500),
    ("00:12:31.500 - Anna\t{}", "Anna", 751_500),
    ("00:12:31 Anna Berg\n{}", "Anna Berg", 751_000),
    ("Speaker 2  00:12:31\n{}", "Speaker 2", 751_000),
    ("Anna Berg   0:03\n{}", "Anna Berg", 3_000),
    ("[Anna Berg] 11:02:03\n{}", "Anna Berg", 39_723_000),
    ("Moderator [00:12:31]: {}", "Moderator", 751_000),
    ("Anna (00:12): {}", "Anna", 12_000),
    ("Anna 00:12:31: {}", "Anna", 751_000),
    ("Anna [00:12:31] {}", "Anna", 751_000),
    ("00:12:31\nAnna: {}", "Anna", 751_000),
    ("0:00:12.5 --> 0:00:14.0\nAnna: {}", "Anna", 12_500),
    ("Orateur 1\n{}", "Orateur 1", None),
    ("Anna Berg\n{}", "Anna Berg", None),
    ("**Anna:** {}", "Anna", None),
    ("**Anna**: {}", "Anna", None),
    ("**Anna** {}", "Anna", None),
    ("*Anna*: {}", "Anna", None),
    ("__Anna:__ {}", "Anna", None),
    ("- Anna: {}", "Anna", None),
    (">> ANNA: {}", "ANNA", None),
    ("017 Anna: {}", "Anna", None),
    ("## Anna\n{}", "Anna", None),
    ("Dr. M.-L. O'Neill: {}", "Dr. M.-L. O'Neill", None),
    ("Zoë d’Été-Müller: {}", "Zoë d’Été-Müller", None),
    ("E\u0301lodie: {}", "E\u0301lodie", None),
    ("Anna van den Berg: {}", "Anna van den Berg", None),
    ("王小明：{}", "王小明", None),
    ("Ольга: {}", "Ольга", None),
    ("Anna (manager): {}", "Anna", None),
    ("Anna [laughing]: {}", "Anna", None),
    ("P3 [laughing]: {}", "P3", None),
    ("[Anna]: {}", "Anna", None),
    ("SPEAKER_01: {}", "SPEAKER_01", None),
    ("FG1_P3: {}", "FG1_P3", None),
    ("anna: {}", "anna", None),
    ("older woman: {}", "older woman", None),
    ("Q: {}", "Q", None),
    ("Unknown female: {}", "Unknown female", None),
    ("??: {}", "??", None),
]
OTHER_SPEAKER = {
    "Speaker 2": "Speaker 1",
    "Anna": "Ben",
    "ANNA": "BEN",
    "anna": "ben",
    "Moderator": "P1",
    "I": "Y",
    "Q": "A",
}


@pytest.mark.parametrize(("form", "label", "time"), FORMS, ids=[form for form, _, _ in FORMS])
def test_recognises_the_form(form: str, label: str, time: int | None) -> None:
    other = OTHER_SPEAKER.get(label, "Carl Dahl")
    if other == "Carl Dahl" and " " not in label:
        other = "Carl"
    other_form = form.replace(label, other, 1)
    speech = ["we talked for a while.", "yes, we did.", "and then?", "it was late.", "so it was.",
              "i see.", "nothing more.", "good."]  # fmt: skip
    lines = [(form if i % 2 == 0 else other_form).format(said) for i, said in enumerate(speech)]
    read = document(*"\n".join(lines).split("\n"))
    found = find_speakers(read)
    expected = [(label if i % 2 == 0 else other, said) for i, said in enumerate(speech)]
    assert spoken(read, found) == expected
    assert found.turns[0].cue_start_ms == time


FALSE_FRIENDS = [
    "for example: a walk in the park",
    "For example: a walk in the park",
    "Note: the recorder was moved",
    "Question: what would that change?",
    "Transcript ID: work_0482",
    "**Transcript ID:** work_0482",
    "Date: 3 May 2021",
    "Place: Bergen",
    "we met at 10:30 in the hall",
    "At 10:30 we met in the hall",
    "10:30",
    "http://example.org/page: gone",
    "https://example.org",
    "John 3:16 was on the wall",
    "John 3:16",
    "There was only one thing I could say to her: go home",
    "What I mean is this:",
    "The point is: we were tired",
    "1. Workload: too much of it",
    "- Support: too little of it",
    "a) Rest: none",
    "Theme 2: what helps",
    "Table 1: the sample",
    "e.g.: the weekend",
    "So: we went home",
    "Okay:",
]


@pytest.mark.parametrize("line", FALSE_FRIENDS)
def test_is_not_taken_in_by(line: str) -> None:
    """Each stands as a paragraph of its own within somebody's turn."""
    read = document(
        "Anna: How was it?", "Ben: It was a lot.", "Anna: And support at work?",
        "Ben: I will tell you something about workload and rest.", line, "and that was that.",
        "Anna: I see.", "Ben: Yes.",
    )  # fmt: skip
    found = find_speakers(read)
    assert labels(found) == ["Anna", "Ben"]
    assert len(found.turns) == 6
    assert spoken(read, found)[3][1].endswith("and that was that.")
