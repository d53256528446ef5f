"""The quick-code box: type a few letters, press Return, the passage is coded."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QListWidgetItem, QVBoxLayout, QWidget

from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.code_choices import (
    CodeAnswer,
    CodeChoice,
    CodeQuestion,
    code_choices,
)
from qualcoder_sts.ui.coding.code_list import MOST_ROWS, CodeList
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.walking_keys import WalkingKeys

_WIDTH, _SIDE, _APART = 380, 10, 4
_LONGEST_DEFINITION = 180
_MARKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class QuickCodeBox(QFrame):
    """A small box at a place with the codes that fit what is typed."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Apply a code"))
        self.setObjectName("quickCodeBox")
        self.setFixedWidth(_WIDTH)
        self._tree = CodeTree(())
        self._recent: Sequence[UUID] = ()
        self._question = CodeQuestion("", "")
        self._answered: Callable[[CodeAnswer], object] | None = None
        self._place = QRect()
        self._is_above = False
        self._marked: dict[UUID, CodeRow] = {}
        self.field = search_field(_("Code to apply"), _("Type a code’s name…"))
        self.field.textChanged.connect(self._fill)
        self._list = CodeList()
        WalkingKeys(self.field, self._list, page=MOST_ROWS - 1).taken.connect(self._take_or_mark)
        self._list.currentItemChanged.connect(self._explain)
        self._list.itemClicked.connect(self._clicked)
        self._definition = QLabel()
        self._definition.setObjectName("quickCodeDefinition")
        self._definition.setWordWrap(True)
        self._definition.setTextFormat(Qt.TextFormat.RichText)
        self._hint = QLabel()
        self._hint.setObjectName("quickCodeHint")
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        for words in (self._definition, self._hint):
            words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _SIDE, _SIDE, _SIDE)
        column.setSpacing(6)
        for part in (self.field, self._list, self._definition, self._hint):
            column.addWidget(part)

    def ask(
        self,
        question: CodeQuestion,
        place: QRect,
        tree: CodeTree,
        answered: Callable[[CodeAnswer], object],
        *,
        recent: Sequence[UUID] = (),
        digits: Mapping[UUID, int] | None = None,
    ) -> None:
        """Open below a place on the screen, or above it where there is no room below.

        ``answered`` is called once, and not at all when the box is closed without a choice.
        """
        self._question, self._tree, self._recent = question, tree, recent
        self._answered = answered
        self._place = place
        self._marked = {}
        self._list.digits, self._list.marked = digits or {}, self._marked
        named(self, question.title)
        named(self.field, question.title)
        self.field.setPlaceholderText(question.placeholder)
        self.field.clear()
        self._fill("")
        self._choose_side()
        self.show()
        self.field.setFocus()

    def choices(self) -> list[str]:
        """What can be chosen now, the likeliest first."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever closed the box, the transcript goes on."""
        super().hideEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002 - as Qt calls it
        """There is nowhere else to go in here."""
        return True

    def _choose_side(self) -> None:
        """Below the place, or above it where there is more room; it never covers the place."""
        screen = self.screen().availableGeometry()
        around = self.parentWidget()
        lowest = min(screen.bottom(), (around or self).window().frameGeometry().bottom())
        room_below = lowest - self._place.bottom()
        room_above = self._place.top() - screen.top()
        self._is_above = room_below < self.height() + _APART and room_above > room_below
        self._stay_in_place()

    def _stay_in_place(self) -> None:
        """Fit the height to what is shown, keeping the edge that is next to the place."""
        for words in (self._definition, self._hint):
            words.setFixedHeight(words.heightForWidth(_WIDTH - 2 * _SIDE) if words.text() else 0)
        self.adjustSize()
        screen = self.screen().availableGeometry()
        top = self._place.bottom() + _APART
        if self._is_above:
            top = max(screen.top(), self._place.top() - _APART - self.height())
        left = max(screen.left(), min(self._place.left(), screen.right() - self.width()))
        self.move(QPoint(left, top))

    def _fill(self, typed: str) -> None:
        self._list.show_choices(code_choices(self._tree, self._question, typed, self._recent))
        self._explain()

    def _explain(self) -> None:
        choice = self._list.choice()
        words = _definition(choice.code) if choice is not None and choice.code else ""
        self._definition.setText(words)
        self._definition.setVisible(bool(words))
        self._hint.setText(self._hint_words(choice))
        self._hint.setVisible(bool(self._hint.text()))
        # A screen reader stays with the field; what Return would do is said there.
        said = choice.words if choice else _("No code fits")
        marked = ", ".join(row.name for row in self._marked.values())
        if marked:
            said = _("%(current)s; marked: %(marked)s") % {"current": said, "marked": marked}
        self.field.setAccessibleDescription(said)
        self._stay_in_place()

    def _hint_words(self, choice: CodeChoice | None) -> str:
        if self._marked:
            names = [row.name for row in self._marked.values()]
            if choice is not None and choice.words not in names:
                names.append(choice.words)
            return _("Return applies %s") % " + ".join(names)
        if choice is None:
            return _("Type a name.") if self._question.only_new else _("No code fits.")
        if self._question.several:
            return _("Return applies it, Ctrl+Return marks several")
        return ""

    def _clicked(self, item: QListWidgetItem) -> None:
        self._list.setCurrentItem(item)
        self._take()

    def _take_or_mark(self, modifiers: Qt.KeyboardModifier) -> None:
        if self._question.several and modifiers & _MARKING:
            self._mark()
        else:
            self._take()

    def _mark(self) -> None:
        """Mark the code that is chosen, or take its mark off; the next one may be typed."""
        choice = self._list.choice()
        if choice is None or choice.code is None:
            return
        if self._marked.pop(choice.code.id, None) is None:
            self._marked[choice.code.id] = choice.code
        self._list.viewport().update()
        self.field.selectAll()
        self._explain()

    def _take(self) -> None:
        choice = self._list.choice()
        if choice is None and not self._marked:
            return
        codes = dict.fromkeys(self._marked)
        if choice is not None and choice.code is not None:
            codes[choice.code.id] = None
        new_name = "" if choice is None else choice.new_name
        parent = None if choice is None or choice.parent is None else choice.parent.id
        answered, self._answered = self._answered, None
        self.hide()
        if answered is not None:
            answered(CodeAnswer(tuple(codes), new_name, parent))


def _definition(code: CodeRow) -> str:
    """When to use a code and when not, short."""
    use = code.when_to_use or code.brief_definition or code.full_definition
    parts = [_shortened(use)] if use else []
    if code.when_not_to_use:
        parts.append(f"<b>{escape(_('Not:'))}</b> {_shortened(code.when_not_to_use)}")
    return "<br>".join(parts)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) > _LONGEST_DEFINITION:
        words = words[:_LONGEST_DEFINITION].rsplit(" ", 1)[0] + "…"
    return escape(words)
