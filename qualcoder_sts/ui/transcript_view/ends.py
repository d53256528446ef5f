"""Moving the ends of the active segment: shown at once, told once."""

from enum import Enum

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import WORD
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, moved_to

QUIET_MS = 600
"""So long after the last key a moved end waits for another one."""

HANDLE_REACH = 11
"""How far a handle is painted beyond the line its end stands on."""

_KNOB = 4.0
_TARGET = 6.0
_WORDS_NEAR = 256


class End(Enum):
    """One of the two ends of a segment."""

    START = "start"
    END = "end"


class MovingEnds(QObject):
    """Ends follow the mouse or the arrow keys in the picture alone; when that is over, one signal.

    Both ends stand between characters as a reader sees them, and at least one is left between them.
    """

    moved = Signal(object)
    """The ``SegmentRow`` as it is to be shown."""
    settled = Signal(object, object)
    """The id of a segment and the ``Span`` it is to have from now on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.allowed = True
        self._page: Page | None = None
        self._before: SegmentRow | None = None
        self._held: End | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.settle)

    @property
    def is_held(self) -> bool:
        """Whether the mouse holds an end."""
        return self._held is not None

    @property
    def is_moving(self) -> bool:
        """Whether a segment is shown otherwise than it is."""
        return self._before is not None

    def set_page(self, page: Page) -> None:
        """Another text is shown; what is left of the one before has been settled."""
        self._page, self._before, self._held = page, None, None
        self._quiet.stop()

    def end_at(self, point: QPointF) -> End | None:
        """The end whose handle is under a point of the document."""
        for end, place in self._places().items():
            if place.adjusted(-_TARGET, -_TARGET, _TARGET, _TARGET).contains(point):
                return end
        return None

    def take(self, end: End) -> None:
        """The mouse takes an end."""
        self.settle()
        self._held = end

    def drag_to(self, point: QPointF) -> None:
        """The end that is held goes to a point of the document."""
        if self._page is not None and self._held is not None:
            self._move(self._held, self._page.geometry.caret_at(point))

    def release(self) -> None:
        """The mouse lets go."""
        self._held = None
        self.settle()

    def step(self, end: End, words: int) -> bool:
        """Move an end by words, back with a negative number; whether there is a segment."""
        page = self._page
        if page is None or page.active is None or not self.allowed:
            return False
        for _ in range(abs(words)):
            span = Span(page.active.start, page.active.end)
            self._move(end, _stepped(page.text, span, end, forward=words > 0))
        self._quiet.start()
        return True

    def settle(self) -> None:
        """Tell where the ends are now, if they were moved."""
        self._quiet.stop()
        before, self._before = self._before, None
        if before is None or self._page is None:
            return
        now = self._page.index.get(before.id)
        if now is not None and (now.start, now.end) != (before.start, before.end):
            self.settled.emit(before.id, Span(now.start, now.end))

    def restore(self) -> bool:
        """Put the ends back where they were; whether they had been moved."""
        self._quiet.stop()
        self._held = None
        before, self._before = self._before, None
        if before is not None:
            self.moved.emit(before)
        return before is not None

    def paint(self, painter: QPainter, colour: QColor) -> None:
        """Both handles, where they are seen."""
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour)
        for end, place in self._places().items():
            knob = place.topLeft() if end is End.START else place.bottomLeft()
            painter.drawLine(place.topLeft(), place.bottomLeft())
            painter.drawEllipse(knob, _KNOB - 1, _KNOB - 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _places(self) -> dict[End, QRectF]:
        page = self._page
        active = None if page is None else page.active
        if page is None or active is None or not self.allowed or active.end <= active.start:
            return {}
        return {
            End.START: page.geometry.caret_rect(active.start),
            End.END: page.geometry.caret_rect(active.end, at_end=True),
        }

    def _move(self, end: End, position: int) -> None:
        page = self._page
        active = None if page is None else page.active
        if page is None or active is None:
            return
        borders = page.positions
        if end is End.END:
            least = borders.border_after(active.start + 1)
            span = Span(active.start, max(least, borders.border_after(position)))
        else:
            most = borders.border_before(active.end - 1)
            span = Span(min(most, borders.border_before(position)), active.end)
        if span != Span(active.start, active.end):
            self._before = self._before or active
            self.moved.emit(moved_to(active, span))


def _stepped(text: str, span: Span, end: End, *, forward: bool) -> int:
    """Where an end stands one word further: an end behind a word, a start before one."""
    position = span.start if end is End.START else span.end
    search = _first_after if forward else _last_before
    found = search(text, position, end)
    if found is None:
        return position
    leaves_a_word = found < span.end if end is End.START else found > span.start
    return found if leaves_a_word else position


def _first_after(text: str, position: int, end: End) -> int | None:
    """The first end, or the first beginning, of a word after a position."""
    match = WORD.search(text, position)
    # A start leaves the word it stands on.
    if match is not None and end is End.START and match.start() == position:
        match = WORD.search(text, match.end())
    if match is None:
        return None
    return match.start() if end is End.START else match.end()


def _last_before(text: str, position: int, end: End) -> int | None:
    """The last end, or the last beginning, of a word before a position."""
    reach = _WORDS_NEAR
    while True:
        first = max(0, position - reach)
        # A word cut off at the far edge has not begun there.
        words = [match.span() for match in WORD.finditer(text, first, position)]
        if first:
            words = words[1:]
        places = [word[0] if end is End.START else word[1] for word in words]
        before = [place for place in places if place < position]
        if before or first == 0:
            return before[-1] if before else None
        reach *= 4
