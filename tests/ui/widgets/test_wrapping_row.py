"""A row of controls that goes on in the next line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow


def shown(qtbot, width, direction=Qt.LayoutDirection.LeftToRight):
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    buttons = [QPushButton(words) for words in ("New attribute…", "Import…", "New person…")]
    column = QVBoxLayout(window)
    column.addWidget(WrappingRow(*buttons))
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
    _window, buttons = shown(qtbot, 240)
    assert len({button.y() for button in buttons}) > 1
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.parent().rect().contains(button.geometry())


def test_from_right_to_left_it_begins_at_the_right(qtbot):
    window, buttons = shown(qtbot, 800, Qt.LayoutDirection.RightToLeft)
    assert buttons[0].geometry().right() > window.width() - 30
    assert buttons[0].x() > buttons[1].x() > buttons[2].x()


def test_what_is_hidden_leaves_no_gap_and_comes_back_where_it_was(qtbot):
    _window, buttons = shown(qtbot, 800)
    before = [button.x() for button in buttons]
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() == before[0])
    buttons[0].show()
    qtbot.waitUntil(lambda: [button.x() for button in buttons] == before)


def test_a_control_with_longer_words_moves_those_after_it(qtbot):
    _window, buttons = shown(qtbot, 800)
    buttons[0].setText("A much longer name for a new attribute…")
    qtbot.waitUntil(lambda: buttons[1].x() > buttons[0].sizeHint().width())


def test_other_controls_can_take_the_place_of_these(qtbot):
    _window, buttons = shown(qtbot, 800)
    row, new = buttons[0].parent(), QPushButton("Other…")
    row.arrange(new, buttons[2])
    buttons[0].hide()
    qtbot.waitUntil(lambda: new.isVisible() and buttons[2].x() > new.x() == 0)


def test_a_page_with_a_row_can_leave_the_tabs_and_come_back(qtbot):
    """Qt deletes items of layouts it takes apart; a row held some and broke the program."""
    window, buttons = shown(qtbot, 240)
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "first")
    tabs.show()
    for _ in range(3):
        tabs.addTab(window, "row")
        tabs.setCurrentWidget(window)
        qtbot.wait(10)
        assert all(button.isVisible() for button in buttons)
        tabs.removeTab(1)
        qtbot.wait(10)
