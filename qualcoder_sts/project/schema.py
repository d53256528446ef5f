"""The tables, indexes and triggers of a file: writing, comparing and replacing them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.connections import APPLICATION_ID, SCHEMA_VERSION, raw_connection
from qualcoder_sts.project.tables import Base
from qualcoder_sts.project.triggers import generated_triggers


def lay_out(path: Path, *, with_triggers: bool = True) -> None:
    """Write an empty project file: tables, triggers, version."""
    with closing(raw_connection(path, mode="rwc")) as connection:
        connection.execute("BEGIN")
        create_tables(connection)
        if with_triggers:
            create_triggers(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")


def create_tables(connection: sqlite3.Connection) -> None:
    """Put the declared tables and indexes into an empty file."""
    dialect = sqlite.dialect()
    for table in Base.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
    for sql in declared_indexes().values():
        connection.execute(sql)


def create_triggers(connection: sqlite3.Connection) -> None:
    """Put the generated triggers into a file."""
    for sql in generated_triggers().values():
        connection.execute(sql)


def drop_triggers_and_views(connection: sqlite3.Connection) -> None:
    """Take everything that could run by itself out of a file."""
    found = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall()
    # Dropping a view takes its triggers along.
    for kind, name in sorted(found):
        connection.execute(f"DROP {kind} {_quoted(name)}")


def declared_indexes() -> dict[str, str]:
    """Every index of a project file: its name and the SQL that creates it."""
    dialect = sqlite.dialect()
    return {
        str(index.name): str(CreateIndex(index).compile(dialect=dialect))
        for table in Base.metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    }


def missing_parts(connection: sqlite3.Connection) -> list[str]:
    """Declared tables and columns that a file does not have as plain tables and columns."""
    kinds = dict(
        connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    )
    missing = []
    for table in Base.metadata.sorted_tables:
        if not str(kinds.get(table.name, "")).upper().startswith("CREATE TABLE"):
            missing.append(_("the table %s") % table.name)
            continue
        stored = {
            name
            for _, name, _, _, _, _, hidden in connection.execute(
                f"PRAGMA table_xinfo({_quoted(table.name)})"
            ).fetchall()
            if not hidden  # a generated column holds what somebody's expression says
        }
        names = [column.name for column in table.columns]
        missing += [f"the column {table.name}.{name}" for name in names if name not in stored]
    return missing


def schema_differs(connection: sqlite3.Connection) -> bool:
    """Whether other triggers, views or indexes than the program's own are in the file."""
    return _triggers_differ(connection) or _indexes(connection) != declared_indexes().keys()


def replace_foreign_schema(path: Path) -> list[str]:
    """Make sure that no triggers, views or indexes but the program's own are in the file.

    A stranger's file must not run code. Returns a sentence when something was replaced.
    """
    with closing(raw_connection(path)) as connection:
        # Another program may have left the file in the mode that keeps steps in a second file.
        connection.execute("PRAGMA journal_mode=DELETE")
        step_left_open = connection.execute("SELECT 1 FROM current_change_set").fetchone()
        if not schema_differs(connection) and step_left_open is None:
            return []
        connection.execute("BEGIN IMMEDIATE")
        if _triggers_differ(connection):
            drop_triggers_and_views(connection)
            create_triggers(connection)
        declared, found = declared_indexes(), _indexes(connection)
        for name in found - declared.keys():
            connection.execute(f"DROP INDEX {_quoted(name)}")
        for name in declared.keys() - found:
            connection.execute(declared[name])
        connection.execute("DELETE FROM current_change_set")
        connection.execute("COMMIT")
    return [_("Parts of the file that were not written by this program were replaced.")]


def _triggers_differ(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall()
    return set(found) != {("trigger", *each) for each in generated_triggers().items()}


def _indexes(connection: sqlite3.Connection) -> set[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    return {name for (name,) in connection.execute(query).fetchall()}


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
