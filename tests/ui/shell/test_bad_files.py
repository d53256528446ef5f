"""Files that are not as they should be: each is told in a sentence, and nothing else happens."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.project import opening
from qualcoder_sts.project.backup import list_backups
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.ui.shell import choosing


@pytest.fixture
def agreeing(monkeypatch):
    """What was asked; everything is agreed to."""
    asked = []
    monkeypatch.setattr(choosing, "agreed", lambda *words: asked.append(words[2]) or True)
    return asked


def newer(path, small):
    shutil.copy(small, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()


def damaged(path, small):
    content = bytearray(small.read_bytes())
    content[4096 : 4096 * 6] = bytes(4096 * 5)
    path.write_bytes(content)


def cut_off(path, small):
    path.write_bytes(small.read_bytes()[:6000])


def another_database(path, small):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (words TEXT)")
        connection.commit()


def folder(path, small):
    path.mkdir()


def empty(path, small):
    path.write_bytes(b"")


def words(path, small):
    path.write_text("not a project")


def missing(path, small):
    path.unlink(missing_ok=True)


BAD = [
    (newer, "newer qualcoder-sts"),
    (damaged, "is damaged"),
    (cut_off, "is damaged"),
    (another_database, "is not a qualcoder-sts project"),
    (folder, "There is no project"),
    (empty, "is not a qualcoder-sts project"),
    (words, "is not a qualcoder-sts project"),
    (missing, "There is no project"),
]


@pytest.mark.parametrize(("make", "told"), BAD, ids=lambda one: getattr(one, "__name__", ""))
def test_it_is_told_and_what_is_open_stays_open(application, project, small, tmp_path, make, told):
    path = tmp_path / "Bad file.qsts"
    make(path, small)
    before = path.read_bytes() if path.is_file() else None
    application.open(path)
    assert told in application.window.notices.words
    assert "Bad file" in application.window.notices.words
    assert application.window.notices.isVisible()
    assert application.project is project
    project.operations.run(add_code, "Still here")
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path not in application._choices.preferences.recent_projects


def test_a_folder_that_cannot_be_written_is_read(make_application, small, agreeing, monkeypatch):
    """An administrator may write everywhere, so the refusal is acted."""

    def refuse(*_args, **_named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opening, "take_lock", refuse)
    application = make_application(small)
    assert "cannot be written" in agreeing[0]
    assert application.project.workspace.read_only
    assert application.window.status._saved.text() == "● Read-only"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write anywhere")
def test_a_folder_that_cannot_really_be_written(make_application, small, agreeing):
    small.parent.chmod(0o555)
    try:
        application = make_application(small)
        assert application.project.workspace.read_only
    finally:
        small.parent.chmod(0o755)


def test_a_full_disk_is_told_and_the_next_step_works(application, project):
    before = len(project.places.codebook._codes)
    project.operations.run(_without_room)
    assert "is full" in application.window.notices.words
    assert len(project.places.codebook._codes) == before


def _without_room(session):
    """Adds more than fits in: the file may not grow beyond what it is."""
    session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
    for number in range(3000):
        add_code(session, f"Code with a long name, to fill the page, number {number}")


def test_a_full_disk_while_opening_is_told(make_application, small, monkeypatch):
    """The backup cannot be made: the project opens all the same, and says so."""
    from qualcoder_sts.project import backup

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_project", full)
    application = make_application(small)
    assert "No backup could be made" in application.window.notices.words
    assert application.project is not None


def test_a_file_that_is_in_use_is_read(make_application, small, agreeing):
    with open_project(small, coder="Tomasz"):
        application = make_application(small)
    assert "is open" in agreeing[0]
    assert application.project.workspace.read_only


def test_a_project_that_goes_away_while_it_is_open(application, project, small):
    """A stick is pulled out: the step fails with a sentence, the window stays."""
    away = small.with_suffix(".away")
    small.rename(away)
    project.operations.run(add_code, "Too late")
    notices = application.window.notices
    assert notices.isVisible()
    assert "Small.qsts" in notices.words
    away.rename(small)


def test_a_new_project_where_nothing_may_be_written(make_application, monkeypatch, tmp_path):
    monkeypatch.setattr(
        choosing.QFileDialog,
        "getSaveFileName",
        staticmethod(lambda *_, **__: (str(tmp_path / "nowhere" / "New"), "")),
    )
    application = make_application()
    application.actions["new_project"].trigger()
    assert "There is no folder" in application.window.notices.words
    assert application.project is None


def test_as_many_backups_are_kept_as_were_chosen(make_application, small, monkeypatch):
    write_preferences(Preferences(coder="Ana Ruiz", theme="light", backups_kept=2))
    application = make_application()
    for number in range(5):
        application.open(small)
        application.project.operations.run(add_code, f"Code {number}")
        application.close_project()
    assert 2 <= len(list_backups(small)) <= 3  # and the last of the day, which is the newest
    assert Path(small).is_file()
