"""The program in another language: nothing is left in English, nothing is cut off.

The language is made up: accented letters in place of plain ones, 40 % longer, in brackets of its
own. What stands outside such brackets was not translated, unless it is data of the project.
"""

import gettext
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
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

from qualcoder_sts.foundation.translation import use_catalogue
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from tests.ui.walk.walking import walk

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]+>|&\w+;|&")
ACCENTED = str.maketrans("aceinouyAEIOU", "áćéíñóúýÁÉÍÓÚ")
BEGIN, END = "⟦", "⟧"
# Written alike in every language: names of keys, formats and this program.
EVERYWHERE = set(
    "Ctrl Alt Shift Return Enter Del Esc Tab Right Left Up Down PNG SVG PDF Word Excel CSV "
    "qualcoder sts qsts MIT English TXT DOCX log".lower().split()
)


class MadeUp(gettext.NullTranslations):
    """A catalogue that translates whatever it is asked."""

    def gettext(self, message):
        return f"{BEGIN}{made_up(message)}{END}"

    def ngettext(self, singular, plural, count):
        return self.gettext(singular if count == 1 else plural)


def made_up(message):
    """Accented and 40 % longer; what is filled in and what marks an access key stays."""
    parts = re.split(f"({PLACEHOLDER.pattern})", message)
    longer = "".join(
        part if PLACEHOLDER.fullmatch(part) else part.translate(ACCENTED) for part in parts
    )
    return longer + "·" * round(len(message) * 0.4)


@pytest.fixture(scope="module", autouse=True)
def language():
    before = use_catalogue(MadeUp())
    yield
    use_catalogue(before)


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
        source.name,
        source.format,
        source.encoding,
        str(project.workspace.path),
        project.workspace.coder_name,
        *(code.name for code in project.places.codebook._codes),
    ]
    return EVERYWHERE | set(words_in(" ".join(text)))


def words_in(text):
    return [word.lower() for word in re.findall(r"[A-Za-z]{2,}", text)]


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


def untranslated(top, known):
    """Texts with words outside the brackets that are no data."""
    found = set()
    for widget, text in texts_of(top):
        plain = re.sub(r"<[^>]+>|&\w+;", " ", str(text))
        while BEGIN in plain:
            shorter = re.sub(f"{BEGIN}[^{BEGIN}{END}]*{END}", " ", plain)
            if shorter == plain:
                break
            plain = shorter
        plain = re.sub(f"{BEGIN}.*|.*{END}", " ", plain)  # cut by a widget that elides
        if [word for word in words_in(plain.replace("&", "")) if word not in known]:
            found.add(f"{type(widget).__name__} {widget.objectName()}: {text!r}")
    return found


def cut_off(top):
    """Labels and buttons that have less room than their words need."""
    found = set()
    if isinstance(top, QMenu):
        return found
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
        if found := untranslated(stop.top, known) | cut_off(stop.top):
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
        sources, _codebook, inspector = application.window._docks
        assert sources.geometry().center().x() > middle > inspector.geometry().center().x()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_word_that_was_forgotten_is_found(qtbot):
    label = QLabel("Forgotten")
    qtbot.addWidget(label)
    label.show()
    assert untranslated(label, EVERYWHERE)
    label.setText(MadeUp().gettext("Not forgotten: %s") % "Ana Ruiz")
    assert not untranslated(label, EVERYWHERE)


def test_a_label_that_is_cut_off_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("A line that is much longer than its place", window)
    label.setFixedWidth(40)
    window.show()
    assert cut_off(window)
