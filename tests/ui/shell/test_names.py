"""Everything a person can reach says its name to a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.transcripts.operations.importing_with_attributes import Imported
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.transcripts.import_results import ImportResults
from qualcoder_sts.ui.transcripts.unmatched_rows import UnmatchedRows
from qualcoder_sts.ui.widgets.questions import NameDialog


def nameless(top):
    """Visible controls that can have the focus or be pressed, and have no name."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        is_control = reached or isinstance(widget, QAbstractButton)
        if not is_control or not widget.isVisible() or widget.accessibleName().strip():
            continue
        # What Qt names by itself: its own scroll buttons, texts on labels.
        if widget.objectName().startswith("qt_") or isinstance(widget, QLabel):
            continue
        found.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parentWidget()}")
    return found


def test_start_page(make_application):
    assert nameless(make_application().window) == []


def test_code_place(application, project, transcript, span_of):
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    project.places.coding.changing.remove_current()
    assert nameless(application.window) == []


def test_finding_editing_and_two_sides(application, project, transcript):
    coding = project.places.coding
    coding.finding.start()
    assert nameless(application.window) == []
    coding.correction.start()
    assert transcript.editing.bar.isVisible()
    assert nameless(application.window) == []
    coding.correction.discard()


def test_quick_code_box(project, transcript, span_of, qtbot):
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.ask_code()
    box = project.places.coding.applying.box
    qtbot.waitUntil(box.isVisible)
    box.field.setText("coll")
    assert nameless(box) == []
    box.hide()


def test_analyse_place(make_application, sample, qtbot):
    application = make_application(sample)
    application.window.show_place(Place.ANALYSE)
    chart = application.project.places.analyse.chart
    qtbot.waitUntil(lambda: chart._table is not None, timeout=20_000)
    assert nameless(application.window) == []


@pytest.mark.parametrize(
    "make",
    [
        AboutDialog,
        lambda window: NameDialog(window, "New code", "Name of the new code", "Add"),
        lambda window: ImportResults(Imported(()), window),
        lambda window: UnmatchedRows("people.csv", [], window),
    ],
)
def test_dialogs(application, make, qtbot):
    dialog = make(application.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.accessibleName()


def test_a_control_without_a_name_is_found(qtbot):
    from PySide6.QtWidgets import QPushButton

    window = QWidget()
    qtbot.addWidget(window)
    QPushButton("x", window)
    window.show()
    assert len(nameless(window)) == 1
    assert QApplication.instance() is not None
