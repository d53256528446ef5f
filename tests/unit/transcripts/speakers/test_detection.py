"""Turns and speakers of whole documents."""

import pytest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.document import (
    FoundSpeakers,
    Paragraph,
    ParagraphKind,
    ReadDocument,
    SpeakerRole,
)
from qualcoder_sts.transcripts.speakers.detection import find_speakers


def document(*paragraphs: str | Paragraph) -> ReadDocument:
    return ReadDocument(tuple(Paragraph(p) if isinstance(p, str) else p for p in paragraphs), "txt")


def spoken(read: ReadDocument, found: FoundSpeakers) -> list[tuple[str, str]]:
    return [(t.label, read.text[t.speech_start : t.span.end]) for t in found.turns]


def roles(found: FoundSpeakers) -> dict[str, str]:
    return {speaker.label: speaker.role.value for speaker in found.speakers}


def labels(found: FoundSpeakers) -> list[str]:
    return [speaker.label for speaker in found.speakers]


@pytest.mark.parametrize(
    "lines",
    [
        ("Background: We asked why.", "Methods: We looked.", "Results: It helps."),
        ("A long text about work.", "Smith: so they say.", "And more about work."),
        ("Dear colleagues,", "see you at 10:30.", "Note: bring cake."),
        ("Just one paragraph.",),
        ("",),
        (),
        ("Strengths: we try.", "Our strengths are few.", "Strengths: we rest.", "Nothing else."),
        ("A long field note.",) * 500 + ("Anna: so.", "Ben: no.", "Anna: oh.", "Ben: yes."),
    ],
)  # fmt: skip
def test_prose_has_no_turns(lines: tuple[str, ...]) -> None:
    found = find_speakers(document(*lines))
    assert found.turns == ()
    assert found.speakers == ()


def test_rejected_labels_carry_times_and_reason() -> None:
    read = document(
        "Transcript ID: 7", "Anna: Hello.", "Ben: Hi.", "Note: door opens.", "Anna: So?",
        "Ben: The thing is: no.", "Note: door closes.", "He told me the truth: no", "Anna: Ah.",
    )  # fmt: skip
    rejected = {r.label: (r.times, r.reason.in_words) for r in find_speakers(read).rejected}
    assert rejected == {
        "Transcript ID": (1, "stands in the block of facts before the first turn"),
        "Note": (2, "a word of headings and notes, not a person"),
        "He told me the truth": (1, "reads like part of a sentence"),
    }


BASIS = (
    "P1: We try.",
    "Moderator: Why?",
    "P2: We must.",
    "Moderator: And you?",
    "P1: Same.",
    "P2: Yes.",
)


@pytest.mark.parametrize(
    ("line", "is_speaker"),
    [
        ("P7: I just listen.", True),
        ("P: Me as well.", True),
        ("Moderater: And now?", True),
        ("Unknown female: Me too.", True),
        ("Several: Yes!", True),
        ("Facilitator: Time.", True),
        ("TV: noise", False),
        ("My view: it helps.", False),
    ],
)
def test_a_label_that_occurs_once(line: str, is_speaker: bool) -> None:
    found = find_speakers(document(*BASIS, line))
    assert (line.partition(":")[0] in labels(found)) is is_speaker
    assert len(found.turns) == (7 if is_speaker else 6)


def test_a_title_with_a_code_and_a_colon_is_no_speaker() -> None:
    talk = ("Moderator: Who begins?", "P1: Me.", "P2: No, me.", "Moderator: Both.", "P1: So be it.")
    read = document("FG-2: eight staff of agencies", "Recorded in March.", *talk)
    assert labels(find_speakers(read)) == ["Moderator", "P1", "P2"]
    # Without anything between it and the next turn it is the first of the talk.
    read = document("P-3: May I begin?", *talk)
    assert labels(find_speakers(read)) == ["P-3", "Moderator", "P1", "P2"]


def test_a_full_name_that_occurs_once_among_full_names() -> None:
    lines = ["Anna Berg: One.", "Ben Dahl: Two.", "Anna Berg: Three.", "Ben Dahl: Four."]
    found = find_speakers(document(*lines, "Eva Falk: Five."))
    assert labels(found) == ["Anna Berg", "Ben Dahl", "Eva Falk"]


