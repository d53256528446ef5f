"""Importing in the background, and what came of it."""

import shutil
import time

import pytest

from qualcoder_sts.foundation.shipped_files import sample_study_folder
from qualcoder_sts.project.errors import BackupFailedError
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.transcripts import import_dialog, importing
from qualcoder_sts.ui.transcripts.import_results import ImportResults


@pytest.fixture
def folder(tmp_path):
    """Three transcripts, one of them broken."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    for file in sorted((sample_study_folder() / "interviews").iterdir())[:3]:
        shutil.copy(file, folder)
    (folder / "I-09 Broken.docx").write_bytes(b"PK\x03\x04 this is no document")
    return folder


@pytest.fixture
def endless(monkeypatch):
    """An import that goes on until somebody stops it."""

    def go_on(_workspace, _files, _attributes):
        def work(progress):
            progress.report(0, 3, "Writing transcripts")
            while True:
                progress.check()
                time.sleep(0.005)

        return work

    monkeypatch.setattr(importing, "importing_work", go_on)


def test_a_folder_comes_in_with_a_line_for_every_file(
    application, project, folder, looked_at, brought_in, qtbot, settled
):
    imported = brought_in(looked_at(folder))
    assert len(imported.sources) == 4
    assert application.window.notices.words == "3 transcripts imported. 1 was not."
    settled(project)
    assert len(project.operations.read(list_sources)) == 4
    first = next(line for line in imported.sources if line.id)
    assert project.places.sources._model.index_of(first.id).isValid()
    dialog = ImportResults(imported, application.window)
    qtbot.addWidget(dialog)
    table = dialog.table
    assert table.item(0, 0).text() == "I-09 Broken.docx"
    assert "I-09 Broken.docx" in table.item(0, 5).text()
    assert table.item(1, 2).text() == "Interview"
    assert "asks" in table.item(1, 4).text()


def test_a_transcript_is_opened_from_the_results(
    application, project, folder, looked_at, brought_in
):
    imported = brought_in(looked_at(folder))
    application.window.notices.action_button.click()
    results = next(one for one in application.window.findChildren(ImportResults) if one.isVisible())
    results.table.activated.emit(results.table.model().index(0, 0))
    assert results.isVisible()
    results.table.activated.emit(results.table.model().index(1, 0))
    assert not results.isVisible()
    opened = project.places.coding.current_view().row.source_id
    assert opened == next(line.id for line in imported.sources if line.id)


def test_cancelling_takes_everything_back_and_says_so(
    application, project, folder, looked_at, endless, qtbot
):
    looked_at(folder).accept()
    status = application.window.status
    qtbot.waitUntil(status.cancel.isVisible)
    assert status._what.text() == "Writing transcripts"
    status.cancel.click()
    assert not status.cancel.isEnabled()
    qtbot.waitUntil(lambda: "Nothing was changed" in application.window.notices.words)
    assert not status.cancel.isVisible()
    assert len(project.operations.read(list_sources)) == 1
    assert not project.operations.is_writing


def test_closing_during_an_import_asks_first(
    application, project, folder, looked_at, endless, qtbot, monkeypatch
):
    from qualcoder_sts.ui import application as composition

    asked, answers = [], [False, True]
    monkeypatch.setattr(composition, "agreed", lambda *words: asked.append(words) or answers.pop(0))
    looked_at(folder).accept()
    assert project.operations.is_writing
    application.actions["close_project"].trigger()
    assert application.project is project
    application.actions["close_project"].trigger()
    assert application.project is None
    assert len(asked) == 2
    qtbot.waitUntil(lambda: not application._jobs.running)
    assert not application.window.notices.isVisible()


def test_without_room_for_a_backup_nothing_is_imported(
    application, project, folder, looked_at, qtbot, monkeypatch
):
    def full(path, *_):
        raise BackupFailedError(path, "database or disk is full")

    monkeypatch.setattr(importing, "ensure_backup", full)
    looked_at(folder).accept()
    qtbot.waitUntil(lambda: "No backup could be made" in application.window.notices.words)
    assert len(project.operations.read(list_sources)) == 1


@pytest.mark.parametrize(
    ("question", "ask", "answer"),
    [
        ("getOpenFileNames", "ask_files", lambda folder: ([str(min(folder.iterdir()))], "")),
        ("getExistingDirectory", "ask_folder", str),
    ],
)
def test_choosing_files_or_a_folder_shows_them(
    project, folder, monkeypatch, qtbot, question, ask, answer
):
    chosen = answer(folder)
    monkeypatch.setattr(import_dialog.QFileDialog, question, staticmethod(lambda *_: chosen))
    getattr(project.imports, ask)()
    dialog = project.imports.dialog
    qtbot.waitUntil(lambda: bool(dialog.draft.files), timeout=20_000)
    before = len(dialog.draft.files)
    getattr(dialog, ask)()
    qtbot.waitUntil(lambda: not dialog.draft.is_reading, timeout=20_000)
    assert len(dialog.draft.files) == before


def test_choosing_nothing_shows_nothing(project, monkeypatch):
    monkeypatch.setattr(
        import_dialog.QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([], ""))
    )
    project.imports.ask_files()
    assert project.imports.dialog is None
