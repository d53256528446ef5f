"""How changed words look on the screen: in the theme's colours, and never by colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTextBrowser

from qualcoder_sts.reports.marked_wording import Marks
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named


def theme_marks(theme: Theme) -> Marks:
    """Insertions underlined, deletions struck out."""
    return Marks(
        inserted=f'<span style="color:{theme.positive}; text-decoration:underline">{{}}</span>',
        deleted=f'<span style="color:{theme.negative}; text-decoration:line-through">{{}}</span>',
    )


def reading_pane(name: str) -> QTextBrowser:
    """Words to read and to copy, on paper."""
    pane = named(QTextBrowser(), name)
    pane.setObjectName("readingPane")
    pane.setFrameShape(QFrame.Shape.NoFrame)
    pane.setOpenLinks(False)
    pane.document().setDocumentMargin(12)
    pane.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    return pane


def show_html(pane: QTextBrowser, body: str, theme: Theme) -> None:
    """Show words with quiet and changed parts; the place one reads stays when it is shown anew."""
    scrolled = pane.verticalScrollBar().value()
    pane.document().setDefaultStyleSheet(
        f".quiet {{ color: {theme.text_quiet}; }} h2 {{ font-size: large; }}"
        " h3 { font-size: medium; margin-bottom: 2px; } p { margin-top: 2px; }"
    )
    pane.setHtml(body)
    pane.verticalScrollBar().setValue(scrolled)
