"""What two versions of a sequence have in common, in time that does not explode.

``difflib`` compares every occurrence of a piece with every other: on a transcript of a hundred
thousand words, in which spaces and blank lines repeat without end, it takes minutes. Here pieces
that occur once on both sides are found first and divide the work (Bram Cohen's *patience diff*);
only what lies between them, when it is short, is given to ``difflib``.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# How many neighbouring pieces are looked at together when no single one occurs just once.
_RUN_LENGTHS = (1, 6, 24)
# Above this many comparisons two stretches without anything unique are taken to differ wholly.
_MOST_COMPARISONS = 10_000


@dataclass(frozen=True, slots=True)
class Replaced:
    """``old[old_start:old_end]`` became ``new[new_start:new_end]``; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def replacements(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Replaced]:
    """What must be replaced to turn one sequence into the other, in order."""
    open_stretches = [Replaced(0, len(old), 0, len(new))]
    while open_stretches:
        stretch = _without_shared_ends(old, new, open_stretches.pop())
        if stretch.old_start == stretch.old_end or stretch.new_start == stretch.new_end:
            if stretch.old_start < stretch.old_end or stretch.new_start < stretch.new_end:
                yield stretch
        elif parts := _divided(old, new, stretch):
            open_stretches += reversed(parts)
        else:
            yield from _compared(old, new, stretch)


def _without_shared_ends(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: Replaced
) -> Replaced:
    i, j, k, m = stretch.old_start, stretch.old_end, stretch.new_start, stretch.new_end
    while i < j and k < m and old[i] == new[k]:
        i, k = i + 1, k + 1
    while i < j and k < m and old[j - 1] == new[m - 1]:
        j, m = j - 1, m - 1
    return Replaced(i, j, k, m)


def _divided(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: Replaced
) -> list[Replaced] | None:
    """The stretches between what occurs once on both sides; None when nothing does."""
    left = old[stretch.old_start : stretch.old_end]
    right = new[stretch.new_start : stretch.new_end]
    for length in _RUN_LENGTHS:
        if min(len(left), len(right)) < length:
            return None
        if pairs := _unique_pairs(left, right, length):
            return _between(pairs, stretch)
    return None


def _unique_pairs(
    left: Sequence[Hashable], right: Sequence[Hashable], length: int
) -> list[tuple[int, int]]:
    """Where runs that occur once on both sides begin, the most that stand in the same order."""
    runs_left, runs_right = _runs(left, length), _runs(right, length)
    counts_left, counts_right = Counter(runs_left), Counter(runs_right)
    places = {run: place for place, run in enumerate(runs_right) if counts_right[run] == 1}
    pairs = [
        (place, places[run])
        for place, run in enumerate(runs_left)
        if counts_left[run] == 1 and run in places
    ]
    return _longest_rising(pairs)


def _runs(pieces: Sequence[Hashable], length: int) -> Sequence[Hashable]:
    if length == 1:
        return pieces
    return list(zip(*(pieces[shift:] for shift in range(length)), strict=False))


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of pairs that rises on the right as it does on the left."""
    ends: list[int] = []  # the smallest right side on which a selection of each length can end
    at_end: list[int] = []
    before: list[int | None] = []
    for number, (_, right) in enumerate(pairs):
        length = bisect_left(ends, right)
        before.append(at_end[length - 1] if length else None)
        ends[length : length + 1] = [right]
        at_end[length : length + 1] = [number]
    chosen: list[tuple[int, int]] = []
    place = at_end[-1] if at_end else None
    while place is not None:
        chosen.append(pairs[place])
        place = before[place]
    return chosen[::-1]


def _between(pairs: list[tuple[int, int]], stretch: Replaced) -> list[Replaced]:
    parts: list[Replaced] = []
    i, k = stretch.old_start, stretch.new_start
    for left, right in pairs:
        j, m = stretch.old_start + left, stretch.new_start + right
        if (i, k) != (j, m):
            parts.append(Replaced(i, j, k, m))
        i, k = j + 1, m + 1
    parts.append(Replaced(i, stretch.old_end, k, stretch.new_end))
    return parts


def _compared(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: Replaced
) -> Iterator[Replaced]:
    """Short stretches compared piece by piece, long ones taken to differ."""
    left = old[stretch.old_start : stretch.old_end]
    right = new[stretch.new_start : stretch.new_end]
    if len(left) * len(right) > _MOST_COMPARISONS:
        yield stretch
        return
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Replaced(
                stretch.old_start + i,
                stretch.old_start + j,
                stretch.new_start + k,
                stretch.new_start + m,
            )