def test_a_first_name_that_occurs_once_where_every_line_has_a_label() -> None:
    lines = ["Anna: One.", "Ben: Two.", "Anna: Three.", "Ben: Four.", "Eva: Five.", "Anna: Six."]
    assert labels(find_speakers(document(*lines))) == ["Anna", "Ben", "Eva"]


def test_a_short_dialogue_where_nothing_recurs() -> None:
    assert labels(find_speakers(document("Moderator: Hello all.", "P1: Hi."))) == [
        "Moderator",
        "P1",
    ]


def test_spellings_of_one_label_are_one_speaker() -> None:
    found = find_speakers(
        document("INT: A?", "P 1: B.", "Int.: C?", "P1: D.", "INT: E?", "p1: F.", "P1: G.")
    )
    assert [(s.label, s.turns) for s in found.speakers] == [("INT", 3), ("P1", 4)]


def test_brackets_that_tell_speakers_apart_stay() -> None:
    found = find_speakers(
        document(
            "Participant (female): A.", "Participant (male): B.", "Participant (female): C.",
            "Participant (male) : D.", "Participant (laughs): E.",
        )
    )  # fmt: skip
    assert labels(found) == ["Participant (female)", "Participant (male)", "Participant"]


def test_unlabelled_paragraphs_and_blank_lines_inside_belong_to_the_turn() -> None:
    read = document(
        "Anna: One.", "", "Two.", "", "", "Ben: Three.", "  ", "Anna: Four.", "Ben: 5.", ""
    )
    found = find_speakers(read)
    assert spoken(read, found)[0] == ("Anna", "One.\n\nTwo.")
    assert found.turns[0].span == Span(0, 16)
    assert found.turns[-1].span.end == len(read.text) - 1


def test_the_same_speaker_twice_stays_two_turns() -> None:
    found = find_speakers(document("Anna: One.", "Anna: Two.", "Ben: Three.", "Ben: Four."))
    assert [turn.label for turn in found.turns] == ["Anna", "Anna", "Ben", "Ben"]


def test_headings_and_notes_end_a_turn_and_belong_to_nobody() -> None:
    read = document(
        "Anna: One.", "Ben: Two.", Paragraph("Part two", ParagraphKind.HEADING), "Nobody's words.",
        "Anna: Three.", Paragraph("1 A footnote.", ParagraphKind.NOTE), "More of Anna.",
        "Ben: Four.",
    )  # fmt: skip
    assert spoken(read, find_speakers(read)) == [
        ("Anna", "One."), ("Ben", "Two."), ("Anna", "Three."), ("Anna", "More of Anna."),
        ("Ben", "Four."),
    ]  # fmt: skip


def test_labels_that_are_headings_begin_turns() -> None:
    heading = [Paragraph(f"Orateur {n}", ParagraphKind.HEADING) for n in (1, 2, 1, 2, 3)]
    lines = [
        p for i, h in enumerate(heading) for p in (h, Paragraph(f"Parole {i}."), Paragraph(""))
    ]
    read = document(*lines)
    found = find_speakers(read)
    assert spoken(read, found) == [
        ("Orateur 1", "Parole 0."), ("Orateur 2", "Parole 1."), ("Orateur 1", "Parole 2."),
        ("Orateur 2", "Parole 3."), ("Orateur 3", "Parole 4."),
    ]  # fmt: skip


def test_bold_names_with_and_without_colon() -> None:
    read = document(
        Paragraph("Anna What about it?", emphasised=4), Paragraph("Ben: Nothing.", emphasised=4),
        Paragraph("Anna I told him: go.", emphasised=5), Paragraph("Ben  No.", emphasised=3),
        Paragraph("Really nothing at all.", emphasised=6), Paragraph("Anna: Well.", emphasised=5),
    )  # fmt: skip
    assert spoken(read, find_speakers(read)) == [
        ("Anna", "What about it?"), ("Ben", "Nothing."), ("Anna", "I told him: go."),
        ("Ben", "No.\nReally nothing at all."), ("Anna", "Well."),
    ]  # fmt: skip


def test_lines_inside_a_paragraph() -> None:
    read = document("Anna: One.\nBen: Two.\nAnna: Three.", "Ben: Four.")
    assert [turn.label for turn in find_speakers(read).turns] == ["Anna", "Ben", "Anna", "Ben"]


