"""Two participants who are one person: what it would do, and which of them stays."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.transcripts.uniting import UniteEffect, unite_effect
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import add_form_row
from qualcoder_sts.ui.widgets.names import named

_WIDTH = 520


class UniteDialog(QDialog):
    """Chooses who stays and who becomes them, with a preview of what changes."""

    def __init__(
        self,
        operations: Operations,
        parent: QWidget,
        people: Sequence[ParticipantRow],
        kept_id: UUID,
        gone_id: UUID | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        title = _("The same person")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._kept, self._gone = _people_box(people, kept_id), _people_box(people, gone_id)
        form = QFormLayout()
        add_form_row(form, _("&Stays"), self._kept, "")
        add_form_row(form, _("&Is the same as"), self._gone, "")
        self._preview = named(QLabel(), _("What changes"))
        self._preview.setObjectName("card")
        self._preview.setWordWrap(True)
        self._preview.setTextFormat(Qt.TextFormat.RichText)
        self._preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._preview.setMinimumHeight(150)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        self._done = buttons.addButton(_("Unite"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._done, cancel):
            named(button, button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        for part in (form, self._preview, buttons):
            column.addLayout(part) if isinstance(part, QFormLayout) else column.addWidget(part)
        for box in (self._kept, self._gone):
            box.currentIndexChanged.connect(self._look)
        self._look()

    @property
    def kept_id(self) -> UUID | None:
        """Who stays."""
        return _chosen(self._kept)

    @property
    def gone_id(self) -> UUID | None:
        """Who becomes them."""
        return _chosen(self._gone)

    @property
    def preview(self) -> str:
        """What is said of the effect."""
        return self._preview.text()

    def _look(self) -> None:
        kept, gone = self.kept_id, self.gone_id
        is_pair = kept is not None and gone is not None and kept != gone
        self._done.setEnabled(is_pair)
        if kept is None or gone is None or kept == gone:
            self._preview.setText(_("Choose two different participants."))
        else:
            self._preview.setText(effect_words(self._operations.read(unite_effect, kept, gone)))


def effect_words(effect: UniteEffect) -> str:
    """What uniting does, line by line, as rich text."""
    kept, gone = escape(effect.kept.display), escape(effect.gone.display)
    lines = [_("<b>%(kept)s</b> stays; <b>%(gone)s</b> goes.") % {"kept": kept, "gone": gone}]
    if effect.speakers:
        words = ngettext(
            "%(number)d speaker becomes %(kept)s: %(where)s",
            "%(number)d speakers become %(kept)s: %(where)s",
            effect.speakers,
        )
        where = escape(", ".join(effect.gone.sources))
        lines.append(words % {"number": effect.speakers, "kept": kept, "where": where})
    if effect.gone.sessions:
        lines.append(_("Rosters joined: %s") % escape(", ".join(effect.gone.sessions)))
    if effect.memos:
        lines.append(ngettext("%d memo moves", "%d memos move", effect.memos) % effect.memos)
    if effect.values:
        taken = (f"{name}: {value}" for name, value in effect.values.items())
        lines.append(_("Taken over: %s") % escape(", ".join(taken)))
    lines += [
        _("<b>%(attribute)s</b>: “%(kept)s” stays, “%(gone)s” is given up")
        % {
            "attribute": escape(one.attribute),
            "kept": escape(one.kept),
            "gone": escape(one.gone),
        }
        for one in effect.contrary
    ]
    return "<br>".join(lines)


def _people_box(people: Sequence[ParticipantRow], chosen: UUID | None) -> QComboBox:
    box = QComboBox()
    box.setMaxVisibleItems(20)
    for person in people:
        where = ", ".join(person.sources or person.sessions)
        box.addItem(f"{person.display} · {where}" if where else person.display, person.id)
    box.setCurrentIndex(next((n for n, one in enumerate(people) if one.id == chosen), -1))
    return box


def _chosen(box: QComboBox) -> UUID | None:
    found = box.currentData()
    return found if isinstance(found, UUID) else None
