"""The triggers that record every change, generated from the tables' metadata.

They see ORM writes, bulk statements and cascades alike, so that no operation can forget to record
what it does. Outside ``Workspace.run`` there is no current step, and they refuse the write.
"""

from sqlalchemy import Column, Table

from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.log import RowOperation
from qualcoder_sts.project.tables.memos import Memo, MemoLink
from qualcoder_sts.project.tables.transcripts import Original, Text

OUTSIDE_A_STEP = "a write outside Workspace.run"
KEY_CHANGED = "a key cannot be changed"
STORE_CHANGED = "a stored text or original cannot be changed"


def generated_triggers() -> dict[str, str]:
    """Every trigger of a project file: its name and the SQL that creates it."""
    triggers: dict[str, str] = {}
    for table in history_tables():
        for operation in RowOperation:
            name = f"record_{operation}_{table.name}"
            triggers[name] = _recording_trigger(name, table, operation)
        name = f"memos_go_with_{table.name}"
        triggers[name] = _memo_trigger(name, table)
    for store in (Text.__tablename__, Original.__tablename__):
        name = f"nothing_changes_{store}"
        triggers[name] = (
            f'CREATE TRIGGER {name} BEFORE UPDATE ON "{store}" BEGIN '
            f"SELECT RAISE(ABORT, '{STORE_CHANGED}'); END"
        )
    return triggers


def _recording_trigger(name: str, table: Table, operation: RowOperation) -> str:
    before = "NULL" if operation is RowOperation.INSERT else row_as_json(table, "OLD")
    after = "NULL" if operation is RowOperation.DELETE else row_as_json(table, "NEW")
    row = "OLD" if operation is RowOperation.DELETE else "NEW"
    condition, guard = "", ""
    if operation is RowOperation.UPDATE:
        changed = " OR ".join(f"OLD.{_quoted(c)} IS NOT NEW.{_quoted(c)}" for c in table.columns)
        condition = f" WHEN {changed}"
        guard = f"SELECT RAISE(ABORT, '{KEY_CHANGED}') WHERE OLD.id IS NOT NEW.id; "
    return (
        f'CREATE TRIGGER {name} AFTER {operation.upper()} ON "{table.name}"{condition} BEGIN '
        f"SELECT RAISE(ABORT, '{OUTSIDE_A_STEP}') "
        "WHERE NOT EXISTS (SELECT 1 FROM current_change_set); "
        f"{guard}"
        "INSERT INTO change (change_set_id, table_name, row_id, operation, before, after) "
        f"SELECT change_set_id, '{table.name}', {row}.id, '{operation}', {before}, {after} "
        "FROM current_change_set; END"
    )


def _memo_trigger(name: str, table: Table) -> str:
    def deletion(of: str) -> str:
        return f"DELETE FROM {of} WHERE target_id = OLD.id AND target_table = '{table.name}'; "

    return (
        f'CREATE TRIGGER {name} AFTER DELETE ON "{table.name}" BEGIN '
        f"{deletion(Memo.__tablename__)}{deletion(MemoLink.__tablename__)}END"
    )


def row_as_json(table: Table, row: str) -> str:
    """SQL for a row as the log holds it; ``row`` is what the row is called where it stands."""
    pairs = ", ".join(f"'{column.name}', {row}.{_quoted(column)}" for column in table.columns)
    return f"json_object({pairs})"


def _quoted(column: Column[object]) -> str:
    return f'"{column.name}"'
