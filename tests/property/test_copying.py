"""A blind copy of whatever has happened to a project is whole, and tells nothing of the others.

The machine of ``test_history`` makes the histories; when it is done, a copy is made for each of its
coders and for somebody new.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from qualcoder_sts.merge.copying import make_copy
from qualcoder_sts.merge.leaving_out import OWNED, Reader
from qualcoder_sts.merge.planning import plan_merge
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import NothingToRedoError, NothingToUndoError
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.opening import open_project
from tests.property.examples import IS_THOROUGH, let_run
from tests.property.test_history import History

MOST_UNDONE = 12


class CopiedHistory(History):
    """Histories of which copies are made at their end."""

    def look_back(self) -> None:
        for reader in ("Anna", "Bert", "Nobody yet"):
            check_blind_copy(self.path, reader)
            check_full_copy(self.path, reader)


def check_blind_copy(project: Path, name: str) -> None:
    file = project.with_name(f"blind for {name}.qsts")
    make_copy(project, file, Reader(name, blind=True))
    assert check_project(file) == ()
    secrets = keys_of_others(project, name)
    assert_silent(file, secrets)
    with closing(sqlite3.connect(project)) as connection:
        before = stored(connection)
    with closing(sqlite3.connect(file)) as connection:
        after = stored(connection)
    for table, rows in after.items():
        assert rows.items() <= before[table].items()
    missing = {key for table, rows in before.items() for key in rows.keys() - after[table].keys()}
    assert missing & keys_of(project, name) <= keys_on(before, secrets)
    assert_brings_nothing(project, file)
    walk_back_and_forth(file, name, after)
    assert_silent(file, secrets)
    assert_brings_nothing(project, file)


def assert_brings_nothing(project: Path, file: Path) -> None:
    """Merging the copy into the project would change no row and delete none."""
    with open_project(project, coder="Anna", backups=None) as workspace:
        plan = plan_merge(workspace, [file])
    assert (plan.differences, plan.conflicts, plan.unplaced) == ((), (), ())


def check_full_copy(project: Path, name: str) -> None:
    """All of it, or all but the memos that others have or had for themselves alone."""
    with_private = project.with_name(f"all for {name}.qsts")
    file = project.with_name(f"for {name}.qsts")
    make_copy(project, with_private, Reader(name, with_private=True))
    make_copy(project, file, Reader(name))
    assert check_project(with_private) == check_project(file) == ()
    before, whole, after = (stored_in(each) for each in (project, with_private, file))
    assert whole == before
    private = private_of_others(project, name)
    assert_silent(file, private)
    for table, rows in after.items():
        assert rows.items() <= before[table].items()
    missing = {key for table, rows in before.items() for key in rows.keys() - after[table].keys()}
    assert missing <= private | keys_on(before, private)


def private_of_others(project: Path, name: str) -> set[str]:
    """Keys of memos of others that are private, or were so at any time."""
    sql = """
        SELECT row_id FROM change WHERE table_name = 'memo'
        AND (json_extract(before, '$.private') OR json_extract(after, '$.private'))
    """
    with closing(sqlite3.connect(project)) as connection:
        return {key for (key,) in connection.execute(sql)} & keys_of_others(project, name)


def stored_in(file: Path) -> HistoryRows:
    with closing(sqlite3.connect(file)) as connection:
        return stored(connection)


def walk_back_and_forth(file: Path, coder: str, present: HistoryRows) -> None:
    """Undo steps of the copy and do them again."""
    with open_project(file, coder=coder, backups=None) as copy:
        undone = 0
        while undone < MOST_UNDONE:
            try:
                copy.undo()
            except NothingToUndoError:
                break
            undone += 1
        for _ in range(undone):
            copy.redo()
        with closing(sqlite3.connect(file)) as connection:
            assert stored(connection) == present
        with suppress(NothingToRedoError):
            copy.redo()
            copy.undo()  # it had been undone before the copy was made; done again it would be new
    assert check_project(file) == ()


def stored(connection: sqlite3.Connection) -> HistoryRows:
    return history_rows(lambda sql: connection.execute(sql).fetchall())


def keys_of_others(project: Path, name: str) -> set[str]:
    """Keys of every row that was somebody else's at any time."""
    return _keys(project, name, "<>")


def keys_of(project: Path, name: str) -> set[str]:
    return _keys(project, name, "=")


def _keys(project: Path, name: str, same: str) -> set[str]:
    tables = ", ".join(f"'{table}'" for table in OWNED)
    sql = f"""
        WITH state(row_id, content) AS (
            SELECT row_id, before FROM change WHERE table_name IN ({tables})
            UNION SELECT row_id, after FROM change WHERE table_name IN ({tables})),
        person(id, name) AS (
            SELECT DISTINCT row_id, json_extract(coalesce(after, before), '$.name')
            FROM change WHERE table_name = 'coder')
        SELECT row_id FROM state JOIN person ON person.id = json_extract(content, '$.coder_id')
        WHERE person.name {same} ?
    """
    with closing(sqlite3.connect(project)) as connection:
        return {key for (key,) in connection.execute(sql, (name,))}


def keys_on(rows: HistoryRows, targets: set[str]) -> set[str]:
    """Keys of rows that name one of these, or name a row that does."""
    found: set[str] = set()
    grown = True
    while grown:
        more = {
            key
            for of_table in rows.values()
            for key, row in of_table.items()
            if (targets | found).intersection(str(value) for value in row[1:])
        }
        grown = not more <= found
        found |= more
    return found


def assert_silent(file: Path, secrets: Iterable[str]) -> None:
    content = file.read_bytes()
    assert [secret for secret in secrets if secret.encode() in content] == []


# At the end of each history nine copies are made, walked through and merged back.
@pytest.mark.timeout(0 if IS_THOROUGH else 900)
def test_copies_hold() -> None:
    let_run(CopiedHistory, range(1000, 1012), thorough=300)
