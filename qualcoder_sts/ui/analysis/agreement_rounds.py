"""How far coders agreed from round to round, as the rounds kept it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from qualcoder_sts.analysis.agreement.record import KeptAgreement, kept_agreement
from qualcoder_sts.analysis.agreement.request import Unit
from qualcoder_sts.analysis.agreement.table import Interval
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    written_coefficient,
    written_interval,
)
from qualcoder_sts.coding.rounds import KeptResult
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.models.rows import RowsModel


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One closed round, and what the one before it had come to."""

    round: str
    at: datetime
    kept: KeptAgreement
    before: KeptAgreement | None


def round_lines(results: Sequence[KeptResult], unit: Unit) -> list[RoundLine]:
    """The rounds that kept their agreement by a unit, the oldest first."""
    lines: list[RoundLine] = []
    for result in results:
        if result.unit == unit:
            kept = kept_agreement(result.content)
            before = next((one.kept for one in reversed(lines) if _is_alike(one.kept, kept)), None)
            lines.append(RoundLine(result.round, result.at, kept, before))
    return lines


def _is_alike(before: KeptAgreement, kept: KeptAgreement) -> bool:
    """Whether one can have changed from the other: rounds as a whole, or the same two coders."""
    if kept.by_pair:
        return before.coders == kept.coders
    return not before.by_pair


class RoundsModel(RowsModel[RoundLine]):
    """A line for each round: the figure of all codes together, and how it changed."""

    def __init__(self, parent: QObject) -> None:
        titles = (
            _("Round"),
            _("Closed"),
            _("Coders"),
            _("Sources"),
            _("Coefficient"),
            _("All codes"),
            _("Interval or range"),
            _("Change"),
        )
        super().__init__(titles, parent, numbers=(3, 5, 6, 7))

    def cells(self, row: RoundLine) -> tuple[str, ...]:
        """The words of a line."""
        kept = row.kept
        return (
            _("%s, by pair") % row.round if kept.by_pair else row.round,
            row.at.astimezone().strftime("%Y-%m-%d"),
            ", ".join(kept.coders),
            _("%(number)d of %(of)d") % {"number": kept.sources, "of": kept.sources_in_scope},
            coefficient_name(kept.of),
            _("undefined") if kept.pooled is None else written_coefficient(kept.pooled),
            written_interval(_interval(kept)),
            _change(row),
        )


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
