"""What is known of the segments under the cursor, and what their code means."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.queries import SegmentRow, segments_named
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

MOST_SHOWN = 6
SHOWN_TABLES = ("code", "coded_segment", "coder", "memo")


class Inspector(QScrollArea):
    """Shows the segments under the cursor with the meaning of the first one's code.

    A code that is chosen in the codebook takes their place until the cursor moves again.
    """

    def __init__(
        self, operations: Operations, themes: ThemeChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Selected passage and definition"))
        self._operations = operations
        self._theme = themes.theme
        self._codes: CodeTree = operations.read(code_tree)
        self._segment_ids: tuple[UUID, ...] = ()
        self._code_id: UUID | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._segments_heading = panel_heading(_("Selected passage"))
        self._hint = QLabel(
            _(
                "Click a coded passage to see who coded it, when and why; choose a code in the "
                "codebook to read its definition."
            )
        )
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._segments = _card(_("Codes of the selected passage"))
        self._code_heading = panel_heading()
        self._definition = _card(_("Definition"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(10)
        for part in (
            self._segments_heading,
            self._hint,
            self._segments,
            self._code_heading,
            self._definition,
        ):
            column.addWidget(part)
        column.addStretch()
        self.setWidget(inside)
        operations.settled.connect(self._reload_when_touched)
        themes.changed.connect(self._set_theme)
        self._show()

    def show_segments(self, segment_ids: Sequence[UUID]) -> None:
        """Show these segments, the first ones in full; without any, the hint."""
        self._segment_ids, self._code_id = tuple(segment_ids), None
        self._show()

    def show_code(self, code_id: UUID | None) -> None:
        """Show what a code means; None changes nothing."""
        if code_id is not None:
            self._segment_ids, self._code_id = (), code_id
            self._show()

    def _show(self) -> None:
        rows = self._operations.read(
            segments_named,
            self._segment_ids[:MOST_SHOWN],
            reader_id=self._operations.workspace.coder_id,
        )
        code_id = rows[0].code_id if rows else self._code_id
        code = self._codes[code_id] if code_id is not None and code_id in self._codes else None
        words = [_segment_words(row, self._theme) for row in rows]
        if rows and (more := len(self._segment_ids) - len(rows)) > 0:
            words.append(f"<p>{ngettext('and %d more', 'and %d more', more) % more}</p>")
        self._segments.setText("".join(words))
        self._segments.setVisible(bool(rows))
        self._hint.setVisible(not rows)
        for part in (self._code_heading, self._definition):
            part.setVisible(code is not None)
        if code is not None:
            self._code_heading.setText(_("Definition · %s") % code.name)
            self._definition.setText(_definition_words(code))

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._codes = self._operations.read(code_tree)
        if changes.touches(*SHOWN_TABLES):
            self._show()

    def _set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()


def _card(name: str) -> QLabel:
    """Rich text on a card, to be selected with mouse or keys."""
    card = named(QLabel(), name)
    card.setObjectName("card")
    card.setWordWrap(True)
    card.setTextFormat(Qt.TextFormat.RichText)
    card.setAlignment(Qt.AlignmentFlag.AlignTop)
    card.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return card


def _segment_words(row: SegmentRow, theme: Theme) -> str:
    marks = [row.coder, row.created_at.astimezone().strftime("%Y-%m-%d %H:%M")]
    if row.weight is not None:
        marks.append(_("weight %d") % row.weight)
    if row.key_quote:
        marks.append(_("illustrative quote"))
    memo = f"<br><i>{_lines(row.memo)}</i>" if row.memo else ""
    return (
        f'<p><span style="color:{theme.stripe(row.colour)}">■</span> <b>{escape(row.code)}</b><br>'
        f'<span style="color:{theme.text_quiet}">{escape(" · ".join(marks))}</span>{memo}</p>'
    )


def _definition_words(code: CodeRow) -> str:
    fields = (
        ("", code.full_definition or code.brief_definition),
        (_("When to use"), code.when_to_use),
        (_("When not to use"), code.when_not_to_use),
        (_("Examples"), code.examples),
    )
    written = [
        f"<p>{f'<b>{escape(title)}</b><br>' if title else ''}{_lines(text)}</p>"
        for title, text in fields
        if text
    ]
    return "".join(written) or f"<p>{escape(_('This code has no definition yet.'))}</p>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
