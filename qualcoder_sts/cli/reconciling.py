"""``consensus``: what double coding came to, source by source."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.opening import acting_coder, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.coding.consensus import (
    DoubleCoded,
    Reconciling,
    disagreements,
    double_coded,
    how_far,
)
from qualcoder_sts.coding.errors import DisagreementsOpenError
from qualcoder_sts.coding.operations.consensus import (
    Comparison,
    close_agreed,
    close_double_coding,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder, list_coders
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import find_source


class Automatic(StrEnum):
    """What is closed without anybody looking."""

    AGREED = "agreed"


Auto = Annotated[
    Automatic | None, typer.Option(help=_("Take in what the coders have coded alike."))
]
Coders = Annotated[
    str,
    typer.Option(metavar="NAME,NAME", help=_("Which ones; else all who finished each source.")),
]
Sources = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help=_("Only this source; repeatable."))
]
Close = Annotated[
    bool, typer.Option("--close", help=_("Close double coding where nothing is left to decide."))
]


@dataclass(frozen=True, slots=True)
class ReconciledSource:
    """One source coded by several; ``complete`` when the consensus counts there."""

    source: str
    coders: tuple[str, ...]
    closed: int
    proposed: int
    open: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The result of ``consensus``: passages settled, proposed and still to be decided."""

    closed: int
    proposed: int
    open: int
    sources: tuple[ReconciledSource, ...]


def show_consensus(
    context: typer.Context,
    project: ProjectFile,
    *,
    auto: Auto = None,
    coders: Coders = "",
    sources: Sources = None,
    close: Close = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say how far disagreements are settled in the sources that two coders or more have finished.

    Passages that overlap by at least half of each are proposed; the window decides about them.
    """
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if auto is None and not close:
        with reading(project) as workspace:
            _show(terminal, workspace, _comparisons(workspace, coders, sources))
        return
    with writing(terminal, project, coder) as workspace:
        compared = _comparisons(workspace, coders, sources)
        by = acting_coder(workspace)
        if auto is not None:
            workspace.run(close_agreed, compared, decided_by=by)
        for comparison in compared if close else ():
            _close(workspace, comparison, by)
        _show(terminal, workspace, compared)


def _close(workspace: Workspace, comparison: Comparison, by: UUID) -> None:
    try:
        workspace.run(close_double_coding, comparison, decided_by=by)
    except DisagreementsOpenError:
        return  # the table says how many are left


def _comparisons(workspace: Workspace, coders: str, sources: list[str] | None) -> list[Comparison]:
    names = [each.strip() for each in coders.split(",") if each.strip()]
    named = tuple(dict.fromkeys(workspace.read(find_coder, name).id for name in names))
    if len(named) == 1:
        raise typer.BadParameter(_("Name at least two coders with --coders."))
    wanted = {workspace.read(find_source, name).id for name in sources or ()}
    found = workspace.read(double_coded, named)
    return [
        Comparison(one.source_id, named or one.coder_ids)
        for one in found
        if not wanted or one.source_id in wanted
    ]


def _show(terminal: Terminal, workspace: Workspace, compared: list[Comparison]) -> None:
    names = {row.id: row.name for row in workspace.read(list_coders)}
    by_id = {one.source_id: one for one in workspace.read(double_coded)}
    rows = tuple(_row(workspace, one, by_id[one.source_id], names) for one in compared)
    terminal.result(
        Reconciled(
            closed=sum(row.closed for row in rows),
            proposed=sum(row.proposed for row in rows),
            open=sum(row.open for row in rows),
            sources=rows,
        )
    )
    if not rows:
        terminal.say(_("No source has been finished by two coders yet."))
    titles = (_("Settled"), _("Proposed"), _("To decide"))
    terminal.table(
        (
            Column(_("Source")),
            Column(_("Coders")),
            *(Column(title, numbers=True) for title in titles),
            Column(_("Double coding")),
        ),
        [
            (
                row.source,
                ", ".join(row.coders),
                *(f"{count:,}" for count in (row.closed, row.proposed, row.open)),
                _("closed") if row.complete else "",
            )
            for row in rows
        ],
    )


def _row(
    workspace: Workspace, comparison: Comparison, source: DoubleCoded, names: dict[UUID, str]
) -> ReconciledSource:
    found = workspace.read(disagreements, comparison.source_id, comparison.coder_ids)
    far: Reconciling = how_far(found)
    return ReconciledSource(
        source=source.source,
        coders=tuple(names[one] for one in comparison.coder_ids),
        closed=far.settled,
        proposed=far.proposed,
        open=far.open + far.agreed,
        complete=source.closed,
    )
