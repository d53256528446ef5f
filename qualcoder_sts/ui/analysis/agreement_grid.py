"""Agreement laid out in rows and columns: by code, by source, by pair of coders. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from uuid import UUID

from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Coefficient,
    Figures,
    Interval,
    PairAgreement,
)
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    coefficient_says,
    why_undefined,
    written,
    written_interval,
)
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _, ngettext

# Beside these the others stand when all are wanted.
TOLD_FIRST = (
    Coefficient.DICE,
    Coefficient.KAPPA,
    Coefficient.FLEISS,
    Coefficient.KAPPA_MAX,
    Coefficient.PERCENT,
    Coefficient.ALPHA_NOMINAL,
    Coefficient.ALPHA_UNITIZING,
)


# Names of sources go on in the next line, so that more of them stand side by side.
_NARROW = 14


@dataclass(frozen=True, slots=True)
class DisagreementsWanted:
    """Where coders differ is to be shown: of a code or of all, between whom, in which sources."""

    code_id: UUID | None
    coder_ids: tuple[UUID, ...]
    source_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its title, on two lines where it is long, and a sentence on what stands in it."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A figure in words, as a number to sort by, and a sentence on it.

    ``shade``, from 0 to 1, is how strongly its ground is coloured; None leaves it plain.
    """

    words: str
    value: float | None = None
    says: str = ""
    shade: float | None = None
    wanted: DisagreementsWanted | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One code; None stands for all together."""

    code: CodeRow | None
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What is shown; the codes stand before the first column."""

    columns: tuple[GridColumn, ...] = ()
    rows: tuple[GridRow, ...] = ()


def by_code(table: AgreementTable, *, everything: bool) -> Grid:
    """Every code with its coefficients, the interval beside the leading one, and its cells."""
    shown = [each for each in table.coefficients if everything or each in TOLD_FIRST]
    everywhere = frozenset(source.id for source in table.sources)
    coders = tuple(coder.id for coder in table.coders)

    def cells(code: CodeRow | None, figures: Figures, interval: Interval | None) -> GridRow:
        wanted = DisagreementsWanted(None if code is None else code.id, coders, everywhere)
        found = [_figure(figures, each, wanted, is_shaded=each is table.leading) for each in shown]
        low = None if interval is None else interval.low
        found.insert(
            shown.index(table.leading) + 1,
            GridCell(written_interval(interval), low, wanted=wanted),
        )
        return GridRow(code, (*found, *_counts(figures, wanted)))

    columns = [_column(each) for each in shown]
    columns.insert(shown.index(table.leading) + 1, _interval_column(table))
    columns += _count_columns(table)
    rows = [cells(None, table.overall, table.interval)]
    rows += [cells(row.code, row.figures, row.interval) for row in table.rows]
    return Grid(tuple(columns), tuple(rows))


def by_source(table: AgreementTable) -> Grid:
    """The leading coefficient of every code in every source, as a heat map."""
    name = coefficient_name(table.leading)
    columns = tuple(
        GridColumn(
            "\n".join(wrap(source.name, _NARROW, max_lines=3, placeholder="…")),
            _("%(name)s in “%(source)s”, coded by %(coders)s")
            % {
                "name": name,
                "source": source.name,
                "coders": ", ".join(coder.name for coder in source.coders),
            },
        )
        for source in table.sources
    )
    parts = [
        _Part(
            source.overall,
            source.rows,
            tuple(each.id for each in source.coders),
            frozenset({source.id}),
        )
        for source in table.sources
    ]
    return Grid(columns, _heat(table, table.leading, parts))


def by_pair(table: AgreementTable) -> Grid:
    """The leading coefficient of every code for every two coders, as a heat map."""
    columns = tuple(
        GridColumn(f"{pair.first.name}\n{pair.second.name}", _pair_sentence(pair))
        for pair in table.pairs
    )
    parts = [
        _Part(
            pair.overall,
            pair.rows,
            (pair.first.id, pair.second.id),
            frozenset(
                source.id
                for source in table.sources
                if pair.first in source.coders and pair.second in source.coders
            ),
        )
        for pair in table.pairs
    ]
    leading = table.pairs[0].leading if table.pairs else table.leading
    return Grid(columns, _heat(table, leading, parts))


