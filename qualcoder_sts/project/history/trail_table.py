"""The audit trail as a table for a spreadsheet."""

from collections.abc import Iterable

from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.project.history.trail import TrailEntry

COLUMNS = ("number", "when", "coder", "step", "kind", "reason", "rows")


def trail_table(entries: Iterable[TrailEntry]) -> Table:
    """One row for each step; moments are local, with their zone."""
    rows = [
        (
            str(entry.number),
            entry.at.astimezone().isoformat(sep=" ", timespec="seconds"),
            entry.coder,
            entry.label,
            entry.kind.value,
            entry.reason,
            str(entry.rows),
        )
        for entry in entries
    ]
    return Table(COLUMNS, tuple(rows))