def test_short_answers_alone_on_a_line_are_no_speakers() -> None:
    lines = [
        line for i in range(6) for line in (f"It was a long story, number {i}.", "Yeah", "Work")
    ]
    assert find_speakers(document(*lines)).speakers == ()


def test_a_name_alone_on_a_line_is_an_answer_where_labels_have_colons() -> None:
    read = document("Anna: Who?", "Ben: Well,", "Anna", "she said.", "Anna: Me?", "Ben: Yes.")
    assert len(find_speakers(read).turns) == 4


def test_the_block_before_the_first_turn() -> None:
    read = document(
        "Interviewer: Anna Berg", "Interviewee: Lord Ben Young", "Date: 3 May",
        "Participants: P1, P2",
        "Interview held in Bergen", "", "Anna: So, first of all …", "Ben: We were young.",
        "Anna: Yes?", "Ben: Yes.",
    )  # fmt: skip
    found = find_speakers(read)
    assert roles(found) == {"Anna": "interviewer", "Ben": "participant"}
    assert [r.label for r in found.rejected] == [
        "Interviewer",
        "Interviewee",
        "Date",
        "Participants",
    ]
    assert len(found.turns) == 4


def test_the_same_label_in_the_block_and_in_turns() -> None:
    read = document(
        "Interviewer: Anna", "Participant: P3", "Interviewer: So tell me.", "Participant: Well.",
        "Interviewer: Okay", "Participant: Yes",
    )  # fmt: skip
    found = find_speakers(read)
    assert found.turns[0].span.start == read.text.index("Interviewer: So")
    assert [(s.label, s.turns) for s in found.speakers] == [("Interviewer", 2), ("Participant", 2)]


def test_a_first_turn_of_one_word_is_no_fact() -> None:
    found = find_speakers(document("Interviewer: Okay", "P1: Yes", "Interviewer: Good", "P1: Fine"))
    assert len(found.turns) == 4


def test_speakers_named_by_the_format() -> None:
    read = document(
        Paragraph("Anna: Hello.", speaker="Anna", cue_start_ms=0, cue_end_ms=900),
        Paragraph("Still me.", speaker="Anna", cue_start_ms=1000, cue_end_ms=1900),
        Paragraph("Note: yes.", speaker="the other one", cue_start_ms=2000, cue_end_ms=2500),
        Paragraph("And on.", cue_start_ms=3000, cue_end_ms=3500),
    )
    found = find_speakers(read)
    assert spoken(read, found) == [
        ("Anna", "Hello.\nStill me."),
        ("the other one", "Note: yes.\nAnd on."),
    ]
    assert [(t.cue_start_ms, t.cue_end_ms) for t in found.turns] == [(0, 1900), (2000, 3500)]


def test_a_survey() -> None:
    question = ParagraphKind.QUESTION
    read = ReadDocument(
        (
            Paragraph("Consent: yes"),
            Paragraph("What helps?", question), Paragraph("Talking: a lot."), Paragraph(""),
            Paragraph("And rest."), Paragraph("What hinders?", question), Paragraph(""),
            Paragraph("Anything else?\nPlease write.", question), Paragraph("No."),
        ),
        "csv", title="R017",
    )  # fmt: skip
    found = find_speakers(read)
    assert spoken(read, found) == [
        ("Question", "What helps?"), ("R017", "Talking: a lot.\n\nAnd rest."),
        ("Question", "What hinders?"), ("Question", "Anything else?\nPlease write."),
        ("R017", "No."),
    ]  # fmt: skip
    assert roles(found) == {"Question": "interviewer", "R017": "participant"}
    assert [speaker.words for speaker in found.speakers] == [8, 6]


def test_a_survey_without_title() -> None:
    read = document(Paragraph("What helps?", ParagraphKind.QUESTION), "Rest.")
    assert labels(find_speakers(read)) == ["Question", "Respondent"]


def test_words_are_those_of_speech() -> None:
    read = document(
        "[00:01] Anna: How is it?", "Ben: Well [laughs] it's (pause) hard-won. [00:12]",
        "[crosstalk]",
        "Anna: Yes.", "Ben: (inaudible)",
    )  # fmt: skip
    assert [(s.label, s.words) for s in find_speakers(read).speakers] == [("Anna", 4), ("Ben", 3)]


