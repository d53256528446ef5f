"""Edits of a text, and where its positions go."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_alignment import replacements

# Words, white space, single signs. Accents that are characters of their own stay with their letter.
_PIECE = re.compile(r"[\w\u0300-\u036f]+|\s+|[^\w\s]")
_WORD_CHARACTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True, order=True)
class TextEdit:
    """The characters ``start <= position < end`` of the old text become ``replacement``."""

    start: int
    end: int
    replacement: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not an edit: {self.start}–{self.end}")


class TextEdits:
    """Edits of one text, all in positions of the old text, in order and apart from each other."""

    def __init__(self, edits: Sequence[TextEdit]) -> None:
        for left, right in pairwise(edits):
            if right.start < left.end:
                raise ValueError("edits overlap")
        self._edits = tuple(edits)
        self._starts = [edit.start for edit in edits]
        growth = [len(edit.replacement) - (edit.end - edit.start) for edit in edits]
        self._grown_before = [0, *accumulate(growth)]

    def __iter__(self) -> Iterator[TextEdit]:
        return iter(self._edits)

    def __bool__(self) -> bool:
        return bool(self._edits)

    def applied_to(self, text: str) -> str:
        """The new text."""
        pieces: list[str] = []
        position = 0
        for edit in self._edits:
            pieces += [text[position : edit.start], edit.replacement]
            position = edit.end
        pieces.append(text[position:])
        return "".join(pieces)

    def moved(self, span: Span) -> Span | None:
        """Where a span of the old text stands in the new one; None when nothing of it is left.

        The span keeps the characters it had and takes in what was written inside it or in place of
        its own. What was inserted at its very edge, or replaces something across it, stays outside.
        """
        if not self.touch(span):
            return span.shifted(self._grown_before[bisect_right(self._starts, span.start)])
        if next(self.kept(span), None) is None:
            return None
        return Span(self._moved_start(span.start), self.moved_position(span.end))

    def touch(self, span: Span) -> bool:
        """Whether anything is written inside a span, or something of it replaced or taken away."""
        before, after = bisect_right(self._starts, span.start), bisect_left(self._starts, span.end)
        return (
            not span or before != after or (before > 0 and self._edits[before - 1].end > span.start)
        )

    def kept(self, span: Span) -> Iterator[Span]:
        """The stretches of a span of the old text that the new text still has, in order."""
        position = span.start
        index = max(0, bisect_right(self._starts, span.start) - 1)
        while index < len(self._edits) and self._edits[index].start < span.end:
            edit = self._edits[index]
            if edit.start > position:
                yield Span(position, edit.start)
            position = max(position, edit.end)
            index += 1
        if position < span.end:
            yield Span(position, span.end)

    def moved_position(self, position: int) -> int:
        """Where a place between two characters goes; before what was inserted right there."""
        index = bisect_left(self._starts, position)
        if index and self._edits[index - 1].end > position:
            return self._edits[index - 1].start + self._grown_before[index - 1]
        return position + self._grown_before[index]

    def moved_end(self, end: int) -> int:
        """Where the end of a speaker's turn goes: after what was inserted right there."""
        index = bisect_left(self._starts, end)
        written_there = sum(
            len(edit.replacement)
            for edit in self._edits[index : index + 2]
            if edit.start == edit.end == end
        )
        return self.moved_position(end) + written_there

    def _moved_start(self, start: int) -> int:
        index = bisect_right(self._starts, start)
        if index and self._edits[index - 1].end > start:
            edit = self._edits[index - 1]
            begin = edit.start + self._grown_before[index - 1]
            # What replaces the span's own first characters belongs to it.
            return begin if edit.start == start else begin + len(edit.replacement)
        return start + self._grown_before[index]


def edits_between(old: str, new: str) -> TextEdits:
    """Few edits that turn ``old`` into ``new``.

    By lines, inside changed lines by words, where one word became another by characters.
    """
    return TextEdits(list(_joined(_edits(old, new), old)))


def _edits(old: str, new: str) -> Iterator[TextEdit]:
    begin, finish = _shared_ends(old, new)
    old_middle = old[begin : len(old) - finish]
    new_middle = new[begin : len(new) - finish]
    for lines in _replaced(old_middle.splitlines(True), new_middle.splitlines(True)):
        for pieces in _replaced(_PIECE.findall(lines.old), _PIECE.findall(lines.new)):
            small = _within_a_word(pieces)
            start = begin + lines.start + small.start
            yield TextEdit(start, start + len(small.old), small.new)


@dataclass(frozen=True, slots=True)
class _Replacement:
    start: int  # in characters from the beginning of the compared pieces
    old: str
    new: str
    is_one_piece: bool


def _replaced(old: list[str], new: list[str]) -> Iterator[_Replacement]:
    starts = [0, *accumulate(map(len, old))]
    for part in replacements(old, new):
        yield _Replacement(
            starts[part.old_start],
            "".join(old[part.old_start : part.old_end]),
            "".join(new[part.new_start : part.new_end]),
            part.old_end - part.old_start == part.new_end - part.new_start == 1,
        )


def _within_a_word(pieces: _Replacement) -> _Replacement:
    """The characters that differ, where one word became another."""
    if not pieces.is_one_piece:
        return pieces
    begin = _shared_length(pieces.old, pieces.new)
    rest = min(len(pieces.old), len(pieces.new)) - begin
    finish = min(rest, _shared_length(pieces.old[::-1], pieces.new[::-1]))
    return _Replacement(
        pieces.start + begin,
        pieces.old[begin : len(pieces.old) - finish],
        pieces.new[begin : len(pieces.new) - finish],
        is_one_piece=True,
    )


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters of whole lines two texts share at the beginning and at the end."""
    same = _shared_length(old, new)
    if same == len(old) == len(new):
        return same, 0
    begin = old.rfind("\n", 0, same) + 1
    rest = min(len(old), len(new)) - begin
    finish = min(rest, _shared_length(old[::-1], new[::-1]))
    line_end = old.find("\n", len(old) - finish)
    return begin, 0 if line_end < 0 else len(old) - line_end - 1


def _shared_length(left: str, right: str) -> int:
    """How many leading characters two texts share."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _joined(edits: Iterator[TextEdit], old: str) -> Iterator[TextEdit]:
    """Edits that touch made one, and words replaced one after another.

    When only a space or a comma stands between two words that others took the place of, those are
    other words, and the space is nothing that was kept.
    """
    held: TextEdit | None = None
    for edit in edits:
        between = "" if held is None else old[held.end : edit.start]
        if held is not None and (not between or _are_one(held, edit, between)):
            held = TextEdit(held.start, edit.end, held.replacement + between + edit.replacement)
            continue
        if held is not None:
            yield held
        held = edit
    if held is not None:
        yield held


def _are_one(left: TextEdit, right: TextEdit, between: str) -> bool:
    both_take_away = left.end > left.start and right.end > right.start
    return both_take_away and _WORD_CHARACTER.search(between) is None
