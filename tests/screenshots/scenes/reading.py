"""Quotes of the study, memos and journal, and the audit trail."""

from PySide6.QtCore import Qt

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.ui.shell.places import Place
from tests.screenshots.camera import Scene, wait, wait_until


def take(scene: Scene) -> None:
    """From the chart to its quotes, then to the memos and steps."""
    _take_quotes(scene)
    _take_memos(scene)
    _take_trail(scene)


def _take_trail(scene: Scene) -> None:
    application, project, camera = scene.application, scene.project, scene.camera
    application.actions["show_audit_trail"].trigger()
    page = next(page for page in project.places.tab_pages if page.name == "audit_trail").widget()
    wait_until(lambda: page.model.rowCount() > 0)
    page.table.selectRow(0)
    camera.take("audit-trail")
    page.table.selectRow(page.model.rowCount() - 4)
    page.undo(page.model.entry_at(page.table.currentIndex()))
    camera.take("audit-trail-refusal")
    application._themes.choose("dark")
    camera.take("audit-trail-dark")
    application._themes.choose("light")


def _take_memos(scene: Scene) -> None:
    application, project, camera = scene.application, scene.project, scene.camera
    application.actions["show_memos"].trigger()
    page = next(page for page in project.places.tab_pages if page.name == "memos").widget()
    wait_until(lambda: page.model.rowCount() > 0)
    code = next(row for row in project.operations.read(code_tree) if row.name == "Job rotation")
    project.places.codebook.current_changed.emit(code.id)
    application.actions["new_journal_entry"].trigger()
    page.editor.title.setText("After the third interview")
    page.editor.content.setPlainText(
        "Everybody speaks of the Friday table, nobody of supervision. Is the table what "
        "supervision was meant to be?\n\nAsk the clinical director who began it."
    )
    page.editor.kind.setCurrentIndex(2)
    page.editor.keep()
    page.editor._link(page._offers()[-1])
    wait(500)
    camera.take("memos", for_guide=True)
    page.list.chosen.emit(page._entries[-1])
    camera.take("memo-on-a-segment")
    application._themes.choose("dark")
    camera.take("memos-dark")
    application._themes.choose("light")


def _take_quotes(scene: Scene) -> None:
    application, project, camera = scene.application, scene.project, scene.camera
    application.window.show_place(Place.ANALYSE)
    quotes, chart = project.places.analyse.quotes, project.places.analyse.chart
    wait_until(lambda: chart._table is not None)
    chart.as_table.setChecked(True)
    camera.take("frequency-table")
    application.actions["show_quotes"].trigger()
    wait_until(lambda: quotes._shown is not None)
    wait(200)
    quotes.list.go_to(1)
    camera.take("quotes", for_guide=True)
    quotes.by.setCurrentIndex(2)
    quotes.context.setChecked(True)
    wait(500)
    camera.take("quotes-by-participant")
    tree = project.operations.read(code_tree)
    code = next(row for row in tree if row.codable)
    project.places.codebook.quotes_wanted.emit(code.id)
    quotes.by.setCurrentIndex(0)
    wait(500)
    quotes.list.setFocus(Qt.FocusReason.TabFocusReason)
    quotes.list.go_to(1)
    camera.take("quotes-of-a-code")
    application._themes.choose("dark")
    camera.take("quotes-dark")
    application._themes.choose("light")
    quotes.text.setText("zebra crossing")
    wait(900)
    camera.take("quotes-none")
    quotes.text.clear()
