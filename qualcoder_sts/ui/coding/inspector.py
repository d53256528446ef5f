"""What is known of the segment under the cursor, and what its code means."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.coding.queries import SegmentRow, segments_named
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named

MOST_SHOWN = 6


class Inspector(QScrollArea):
    """Shows the segments under the cursor, else the code chosen in the codebook."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Segment and definition"))
        self._operations = operations
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._words = named(QLabel(), _("What is selected"))
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._words)
        column.addStretch()
        self.setWidget(inside)
        self.show_code(None)

    def show_segments(self, segment_ids: Sequence[UUID]) -> None:
        """Show these segments, the first ones in full."""
        rows = self._operations.read(segments_named, segment_ids)[:MOST_SHOWN]
        if not rows:
            return
        tree = self._operations.read(code_tree)
        parts = [_segment_words(row) for row in rows]
        parts.append(_definition_words(tree[rows[0].code_id]))
        self._words.setText("".join(parts))

    def show_code(self, code_id: UUID | None) -> None:
        """Show what a code means."""
        tree = self._operations.read(code_tree)
        if code_id is None or code_id not in tree:
            hint = _(
                "Click a coded passage to see who coded it, when and why; click a code to read its "
                "definition."
            )
            self._words.setText(f"<p>{escape(hint)}</p>")
            return
        self._words.setText(_definition_words(tree[code_id]))


def _segment_words(row: SegmentRow) -> str:
    when = row.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    marks = [row.coder, when]
    if row.weight is not None:
        marks.append(_("weight %d") % row.weight)
    if row.key_quote:
        marks.append(_("illustrative quote"))
    memo = f"<p><i>{escape(row.memo)}</i></p>" if row.memo else ""
    return (
        f'<p style="margin-bottom:2px"><span style="color:{row.colour}">■</span> '
        f"<b>{escape(row.code)}</b></p>"
        f'<p style="margin-top:0">{escape(" · ".join(marks))}</p>{memo}'
    )


def _definition_words(code: CodeRow) -> str:
    fields = (
        (_("Definition"), code.full_definition or code.brief_definition),
        (_("When to use"), code.when_to_use),
        (_("When not to use"), code.when_not_to_use),
        (_("Examples"), code.examples),
    )
    written = "".join(
        f"<p><b>{escape(title)}</b><br>{escape(text).replace(chr(10), '<br>')}</p>"
        for title, text in fields
        if text
    )
    missing = f"<p>{escape(_('This code has no definition yet.'))}</p>"
    return f"<h4>{escape(code.name)}</h4>{written or missing}"
