import shutil

import pytest
from PySide6.QtWidgets import QTableWidget

from qualcoder_sts.foundation.shipped_files import sample_study_folder
from qualcoder_sts.project.errors import BackupFailedError
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.transcripts import importing
from qualcoder_sts.ui.transcripts.importing import ImportResults


@pytest.fixture
def folder(tmp_path):
    """Three transcripts, one of them broken."""
    folder = tmp_path / "interviews"
    shutil.copytree(sample_study_folder() / "interviews", folder)
    (folder / "I-09 Broken.docx").write_bytes(b"PK\x03\x04 this is no document")
    return folder


def test_a_folder_comes_in_with_a_line_for_every_file(application, project, folder, qtbot, settled):
    with qtbot.waitSignal(project.imports.done, timeout=20_000) as told:
        project.imports.start([folder])
    (lines,) = told.args
    assert len(lines) == 4
    notices = application.window.notices
    assert notices.words == "3 transcripts imported. 1 was not."
    settled(project)
    assert len(project.operations.read(list_sources)) == 4
    assert project.places.sources._model.index_of(next(one.id for one in lines if one.id)).isValid()
    dialog = ImportResults(lines, application.window)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    assert table.item(0, 0).text() == "I-09 Broken.docx"
    assert "I-09 Broken.docx" in table.item(0, 4).text()
    assert "Interviews" in {table.item(row, 1).text() for row in range(4)}


def test_cancelling_takes_everything_back_and_says_so(
    application, project, folder, qtbot, monkeypatch
):
    gate = []

    def slowly(files, progress):
        progress.report(0, 3, "Reading transcripts")
        qtbot_free_wait(progress, gate)
        return []

    monkeypatch.setattr(importing, "prepare_files", slowly)
    project.imports.start([folder])
    status = application.window.status
    qtbot.waitUntil(status.cancel.isVisible)
    assert status._what.text() == "Reading transcripts"
    status.cancel.click()
    assert not status.cancel.isEnabled()
    qtbot.waitUntil(lambda: "Nothing was changed" in application.window.notices.words)
    assert not status.cancel.isVisible()
    assert len(project.operations.read(list_sources)) == 1
    assert not project.operations.is_writing


def qtbot_free_wait(progress, gate):
    """Work until somebody stops it, in the thread of the job."""
    import time

    while not gate:
        progress.check()
        time.sleep(0.005)


def test_closing_during_an_import_asks_first(
    application, project, folder, qtbot, monkeypatch, small
):
    from qualcoder_sts.ui import application as composition

    gate, asked, answers = [], [], [False, True]
    monkeypatch.setattr(
        importing, "prepare_files", lambda files, progress: qtbot_free_wait(progress, gate)
    )
    monkeypatch.setattr(composition, "agreed", lambda *words: asked.append(words) or answers.pop(0))
    project.imports.start([folder])
    assert project.operations.is_writing
    application.actions["close_project"].trigger()
    assert application.project is project
    application.actions["close_project"].trigger()
    assert application.project is None
    assert len(asked) == 2
    qtbot.waitUntil(lambda: not application._jobs.running)
    assert not application.window.notices.isVisible()


def test_without_room_for_a_backup_nothing_is_imported(
    application, project, folder, qtbot, monkeypatch
):
    def full(path, *_):
        raise BackupFailedError(path, "database or disk is full")

    monkeypatch.setattr(importing, "back_up", full)
    project.imports.start([folder])
    qtbot.waitUntil(lambda: "No backup could be made" in application.window.notices.words)
    assert len(project.operations.read(list_sources)) == 1


def test_choosing_files_starts_an_import(project, folder, monkeypatch, qtbot):
    files = sorted(str(path) for path in folder.glob("*.rtf"))
    monkeypatch.setattr(
        importing.QFileDialog, "getOpenFileNames", staticmethod(lambda *_: (files, ""))
    )
    with qtbot.waitSignal(project.imports.done, timeout=20_000) as told:
        project.imports.ask_files()
    assert [line.id is not None for line in told.args[0]] == [True]
