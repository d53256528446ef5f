"""The order in which a plan lists rows: sources as they are listed, places as they are read."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from qualcoder_sts.foundation.names import in_natural_order
from qualcoder_sts.merge.basis import Copy
from qualcoder_sts.merge.declarations import tables
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import METHOD_ORDER

Item = TypeVar("Item")
_NOWHERE = -1


class ReadingOrder:
    """Knows where rows stand; of several copies the first that has a row says it."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._copies = copies
        self._tables = {table: number for number, table in enumerate(tables())}
        sources: dict[str, StoredRow] = {}
        for copy in copies:
            sources = {**copy.rows["source"], **sources}
        listed = sorted(sources, key=lambda key: _as_listed(key, sources[key]))
        self._sources = {source_id: number for number, source_id in enumerate(listed)}

    def of(self, items: Iterable[Item], row_of: Callable[[Item], tuple[str, UUID]]) -> list[Item]:
        """Items in order, by the table and the key of their row; one kind after the other."""
        return sorted(items, key=lambda item: self._place(*row_of(item)))

    def _place(self, table: str, row_id: UUID) -> tuple[int, int, int, int]:
        key = row_id.hex
        row = next((row for copy in self._copies if (row := copy.row(table, key))), {})
        source_id = key if table == "source" else row.get("source_id")
        source = self._sources.get(str(source_id), _NOWHERE)
        return (self._tables[table], source, _position(row, "start"), _position(row, "end"))


def _position(row: StoredRow, column: str) -> int:
    position = row.get(column)
    return position if isinstance(position, int) else _NOWHERE


def _as_listed(key: str, source: StoredRow) -> tuple[object, ...]:
    return METHOD_ORDER[Method(str(source["method"]))], in_natural_order(str(source["name"])), key
