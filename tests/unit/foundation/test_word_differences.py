import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.word_differences import Wording, word_differences

TEXTS = st.text(st.sampled_from("ab é’.\n "), max_size=30)


def shown(old, new):
    marks = {Wording.KEPT: "{}", Wording.DELETED: "[-{}-]", Wording.INSERTED: "{{+{}+}}"}
    return "".join(marks[one.what].format(one.words) for one in word_differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Fewer clients", "Fewer clients", "Fewer clients"),
        ("", "Fewer", "{+Fewer+}"),
        ("Fewer", "", "[-Fewer-]"),
        ("Fewer clients.", "Fewer families.", "Fewer [-clients-]{+families+}."),
        ("one two three", "one 2 3", "one [-two three-]{+2 3+}"),
        ("Peers listen", "Peers who listen", "Peers {+who +}listen"),
    ],
)
def test_words_are_compared(old, new, expected):
    assert shown(old, new) == expected


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_the_difference(old, new):
    pieces = word_differences(old, new)
    assert "".join(one.words for one in pieces if one.what is not Wording.INSERTED) == old
    assert "".join(one.words for one in pieces if one.what is not Wording.DELETED) == new