def _pair_sentence(pair: PairAgreement) -> str:
    sentence = ngettext(
        "%(name)s of %(first)s and %(second)s, over %(n)d source",
        "%(name)s of %(first)s and %(second)s, over %(n)d sources",
        pair.sources,
    )
    return sentence % {
        "name": coefficient_name(pair.leading),
        "first": pair.first.name,
        "second": pair.second.name,
        "n": pair.sources,
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """A column of a heat map: the figures in one source, or of one pair."""

    overall: Figures
    rows: tuple[AgreementRow, ...]
    coder_ids: tuple[UUID, ...]
    source_ids: frozenset[UUID]


def _heat(
    table: AgreementTable, coefficient: Coefficient, parts: Sequence[_Part]
) -> tuple[GridRow, ...]:
    by_code = [{row.code.id: row.figures for row in part.rows} for part in parts]

    def row(code: CodeRow | None, figures: Iterable[Figures | None]) -> GridRow:
        code_id = None if code is None else code.id
        cells = (
            _heat_cell(each, coefficient, code_id, part)
            for each, part in zip(figures, parts, strict=True)
        )
        return GridRow(code, tuple(cells))

    rows = [row(None, (part.overall for part in parts))]
    rows += [
        row(each.code, (figures.get(each.code.id) for figures in by_code)) for each in table.rows
    ]
    return tuple(rows)


def _heat_cell(
    figures: Figures | None, coefficient: Coefficient, code_id: UUID | None, part: _Part
) -> GridCell:
    wanted = DisagreementsWanted(code_id, part.coder_ids, part.source_ids)
    if figures is None:
        return GridCell(_NOT_THERE, None, _("Nobody used the code here."), wanted=wanted)
    return _figure(figures, coefficient, wanted, is_shaded=True)


_NOT_THERE = "–"


def _figure(
    figures: Figures, coefficient: Coefficient, wanted: DisagreementsWanted, *, is_shaded: bool
) -> GridCell:
    value = figures.values.get(coefficient)
    why = figures.undefined.get(coefficient)
    says = "" if why is None else why_undefined(why)
    shade = None if value is None or not is_shaded else min(1.0, max(0.0, value))
    return GridCell(written(figures, coefficient), value, says, shade, wanted)


def _counts(figures: Figures, wanted: DisagreementsWanted) -> list[GridCell]:
    if (cells := figures.cells) is None:
        return []
    return [
        GridCell(f"{number:,}", number, wanted=wanted)
        for number in (cells.both, cells.first, cells.second, cells.neither)
    ]


def _count_columns(table: AgreementTable) -> list[GridColumn]:
    if table.overall.cells is None:
        return []
    if len(table.coders) == 2 and table.request.coder_ids:
        first, second = (coder.name for coder in table.coders)
    else:
        first, second = _("lead coder"), _("other coder")
    alone = _("Only %s")
    return [
        GridColumn(_("Both"), _("Coded by both")),
        GridColumn(_on_two_lines(alone % first), _("Coded by %s alone") % first),
        GridColumn(_on_two_lines(alone % second), _("Coded by %s alone") % second),
        GridColumn(_("Neither"), _("Coded by neither")),
    ]


def _column(coefficient: Coefficient) -> GridColumn:
    return GridColumn(_on_two_lines(coefficient_name(coefficient)), coefficient_says(coefficient))


def _on_two_lines(words: str) -> str:
    """Broken at the space nearest to the middle."""
    spaces = [place for place, sign in enumerate(words) if sign == " "]
    if not spaces:
        return words
    middle = min(spaces, key=lambda place: abs(2 * place + 1 - len(words)))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


def _interval_column(table: AgreementTable) -> GridColumn:
    name = coefficient_name(table.leading)
    if table.is_resampled:
        says = _("Where %s lies in the middle 95 %% of resamples of the sources (bootstrap)")
        return GridColumn(_("Interval"), says % name)
    return GridColumn(_("Range"), _("The lowest and the highest %s of any source") % name)
