"""A row of controls that goes on in the next line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.ui.widgets.wrapping_row import wrapping_row


def shown(qtbot, width, direction=Qt.LayoutDirection.LeftToRight):
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    buttons = [QPushButton(words) for words in ("New attribute…", "Import…", "New person…")]
    column = QVBoxLayout(window)
    column.addLayout(wrapping_row(*buttons))
    column.addStretch(1)
    window.resize(width, 300)
    window.show()
    qtbot.wait(10)
    return window, buttons


def test_with_room_all_stand_in_one_line(qtbot):
    _window, buttons = shown(qtbot, 800)
    assert len({button.y() for button in buttons}) == 1
    assert [button.x() for button in buttons] == sorted(button.x() for button in buttons)


def test_without_room_the_row_goes_on_below_and_nothing_is_cut(qtbot):
    window, buttons = shown(qtbot, 240)
    assert len({button.y() for button in buttons}) > 1
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert window.rect().contains(button.geometry())


def test_from_right_to_left_it_begins_at_the_right(qtbot):
    window, buttons = shown(qtbot, 800, Qt.LayoutDirection.RightToLeft)
    assert buttons[0].geometry().right() > window.width() - 30
    assert buttons[0].x() > buttons[1].x() > buttons[2].x()


def test_controls_are_taken_out(qtbot):
    window, buttons = shown(qtbot, 800)
    row = window.layout().itemAt(0).layout()
    assert row.count() == 3
    assert row.takeAt(0).widget() is buttons[0]
    assert (row.count(), row.takeAt(7), row.itemAt(7)) == (2, None, None)
