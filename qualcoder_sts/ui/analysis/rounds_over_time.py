"""Agreement from round to round: a chart, and the same figures in a table."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.analysis.agreement.over_rounds import OverRounds, RoundLine, over_rounds
from qualcoder_sts.analysis.agreement.request import Unit
from qualcoder_sts.charts.agreement_over_rounds import rounds_chart
from qualcoder_sts.charts.picture import ChartPicture, draw_file, draw_picture
from qualcoder_sts.charts.style import SERIES, ChartColours
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.ui.analysis.agreement_rounds import RoundsModel
from qualcoder_sts.ui.analysis.chart_view import CHART_KINDS, ChartView
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.saved_files import asked_file
from qualcoder_sts.ui.widgets.tables import table_view

MOST_CODES = len(SERIES)
"""More lines than these cannot be told apart."""
_MOST_ROWS = 6


class RoundsOverTime(QWidget):
    """What closed rounds have kept, of all codes together and of some by themselves."""

    saved = Signal(str)
    """A sentence naming a file that was written."""

    def __init__(self, operations: Operations, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("From round to round"))
        self._operations, self._themes = operations, themes
        self._shown: OverRounds | None = None
        self._is_stale = False
        self.model = RoundsModel(self)
        self.table = table_view(_("From round to round"), self.model)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setForegroundRole(self.hint.palette().ColorRole.PlaceholderText)
        self._area = named(QScrollArea(), _("Chart"))
        self._area.setObjectName("chartArea")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._area, 1)
        column.addWidget(self.hint)
        column.addWidget(self.table)
        column.addStretch()
        themes.changed.connect(self._grow_stale)

    def show_lines(self, lines: Sequence[RoundLine], unit: Unit, codes: Sequence[CodeRow]) -> None:
        """Show these rounds, and by themselves these codes as far as lines can be told apart."""
        drawn = codes[:MOST_CODES]
        self.model.show_lines(lines, drawn)
        for column in range(1, self.model.columnCount()):
            mode = QHeaderView.ResizeMode.ResizeToContents
            self.table.header().setSectionResizeMode(column, mode)
        rows = min(max(len(lines), 1), _MOST_ROWS)
        # One more for the bar that scrolls sideways.
        height = self.table.header().sizeHint().height() + (rows + 1) * self._row_height()
        self.table.setFixedHeight(height)
        self.hint.setText(_hint(len(drawn), len(codes)))
        self.hint.setVisible(bool(self.hint.text()))
        shown = over_rounds(lines, unit, drawn)
        if shown != self._shown:
            self._shown = shown
            self._grow_stale()

    def ask_save(self) -> None:
        """Ask for a file and save the chart there."""
        if self._shown is None or not self._shown.rounds:
            self._operations.told.emit(_("No closed round has kept figures by this unit."), False)
            return
        proposal = self._operations.workspace.path.with_name("agreement-rounds.png")
        path = asked_file(self, _("Save the chart of rounds"), proposal, CHART_KINDS)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Save the chart as it is shown, in the colours of paper."""
        shown, drawer = self._shown, self._drawer()

        def save(progress: Progress) -> str:
            if shown is not None:
                drawer.run(draw_file, progress, rounds_chart(shown), path)
            return _("The chart was saved as “%s”.") % path.name

        self._operations.compute("saved chart of rounds", save, self.saved.emit)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is drawn now."""
        super().showEvent(event)
        self._draw_when_seen()

    def _grow_stale(self) -> None:
        self._is_stale = True
        self._draw_when_seen()

    def _draw_when_seen(self) -> None:
        if not (self._is_stale and self.isVisible()) or self._shown is None:
            return
        self._is_stale = False
        chart = rounds_chart(self._shown, chart_colours(self._themes.theme))
        scale, drawer = self.devicePixelRatioF(), self._drawer()
        self._operations.compute(
            "chart of rounds",
            lambda progress: drawer.run(draw_picture, progress, chart, scale),
            self._show_picture,
        )

    def _show_picture(self, picture: ChartPicture) -> None:
        view = ChartView(picture)
        self._area.setMaximumHeight(view.height())
        self._area.setWidget(view)

    def _row_height(self) -> int:
        return max(self.table.sizeHintForRow(0), round(self.fontMetrics().height() * 1.9))

    def _drawer(self) -> WorkerProcess:
        return self._operations.worker(_("chart drawer"))


def chart_colours(theme: Theme) -> ChartColours:
    """The colours of a chart that stands in the window."""
    series = tuple(theme.stripe(colour) for colour in SERIES)
    return ChartColours(theme.text, theme.text_quiet, theme.hairline, theme.paper, series)


def _hint(drawn: int, wanted: int) -> str:
    """How to see single codes, or that not all of them are drawn."""
    if not wanted:
        return _("Tick codes on the left to see a line for each of them.")
    if drawn == wanted:
        return ""
    words = ngettext(
        "The first %(drawn)d of %(wanted)d chosen code is drawn. Tick fewer to see others.",
        "The first %(drawn)d of %(wanted)d chosen codes are drawn. Tick fewer to see others.",
        wanted,
    )
    return words % {"drawn": drawn, "wanted": wanted}
