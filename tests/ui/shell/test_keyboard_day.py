"""A piece of a day's work with nothing but keys, from opening to finding it all again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.coding.queries import segments_of

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key, modifier=NONE, times=1):
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def of_coder(project, source_id):
    found = project.operations.read(segments_of, source_id)
    return [segment for segment in found if segment.coder == project.workspace.coder_name]


def test_code_undo_redo_remove_close_and_find_it_again(
    make_application, sample, qtbot, settled, monkeypatch
):
    application = make_application(sample)
    project = application.project
    coding = project.places.coding
    tree = project.places.sources._tree
    qtbot.waitUntil(tree.hasFocus)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    view = coding.current_view()
    assert view.row.name == "I-01 Clinical director"
    qtbot.waitUntil(view._text.hasFocus)
    source_id = view.row.source_id
    before = {segment.id for segment in of_coder(project, source_id)}

    press(Qt.Key.Key_Down, times=3)
    press(Qt.Key.Key_Right, SHIFT | CTRL, times=4)
    span = view.selected_span()
    assert span is not None
    press(Qt.Key.Key_Q)
    qtbot.waitUntil(coding.applying.box.isVisible)
    QTest.keyClicks(coding.applying.box.field, "coll")
    QTest.keyClick(coding.applying.box.field, Qt.Key.Key_Return)

    def added():
        return [one for one in of_coder(project, source_id) if one.id not in before]

    qtbot.waitUntil(application.window.isActiveWindow)
    (segment,) = added()
    assert (segment.code, segment.start, segment.end) == ("Collegial support", span.start, span.end)
    qtbot.waitUntil(view._text.hasFocus)
    settled(project)
    press(Qt.Key.Key_Z, CTRL)
    assert added() == []
    settled(project)
    press(Qt.Key.Key_Y, CTRL)
    assert [one.id for one in added()] == [segment.id]
    settled(project)
    view.activate_segment(segment.id)
    press(Qt.Key.Key_U)
    assert added() == []
    settled(project)
    press(Qt.Key.Key_Z, CTRL)
    assert [one.id for one in added()] == [segment.id]
    settled(project)

    press(Qt.Key.Key_W, CTRL)
    assert coding.current_view() is None
    application.window.setFocus()
    press(Qt.Key.Key_W, CTRL | SHIFT)
    assert application.project is None
    application.open(sample)
    project = application.project
    view = project.places.coding.open(source_id)
    shown = {one.id: one for one in view.segments()}
    assert view.row.text[shown[segment.id].start : shown[segment.id].end] == span.of(view.row.text)