def test_lines_about_the_recording_belong_to_nobody() -> None:
    read = document(
        "Anna: So?", "Ben: First half.", "End of Tape 1 – Side A", "", "Tape 1 – Side B",
        "Second half.",
        "Anna: Thanks.", "Ben: Bye.", "END OF INTERVIEW", "----------",
    )  # fmt: skip
    found = find_speakers(read)
    assert found.turns[-1].span.of(read.text) == "Ben: Bye."
    assert [speaker.words for speaker in found.speakers] == [2, 5]


def test_question_and_answer_recurring() -> None:
    found = find_speakers(document("Question: A?", "Answer: B.", "Question: C?", "Answer: D."))
    assert roles(found) == {"Question": "interviewer", "Answer": "participant"}


def test_unattributed_speech_and_given_interviewers() -> None:
    read = document(*BASIS, "Unknown: x.", "All: Yes.")
    assert roles(find_speakers(read)) == {
        "P1": "participant", "Moderator": "interviewer", "P2": "participant",
        "Unknown": "unattributed", "All": "unattributed",
    }  # fmt: skip
    given = roles(find_speakers(read, interviewers=["p 2"]))
    assert [label for label, role in given.items() if role == SpeakerRole.INTERVIEWER] == ["P2"]


def test_several_named_together_are_nobody_in_particular() -> None:
    found = find_speakers(document(*BASIS, "P1 and P2: Yes!", "P1/P2: No!"))
    assert roles(found)["P1 and P2"] == roles(found)["P1/P2"] == "unattributed"


def test_a_table_of_turns_with_its_head() -> None:
    row = ParagraphKind.TABLE_ROW
    cells = ["Time\tSpeaker\tText", "00:01\tAnna\tWhy?", "00:02\tBen\tSo.", "00:03\tAnna\tAh.",
             "00:04\tBen\tYes."]  # fmt: skip
    read = document(*[Paragraph(cell, row) for cell in cells])
    found = find_speakers(read)
    assert [(t.label, t.cue_start_ms) for t in found.turns] == [
        ("Anna", 1000), ("Ben", 2000), ("Anna", 3000), ("Ben", 4000),
    ]  # fmt: skip


def test_a_table_without_times() -> None:
    cells = ["Speaker\tText", "Anna\tWhy?", "Ben\tSo.", "Anna\tAh.", "Ben\tYes."]
    found = find_speakers(document(*cells))
    assert [turn.label for turn in found.turns] == ["Anna", "Ben", "Anna", "Ben"]


def test_time_codes_before_every_line_are_no_speakers() -> None:
    lines = [
        line for _ in range(5) for line in ("[00:01] It was.", "[00:02] Exactly", "[00:03] Yes")
    ]
    assert find_speakers(document(*lines)).speakers == ()


def test_an_empty_turn_with_a_time() -> None:
    lines = [
        "Anna Berg  0:01", "Hi.", "Ben Dahl  0:02", "Anna Berg  0:03", "Oh.",
        "Ben Dahl  0:04", "Yes.", "Anna Berg  0:05", "So.", "Ben Dahl  0:06", "Ah.",
    ]  # fmt: skip
    found = find_speakers(document(*lines))
    assert [turn.label for turn in found.turns] == ["Anna Berg", "Ben Dahl"] * 3


def test_a_time_above_a_name_alone() -> None:
    lines = ["0:0:0.0 --> 0:0:3.2", "Anna Berg", "Hello.", "", "0:0:3.2 --> 0:0:5.0", "Ben", "Hi."]
    found = find_speakers(document(*lines, *lines))
    assert [(turn.label, turn.cue_start_ms, turn.cue_end_ms) for turn in found.turns[:2]] == [
        ("Anna Berg", 0, 3200),
        ("Ben", 3200, 5000),
    ]
    assert len(found.turns) == 4


def test_rejected_labels_of_the_block_are_summed() -> None:
    found = find_speakers(document("From: a", "To: b", "From: c", "Nothing else."))
    assert [(r.label, r.times) for r in found.rejected] == [("From", 2), ("To", 1)]


def test_days_are_no_speakers() -> None:
    lines = ["Monday: rest.", "Tuesday: work."] * 3
    assert find_speakers(document(*lines)).speakers == ()


def test_a_table_of_people_is_no_talk() -> None:
    found = find_speakers(document("P1\t34\tfemale", "P2\t41\tmale", *BASIS * 3, "P1\t3\t4"))
    assert len(found.turns) == 18
