"""A file from elsewhere is hostile until it is read."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import add_code, move_code, rename_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.errors import (
    ConflictsOpenError,
    CopyUnsoundError,
    PlanOutdatedError,
    SameFileError,
    ValueNotWritableError,
    WrittenNameMissingError,
)
from qualcoder_sts.merge.plan import Decision, Decisions, Take
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.errors import (
    DamagedProjectError,
    NewerProjectError,
    NotAProjectError,
    ProjectMissingError,
)
from tests.unit.merge.conftest import ANA, Person, Team

OLDER = Path(__file__).parents[2] / "project_files" / "version-1.qsts.gz"


def tampered(person: Person, *statements: str) -> Person:
    """The file as a stranger's program might have left it."""
    with closing(sqlite3.connect(person.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    return person


UNSOUND: dict[str, tuple[str, ...]] = {
    "a guid that is none": ("UPDATE code SET id = 'x' WHERE name = 'Workload'",),
    "a choice that is none": ("UPDATE source SET method = 'gossip'",),
    "a moment that is none": ("UPDATE source SET imported_at = 'yesterday'",),
    "a number for a name": ("UPDATE code SET name = x'00ff' WHERE name = 'Workload'",),
    "a span before its beginning": ('UPDATE coded_segment SET start = 9, "end" = 3',),
    "a span behind the text": ('UPDATE coded_segment SET "end" = 99999',),
    "JSON that is none": ("UPDATE codebook_version SET content = '{'",),
    "a pointer at nothing": (f"UPDATE coded_segment SET code_id = '{'ab' * 16}'",),
    "another text": ("UPDATE text SET content = content || '.'",),
    "a row the history does not know": (
        f"INSERT INTO participant (id, name, kind) VALUES ('{'ab' * 16}', 'X', 'person')",
    ),
    "a history that is no JSON": ("UPDATE change SET before = '{', operation = 'update'",),
    "a history of other tables": ("UPDATE change SET table_name = 'secrets'",),
}


@pytest.mark.parametrize("what", UNSOUND)
def test_what_no_project_may_hold_is_refused_whole(team: Team, what: str) -> None:
    team.tomasz.apply("Support", "A kind word")
    team.tomasz.run(freeze_version, "pilot", "")
    before = team.ana.rows()
    with pytest.raises(CopyUnsoundError) as refused:
        team.ana.plan(tampered(team.tomasz, *UNSOUND[what]))
    assert "Tomasz Lind.qsts" in str(refused.value)
    assert team.ana.rows() == before


def test_a_strangers_triggers_and_views_do_not_run(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    tampered(
        team.tomasz,
        "CREATE VIEW spy AS SELECT * FROM memo",
        "CREATE TRIGGER bomb AFTER INSERT ON code BEGIN DELETE FROM source; END",
    )
    team.ana.merge(team.tomasz)
    assert len(team.ana.codings()) == 1


def test_a_table_that_is_a_view_is_refused(team: Team) -> None:
    tampered(
        team.tomasz,
        "ALTER TABLE memo RENAME TO hidden",
        "CREATE VIEW memo AS SELECT * FROM hidden",
    )
    with pytest.raises(DamagedProjectError):
        team.ana.plan(team.tomasz)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")


BROKEN: dict[str, tuple[Callable[[Path], object], type[QualcoderError]]] = {
    "missing": (Path.unlink, ProjectMissingError),
    "no project": (lambda path: path.write_text("Dear Ana,"), NotAProjectError),
    "newer": (_newer, NewerProjectError),
    "cut off": (_cut, DamagedProjectError),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_is_a_sentence(team: Team, what: str) -> None:
    breaking, error = BROKEN[what]
    breaking(team.tomasz.path)
    with pytest.raises(error):
        team.ana.plan(team.tomasz)


def test_the_project_itself_is_no_copy(team: Team) -> None:
    with pytest.raises(SameFileError):
        team.ana.plan(team.ana)


def test_a_file_of_an_older_version_is_merged_and_left_alone(team: Team, tmp_path: Path) -> None:
    older = Person(ANA, tmp_path / "older.qsts")
    older.path.write_bytes(gzip.decompress(OLDER.read_bytes()))
    content = older.path.read_bytes()
    plan = team.ana.plan(older)
    assert plan.files[0].upgraded_from == 1
    team.ana.merge(older, take=Take.OURS)
    assert older.path.read_bytes() == content
    assert team.ana.merge(older).change_set_id is None
    assert "Trust" in [row.name for row in team.ana.read(code_tree)]


def test_a_copy_that_was_being_written_when_the_computer_stopped(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    path = team.tomasz.path
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_spill=ON")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE junk AS SELECT randomblob(200000) AS x")
        copied = path.with_name("stopped.qsts")
        shutil.copyfile(path, copied)
        journal = path.with_name(f"{path.name}-journal")
        shutil.copyfile(journal, copied.with_name(f"{copied.name}-journal"))
        connection.execute("ROLLBACK")
    content = copied.read_bytes()
    team.ana.merge(Person("stopped", copied))
    assert len(team.ana.codings()) == 1
    assert copied.read_bytes() == content


def test_a_plan_does_not_hold_when_the_project_changed(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    with team.ana.opened() as workspace:
        plan = plan_merge(workspace, [team.tomasz.path])
        workspace.run(add_code, "Humour")
        with pytest.raises(PlanOutdatedError):
            workspace.run(apply_merge, plan)


def test_nothing_is_merged_while_a_conflict_is_open(team: Team) -> None:
    code = team.ana.code("Support")
    team.ana.run(rename_code, code, "Help")
    team.tomasz.run(rename_code, code, "Aid")
    with pytest.raises(ConflictsOpenError):
        team.ana.merge(team.tomasz)
    plan = team.ana.plan(team.tomasz)
    empty = Decisions().with_conflict(plan.conflicts[0].id, Decision(Take.WRITTEN, "  "))
    with pytest.raises(WrittenNameMissingError):
        decide(plan, empty)


def test_where_only_one_of_two_can_stand_no_third_is_written(team: Team) -> None:
    code, other, third = (team.ana.code(name) for name in ("Support", "Workload", "Debriefing"))
    team.ana.run(move_code, code, other)
    team.tomasz.run(move_code, code, third)
    plan = team.ana.plan(team.tomasz)
    written = Decisions().with_conflict(plan.conflicts[0].id, Decision(Take.WRITTEN, "There"))
    with pytest.raises(ValueNotWritableError):
        decide(plan, written)
