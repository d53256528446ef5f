"""``demo``: the whole job on the sample study that comes with the program."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.demo_folder import DemoFiles, move_into_place, place_for_demo
from qualcoder_sts.cli.options import ActingCoder, AsJson, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.cli.screen import somebody_sees
from qualcoder_sts.cli.showing import draw, theme_frequency, write_summary
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.exchange.study_folder import StudyTaken, take_study
from qualcoder_sts.foundation.preferences import default_coder
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.literature.queries import list_studies
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.project.writing_files import UnwritableFileError
from qualcoder_sts.reports.manifest import project_state

DEFAULT_FOLDER = Path("qualcoder-sts demo")

Folder = Annotated[Path, typer.Option(metavar="FOLDER", help=_("Where the files are put."))]
NoWindow = Annotated[
    bool, typer.Option("--no-window", help=_("Do not open the window on it afterwards."))
]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demo made, and how long it took."""

    project: Path
    chart: Path
    report: Path
    seconds: float
    drawing: Path
    sources: int
    segments: int


@dataclass(frozen=True, slots=True)
class _Made:
    """The files, what was taken in, and lines on what is in the project."""

    files: DemoFiles
    taken: StudyTaken
    lines: tuple[str, ...]


def show_demo(
    context: typer.Context,
    *,
    folder: Folder = DEFAULT_FOLDER,
    no_window: NoWindow = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """From transcripts to a project, a chart and a report; then the window on the project."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    began = time.monotonic()
    with terminal.progress() as progress:
        made = _made(folder, coder or default_coder(), progress)
    demonstration = Demonstration(
        project=made.files.project,
        chart=made.files.chart,
        report=made.files.report,
        seconds=round(time.monotonic() - began, 1),
        drawing=made.files.drawing,
        sources=made.taken.sources,
        segments=made.taken.segments,
    )
    terminal.result(demonstration)
    for line in made.lines:
        terminal.say(line)
    _name_what_was_made(terminal, demonstration)
    for complaint in made.taken.complaints:
        terminal.complain(complaint)
    if made.taken.complaints:
        raise typer.Exit(1)
    if somebody_sees() and not no_window and not as_json:
        terminal.window_on = demonstration.project


def _made(folder: Path, coder: str, progress: Progress) -> _Made:
    """Everything is made in a folder of its own first: half a demo stands in nobody's way."""
    place = place_for_demo(folder)
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=place.folder) as unfinished:
            files = DemoFiles(Path(unfinished))
            taken = take_study(
                sample_study_folder(),
                files.project,
                coder=coder,
                codebooks=codebooks_folder(),
                progress=progress,
            )
            with taken.workspace as workspace:
                _show_in_files(workspace, files, progress)
                lines = tuple(_lines(workspace, taken))
            move_into_place(files, place)
    except OSError as error:
        why = f"{error.strerror or type(error).__name__}."
        raise UnwritableFileError(place.folder, why) from error
    return _Made(place, taken, lines)


def _show_in_files(workspace: Workspace, files: DemoFiles, progress: Progress) -> None:
    chart = theme_frequency(workspace)
    for file in progress.track([files.chart, files.drawing], _("Drawing the chart")):
        draw(chart, file)
    write_summary(workspace, files.report, progress)


def _lines(workspace: Workspace, taken: StudyTaken) -> Iterator[str]:
    """What a researcher would find in the project."""
    amounts = (
        (_("Codes in the codebook"), len(workspace.read(code_tree))),
        (_("Transcripts and abstracts"), taken.sources),
        (_("Participants and groups"), len(workspace.read(list_participants))),
        (_("Studies with findings"), len(workspace.read(list_studies))),
        (_("Coded segments"), taken.segments),
        (_("Marks of finished sources"), len(workspace.read(finished_marks))),
    )
    yield workspace.read(project_state).project
    yield ""
    for what, amount in amounts:
        yield f"{amount:>5,}  {what}"


def _name_what_was_made(terminal: Terminal, made: Demonstration) -> None:
    terminal.say("")
    for title, file in (
        (_("Project"), made.project),
        (_("Chart"), made.chart),
        (_("Report"), made.report),
    ):
        terminal.show(f"{title:<9}{file}")
    terminal.say(_("\nMade in {seconds} seconds.").format(seconds=made.seconds))
