"""The tour over the sample study: shown once by itself, and again on wish."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualcoder_sts.ui.shell.main_window import MainWindow
from qualcoder_sts.ui.shell.tour_card import TourCard
from qualcoder_sts.ui.shell.tour_steps import TourStep


class Tour(QObject):
    """Walks from stop to stop. Lives as long as the project it is shown on."""

    def __init__(self, window: MainWindow, steps: Sequence[TourStep], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._steps = tuple(steps)
        self._at = 0
        self._card: TourCard | None = None
        window.emptied.connect(self.end)

    @property
    def card(self) -> TourCard | None:
        """What is shown; None when the tour is over."""
        return self._card

    def begin(self) -> None:
        """Show the first stop."""
        for other in self._window.findChildren(TourCard):  # of a tour that was begun before
            other.ended.emit()
        self._card = TourCard(self._window)
        self._card.moved_on.connect(self._move_on)
        self._card.ended.connect(self.end)
        self._at = 0
        self._show()

    def end(self) -> None:
        """Take the card away and give the focus to what is in front."""
        if self._card is None:
            return
        card, self._card = self._card, None
        card.close_down()
        self._window.focus_front()

    def _move_on(self, by: int) -> None:
        self._at += by
        if self._at >= len(self._steps):
            self.end()
        else:
            self._show()

    def _show(self) -> None:
        if self._card is None:
            return
        step = self._steps[self._at]
        target = step.show()
        self._card.show_stop(target, step.title, step.words, self._at + 1, len(self._steps))
