"""The coder's own memo on one segment, written where the segment is looked at."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.operations import Target, keep_memo_on
from qualcoder_sts.memos.queries import MemoRow
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named

_LEAST_LINES, _MOST_LINES = 1, 12
_AROUND = 16


class SegmentMemo(QWidget):
    """An editor as high as its text; what was typed is written when it is left."""

    left = Signal()
    """Escape was pressed: the transcript is wanted again."""

    def __init__(self, operations: Operations, segment_id: UUID) -> None:
        super().__init__()
        self._operations = operations
        self._segment_id = segment_id
        self._kept: tuple[str, bool] = ("", False)
        self._text = _MemoText(self)
        self._text.setReadOnly(operations.workspace.read_only)
        self._private = named(
            QCheckBox(_("Private")),
            _("Private"),
            _("Only you see a private memo; it is never exported or merged unless you ask for it"),
        )
        self._private.clicked.connect(self.save)
        self._private.setEnabled(not operations.workspace.read_only)
        self._text.textChanged.connect(self.fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._private)
        self.fit()

    def show_memo(self, memo: MemoRow | None) -> None:
        """Show the memo as it is now; what is being typed stays."""
        kept = ("", False) if memo is None else (memo.content, memo.private)
        if kept == self._kept:
            return
        is_changed = self._is_changed()
        self._kept = kept
        if not is_changed:
            self._text.setPlainText(kept[0])
            self._private.setChecked(kept[1])
        self.fit()

    def write(self) -> None:
        """Begin to write, at the end of what is there."""
        cursor = self._text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def save(self) -> None:
        """Write what was typed, if anything was."""
        coder_id = self._operations.workspace.coder_id
        if coder_id is None or self._operations.workspace.read_only or not self._is_changed():
            return
        words, private = self._written()
        before, self._kept = self._kept, (words, private)
        done = self._operations.run(
            keep_memo_on,
            Target("coded_segment", self._segment_id),
            words,
            coder_id=coder_id,
            private=private,
        )
        if done is None:
            self._kept = before

    def hideEvent(self, event: QHideEvent) -> None:
        """Gone from sight, also because the project is closed."""
        self.save()
        super().hideEvent(event)

    def fit(self) -> None:
        """Make the editor as high as its text."""
        lines = self._text.document().size().height()
        height = self._text.fontMetrics().lineSpacing()
        shown = max(_LEAST_LINES, min(_MOST_LINES, lines))
        self._text.setFixedHeight(round(shown * height) + _AROUND)
        policy = Qt.ScrollBarPolicy
        is_long = lines > _MOST_LINES
        self._text.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        self._private.setVisible(bool(self._text.toPlainText().strip()))

    def _written(self) -> tuple[str, bool]:
        words = self._text.toPlainText().strip()
        return words, bool(words) and self._private.isChecked()

    def _is_changed(self) -> bool:
        return self._written() != (self._kept[0].strip(), self._kept[1])


class _MemoText(QPlainTextEdit):
    """Plain words; Escape leaves it."""

    def __init__(self, memo: SegmentMemo) -> None:
        super().__init__()
        self._memo = memo
        named(self, _("Memo on this segment"))
        self.setObjectName("segmentMemo")
        self.setPlaceholderText(_("Memo…"))
        self.setTabChangesFocus(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._memo.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: what was typed is written."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._memo.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the transcript; what was typed is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self._memo.left.emit()
        else:
            super().keyPressEvent(event)
