"""Giving a colleague a copy: for whom, what is left out, where, and the way to the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.copying import make_copy
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.project.given_copy import given_copy
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.merge.give_dialog import GiveDialog


@pytest.fixture
def coded(project):
    """Ana Ruiz has coded one passage."""
    operations = project.operations
    (source,) = operations.read(list_sources)
    code = operations.read(find_code, "R&D / other").id
    coder = operations.workspace.coder_id
    operations.run(apply_code, source.id, Span(3, 9), code, coder_id=coder)
    return project


@pytest.fixture
def dialog(application, coded):
    application.actions["give_copy"].trigger()
    return application.window.findChild(GiveDialog)


def test_a_blind_copy_by_keyboard(application, coded, dialog, qtbot, monkeypatch):
    folder = coded.workspace.path.parent
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.make.isEnabled()
    qtbot.keyClicks(dialog.who.lineEdit(), "Tomasz Lind")
    qtbot.waitUntil(lambda: "1 segment" in dialog.left_out.text())
    assert dialog.where.text() == str(folder / "Small for Tomasz Lind.qsts")
    dialog.make.setFocus()
    qtbot.keyClick(dialog.make, Qt.Key.Key_Space)
    notices = application.window.notices
    qtbot.waitUntil(lambda: "is ready for Tomasz Lind" in notices.words)
    assert "Left out: 1 segment." in notices.words
    file = folder / "Small for Tomasz Lind.qsts"
    with open_project(file, read_only=True) as copy:
        assert copy.read(given_copy).blind
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    notices.action_button.click()
    assert shown == [str(folder)]


def test_with_everything_nothing_is_left_out(dialog, qtbot):
    dialog.who.setCurrentText("Tomasz Lind")
    dialog.whole.click()
    qtbot.waitUntil(lambda: dialog.left_out.text() == "Left out: nothing.")
    assert not dialog.reader.blind


def test_a_place_that_was_chosen_stays(dialog, tmp_path, monkeypatch):
    chosen = str(tmp_path / "elsewhere")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    dialog._browse.click()
    dialog.who.setCurrentText("Tomasz Lind")
    assert dialog.file == tmp_path / "elsewhere.qsts"
    assert dialog.make.isEnabled()


def test_a_file_that_is_there_is_never_replaced(application, coded, dialog, qtbot):
    dialog.who.setCurrentText("Tomasz Lind")
    dialog.file.write_text("mine")
    dialog.accept()
    qtbot.waitUntil(lambda: "exists already" in application.window.notices.words)
    assert (coded.workspace.path.parent / "Small for Tomasz Lind.qsts").read_text() == "mine"


def test_a_copy_opens_as_the_coder_it_was_made_for(make_application, small, settings):
    file = small.with_name("given.qsts")
    make_copy(small, file, Reader("Tomasz Lind", blind=True))
    write_preferences(Preferences(coder="tomasz", theme="light"))
    application = make_application(file)
    assert application.project.workspace.coder_name == "Tomasz Lind"
    assert "made for “Tomasz Lind”; you code in it as “Tomasz Lind”" in (
        application.window.notices.words
    )


def test_who_is_known_in_a_copy_stays_who_they_are(make_application, small, settings):
    file = small.with_name("given.qsts")
    make_copy(small, file, Reader("Tomasz Lind", blind=True))
    application = make_application(file)
    assert application.project.workspace.coder_name == "Ana Ruiz"
    assert "you code in it as “Ana Ruiz”" in application.window.notices.words
