"""The merged state while it is being put together: this file's rows, and what becomes of them."""

from qualcoder_sts.merge.basis import DECIDED, Copy, RowsOfTables, RowVersions, VersionsOfTables
from qualcoder_sts.project.history.rows import StoredRow

_NEVER = RowVersions(is_there=False, existence=DECIDED, common=DECIDED)


class Draft:
    """Rows and versions; tables are copied when they are first written to."""

    def __init__(self, ours: Copy) -> None:
        self.rows: RowsOfTables = dict(ours.rows)
        self.versions: VersionsOfTables = dict(ours.versions)
        self._copied: set[str] = set()

    def put(self, table: str, row_id: str, row: StoredRow, versions: RowVersions) -> None:
        """A row as it is to be."""
        self._copy(table)
        self.rows[table][row_id] = row
        self.versions[table][row_id] = versions

    def remove(self, table: str, row_id: str, version: str) -> None:
        """A row that is to be gone, and by which step."""
        self._copy(table)
        self.rows[table].pop(row_id, None)
        old = self.versions[table].get(row_id, _NEVER)
        self.versions[table][row_id] = old.with_existence(version, is_there=False)

    def change(self, table: str, row_id: str, changed: StoredRow, fields: dict[str, str]) -> None:
        """Other values of a row, with their versions."""
        row, versions = self.rows[table][row_id], self.versions[table][row_id]
        self.put(table, row_id, {**row, **changed}, versions.with_fields(fields))

    def decide(self, table: str, row_id: str, name: str, changed: StoredRow) -> None:
        """A value that this merge decides itself."""
        self.change(table, row_id, changed, {name: DECIDED})

    def _copy(self, table: str) -> None:
        if table not in self._copied:
            self._copied.add(table)
            self.rows[table] = dict(self.rows[table])
            self.versions[table] = dict(self.versions[table])
