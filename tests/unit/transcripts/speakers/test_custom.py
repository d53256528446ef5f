"""The user's own regular expressions."""

import pytest

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.speakers.custom import (
    InvalidSpeakerPatternError,
    SpeakerPattern,
    SpeakerPatternTooSlowError,
)
from qualcoder_sts.transcripts.speakers.detection import find_speakers


def document(*lines: str) -> ReadDocument:
    return ReadDocument(tuple(Paragraph(line) for line in lines), "txt")


def test_everything_it_matches_is_a_speaker() -> None:
    read = document(
        "=Anna= (00:12)  Well.", "Note: so.", "=x y z=", "Mm.", "=Anna=", "= = no label"
    )
    pattern = SpeakerPattern(r"=(?P<label>[^=]*)=(?: \((?P<time>[\d:]+)\))?")
    found = find_speakers(read, labels=pattern)
    assert [
        (t.label, read.text[t.speech_start : t.span.end], t.cue_start_ms) for t in found.turns
    ] == [
        ("Anna", "Well.\nNote: so.", 12_000),
        ("x y z", "Mm.", None),
        ("Anna", "= = no label", None),
    ]
    assert [(s.label, s.turns, s.words) for s in found.speakers] == [
        ("Anna", 2, 5),
        ("x y z", 1, 1),
    ]
    assert found.rejected == ()


def test_it_replaces_the_built_in_ways() -> None:
    found = find_speakers(
        document("P1: A.", "Anna: B.", "P2: C."), labels=SpeakerPattern(r"(?P<label>P\d):\s*")
    )
    assert [turn.label for turn in found.turns] == ["P1", "P2"]


def test_notes_are_never_turns() -> None:
    read = ReadDocument((Paragraph("P1: A."), Paragraph("P2: B.", ParagraphKind.NOTE)), "docx")
    found = find_speakers(read, labels=SpeakerPattern(r"(?P<label>P\d):"))
    assert [turn.label for turn in found.turns] == ["P1"]


@pytest.mark.parametrize("expression", ["(?P<label>P", "[", "(?P<label>a)(?P<label"])
def test_an_invalid_expression_has_a_sentence(expression: str) -> None:
    with pytest.raises(InvalidSpeakerPatternError) as caught:
        SpeakerPattern(expression)
    assert f"“{expression}” cannot be used" in str(caught.value)


def test_an_expression_without_label_has_a_sentence() -> None:
    with pytest.raises(InvalidSpeakerPatternError, match="no part named label"):
        SpeakerPattern(r"P\d+:")


@pytest.mark.timeout(60)  # left alone it would not end
def test_a_slow_expression_is_stopped() -> None:
    pattern = SpeakerPattern(r"(?P<label>(?:a|aa|a?a)+)+[:!]", seconds=0.3)
    read = document(*["a" * 200] * 50)
    with pytest.raises(SpeakerPatternTooSlowError, match="takes too long"):
        find_speakers(read, labels=pattern)
