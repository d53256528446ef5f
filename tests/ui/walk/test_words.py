"""The program in another language: nothing is left in English, nothing is cut off.

What stands outside the brackets of the made-up language was not translated, unless it is data of
the project.
"""

import re

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from qualcoder_sts.foundation.shipped_files import codebooks_folder
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from tests.made_up_language import MadeUp, made_up_language, untranslated_words, words_in
from tests.ui.conftest import make_small
from tests.ui.walk.walking import TALK, walk

# Written alike in every language: names of keys, formats and this program.
MOST_ROWS = 100
EVERYWHERE = set(
    "Ctrl Alt Shift Return Enter Del Esc Tab Right Left Up Down PNG SVG PDF Word Excel CSV "
    "qualcoder sts qsts MIT English TXT DOCX log".lower().split()
)


@pytest.fixture(scope="module", autouse=True)
def language():
    with made_up_language():
        yield


@pytest.fixture(scope="module")
def small_file(language, tmp_path_factory):
    """The small project, made by somebody who speaks the language: so are its steps named."""
    return make_small(tmp_path_factory.mktemp("made-up"))


@pytest.fixture
def shown(make_application, small, qtbot):
    """The window at the size of a small laptop, with a transcript open."""
    application = make_application(small)
    application.window.resize(1280, 800)
    operations = application.project.operations
    application.project.places.coding.open(operations.read(list_sources)[0].id)
    qtbot.wait(50)
    return application


def known_words(application):
    """Words of the project's data and of its files."""
    project = application.project
    operations = project.operations
    (source,) = operations.read(list_sources)
    view = project.places.coding.tabs.view_of(source.id)
    text = [
        view.row.text,
        TALK,
        source.name,
        source.format,
        source.encoding,
        str(project.workspace.path),
        project.workspace.coder_name,
        *(code.name for code in project.places.codebook._codes),
    ]
    return EVERYWHERE | set(words_in(" ".join(text).replace("&", "")))


def shipped_words():
    """Words of the codebooks that come with the program, which one dialog shows."""
    files = codebooks_folder().glob("*.yaml")
    return set(words_in(" ".join(file.read_text(encoding="utf-8") for file in files)))


def texts_of(top):
    """Every text a person may see or hear of a widget and all that is in it."""
    if isinstance(top, QMenu):
        for action in top.actions():
            yield action, action.text()
            yield action, action.toolTip()
        return
    yield top, top.windowTitle() if top.isWindow() else ""
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        yield widget, widget.accessibleName()
        yield widget, widget.accessibleDescription()
        yield widget, widget.toolTip()
        yield from ((widget, text) for text in _written_on(widget))


def _written_on(widget):
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QGroupBox():
            yield widget.title()
        case QTabBar():
            yield from (widget.tabText(index) for index in range(widget.count()))
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
        case QHeaderView() if widget.isVisible() and widget.model() is not None:
            for section in range(widget.count()):
                yield str(widget.model().headerData(section, widget.orientation()) or "")
        case QAbstractItemView() if widget.model() is not None:
            yield from _in_rows(widget.model(), QModelIndex())


def _in_rows(model, parent):
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield str(index.data() or "")
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if not isinstance(model, QAbstractListModel):
            yield from _in_rows(model, model.index(row, 0, parent))


def untranslated(top, known):
    """Texts with words outside the brackets that are no data."""
    found = set()
    for widget, text in texts_of(top):
        plain = re.sub(r"<[^>]+>|&\w+;", " ", str(text)).replace("&", "")
        if untranslated_words(plain, known):
            found.add(f"{type(widget).__name__} {widget.objectName()}: {text!r}")
    return found


def cut_off(top):
    """Labels and buttons that have less room than their words need."""
    found = set()
    if isinstance(top, QMenu):
        return found
    # What has just changed its words gets its room a moment later.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        room = widget.size()
        match widget:
            case CutLabel():
                continue
            case QLabel() if widget.text() and not widget.wordWrap() and not widget.pixmap():
                lacks = room.width() < widget.minimumSizeHint().width()
            case QLabel() if widget.text() and widget.wordWrap():
                lacks = room.height() < widget.heightForWidth(room.width())
            case QAbstractButton() if widget.text():
                lacks = room.width() < widget.minimumSizeHint().width()
            case _:
                continue
        if lacks:
            found.add(f"{type(widget).__name__} {widget.objectName()}: {widget.text()!r} {room}")
    return found


def looked_at(application, monkeypatch, qtbot):
    """What is wrong at every stop of the walk, by its name."""
    known = known_words(application)
    wrong = {}
    for stop in walk(application, monkeypatch, qtbot.wait):
        shown = known | shipped_words() if stop.name.startswith("take_ready_codebook") else known
        if found := untranslated(stop.top, shown) | cut_off(stop.top):
            wrong[stop.name] = sorted(found)
    return wrong


def test_the_start_page_is_translated(make_application, qtbot):
    application = make_application()
    application.window.resize(1280, 800)
    qtbot.wait(30)
    assert untranslated(application.window, EVERYWHERE) | cut_off(application.window) == set()


def test_everything_is_translated_and_has_its_room(shown, monkeypatch, qtbot):
    assert looked_at(shown, monkeypatch, qtbot) == {}


def test_the_window_reads_from_right_to_left(qapp, make_application, small, monkeypatch, qtbot):
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        application = make_application(small)
        application.window.resize(1280, 800)
        source = application.project.operations.read(list_sources)[0]
        application.project.places.coding.open(source.id)
        qtbot.wait(50)
        assert looked_at(application, monkeypatch, qtbot) == {}
        rail = application.window.rail
        middle = application.window.width() / 2
        assert rail.geometry().center().x() > middle
        application.actions["place_code"].trigger()
        sources, _codebook, inspector, *_others = application.window._docks
        assert sources.geometry().center().x() > middle > inspector.geometry().center().x()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_word_that_was_forgotten_is_found(qtbot):
    label = QLabel("Forgotten")
    qtbot.addWidget(label)
    label.show()
    assert untranslated(label, EVERYWHERE)
    label.setText(MadeUp().gettext("Not forgotten: %s") % "Ana Ruiz")
    assert not untranslated(label, EVERYWHERE | {"ana", "ruiz"})
    label.setText(MadeUp().gettext("Removed %s") % "a segment")
    assert untranslated(label, EVERYWHERE)


def test_a_label_that_is_cut_off_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("A line that is much longer than its place", window)
    label.setFixedWidth(40)
    window.show()
    assert cut_off(window)
