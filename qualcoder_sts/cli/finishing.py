"""``finished``: who has finished coding which source."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import acting_coder, reading, writing
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.queries import FinishedRow, finished_marks
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.transcripts.queries import find_source

SourceName = Annotated[
    str | None, typer.Option(metavar="NAME", help=_("The source that is finished."))
]
Coder = Annotated[
    str | None,
    typer.Option(
        "--coder", metavar="NAME", help=_("Who has finished it; only theirs in the list.")
    ),
]
AsLead = Annotated[
    bool, typer.Option("--lead", help=_("This coder leads: their coding of it counts."))
]
TakenBack = Annotated[bool, typer.Option("--not", help=_("Take the mark back: it is unfinished."))]


@dataclass(frozen=True, slots=True)
class FinishedSource:
    """A coder has finished a source."""

    source: str
    coder: str
    at: datetime
    lead: bool


@dataclass(frozen=True, slots=True)
class FinishedSources:
    """The result of ``finished``."""

    rows: tuple[FinishedSource, ...]


def mark_source(
    context: typer.Context,
    project: ProjectFile,
    *,
    source: SourceName = None,
    coder: Coder = None,
    lead: AsLead = False,
    taken_back: TakenBack = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Mark a source, and show the marks it has; without a source show all."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if source is None and (lead or taken_back):
        raise typer.BadParameter(_("Say with --source which source is meant."))
    if lead and taken_back:
        raise typer.BadParameter(_("Choose one of --lead and --not."))
    if source is None:
        with reading(project) as workspace:
            name = None if coder is None else workspace.read(find_coder, coder).name
            marks = workspace.read(finished_marks)
        _show(terminal, [mark for mark in marks if name in {None, mark.coder}])
        return
    with writing(terminal, project, coder) as workspace:
        source_id = workspace.read(find_source, source).id
        by = acting_coder(workspace)
        if taken_back:
            workspace.run(unmark_finished, source_id, coder_id=by)
        else:
            workspace.run(mark_finished, source_id, coder_id=by, lead=lead)
        marks = workspace.read(finished_marks)
    _show(terminal, [mark for mark in marks if mark.source_id == source_id])


def _show(terminal: Terminal, marks: list[FinishedRow]) -> None:
    rows = tuple(FinishedSource(mark.source, mark.coder, mark.at, mark.lead) for mark in marks)
    terminal.result(FinishedSources(rows))
    if not rows:
        terminal.say(_("Nothing is marked as finished."))
    columns = (Column(_("Source")), Column(_("Finished by")), Column(_("On")), Column(_("Lead")))
    terminal.table(
        columns,
        [
            (
                row.source,
                row.coder,
                row.at.astimezone().strftime("%Y-%m-%d"),
                _("leads") if row.lead else "",
            )
            for row in rows
        ],
    )
