"""Editing the text in place: the same widget, made writable for a while."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.transcript_view.edited_page import EditedPage
from qualcoder_sts.ui.transcript_view.parts import Parts
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named


class EditBar(QFrame):
    """Says above the text that it is being edited, and offers both ways out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, _("Editing the text"))
        self.setObjectName("editBar")
        self.setAutoFillBackground(True)
        words = QLabel(_("Editing the text — segments move along"))
        words.setMinimumWidth(1)
        self.save = push_button(_("Save"), _("Keep the text as it is now (Ctrl+Return)"))
        self.save.setObjectName("mainButton")
        self.discard = push_button(_("Discard"), _("Go back to the text as it was (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        row.addWidget(words, 1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        self.hide()


class TextEditing(QObject):
    """Begins and follows editing; whoever saves or discards shows the transcript again."""

    switched = Signal()
    """It began, or it ended."""
    save_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parts: Parts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._page: EditedPage | None = None
        self.bar = EditBar(parent)
        self.bar.save.clicked.connect(self.save_wanted)
        self.bar.discard.clicked.connect(self.discard_wanted)
        parts.text.escaped.connect(self.discard_wanted)

    @property
    def is_on(self) -> bool:
        """Whether the text is being edited."""
        return self._page is not None

    @property
    def is_changed(self) -> bool:
        """Whether it is another text now."""
        return self._page is not None and self._page.edited.is_changed

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "" if self._page is None else self._page.text

    def begin(self) -> None:
        """Let the text be written in; undo goes back to here."""
        page = self._parts.page
        if page is None or self._page is not None:
            return
        self._page = EditedPage(page, self._parts.theme)
        self._parts.edit_page(self._page)
        page.document.setUndoRedoEnabled(True)
        page.document.contentsChange.connect(self._follow, Qt.ConnectionType.DirectConnection)
        self.bar.show()
        self.switched.emit()

    def end(self) -> None:
        """Let the text be read again; it is shown anew by whoever ended it."""
        if self._page is None:
            return
        self._page.document.contentsChange.disconnect(self._follow)
        self._page.document.setUndoRedoEnabled(False)
        self._page = None
        self._parts.text.set_writable(writable=False)
        self.bar.hide()
        self.switched.emit()

    def _follow(self, units: int, removed: int, added: int) -> None:
        if self._page is not None:
            self._page.follow_document(units, removed, added)
            self._parts.repaint()
