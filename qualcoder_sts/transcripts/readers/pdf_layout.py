"""What belongs to the text of a PDF page, and in which order it is read."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from statistics import quantiles

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.transcripts.readers.pdf_lines import Line, Page

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\[(]?\s*(?:(?:page|seite|side|pagina|página|p\.|s\.)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|af|de|sur|van)\s*\d{1,4})?\s*[-–—\])]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}\.?")
# Running heads and feet stand in the outer eighth of a page, apart from the text.
_MARGIN_SHARE = 0.125
_SAME_PLACE = 4.0  # points
_LEAST_RECURRENCE = 0.4  # of the pages: left and right pages may differ
_LEAST_NUMBERED = 5
_LEAST_IN_COLUMN = 4


@dataclass(frozen=True, slots=True)
class _Place:
    """What a running head has in common on all its pages."""

    text: str
    height: int


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """The pages without what is printed around the text, and remarks on what that was."""
    remarks: list[str] = []
    if outside := sum(page.outside for page in pages):
        remark = ngettext(
            "Text beyond the edges of the pages was left out (%d line).",
            "Text beyond the edges of the pages was left out (%d lines).",
            outside,
        )
        remarks.append(remark % outside)
    left = _body_left(pages)
    numbered = [_margin_numbers(page, left) for page in pages]
    if sum(len(lines) for lines in numbered) >= _LEAST_NUMBERED:
        remarks.append(_("Line or paragraph numbers in the margin were left out."))
        pages = [_without(page, lines) for page, lines in zip(pages, numbered, strict=True)]
    running = _running_places(pages)
    if running:
        shown = ", ".join(f"“{place.text}”" for place in sorted(running, key=lambda p: p.text)[:3])
        remarks.append(_("Running heads, feet or page numbers were left out: %s.") % shown)
        pages = [
            _without(page, [line for line in _marginal(page) if _place(line) in running])
            for page in pages
        ]
    return list(pages), tuple(remarks)


def text_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """A page's lines in reading order, in stretches of one column each."""
    gutter = _gutter(lines)
    if gutter is None:
        return [_joined_fragments(lines)] if lines else []
    columns: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if line.left < gutter < line.right:
            # A line across both columns ends the columns above it.
            columns += [left, right]
            left, right = [], []
            across.append(line)
            continue
        columns.append(across)
        across = []
        (left if line.right <= gutter else right).append(line)
    columns += [left, right, across]
    return [_joined_fragments(column) for column in columns if column]


def _body_left(pages: Sequence[Page]) -> float:
    """Where most lines begin that are not mere numbers."""
    edges = Counter(
        round(line.left)
        for page in pages
        for line in page.lines
        if not _NUMBER.fullmatch(line.text)
    )
    return float(edges.most_common(1)[0][0]) if edges else 0.0


def _margin_numbers(page: Page, left: float) -> list[Line]:
    """Numbers left of the text that grow down the page; a page number alone is not among them."""
    numbers = [
        line
        for line in sorted(page.lines, key=lambda line: -line.middle)
        if _NUMBER.fullmatch(line.text) and line.right < left
    ]
    values = [int(line.text.rstrip(".")) for line in numbers]
    pairs = list(pairwise(values))
    rising = sum(1 for upper, lower in pairs if lower > upper)
    return numbers if rising >= 0.9 * len(pairs) else []


def _running_places(pages: Sequence[Page]) -> set[_Place]:
    if len(pages) < 2:
        return set()
    least = max(2, ceil(_LEAST_RECURRENCE * len(pages)))
    marginal = [(page, {_place(line): line for line in _marginal(page)}) for page in pages]
    seen = Counter(place for _, places in marginal for place in places)
    apart = Counter(
        place
        for page, places in marginal
        for place, line in places.items()
        if seen[place] >= least and _stands_apart(line, page)
    )
    return {place for place, times in apart.items() if times >= least}


def _marginal(page: Page) -> list[Line]:
    depth = page.height * _MARGIN_SHARE
    return [line for line in page.lines if line.bottom > page.height - depth or line.top < depth]


def _place(line: Line) -> _Place:
    return _Place(_DIGITS.sub("#", line.text), round(line.middle / _SAME_PLACE))


def _stands_apart(line: Line, page: Page) -> bool:
    """A page number, or a line with white space between it and the text.

    Two pages that both begin with “I: Okay.” have no running head.
    """
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    is_above = line.middle > page.height / 2
    towards_text = [
        line.bottom - other.top if is_above else other.bottom - line.top
        for other in page.lines
        if abs(other.middle - line.middle) > line.height / 2
        and (other.middle < line.middle) == is_above
        and not _PAGE_NUMBER.fullmatch(other.text)
    ]
    return min(towards_text, default=0.0) > 0.9 * line.height


def _without(page: Page, removed: Sequence[Line]) -> Page:
    gone = set(removed)
    return replace(page, lines=tuple(line for line in page.lines if line not in gone))


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the white strip between two columns, if there are two."""
    if len(lines) < 2 * _LEAST_IN_COLUMN:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    best: tuple[int, float, float] | None = None
    for step in range(60, 141):
        place = left + width * step / 200
        crossing = sum(1 for line in lines if line.left < place + 2 and line.right > place - 2)
        candidate = (crossing, abs(step - 100), place)
        best = candidate if best is None else min(best, candidate)
    if best is None or best[0] > 0.2 * len(lines):
        return None
    gutter = best[2]
    columns = (
        [line for line in lines if line.right <= gutter],
        [line for line in lines if line.left >= gutter],
    )
    widths = (gutter - left, right - gutter)
    is_filled = all(
        len(column) >= _LEAST_IN_COLUMN and _usual_width(column) > 0.6 * width
        for column, width in zip(columns, widths, strict=True)
    )
    return gutter if is_filled and _stand_side_by_side(*columns) else None


def _usual_width(lines: Sequence[Line]) -> float:
    """What a quarter of the lines exceed: turns may be short, full lines fill their column."""
    return quantiles([line.right - line.left for line in lines], n=4)[2]


def _stand_side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    top = min(max(line.top for line in left), max(line.top for line in right))
    bottom = max(min(line.bottom for line in left), min(line.bottom for line in right))
    beside = sum(1 for line in (*left, *right) if bottom <= line.middle <= top)
    return 2 * beside >= len(left) + len(right)


def _joined_fragments(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom; pieces on the same height (a name, a tab, speech) made one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.middle, line.left)):
        same_height = rows and abs(rows[-1][0].middle - line.middle) < 0.4 * min(
            rows[-1][0].height, line.height
        )
        if same_height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_one_line(row) for row in rows]


def _one_line(row: list[Line]) -> Line:
    row.sort(key=lambda line: line.left)
    return Line(
        " ".join(line.text for line in row),
        row[0].left,
        max(line.right for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
    )
