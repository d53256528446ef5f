"""The left margin: who speaks, when, the number of the line, and where what is finished ends."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.finished_end import FinishedLine
from qualcoder_sts.ui.transcript_view.geometry import VisibleBlock, letters_rect
from qualcoder_sts.ui.transcript_view.margin import Margin
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import TurnRow
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText

_GAP = 14
"""Between the margin's words and the text."""
_EDGE = 8
_TIME_SAMPLE, _LONGEST_NAME_SAMPLE = "00:00:00 · ", "Interviewer 1"
_SHORT_NAME_SAMPLE = "Int…"


def clock(milliseconds: int) -> str:
    """A time from the beginning of the recording, ``01:02:03``."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@dataclass(frozen=True, slots=True)
class MeasuredName:
    """What is shown of a name, and how wide it is."""

    words: str
    width: float


class SpeakerMargin(Margin):
    """Numbers of the paragraphs; where a turn begins, its time and its speaker."""

    menu_wanted = Signal(int, QPoint)
    """A position in the text beside the pointer, and where on the screen the menu belongs."""

    def __init__(self, text: TranscriptText, theme: Theme) -> None:
        super().__init__(_("Speakers and line numbers"), text, theme)
        text.finished.changed.connect(self._tell_finished)

    def set_zoom(self, factor: float) -> None:
        """Letters grow with those of the text."""
        super().set_zoom(factor)
        self._measure()

    def set_page(self, page: Page) -> None:
        """Show the margin of another text."""
        super().set_page(page)
        self._measure()
        self._tell_finished()

    def wanted_width(self) -> int:
        """Room for the times, the numbers and the speakers of this text."""
        return self._wanted_width

    def least_width(self) -> int:
        """Room for the numbers and the beginnings of names, without times."""
        return min(self._wanted_width, self._least_width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names are as long as there is room."""
        super().resizeEvent(event)
        self._names.clear()

    def _measure(self) -> None:
        self._names: dict[tuple[str, bool], MeasuredName] = {}
        page = self._page
        turns = () if page is None else page.row.turns
        advance = self._metrics.horizontalAdvance
        numbers = advance("0" * len(str(page.document.blockCount() if page else 1)))
        short = self._bold_metrics.horizontalAdvance(_SHORT_NAME_SAMPLE)
        self._least_width = round(max(numbers, short)) + _EDGE + _GAP
        if any(turn.cue_start_ms is not None for turn in turns):
            numbers += advance(_TIME_SAMPLE)
        names = {turn.speaker for turn in turns}
        widest = max((self._bold_metrics.horizontalAdvance(name) for name in names), default=0)
        limit = self._bold_metrics.horizontalAdvance(_LONGEST_NAME_SAMPLE)
        self._room = max(numbers, min(widest, limit)) + 2
        self._wanted_width = round(self._room) + _EDGE + _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paragraphs that are seen, and nothing else."""
        clip = event.rect()
        painter = self._begin(clip)
        if self._page is not None:
            top = float(clip.top() + self._text.scroll_height)
            blocks = self._page.geometry.visible_blocks(top, top + clip.height())
            for block in blocks:
                self._paint_block(painter, self._page, block)
            self._paint_finished(painter, self._page, blocks)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the turn that is beside the pointer."""
        if self._page is not None:
            beside = QPointF(0, event.pos().y() + self._text.scroll_height)
            self.menu_wanted.emit(self._page.geometry.caret_at(beside), event.globalPos())
        event.accept()

    def _paint_block(self, painter: QPainter, page: Page, block: VisibleBlock) -> None:
        if block.block.length() <= 1:
            return
        turn = page.turns.beginning_in(block.span)
        number = str(block.number + 1)
        metrics = self._metrics
        top = self._number_top(block)
        right = self.width() - _GAP
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text_quiet))
        if turn is not None and turn.cue_start_ms is not None:
            timed = f"{clock(turn.cue_start_ms)} · {number}"
            number = timed if metrics.horizontalAdvance(timed) <= right else number
        baseline = top + metrics.ascent()
        painter.drawText(QPointF(right - metrics.horizontalAdvance(number), baseline), number)
        if turn is not None:
            self._paint_speaker(painter, turn, QPointF(right, baseline + metrics.height()))

    def _paint_finished(self, painter: QPainter, page: Page, seen: list[VisibleBlock]) -> None:
        """The end of what is finished, if its paragraph is seen or has just gone above."""
        finished = self._text.finished
        number = finished.line_number(page)
        if number is None or finished.position is None or not seen:
            return
        if not seen[0].number <= number <= seen[-1].number + 1:
            return
        block = page.geometry.block_of(finished.position)
        turn = page.turns.beginning_in(block.span)
        width = 0.0 if turn is None else self._name(turn).width
        name_bottom = self._number_top(block) + 2 * self._metrics.height() + 1
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text_quiet))
        line = FinishedLine(self.width() - _GAP, width, self._metrics)
        line.paint(painter, block, 0 if turn is None else name_bottom)

    def _number_top(self, block: VisibleBlock) -> float:
        """On the line of the text's first letters, whatever the two sizes are."""
        letters = letters_rect(block.layout.lineAt(0))
        return block.origin.y() + letters.center().y() - self._metrics.height() / 2

    def _tell_finished(self) -> None:
        words = "" if self._page is None else self._text.finished.words(self._page)
        self.setToolTip(words[:1].upper() + words[1:])
        self.setAccessibleDescription(words)
        self.update()

    def _paint_speaker(self, painter: QPainter, turn: TurnRow, right: QPointF) -> None:
        if not turn.interviewer:
            painter.setFont(self._bold)
            painter.setPen(QColor(self._theme.text))
        name = self._name(turn)
        painter.drawText(right - QPointF(name.width, 0), name.words)

    def _name(self, turn: TurnRow) -> MeasuredName:
        """As much of a speaker's name as finds room; measured once."""
        key = (turn.speaker, turn.interviewer)
        name = self._names.get(key)
        if name is None:
            metrics = self._metrics if turn.interviewer else self._bold_metrics
            room = min(self._room, self.width() - _GAP - _EDGE / 2)
            words = metrics.elidedText(turn.speaker, Qt.TextElideMode.ElideRight, room)
            name = self._names[key] = MeasuredName(words, metrics.horizontalAdvance(words))
        return name
