"""Agreement as a table for a spreadsheet, numbers unrounded."""

from collections.abc import Iterator

from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Coefficient,
    Figures,
    Interval,
)
from qualcoder_sts.foundation.tables import Table

FIRST = ("compared", "code", "both", "only first", "only second", "neither")
LAST = ("low", "high", "undefined")
ALL_SOURCES, ALL_CODES = "all sources", "all codes"
WITHOUT_SUGGESTIONS = "all sources, without accepted suggestions"


def agreement_sheet(table: AgreementTable) -> Table:
    """A row for every code: over all sources, in each source, and for each pair of coders."""
    coefficients = tuple(Coefficient)
    return Table((*FIRST, *coefficients, *LAST), tuple(_rows(table, coefficients)))


def _rows(
    table: AgreementTable, coefficients: tuple[Coefficient, ...]
) -> Iterator[tuple[str, ...]]:
    def row(where: str, code: str, figures: Figures, interval: Interval | None) -> tuple[str, ...]:
        values = (figures.values.get(each) for each in coefficients)
        ends = (None, None) if interval is None else (interval.low, interval.high)
        reasons = dict.fromkeys(why.value for why in figures.undefined.values())
        numbers = [_written(value) for value in (*values, *ends)]
        return (where, code, *_cells(figures), *numbers, "; ".join(reasons))

    def rows(where: str, each: tuple[AgreementRow, ...]) -> Iterator[tuple[str, ...]]:
        for one in each:
            yield row(where, one.code.path_text, one.figures, one.interval)

    yield row(ALL_SOURCES, ALL_CODES, table.overall, table.interval)
    yield from rows(ALL_SOURCES, table.rows)
    if (without := table.without_suggestions) is not None:
        yield row(WITHOUT_SUGGESTIONS, ALL_CODES, without.overall, without.interval)
        yield from rows(WITHOUT_SUGGESTIONS, without.rows)
    for source in table.sources:
        yield row(source.name, ALL_CODES, source.overall, None)
        yield from rows(source.name, source.rows)
    for pair in table.pairs:
        names = f"{pair.first.name} – {pair.second.name}"
        yield row(names, ALL_CODES, pair.overall, None)
        yield from rows(names, pair.rows)


def _cells(figures: Figures) -> tuple[str, ...]:
    if (cells := figures.cells) is None:
        return ("", "", "", "")
    return tuple(str(each) for each in (cells.both, cells.first, cells.second, cells.neither))


def _written(value: float | None) -> str:
    return "" if value is None else repr(value)
