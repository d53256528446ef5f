"""What of a plan a coder of an open blind round may be told: nothing of others' coding in it.

Files are read and merged whole; what is left out here is only not shown.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar
from uuid import UUID

from qualcoder_sts.merge.basis import Copy
from qualcoder_sts.merge.describing import Described
from qualcoder_sts.merge.errors import BlindConflictError
from qualcoder_sts.project.blindness import Blindness
from qualcoder_sts.project.history.rows import StoredRow

_OWNED = frozenset({"coded_segment", "finished_mark", "suggestion_decision", "consensus_decision"})


class _OfRow(Protocol):
    @property
    def table(self) -> str: ...

    @property
    def row_id(self) -> UUID: ...


Item = TypeVar("Item", bound=_OfRow)


def told(found: Described, copies: Iterable[Copy], blindness: Blindness) -> Described:
    """What may be told of what was found.

    Raises ``BlindConflictError`` where something would have to be decided that must not be seen.
    """
    if not blindness.sources:
        return found
    kept = _Keeping(tuple(copies), blindness)
    if any(kept.hides(each.table, each.row_id) for each in found.conflicts):
        raise BlindConflictError
    return replace(
        found,
        differences=kept.seen(found.differences),
        united=[each for each in found.united if not kept.hides(each.table, each.kept)],
        reanchored=kept.seen(found.reanchored),
        unplaced=kept.seen(found.unplaced),
    )


class _Keeping:
    def __init__(self, copies: tuple[Copy, ...], blindness: Blindness) -> None:
        self._copies, self._blindness = copies, blindness

    def seen(self, items: Iterable[Item]) -> list[Item]:
        return [each for each in items if not self.hides(each.table, each.row_id)]

    def hides(self, table: str, row_id: UUID) -> bool:
        """Whether a row tells of others' coding in the round's sources."""
        row = self._row(table, row_id.hex)
        return row is not None and self._hides_row(table, row)

    def _row(self, table: str, row_id: str) -> StoredRow | None:
        rows = (copy.rows.get(table, {}).get(row_id) for copy in self._copies)
        return next((row for row in rows if row is not None), None)

    def _hides_row(self, table: str, row: StoredRow) -> bool:
        if table in _OWNED:
            return self._blindness.hides(UUID(str(row["source_id"])), UUID(str(row["coder_id"])))
        if table == "contributor":
            return self.hides("coded_segment", UUID(str(row["segment_id"])))
        if table == "memo_link":
            return self.hides("memo", UUID(str(row["memo_id"])))
        if table == "memo":
            return self._hides_memo(row)
        return False

    def _hides_memo(self, memo: StoredRow) -> bool:
        """A colleague's memo on anything of a source of the round, or on a memo on that."""
        own = self._blindness.coder_id
        if memo["target_id"] is None or (own is not None and memo["coder_id"] == own.hex):
            return False
        table, target_id = str(memo["target_table"]), str(memo["target_id"])
        target = self._row(table, target_id)
        if target is None or table == "memo":
            return target is not None and self._hides_memo(target)
        source_id = target_id if table == "source" else target.get("source_id")
        return source_id is not None and UUID(str(source_id)) in self._blindness.sources
