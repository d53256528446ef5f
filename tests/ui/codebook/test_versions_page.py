"""Freezing versions and seeing what has changed since."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from qualcoder_sts.codebook.operations import Definition, add_code, define_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.codebook.versions import freeze_version, list_versions
from qualcoder_sts.ui.codebook import versions_page
from qualcoder_sts.ui.codebook.freeze_dialog import FreezeDialog
from tests.ui.shell.test_names import nameless


@pytest.fixture
def page(open_page):
    return open_page("codebook_versions")


@pytest.fixture
def shows(page, qtbot):
    """Waits until the comparison says something."""

    def wait(words):
        qtbot.waitUntil(lambda: words in page.pane.toPlainText())

    return wait


@pytest.fixture
def answer(monkeypatch):
    """Fills the dialog that asks for a name and a note."""

    def fill(dialog):
        dialog.name.setText("Pilot")
        dialog.note.setPlainText("For the board")
        assert "Version 1" in dialog._head.text()
        assert "4 codes" in dialog._head.text()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(FreezeDialog, "exec", fill)


def test_without_versions_the_button_freezes_one(page, project, answer, settled):
    assert page._pages.currentWidget() is page._empty
    page._empty.button.click()
    settled(project)
    (version,) = project.operations.read(list_versions)
    assert (version.number, version.name, version.note) == (1, "Pilot", "For the board")
    item = page.list.topLevelItem(0)
    assert [item.text(column) for column in (0, 1, 3)] == ["1", "Pilot", "4"]
    assert page._note.text() == "For the board"


def test_changes_up_to_now_are_shown_word_by_word(page, project, settled, shows):
    code_id = project.operations.read(find_code, "Lower caseloads").id
    project.operations.run(define_code, code_id, Definition("Fewer clients each"))
    project.operations.run(freeze_version, "Pilot")
    settled(project)
    shows("Nothing has changed.")
    project.operations.run(define_code, code_id, Definition("Fewer families each"))
    project.operations.run(add_code, "Rituals")
    settled(project)
    shows("1 added, 1 worded anew, 3 unchanged.")
    html = page.pane.toHtml()
    struck = html.index("line-through")
    assert "clients" in html[struck : struck + 120]
    underlined = html.index("underline", html.index("Fewer"))
    assert "families" in html[underlined : underlined + 120]


def test_two_versions_are_compared(page, project, settled, shows):
    project.operations.run(freeze_version, "Pilot")
    project.operations.run(add_code, "Rituals")
    project.operations.run(freeze_version, "Main study")
    project.operations.run(add_code, "Later")
    settled(project)
    page.list.setCurrentItem(page.list.topLevelItem(1))
    shows("2 added")
    page.other.setCurrentIndex(page.other.findText("version 2 “Main study”"))
    shows("1 added")
    assert "Rituals" in page.pane.toPlainText()
    project.operations.undo()
    project.operations.undo()
    settled(project)
    assert page.list.topLevelItemCount() == 1
    assert page.other.currentText() == "now"


def test_what_is_shown_is_written_as_a_page(page, project, application, settled, shows, tmp_path):
    project.operations.run(freeze_version, "Pilot & more")
    project.operations.run(add_code, "A <b>")
    settled(project)
    shows("1 added")
    page.export(tmp_path / "changes.html")
    written = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "Small: from version 1 “Pilot &amp; more” to now." in written
    assert "A &lt;b&gt;" in written
    assert "“changes.html”" in application.window.notices.words
    page.export(tmp_path / "nowhere" / "changes.html")
    assert "no such folder" in application.window.notices.words


def test_there_is_nothing_to_write_yet(page, application, monkeypatch):
    monkeypatch.setattr(versions_page.QFileDialog, "getSaveFileName", None)
    application.actions["export_changes"].trigger()
    assert "Freeze a version first" in application.window.notices.words


def test_everything_has_a_name(page, application, project, settled, qtbot):
    project.operations.run(freeze_version, "Pilot")
    settled(project)
    assert nameless(application.window) == []
    dialog = FreezeDialog(2, 4, application.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_a_theme_chosen_after_the_project_was_closed_finds_no_page(
    application, open_page, project, settled
):
    project.operations.run(freeze_version, "Pilot")
    settled(project)
    for name in ("codebook", "codebook_versions", "recheck"):
        open_page(name)
    application.close_project()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
