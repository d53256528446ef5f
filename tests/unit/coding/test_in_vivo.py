import pytest

from qualcoder_sts.coding.in_vivo import LONGEST_NAME, in_vivo_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("  not being alone\nwith it. ", "not being alone with it"),
        ("“the Friday table”,", "the Friday table"),
        ("(quietly)", "quietly)"),
        ("burnt out…", "burnt out…"),
        ("100 %", "100 %"),
        ("… 😀 !", "😀"),
        (" . , ", ""),
    ],
)
def test_words_become_a_name(words, name):
    assert in_vivo_name(words) == name


def test_long_words_are_cut_after_a_whole_word():
    words = "When they capped us at twenty families I could breathe again, and before that"
    name = in_vivo_name(words)
    assert name == "When they capped us at twenty families I could breathe…"
    assert len(name) <= LONGEST_NAME
    assert in_vivo_name("x" * 100) == "x" * (LONGEST_NAME - 1) + "…"
