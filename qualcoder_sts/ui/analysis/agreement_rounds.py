"""How far coders agreed from round to round, as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from qualcoder_sts.analysis.agreement.over_rounds import RoundLine
from qualcoder_sts.analysis.agreement.record import KeptAgreement
from qualcoder_sts.analysis.agreement.table import Interval
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    written_coefficient,
    written_interval,
)
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.models.rows import RowsModel

_FIGURES = (3, 5, 6, 7)


class RoundsModel(RowsModel[RoundLine]):
    """A line for each round: the figure of all codes together, how it changed, and some codes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(_titles(), parent, numbers=_FIGURES)
        self._codes: Sequence[CodeRow] = ()

    def show_lines(self, lines: Sequence[RoundLine], codes: Sequence[CodeRow]) -> None:
        """Show these rounds, with a column for each of these codes."""
        self.beginResetModel()
        self._codes = codes
        self._titles = (*_titles(), *(code.name for code in codes))
        self._numbers = frozenset((*_FIGURES, *range(len(_titles()), len(self._titles))))
        self._rows = lines
        self.endResetModel()

    def cells(self, row: RoundLine) -> tuple[str, ...]:
        """The words of a line."""
        kept = row.kept
        return (
            _("%s, by pair") % row.round if kept.by_pair else row.round,
            row.at.astimezone().strftime("%Y-%m-%d"),
            ", ".join(kept.coders),
            _("%(number)d of %(of)d") % {"number": kept.sources, "of": kept.sources_in_scope},
            coefficient_name(kept.of),
            _written(kept.pooled),
            written_interval(_interval(kept)),
            _change(row),
            *(_of_code(kept, code) for code in self._codes),
        )

    def more(self, row: RoundLine, column: int, role: int) -> object:
        """The whole of a cell that may be cut."""
        return self.cells(row)[column] if role == Qt.ItemDataRole.ToolTipRole else None


def _titles() -> tuple[str, ...]:
    return (
        _("Round"),
        _("Closed"),
        _("Coders"),
        _("Sources"),
        _("Coefficient"),
        _("All codes"),
        _("Interval or range"),
        _("Change"),
    )


def _written(value: float | None) -> str:
    return _("undefined") if value is None else written_coefficient(value)


def _of_code(kept: KeptAgreement, code: CodeRow) -> str:
    """Nothing for a code that was not in the codebook then, or not compared."""
    return _written(kept.by_code[code.id]) if code.id in kept.by_code else ""


def _interval(kept: KeptAgreement) -> Interval | None:
    if kept.low is None or kept.high is None:
        return None
    return Interval(kept.low, kept.high)


def _change(row: RoundLine) -> str:
    """How much higher or lower than before; nothing where two coefficients cannot be compared."""
    before = row.before
    if before is None or before.pooled is None or row.kept.pooled is None:
        return ""
    if before.of is not row.kept.of:
        return ""
    change = row.kept.pooled - before.pooled
    words = written_coefficient(change)
    return f"+{words}" if round(change, 2) > 0 else words
