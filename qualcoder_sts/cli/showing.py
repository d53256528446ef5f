"""``chart``, ``report write`` and ``report check``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.charts.chart import Chart, save_chart
from qualcoder_sts.charts.theme_frequency import theme_frequency_chart, theme_frequency_request
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, OutputFile, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.project.writing_files import replacing
from qualcoder_sts.reports.manifest import check_report as checked_report
from qualcoder_sts.reports.manifest import project_state
from qualcoder_sts.reports.theme_summary import theme_summary, write_theme_summary


class ChartKind(StrEnum):
    """The charts there are."""

    THEME_FREQUENCY = "theme-frequency"


class ReportName(StrEnum):
    """The reports there are."""

    THEME_SUMMARY = "theme-summary"


Kind = Annotated[ChartKind, typer.Argument(metavar="KIND", help=_("theme-frequency."))]
Name = Annotated[ReportName, typer.Argument(metavar="[NAME]", help=_("theme-summary."))]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A chart or report, the state of the project it shows, and whether that has passed."""

    file: Path
    state: str
    stale: bool
    alt_text: str | None = None


def write_chart(
    context: typer.Context,
    project: ProjectFile,
    kind: Kind,
    output: OutputFile,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Draw a chart; the file's ending says as what."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        chart = _CHARTS[kind](workspace)
        state = workspace.read(project_state).text
    with replacing(output) as unfinished:
        draw(chart, unfinished)
    terminal.result(ShownFile(output, state, stale=False, alt_text=chart.alt_text))
    terminal.say(_("Chart written into “{file}”.").format(file=output))


def write_report(
    context: typer.Context,
    project: ProjectFile,
    name: Name = ReportName.THEME_SUMMARY,
    *,
    output: OutputFile,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a report with the chart, the figures and quotes of every theme."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    write = _REPORTS[name]
    with (
        reading(project) as workspace,
        terminal.progress() as progress,
        replacing(output) as unfinished,
    ):
        state = write(workspace, unfinished, progress)
    terminal.result(ShownFile(output, state, stale=False))
    terminal.say(_("Report written into “{file}”.").format(file=output))


def check_report(
    context: typer.Context,
    project: ProjectFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The report."))],
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say whether the project has changed since the report was written."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        checked = workspace.read(checked_report, file)
    terminal.result(ShownFile(file, checked.state, checked.stale))
    true = _("“{file}” shows the project as it is.")
    passed = _("“{file}” shows the project as it was at {step}; it has changed since.")
    sentence = passed if checked.stale else true
    # The state is a step’s number and its id; the id says nothing to people.
    terminal.show(sentence.format(file=file.name, step=checked.state.partition(",")[0]))


def theme_frequency(workspace: Workspace) -> Chart:
    """The frequency of themes by method."""
    return theme_frequency_chart(workspace.read(frequency_table, theme_frequency_request()))


def draw(chart: Chart, file: Path) -> None:
    """Write a chart as PNG, SVG or PDF."""
    save_chart(chart.draw(), file, chart.alt_text, title=chart.title)


def write_summary(workspace: Workspace, file: Path, progress: Progress) -> str:
    """Write the Word report on all themes; returns the state of the project it shows."""
    summary = workspace.read(theme_summary)
    write_theme_summary(summary, file, progress=progress)
    return summary.state.text


_CHARTS = {ChartKind.THEME_FREQUENCY: theme_frequency}
_REPORTS = {ReportName.THEME_SUMMARY: write_summary}
