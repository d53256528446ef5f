"""``history``, ``undo``, ``redo``: the steps that were taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.opening import reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, OnlyCoder, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.history.trail import TrailEntry, TrailFilter, audit_trail
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace

Last = Annotated[
    int | None, typer.Option(metavar="N", min=1, help=_("Only the last so many steps."))
]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step; ``rows`` is how many rows it changed, ``refers_to`` the step it takes back."""

    id: UUID
    at: datetime
    coder: str | None
    label: str
    kind: ChangeKind
    rows: int
    refers_to: UUID | None


@dataclass(frozen=True, slots=True)
class ShownSteps:
    """The result of ``history``, ``undo`` and ``redo``, the oldest step first."""

    change_sets: tuple[ShownStep, ...]


def show_history(
    context: typer.Context,
    project: ProjectFile,
    *,
    last: Last = None,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show the steps of everybody, or of one coder, the oldest first."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        by = None if coder is None else workspace.read(find_coder, coder).name
        trail = workspace.read(audit_trail, TrailFilter(coder=by, newest=last))
    terminal.result(_shown(trail))
    columns = (
        Column(_("When")),
        Column(_("Coder")),
        Column(_("Step")),
        Column(_("Rows"), numbers=True),
    )
    rows = [(_local(entry.at), entry.coder, entry.label, f"{entry.rows:,}") for entry in trail]
    terminal.table(columns, rows)


def undo(
    context: typer.Context,
    project: ProjectFile,
    *,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take back the last step in force, whoever took it."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        workspace.undo()
        _tell(terminal, workspace)


def redo(
    context: typer.Context,
    project: ProjectFile,
    *,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Do the step again that the last undo took back."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        workspace.redo()
        _tell(terminal, workspace)


def _tell(terminal: Terminal, workspace: Workspace) -> None:
    trail = workspace.read(audit_trail, TrailFilter(newest=1))
    terminal.result(_shown(trail))
    for entry in trail:
        terminal.say(f"{entry.label}.")


def _shown(trail: list[TrailEntry]) -> ShownSteps:
    return ShownSteps(
        tuple(
            ShownStep(
                id=entry.id,
                at=entry.at,
                coder=entry.coder or None,
                label=entry.label,
                kind=entry.kind,
                rows=entry.rows,
                refers_to=entry.refers_to,
            )
            for entry in trail
        )
    )


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
