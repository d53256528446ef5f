"""What a memo links to: each a line that leads there and can be taken away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import Hanging, Subject
from qualcoder_sts.memos.text_file import subject_words
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.widgets.controls import push_button, tool_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.link_button import LinkButton
from qualcoder_sts.ui.widgets.names import named


class MemoLinks(QWidget):
    """Shows links; what may be linked to is asked for when the menu opens."""

    wanted = Signal(object)
    """A ``Subject`` to go to."""
    link_wanted = Signal(object)
    unlink_wanted = Signal(object)

    def __init__(self, offers: Callable[[], Sequence[Subject]], parent: QWidget | None = None):
        super().__init__(parent)
        named(self, _("Links"))
        self._offers = offers
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.add = push_button(
            _("Link to…"),
            _("Link this memo to the passage, code, transcript or participant at hand"),
        )
        self.add.clicked.connect(self._show_menu)
        head = QHBoxLayout()
        head.addWidget(panel_heading(_("Links")), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)

    def show_links(self, links: Sequence[Subject], *, may_change: bool) -> None:
        """Show these links."""
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for subject in links:
            self._rows.addWidget(self._row(subject, may_change=may_change))
        self.add.setVisible(may_change)

    def menu(self) -> QMenu:
        """What can be linked to now."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Link to"))
        offers = self._offers()
        for subject in offers:
            words = as_words(f"{_kind_words(subject)}: {subject_words(subject)}")
            menu.addAction(words, partial(self.link_wanted.emit, subject))
        if not offers:
            nothing = _("First choose a code, or click a coded passage in a transcript")
            menu.addAction(nothing).setEnabled(False)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.add.mapToGlobal(QPoint(0, self.add.height())))
        menu.deleteLater()

    def _row(self, subject: Subject, *, may_change: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        words = subject_words(subject)
        link = LinkButton(words, _("Go to %s") % words)
        link.clicked.connect(lambda: self.wanted.emit(subject))
        line.addWidget(link, 1)
        if may_change:
            away = named(tool_button("×"), _("Take away the link to %s") % words)
            away.clicked.connect(lambda: self.unlink_wanted.emit(subject))
            line.addWidget(away)
        return row


def _kind_words(subject: Subject) -> str:
    return {
        Hanging.SEGMENT: _("This passage"),
        Hanging.CODE: _("This code"),
        Hanging.SOURCE: _("This transcript"),
        Hanging.PARTICIPANT: _("This participant"),
    }.get(subject.hanging, _("This"))
