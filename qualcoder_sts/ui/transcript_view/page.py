"""One transcript as it is shown: its document, its segments and their places."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.geometry import TextGeometry
from qualcoder_sts.ui.transcript_view.grounds import Grounds
from qualcoder_sts.ui.transcript_view.index import SegmentIndex
from qualcoder_sts.ui.transcript_view.lanes import Lanes
from qualcoder_sts.ui.transcript_view.positions import TextPositions
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, TranscriptRow
from qualcoder_sts.ui.transcript_view.turns import SpokenTurns

LINE_HEIGHT = 1.6
PARAGRAPH_GAP = 0.95
"""Both as shares of the size of the letters."""

_SIDE = 4
_LINE_BREAKS = str.maketrans({"\r": " "})


class Page:
    """All that the widgets of the coding view share. Made anew for each text and size."""

    def __init__(
        self, row: TranscriptRow, segments: Iterable[SegmentRow], font: QFont, theme: Theme
    ) -> None:
        self.row = row
        self.positions = TextPositions(row.text)
        self.index = SegmentIndex(row.text, segments)
        self.lanes = Lanes(self.index)
        self.document = made_document(row.text, font)
        self.geometry = TextGeometry(self.document, self.positions, row.text)
        self.turns = SpokenTurns(row.turns)
        self.grounds = Grounds(self.index, self.geometry, self.turns, theme)
        self.active_id: UUID | None = None

    @property
    def text(self) -> str:
        """The text that all positions belong to."""
        return self.row.text

    @property
    def active(self) -> SegmentRow | None:
        """The segment that is selected."""
        return None if self.active_id is None else self.index.get(self.active_id)

    def put(self, segment: SegmentRow) -> None:
        """Add a segment, or change the one of the same id."""
        before = self.index.get(segment.id)
        self.index.add(segment)
        self.grounds.forget(segment)
        if before is not None:
            self.grounds.forget(before)
            if (before.start, before.end) == (segment.start, segment.end):
                return
        self.lanes.add(segment)

    def remove(self, segment_id: UUID) -> None:
        """Take a segment away; nothing happens when it is not here."""
        segment = self.index.remove(segment_id)
        if segment is None:
            return
        self.lanes.remove(segment_id)
        self.grounds.forget(segment)
        if self.active_id == segment_id:
            self.active_id = None

    def forget_places(self) -> None:
        """Lines are no longer where they were."""
        self.grounds.forget_all()
        self.geometry.forget_places()

    def span_of(self, cursor: QTextCursor) -> Span | None:
        """What a cursor has selected, in whole characters; None when that is nothing."""
        if not cursor.hasSelection():
            return None
        span = self.positions.span_of_units(cursor.selectionStart(), cursor.selectionEnd())
        return Span(span.start, min(span.end, len(self.text)))


def made_document(text: str, font: QFont, parent: QObject | None = None) -> QTextDocument:
    """A plain document with room between lines and paragraphs.

    All of it is set before a widget lays the document out: afterwards the same formats cost a
    layout of the whole text, here they leave Qt free to lay out only what is seen.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(options)
    size = QFontInfo(font).pixelSize()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(_block_format(size))
    # Qt would make one paragraph of CR LF, and all positions after it would be wrong.
    cursor.insertText(text.translate(_LINE_BREAKS) if "\r" in text else text)
    frame = document.rootFrame().frameFormat()
    frame.setMargin(0)
    frame.setTopMargin(size)
    frame.setBottomMargin(4 * size)
    frame.setLeftMargin(_SIDE)
    frame.setRightMargin(_SIDE)
    document.rootFrame().setFrameFormat(frame)
    return document


def _block_format(size: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    # The least height, not a fixed one: scripts that stand taller push their lines apart.
    minimum = QTextBlockFormat.LineHeightTypes.MinimumHeight
    block.setLineHeight(round(size * LINE_HEIGHT), minimum.value)
    block.setBottomMargin(round(size * PARAGRAPH_GAP))
    return block
