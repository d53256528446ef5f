"""Joining the lines of a PDF to paragraphs."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind
from qualcoder_sts.transcripts.readers.cues import split_by_label
from qualcoder_sts.transcripts.readers.pdf_lines import Line

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s*[-–—]?\s*")
_HYPHENATED_END = re.compile(r"(\w+)([-\u2010\u00ad])$")
_FIRST_PART = re.compile(r"\w+")
_INDENT = 8.0  # points
_CJK = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines of one column with the measures of the whole document that judge them."""

    lines: Sequence[Line]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the column it stands in."""

    line: Line
    column: _Column


@dataclass(frozen=True, slots=True)
class _Measures:
    leading: float  # from line to line within a paragraph
    height: float  # of ordinary letters
    labels: frozenset[str]


def joined_lines(columns: Sequence[Sequence[Line]]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document, from its lines in reading order."""
    lines = [line for column in columns for line in column]
    if not lines:
        return ()
    measures = _Measures(
        leading=_leading(columns),
        height=median(line.height for line in lines),
        labels=_recurring_labels(lines),
    )
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    paragraphs: list[list[Line]] = []
    before: _Placed | None = None
    for column in _measured(columns):
        for text_line in column.lines:
            line = _Placed(text_line, column)
            if before is None or _begins_paragraph(before, line, measures):
                paragraphs.append([])
            paragraphs[-1].append(text_line)
            before = line
    return tuple(_paragraph(lines, words, measures) for lines in paragraphs)


def _measured(columns: Sequence[Sequence[Line]]) -> list[_Column]:
    """Columns with their edges, learnt from all columns that begin at about the same place.

    A title that stands across two columns begins where the left one does and is not like it.
    """
    starts = [min(line.left for line in lines) for lines in columns]
    ends = [max(line.right for line in lines) for lines in columns]
    measured: list[_Column] = []
    for lines, start, end in zip(columns, starts, ends, strict=True):
        beside = min((other for other in starts if other > end), default=math.inf)
        alike = [
            line
            for other, its_start, its_end in zip(columns, starts, ends, strict=True)
            if abs(its_start - start) < 4 * _INDENT and its_end < beside
            for line in other
        ]
        usual_left = Counter(round(line.left) for line in alike).most_common(1)[0][0]
        measured.append(_Column(lines, float(usual_left), max(line.right for line in alike)))
    return measured


def _leading(columns: Sequence[Sequence[Line]]) -> float:
    """The smallest usual step from line to line: turns may all be single lines with gaps."""
    steps = Counter(
        round(upper.bottom - lower.bottom) for lines in columns for upper, lower in pairwise(lines)
    )
    usual = [step for step, times in steps.items() if step > 2 and times >= 0.08 * steps.total()]
    return float(min(usual, default=0))


def _recurring_labels(lines: Sequence[Line]) -> frozenset[str]:
    found = Counter(label for line in lines if (label := _label(line.text)))
    return frozenset(label for label, times in found.items() if times > 1)


def _label(text: str) -> str | None:
    time = _TIME.match(text)
    return split_by_label(text[time.end() :] if time else text)[0]


def _begins_paragraph(above: _Placed, here: _Placed, measures: _Measures) -> bool:
    before, line = above.line, here.line
    label = _label(line.text)
    if label is not None and label in measures.labels:
        return True
    if _HYPHENATED_END.search(before.text) and line.text[0].islower():
        return False
    if abs(line.height - before.height) > 0.15 * measures.height:
        return True
    if here.column is not above.column:
        return _ends_early(above, line)
    step = before.bottom - line.bottom
    if measures.leading and step > 1.3 * measures.leading:
        return True
    return _is_set_in(before, line, here.column, measures) or _ends_early(above, line)


def _is_set_in(before: Line, line: Line, column: _Column, measures: _Measures) -> bool:
    """Whether the line begins further right, or further left after a hanging paragraph."""
    if line.left < min(before.left, column.left) - _INDENT:
        return True
    after_label = _label(before.text) in measures.labels
    is_indented = line.left > column.left + _INDENT and before.left <= column.left + _INDENT / 2
    return is_indented and not after_label


def _ends_early(before: _Placed, line: Line) -> bool:
    """Whether the line's first word would have found room on the line before, in its column."""
    first = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.text))
    column = before.column
    room = column.right - before.line.right
    return room > (len(first) + 1) * width + 0.05 * (column.right - column.left)


def _paragraph(lines: list[Line], words: Counter[str], measures: _Measures) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = _joined(text, line.text, words)
    is_heading = len(lines) <= 2 and min(line.height for line in lines) > 1.2 * measures.height
    return Paragraph(text, ParagraphKind.HEADING if is_heading else ParagraphKind.BODY)


def _joined(text: str, following: str, words: Counter[str]) -> str:
    hyphenated = _HYPHENATED_END.search(text)
    if hyphenated and following[0].islower():
        return _dehyphenated(text, hyphenated, following, words)
    if _CJK.match(text[-1]) and _CJK.match(following):
        return text + following
    return f"{text} {following}"


def _dehyphenated(text: str, hyphenated: re.Match[str], following: str, words: Counter[str]) -> str:
    """Close a word divided at the line's end, unless its hyphen is its own.

    The document itself tells: a word found elsewhere whole is closed, one found elsewhere with
    its hyphen, or made of two words found elsewhere, keeps it.
    """
    first, hyphen = hyphenated[1].lower(), hyphenated[2]
    second_match = _FIRST_PART.match(following)
    second = second_match.group().lower() if second_match else ""
    stem = text[: hyphenated.start(2)]
    if hyphen == "\u00ad" or words[first + second]:
        return stem + following
    if words[f"{first}-{second}"] or first.isdigit() or (words[first] > 1 and words[second] > 1):
        return f"{stem}-{following}"
    return stem + following
