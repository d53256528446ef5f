"""One step of the audit trail: what it changed, before and after."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.history.step_details import ChangedRow, StepDetails, ValueChange
from qualcoder_sts.project.history.trail import TrailEntry
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named


class StepView(QWidget):
    """Shows a step and offers to take it back."""

    undo_wanted = Signal(object)
    """The ``TrailEntry`` to take back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Step"))
        self._theme = theme
        self._entry: TrailEntry | None = None
        self._details: StepDetails | None = None
        self._head = named(QLabel(), _("Which step"))
        self._head.setTextFormat(Qt.TextFormat.RichText)
        self._head.setWordWrap(True)
        self.undo = push_button(
            _("Undo this step"), _("Take this step back and leave those after it as they are")
        )
        self._refusal = named(QLabel(), _("Why it cannot be undone"))
        self._refusal.setWordWrap(True)
        self._refusal.setTextFormat(Qt.TextFormat.RichText)
        self._refusal.setObjectName("refusal")
        self._words = named(QLabel(), _("What the step changed"))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lay_out()
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self._entry))
        self.show_step(None, None, may_undo=False)

    def show_step(
        self, entry: TrailEntry | None, details: StepDetails | None, *, may_undo: bool
    ) -> None:
        """Show one step; without one, what there is to do here."""
        self._entry, self._details = entry, details
        self._refusal.hide()
        self.undo.setVisible(entry is not None)
        self.undo.setEnabled(may_undo)
        if entry is None or details is None:
            self._head.setText(escape(_("Choose a step to see what it changed.")))
            self._words.clear()
            return
        when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        who = _("%(coder)s, %(when)s") % {"coder": entry.coder, "when": when}
        reason = f"<br>{escape(entry.reason)}" if entry.reason else ""
        self._head.setText(
            f"<b>{escape(entry.label)}</b><br>"
            f'<span style="color:{self._theme.text_quiet}">{escape(who)}</span>{reason}'
        )
        self._words.setText(self._told(details))

    def show_refusal(self, sentence: str, names: list[str], more: int) -> None:
        """Say why a step cannot be taken back, what stands in its way, and how much more."""
        items = "".join(f"<li>{escape(name)}</li>" for name in names)
        if more > 0:
            items += f"<li>{escape(ngettext('and %d more', 'and %d more', more) % more)}</li>"
        listed = f'<ul style="margin:2px 0 0 -18px">{items}</ul>' if items else ""
        self._refusal.setText(f"{escape(sentence)}{listed}")
        self._refusal.show()

    def set_theme(self, theme: Theme) -> None:
        """Write in other colours."""
        self._theme = theme
        self.show_step(self._entry, self._details, may_undo=self.undo.isEnabled())

    def _told(self, details: StepDetails) -> str:
        parts = [self._row(row) for row in details.rows]
        if details.more > 0:
            counts = ", ".join(f"{what}: {number:,}" for what, number in details.counts)
            parts.append(f"<p><i>{escape(_('In all: %s') % counts)}</i></p>")
        return "".join(parts)

    def _row(self, row: ChangedRow) -> str:
        values = "".join(f"<br>{self._value(value)}" for value in row.values)
        name = f"{row.name[:1].upper()}{row.name[1:]}"
        return f'<p style="margin:0 0 9px 0">{escape(name)} <b>{row.done}</b>{values}</p>'

    def _value(self, value: ValueChange) -> str:
        quiet = f'<span style="color:{self._theme.text_quiet}">'
        if value.before and value.after:
            told = f"{escape(value.before)} → {escape(value.after)}"
        else:
            told = escape(value.after or value.before)
        return f"&nbsp;&nbsp;{quiet}{escape(value.what)}:</span> {told}"

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._head, 1)
        head.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        area = named(QScrollArea(), _("What the step changed"))
        area.setObjectName("stepDetails")
        area.setWidgetResizable(True)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._refusal)
        rows.addWidget(self._words)
        rows.addStretch()
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(area, 1)
