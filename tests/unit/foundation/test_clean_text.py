from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.clean_text import cleaned


def test_what_cannot_be_stored():
    assert cleaned("a\0b\ud83dc\udc00") == "a\ufffdb\ufffdc\ufffd"
    assert cleaned("é😀\u2028\r\n") == "é😀\u2028\r\n"


@given(st.text(st.characters()))
def test_no_position_moves_and_the_rest_can_be_written(text):
    result = cleaned(text)
    assert len(result) == len(text)
    result.encode()
    assert all(new in (old, "\ufffd") for old, new in zip(text, result, strict=True))
