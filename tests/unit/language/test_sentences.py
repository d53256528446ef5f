import pytest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“Not today.” She left.", ["“Not today.”", "She left."]),
        (
            "Dr. Ruiz came at 10.30 a.m. with us. Yes.",
            ["Dr. Ruiz came at 10.30 a.m. with us.", "Yes."],
        ),
        ("I … well. J. Smith said so.", ["I … well.", "J. Smith said so."]),
        ("wait... and then? no", ["wait... and then? no"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("  Café 😀. Über uns.  ", ["Café 😀.", "Über uns."]),
        ("今日は。明日？", ["今日は。", "明日？"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert [span.of(text) for span in sentence_spans(text)] == sentences


def test_only_a_stretch():
    text = "P1: One. Two."
    assert [span.of(text) for span in sentence_spans(text, Span(4, len(text)))] == ["One.", "Two."]


def test_a_long_text_takes_no_time():
    text = "This is a sentence of some words. " * 30_000
    assert len(sentence_spans(text)) == 30_000
