"""The passages of a new source, from the rows of a coding table that speak of it."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from qualcoder_sts.coding.tables.rows import CodingRow


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages in order, and for each row that has one the number of its passage."""

    texts: tuple[str, ...]
    of_row: dict[int, int]


@dataclass(slots=True)
class _Latest:
    """The passage a coder's last row was about, and what they coded it with."""

    quote: str
    codes: set[str]


def passages_of(rows: Sequence[CodingRow]) -> Passages:
    """Which passages the rows are about.

    Rows are about the same passage when they name the same offsets; without offsets, when one coder
    gives a quote several codes in rows that follow one another, or when another coder comes to the
    same quote as often as the first did. Otherwise equal quotes are different passages: two people
    may say the same.
    """
    numbers: dict[Hashable, int] = {}
    texts: list[str] = []
    of_row: dict[int, int] = {}
    times: Counter[tuple[str, str]] = Counter()
    latest: dict[str, _Latest] = {}
    for row in rows:
        if not row.quote.strip():
            continue
        last = latest.get(row.coder)
        if last is not None and last.quote == row.quote and last.codes.isdisjoint(row.codes):
            last.codes.update(row.codes)
        else:
            latest[row.coder] = _Latest(row.quote, set(row.codes))
            times[row.coder, row.quote] += 1
        has_offsets = row.start is not None and row.end is not None
        place = (row.start, row.end) if has_offsets else (times[row.coder, row.quote],)
        number = numbers.setdefault((row.quote, *place), len(texts))
        if number == len(texts):
            texts.append(row.quote)
        of_row[row.number] = number
    return Passages(tuple(texts), of_row)
