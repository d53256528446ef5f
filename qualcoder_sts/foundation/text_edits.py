"""Edits of a text, and where its positions go."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from qualcoder_sts.foundation.spans import Span


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

        The span keeps the characters it had and takes in what was written inside it. What was
        written at its very edge stays outside.
        """
        start = self._moved_edge(span.start, is_start=True)
        end = self._moved_edge(span.end, is_start=False)
        return Span(start, end) if start < end else None

    def moved_position(self, position: int) -> int:
        """Where a place between two characters goes; before what was inserted right there."""
        return self._moved_edge(position, is_start=False)

    def moved_end(self, end: int) -> int:
        """Where the end of a speaker's turn goes: after what was inserted right there."""
        index = bisect_left(self._starts, end)
        written_there = sum(
            len(edit.replacement)
            for edit in self._edits[index : index + 2]
            if edit.start == edit.end == end
        )
        return self._moved_edge(end, is_start=False) + written_there

    def _moved_edge(self, position: int, *, is_start: bool) -> int:
        index = bisect_right(self._starts, position)
        # An insertion right at a span's end comes after it, one at its start before it.
        while index and not is_start and self._is_insertion_at(index - 1, position):
            index -= 1
        if index:
            edit = self._edits[index - 1]
            is_inside = edit.start < position < edit.end or (
                edit.start < edit.end and edit.start == position and is_start
            )
            if is_inside:
                # The edge was replaced: the span begins after, or ends before, the replacement.
                begin = edit.start + self._grown_before[index - 1]
                return begin + len(edit.replacement) if is_start else begin
            if not is_start and edit.start == position and edit.end > position:
                index -= 1
        return position + self._grown_before[index]

    def _is_insertion_at(self, index: int, position: int) -> bool:
        edit = self._edits[index]
        return edit.start == edit.end == position


def edits_between(old: str, new: str) -> TextEdits:
    """Few edits that turn ``old`` into ``new``: by lines, and inside changed lines by words."""
    return TextEdits(list(_joined(_edits(old, new))))


def _edits(old: str, new: str) -> Iterator[TextEdit]:
    begin = _common_length(old, new)
    rest = min(len(old), len(new)) - begin
    finish = min(rest, _common_length(old[::-1], new[::-1]))
    old_middle = old[begin : len(old) - finish]
    new_middle = new[begin : len(new) - finish]
    for lines in _replacements(old_middle.splitlines(True), new_middle.splitlines(True)):
        for words in _replacements(_words(lines.old), _words(lines.new)):
            start = begin + lines.start + words.start
            yield TextEdit(start, start + len(words.old), words.new)


@dataclass(frozen=True, slots=True)
class _Replacement:
    start: int  # in characters from the beginning of the compared pieces
    old: str
    new: str


def _replacements(old: list[str], new: list[str]) -> Iterator[_Replacement]:
    starts = [0, *accumulate(map(len, old))]
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Replacement(starts[i], "".join(old[i:j]), "".join(new[k:m]))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\W", text)


def _common_length(left: str, right: str) -> int:
    """How many leading characters two texts share."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _joined(edits: Iterator[TextEdit]) -> Iterator[TextEdit]:
    """Edits that touch made one, and those that change nothing left out."""
    held: TextEdit | None = None
    for edit in edits:
        if held is not None and held.end == edit.start:
            held = TextEdit(held.start, edit.end, held.replacement + edit.replacement)
            continue
        if held is not None:
            yield held
        held = edit
    if held is not None:
        yield held
