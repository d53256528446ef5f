"""The selected passage: what is said, who says it, and what can be done with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.selected import SelectedPassage
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.key_caps import cap_size, draw_cap
from qualcoder_sts.ui.widgets.names import named

_QUOTE_POINTS = 10.5
_MOST_LINES = 4
_SIDE, _GAP, _SHARE = 6, 4, 0.87


class PassageCard(QFrame):
    """A card with the quote in the reading face and a chip for each thing to do."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("card")
        self._quote = ClampedQuote()
        self._who = QLabel()
        self._who.setTextFormat(Qt.TextFormat.PlainText)
        self._who.setWordWrap(True)
        self._who.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for action_id, words in (
            ("apply_code", _("code")),
            ("write_segment_memo", _("memo")),
            ("code_in_vivo", _("in vivo")),
        ):
            chips.addWidget(KeyChip(words, actions[action_id]))
        chips.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 10)
        column.setSpacing(6)
        column.addWidget(self._quote)
        column.addWidget(self._who)
        column.addLayout(chips)

    def show_passage(self, passage: SelectedPassage) -> None:
        """Show what is selected now."""
        self._quote.show_quote(f"“{passage.quote}”")
        self._who.setText(_who_says(passage))
        self._who.setVisible(bool(self._who.text()))


class ClampedQuote(QLabel):
    """The beginning of a quote on a few lines; all of it under a resting pointer."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Selected words"))
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(reading_font(_QUOTE_POINTS))

    def show_quote(self, words: str) -> None:
        """Show these words as far as there is room."""
        self._words = words
        self.setToolTip(words)
        self._clamp()

    def resizeEvent(self, event: object) -> None:
        """Another width has room for other words."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._clamp()

    def _clamp(self) -> None:
        """Leave out the end until the rest stands on few enough lines."""
        metrics = QFontMetrics(self.font())
        most = metrics.lineSpacing() * _MOST_LINES + 2
        width = max(60, self.contentsRect().width())

        def height(words: str) -> int:
            flags = Qt.TextFlag.TextWordWrap
            return metrics.boundingRect(0, 0, width, 10_000, flags, words).height()

        words = self._words
        if height(words) > most:
            low, high = 0, len(words)
            while low < high:
                middle = (low + high + 1) // 2
                fits = height(words[:middle].rstrip() + "…”") <= most
                low, high = (middle, high) if fits else (low, middle - 1)
            words = words[:low].rsplit(" ", 1)[0] + "…”"
        if words != self.text():
            self.setText(words)


class KeyChip(QToolButton):
    """A small rounded button with the key that does the same."""

    def __init__(self, words: str, action: QAction) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._words = words
        self._action = action
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SHARE)
        self.setFont(font)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        name = self._action.text().replace("&", "")
        named(self, name, self._action.toolTip())
        self._key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setEnabled(self._action.isEnabled())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Words and cap side by side."""
        metrics = QFontMetrics(self.font())
        width = 2 * _SIDE + metrics.horizontalAdvance(self._words)
        if self._key:
            width += _GAP + cap_size(self._key, self.font()).width()
        return QSize(width, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own button, then the words and the cap."""
        super().paintEvent(event)
        painter = QPainter(self)
        role = QPalette.ColorRole.Text if self.isEnabled() else QPalette.ColorRole.PlaceholderText
        painter.setPen(self.palette().color(role))
        room = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)
        if self._key:
            room.setLeft(room.right() - cap_size(self._key, self.font()).width() + 1)
            draw_cap(painter, room, self._key, self.palette(), self.font())
        painter.end()


def _who_says(passage: SelectedPassage) -> str:
    parts = [passage.speaker] if passage.speaker else []
    if passage.turn is not None:
        parts.append(_("turn %d") % passage.turn)
    if passage.cue_start_ms is not None:
        seconds = passage.cue_start_ms // 1000
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        parts.append(_("from %s") % clock)
    return " · ".join(parts)
