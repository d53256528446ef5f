"""The Analyse place: how often themes occur, literature, interviews and groups side by side."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.frequencies import FrequencyTable
from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.charts.chart import save_chart
from qualcoder_sts.charts.theme_frequency import theme_frequency_chart, theme_frequency_request
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.reports.theme_summary import write_theme_summary
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import tool_button_for
from qualcoder_sts.ui.widgets.names import named


class ChartPlace(QWidget):
    """Shows the theme-frequency chart; saves it, and writes the Word summary."""

    saved = Signal(str)
    """A sentence naming a file that was written."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Theme frequency"))
        self._operations = operations
        self._table: FrequencyTable | None = None
        title = QLabel(_("Theme frequency by method"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        for action_id in ("save_chart", "write_report"):
            head.addWidget(tool_button_for(actions[action_id]))
        self._area = named(QScrollArea(), _("Chart"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 12)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def reload(self) -> None:
        """Count anew and show the chart."""
        workspace = self._operations.workspace
        if self._area.widget() is None:
            self._area.setWidget(QLabel(_("Counting…")))

        def count(_progress: Progress) -> FrequencyTable:
            return workspace.read(frequency_table, theme_frequency_request())

        self._operations.compute("theme frequency", count, self._show)

    def ask_save(self) -> None:
        """Ask for a file and save the chart there."""
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Save the chart"),
            "theme-frequency.png",
            "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)",
        )
        if name:
            self.save(Path(name))

    def ask_report(self) -> None:
        """Ask for a file and write the theme summary there."""
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Write the theme summary"), "theme-summary.docx", "Word (*.docx)"
        )
        if name:
            self.write_report(Path(name))

    def save(self, path: Path) -> None:
        """Save the chart as it is counted now."""
        table = self._operations.read(frequency_table, theme_frequency_request())
        chart = theme_frequency_chart(table)
        try:
            save_chart(chart.draw(), path, chart.alt_text, title=chart.title)
        except QualcoderError as error:
            self._operations.failed.emit(error)
        else:
            self.saved.emit(_("The chart was saved as “%s”.") % path.name)

    def write_report(self, path: Path) -> None:
        """Write the theme summary in the background."""
        workspace = self._operations.workspace

        def write(_progress: Progress) -> None:
            workspace.read(write_theme_summary, path)

        sentence = _("The theme summary was written to “%s”.") % path.name
        self._operations.compute("theme summary", write, lambda _none: self.saved.emit(sentence))

    def _show(self, table: FrequencyTable) -> None:
        if table == self._table:
            return
        self._table = table
        chart = theme_frequency_chart(table)
        # matplotlib is imported with the first chart; start-up pays nothing for it.
        from qualcoder_sts.ui.analysis.canvas import chart_canvas  # noqa: PLC0415

        self._area.setWidget(chart_canvas(chart))
