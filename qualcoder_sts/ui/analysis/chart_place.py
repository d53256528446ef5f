"""How often themes occur, literature, interviews and groups side by side."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.frequencies import FrequencyTable
from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.charts.picture import ChartPicture, draw_file, draw_picture
from qualcoder_sts.charts.theme_frequency import theme_frequency_chart, theme_frequency_request
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.chart_view import CHART_KINDS, ChartView
from qualcoder_sts.ui.analysis.frequency_cells import FrequencyCells
from qualcoder_sts.ui.analysis.missing import Missing, what_is_missing
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named


class ChartPlace(LeadsFocus):
    """Shows the theme-frequency chart; saves it, and writes the Word summary."""

    saved = Signal(str)
    """A sentence naming a file that was written."""
    transcripts_wanted = Signal()
    """To go on, something must be done where transcripts are read."""
    quotes_wanted = Signal(object, object)
    """The ``UUID`` of a theme and the ``Method`` of the bar that was clicked."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Theme frequency"))
        self._operations = operations
        self._table: FrequencyTable | None = None
        self._area = named(QScrollArea(), _("Chart"))
        self._area.setObjectName("chartArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._cells = FrequencyCells()
        self.as_table = named(QCheckBox(_("As a table")), _("Show the figures as a table"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._cells)
        self._empty = {missing: self._empty_place(missing, actions) for missing in Missing}
        for place in self._empty.values():
            self._pages.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.as_table)
        column.addWidget(self._pages, 1)
        self.lead_focus(self._area, self._cells, *self._empty.values())
        self.as_table.toggled.connect(self._bring_figures)
        self._cells.quotes_wanted.connect(self.quotes_wanted)
        operations.settled.connect(self._reload_when_shown)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {"save_chart": self.ask_save, "write_report": self.ask_report}

    def reload(self) -> None:
        """Count anew and show the chart."""
        workspace = self._operations.workspace
        if self._area.widget() is None:
            counting = QLabel(_("Counting…"))
            counting.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._area.setWidget(counting)

        def count(_progress: Progress) -> FrequencyTable:
            return workspace.read(frequency_table, theme_frequency_request())

        self._operations.compute("theme frequency", count, self._show)

    def ask_save(self) -> None:
        """Ask for a file and save the chart there."""
        name, chosen = QFileDialog.getSaveFileName(
            self, _("Save the chart"), self._beside("theme-frequency.png"), ";;".join(CHART_KINDS)
        )
        if name:
            ending = f".{chosen.partition(' ')[0].lower()}" if chosen else ".png"
            self.save(_with_ending(Path(name), ending))

    def ask_report(self) -> None:
        """Ask for a file and write the theme summary there."""
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Write the theme summary"),
            self._beside("theme-summary.docx"),
            "Word (*.docx)",
        )
        if name:
            self.write_report(_with_ending(Path(name), ".docx"))

    def save(self, path: Path) -> None:
        """Save the chart as it is counted now."""
        workspace, drawer = self._operations.workspace, self._drawer()

        def save(progress: Progress) -> str:
            table = workspace.read(frequency_table, theme_frequency_request())
            drawer.run(draw_file, progress, theme_frequency_chart(table), path)
            return _("The chart was saved as “%s”.") % path.name

        self._operations.compute("saved chart", save, self.saved.emit)

    def write_report(self, path: Path) -> None:
        """Write the theme summary in the background."""
        workspace, drawer = self._operations.workspace, self._drawer()

        def write(progress: Progress) -> str:
            # python-docx comes with it, and start-up pays nothing for that.
            from qualcoder_sts.reports.theme_summary import (  # noqa: PLC0415
                theme_summary,
                write_in_worker,
            )

            progress.report(0, None, _("Writing the theme summary"))
            summary = workspace.read(theme_summary)
            drawer.run(write_in_worker, progress, summary, path)
            return _("The theme summary was written to “%s”.") % path.name

        self._operations.compute("theme summary", write, self.saved.emit)

    def _show(self, table: FrequencyTable) -> None:
        missing = what_is_missing(table)
        had_focus = self._area.hasFocus()
        self.as_table.setVisible(missing is None)
        if missing is not None:
            self._pages.setCurrentWidget(self._empty[missing])
            if had_focus:
                self.setFocus()
            return
        self._bring_figures()
        if table == self._table:
            return
        self._table = table
        self._cells.show_table(table)
        chart, scale, drawer = (
            theme_frequency_chart(table),
            self.devicePixelRatioF(),
            self._drawer(),
        )
        self._operations.compute(
            "theme frequency chart",
            lambda progress: drawer.run(draw_picture, progress, chart, scale),
            self._show_picture,
        )

    def _show_picture(self, picture: ChartPicture) -> None:
        view = ChartView(picture)
        view.chosen.connect(self._want_quotes)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(view, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._area.setWidget(page)

    def _drawer(self) -> WorkerProcess:
        return self._operations.worker(_("chart drawer"))

    def _bring_figures(self) -> None:
        as_table = self.as_table.isChecked()
        self._pages.setCurrentWidget(self._cells if as_table else self._area)

    def _want_quotes(self, bar: str) -> None:
        code_id, method, _rule = bar.split("/")
        self.quotes_wanted.emit(UUID(code_id), Method(method))

    def _empty_place(self, missing: Missing, actions: Actions) -> EmptyPlace:
        if missing is Missing.CODES:
            sentence = _("There is nothing to count yet: the codebook has no codes.")
            return EmptyPlace(sentence, _("New code…"), actions["add_code"].trigger)
        if missing is Missing.SOURCES:
            sentence = _("There is nothing to count yet: the project has no transcripts.")
            return EmptyPlace(sentence, _("Import transcripts…"), actions["import_files"].trigger)
        sentence = _(
            "Only finished transcripts are counted, so that half-coded ones do not look poor in "
            "themes. Open each one you have coded and choose “Coding finished” in the menu Code."
        )
        return EmptyPlace(sentence, _("Go to the transcripts"), self.transcripts_wanted.emit)

    def _reload_when_shown(self, _changes: Changes) -> None:
        if self.isVisible():
            self.reload()

    def _beside(self, name: str) -> str:
        """A file beside the project, as a proposal."""
        return str(self._operations.workspace.path.with_name(name))


def _with_ending(path: Path, ending: str) -> Path:
    """The path as it was typed, with an ending where it has none."""
    return path if path.suffix else path.with_name(path.name + ending)
