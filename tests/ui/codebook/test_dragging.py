"""Dragging codes out of the tree, and passages onto it."""

from uuid import uuid4

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.models.dragging import (
    DraggedPassage,
    carried_codes,
    carried_passage,
    carry_passage,
)

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(project):
    return project.places.codebook


@pytest.fixture
def passage():
    return DraggedPassage(uuid4(), Span(3, 8))


@pytest.fixture
def drag_code(project, panel):
    """Drags a code in the tree and lets it go at a place; says whether the tree let it in."""
    move, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton

    def drag(name, point):
        index = panel._model.index_of(project.operations.read(find_code, name).id)
        data = panel._model.mimeData([index])
        viewport = panel._tree.viewport()
        QApplication.sendEvent(viewport, QDragEnterEvent(point, move, data, button, NONE))
        event = QDragMoveEvent(point, move, data, button, NONE)
        QApplication.sendEvent(viewport, event)
        if event.isAccepted():
            QApplication.sendEvent(viewport, QDropEvent(QPointF(point), move, data, button, NONE))
        return event.isAccepted()

    return drag


def test_a_code_is_dragged_onto_a_code_between_two_and_to_the_free_space(
    project, panel, drag_code, middle_of, settled
):
    def paths():
        settled(project)
        return [row.path for row in project.operations.read(code_tree)]

    assert drag_code("R&D / other", middle_of("Collegial support"))
    assert paths()[-1] == ("Organizational", "Collegial support", "R&D / other")
    above = middle_of("Lower caseloads")
    above.setY(panel._tree.visualRect(panel._tree.indexAt(above)).top() + 1)
    assert drag_code("R&D / other", above)
    assert paths()[1] == ("Organizational", "R&D / other")
    assert not drag_code("Organizational", middle_of("Lower caseloads"))
    below = panel._tree.viewport().rect().bottomLeft()
    below.setX(20)
    assert drag_code("R&D / other", below)
    assert paths()[-1] == ("R&D / other",)
    project.operations.undo()
    assert paths()[1] == ("Organizational", "R&D / other")


@pytest.fixture
def middle_of(project, panel):
    def find(name):
        code_id = project.operations.read(find_code, name).id
        index = panel._filtered.mapFromSource(panel._model.index_of(code_id))
        return panel._tree.visualRect(index).center()

    return find


def dragged(passage):
    data = QMimeData()
    carry_passage(data, passage)
    return data


def drop(panel, data, point):
    """All events of a drag with the mouse; says whether it was let in at the end."""
    viewport = panel._tree.viewport()
    QApplication.sendEvent(viewport, QDragEnterEvent(point, COPY, data, LEFT, NONE))
    move = QDragMoveEvent(point, COPY, data, LEFT, NONE)
    QApplication.sendEvent(viewport, move)
    shown = panel._drops._frame.isVisible()
    if move.isAccepted():
        QApplication.sendEvent(viewport, QDropEvent(QPointF(point), COPY, data, LEFT, NONE))
    else:
        QApplication.sendEvent(viewport, QDragLeaveEvent())
    assert not panel._drops._frame.isVisible()
    return move.isAccepted(), shown


def test_a_passage_dropped_on_a_code_is_told(project, panel, passage, middle_of, qtbot):
    with qtbot.waitSignal(panel.passage_dropped) as told:
        assert drop(panel, dragged(passage), middle_of("Collegial support")) == (True, True)
    code = project.operations.read(find_code, "Collegial support")
    assert told.args == [code.id, passage]


def test_a_category_takes_no_passage(panel, passage, middle_of, qtbot):
    with qtbot.assertNotEmitted(panel.passage_dropped):
        assert drop(panel, dragged(passage), middle_of("Organizational")) == (False, False)


def test_other_things_cannot_be_dropped(panel, middle_of, qtbot):
    data = QMimeData()
    data.setText("some words")
    with qtbot.assertNotEmitted(panel.passage_dropped):
        assert drop(panel, data, middle_of("Collegial support"))[1] is False


def test_codes_are_carried_by_their_ids(project, panel):
    codes = [row.id for row in project.operations.read(code_tree) if row.codable]
    indexes = [panel._model.index_of(code_id) for code_id in codes]
    both_columns = [*indexes, *(index.siblingAtColumn(1) for index in indexes)]
    data = panel._model.mimeData(both_columns)
    assert carried_codes(data) == tuple(codes)
    assert carried_passage(data) is None
    assert panel._model.flags(indexes[0]) & Qt.ItemFlag.ItemIsDragEnabled


def test_pinned_codes_show_their_key(project, panel, settled):
    code = project.operations.read(find_code, "Collegial support")
    panel.show_pinned({2: code.id})
    index = panel._model.index_of(code.id)
    delegate = panel._tree.itemDelegateForColumn(0)
    assert delegate.key_of(index) == "2"
    assert "key 2" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    panel.show_pinned({})
    assert delegate.key_of(panel._model.index_of(code.id)) == ""


def test_the_menu_pins_a_code(project, panel, qtbot):
    code = project.operations.read(find_code, "Collegial support")
    other = project.operations.read(find_code, "Lower caseloads")
    panel.show_pinned({2: code.id, 3: other.id})
    menu = panel.menu_for(code.id)
    pins = next(a.menu() for a in menu.actions() if a.menu() is not None)
    words = {action.text(): action for action in pins.actions() if action.text()}
    assert words["&2   Collegial support"].isChecked()
    assert "&3   Lower caseloads" in words
    with qtbot.waitSignal(panel.pin_wanted) as told:
        words["&4   free"].trigger()
    assert told.args == [code.id, 4]
    with qtbot.waitSignal(panel.pin_wanted) as told:
        words["No key"].trigger()
    assert told.args == [code.id, 0]
    menu.deleteLater()
