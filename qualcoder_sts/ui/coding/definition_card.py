"""What a code means: when to use it, when not, with examples."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named


class DefinitionCard(QWidget):
    """A heading with the code's name, and its definition on a card."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = panel_heading()
        self.words = named(QLabel(), _("Definition"))
        self.words.setObjectName("card")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.words)

    def show_code(self, code: CodeRow) -> None:
        """Show what this code means."""
        self.heading.setText(_("Definition · %s") % code.name)
        self.words.setText(_definition(code))


def _definition(code: CodeRow) -> str:
    fields = (
        ("", code.full_definition or code.brief_definition),
        (_("When to use"), code.when_to_use),
        (_("When not"), code.when_not_to_use),
        (_("Examples"), code.examples),
    )
    written = [
        f'<p style="margin: 0 0 5px 0">{_title(title)}{_lines(text)}</p>'
        for title, text in fields
        if text
    ]
    return "".join(written) or f"<p>{escape(_('This code has no definition yet.'))}</p>"


def _title(title: str) -> str:
    return f"<b>{escape(title)}</b> " if title else ""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
