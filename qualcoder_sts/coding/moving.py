"""Where what stands in a text goes when the text is edited. Plain functions on edits."""

import re

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdits

_WORD_CHARACTER = re.compile(r"\w")
_SIGN = re.compile(r"\S")


def moved_segment(edits: TextEdits, span: Span, old_text: str) -> Span | None:
    """Where a segment goes; None when none of its words is left."""
    place = edits.moved(span)
    if place is None or (edits.touch(span) and not _has_words_left(edits, span, old_text)):
        return None
    return place


def moved_turn(
    edits: TextEdits, start: int, speech_start: int, end: int
) -> tuple[int, int, int] | None:
    """Where a speaker's turn goes: start, begin of the speech, end; None when it is gone.

    A turn takes in what is written at its end: typing at the end of what somebody said goes on
    with what they said.
    """
    place = edits.moved(Span(start, end))
    if place is None:
        return None
    new_end = edits.moved_end(end)
    return place.start, min(max(edits.moved_position(speech_start), place.start), new_end), new_end


def _has_words_left(edits: TextEdits, span: Span, old_text: str) -> bool:
    """Whether words survive of what had words: a full stop alone is nothing of what was said."""
    sought = _WORD_CHARACTER if _WORD_CHARACTER.search(span.of(old_text)) else _SIGN
    return any(
        sought.search(old_text, piece.start, piece.end) is not None for piece in edits.kept(span)
    )
