"""A page whose text is being edited: the same document, everything at the place it has come to."""

from PySide6.QtGui import QTextCursor

from qualcoder_sts.foundation.edited_text import EditedText
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.geometry import TextGeometry
from qualcoder_sts.ui.transcript_view.grounds import Grounds
from qualcoder_sts.ui.transcript_view.moved_index import MovedIndex
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.positions import TextPositions
from qualcoder_sts.ui.transcript_view.turns import MovedTurns

# As the document has them: its paragraph ends are no line ends, and it knows no carriage return.
_IN_DOCUMENT = str.maketrans({"\n": "\u2029", "\r": " ", "\ufdd0": "\u2029", "\ufdd1": "\u2029"})
_LINE_ENDS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class EditedPage(Page):
    """Follows the document keystroke by keystroke.

    The text is never read from the document: each change of it is made to the text as well, so
    that what nobody touched stays as it is to the last character.
    """

    def __init__(self, page: Page, theme: Theme) -> None:
        # Not made anew like other pages: document and lanes go on.
        self.row = page.row
        self.document = page.document
        self.lanes = page.lanes
        self.active_id = None
        self.edited = EditedText(page.text)
        self.positions = TextPositions(page.text)
        self.index: MovedIndex = MovedIndex(page.index, self.edited)
        self.turns = MovedTurns(page.turns, self.edited)
        self.geometry = TextGeometry(page.document, self.positions, page.text)
        self.grounds = Grounds(self.index, self.geometry, self.turns, theme)

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.edited.text

    def follow_document(self, units: int, removed: int, added: int) -> None:
        """The document has changed, as its signal ``contentsChange`` tells it."""
        # At the very end Qt counts the end of the last paragraph, which is no character.
        last = self.document.characterCount() - 1
        new = self._read(units, min(units + added, last))
        start = self.positions.to_code_points(units)
        end = min(self.positions.to_code_points(units + removed), len(self.text))
        old = self.text[start:end]
        # Qt also reports what it only read again or gave another format.
        before = _shared_length(old.translate(_IN_DOCUMENT), new)
        rest = min(len(old), len(new)) - before
        after = min(rest, _shared_length(old.translate(_IN_DOCUMENT)[::-1], new[::-1]))
        replacement = new[before : len(new) - after].translate(_LINE_ENDS)
        start, end = start + before, end - after
        if start != end or replacement:
            self.edited.replace(start, end, replacement)
            self.positions.edit(start, end, replacement)
            self.index.forget_places()
            self.geometry.take_text(self.text)
            self.grounds.forget_all()

    def _read(self, start: int, end: int) -> str:
        """Characters of the document; unlike its plain text they keep no-break spaces."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()


def _shared_length(left: str, right: str) -> int:
    """How many leading characters two texts share."""
    for i, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return i
    return min(len(left), len(right))
