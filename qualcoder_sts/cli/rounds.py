"""``assign``, ``rounds``, ``round open`` and ``round close``: who codes what, and double coding."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.cli.opening import acting_coder, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.coding.operations.rounds import (
    Assigned,
    NewRound,
    assign_sources,
    close_round,
    open_round,
    unassign_sources,
)
from qualcoder_sts.coding.round_outlook import kept_sentence, missing_sentence, outlook
from qualcoder_sts.coding.rounds import (
    AssignedSource,
    RoundRow,
    Sample,
    SampleWanted,
    assigned_sources,
    draw_sample,
    find_round,
    list_rounds,
)
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import add_coder, coder_named, find_coder
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import find_source, list_sources

SourceNames = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help=_("A source; repeatable."))
]
RoundName = Annotated[str, typer.Argument(metavar="NAME", help=_("What the round is called."))]
To = Annotated[str, typer.Option("--to", metavar="NAME", help=_("Who is to code them."))]
TakenBack = Annotated[bool, typer.Option("--not", help=_("Take the assignment back."))]
AddCoders = Annotated[
    bool, typer.Option("--add-coders", help=_("Names not known here are new coders."))
]
Coders = Annotated[
    str, typer.Option("--coders", metavar="NAME,NAME", help=_("Who codes in the round."))
]
Percent = Annotated[
    int | None,
    typer.Option(min=1, max=100, metavar="N", help=_("Draw so many percent of the sources.")),
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help=_("Of the draw."))]
Within = Annotated[
    str, typer.Option(metavar="ATTRIBUTE", help=_("Draw by this attribute within each method."))
]
NotBlind = Annotated[
    bool, typer.Option("--not-blind", help=_("Coders see one another's coding meanwhile."))
]
WithSuggestions = Annotated[
    bool, typer.Option("--with-suggestions", help=_("Suggestions stay on meanwhile."))
]
Note = Annotated[str, typer.Option(metavar="TEXT", help=_("To be kept with the round."))]
Unfinished = Annotated[
    bool, typer.Option("--unfinished", help=_("Close it although somebody has not finished."))
]


@dataclass(frozen=True, slots=True)
class ShownAssignment:
    """Somebody is to code a source."""

    source: str
    coder: str
    round: str | None
    finished: bool


@dataclass(frozen=True, slots=True)
class ShownAssignments:
    """The result of ``assign``."""

    rows: tuple[ShownAssignment, ...]


@dataclass(frozen=True, slots=True)
class ShownMember:
    """Who codes in a round, and how far they are."""

    coder: str
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class ShownRound:
    """One round."""

    id: UUID
    name: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    codebook_version: int
    seed: int | None
    percent: int | None
    within: str | None
    blind: bool
    suggestions_off: bool
    note: str
    coders: tuple[ShownMember, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRounds:
    """The result of ``rounds``, ``round open`` and ``round close``."""

    rows: tuple[ShownRound, ...]


def assign(
    context: typer.Context,
    project: ProjectFile,
    *,
    to: To,
    source: SourceNames = None,
    taken_back: TakenBack = False,
    add_coders: AddCoders = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say who is to code sources, without a source all; and show what that coder has to code."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        (coder_id,) = _coders(workspace, [to], add=add_coders)
        sources = _sources(workspace, source)
        workspace.run(unassign_sources if taken_back else assign_sources, sources, coder_id)
        rounds = {row.id: row.name for row in workspace.read(list_rounds)}
        found = [one for one in workspace.read(assigned_sources) if one.coder_id == coder_id]
    rows = tuple(_shown_assignment(one, rounds) for one in found)
    terminal.result(ShownAssignments(rows))
    columns = (Column(_("Source")), Column(_("Coder")), Column(_("Round")), Column(_("Finished")))
    terminal.table(
        columns,
        [
            (one.source, one.coder, one.round or "", _("yes") if one.finished else "")
            for one in rows
        ],
    )


def show_rounds(
    context: typer.Context, project: ProjectFile, *, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Show all rounds of double coding, the newest first."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        _show(terminal, workspace, workspace.read(list_rounds))


def begin(
    context: typer.Context,
    project: ProjectFile,
    name: RoundName,
    *,
    coders: Coders,
    source: SourceNames = None,
    percent: Percent = None,
    seed: Seed = 1,
    within: Within = "",
    not_blind: NotBlind = False,
    with_suggestions: WithSuggestions = False,
    note: Note = "",
    add_coders: AddCoders = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Open a round over the sources named, or over a sample of all: each coder codes each source.

    The codebook is frozen as it is. While a blind round is open, its coders see nothing of one
    another's coding of its sources.
    """
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if percent is None and not source:
        raise typer.BadParameter(_("Say with --source or --percent which sources are coded."))
    with writing(terminal, project, coder) as workspace:
        names = [each.strip() for each in coders.split(",") if each.strip()]
        members = _coders(workspace, names, add=add_coders)
        named = _sources(workspace, source)
        sample: Sample | None = None
        if percent is not None:
            wanted = SampleWanted(percent, seed, within)
            sample = workspace.read(draw_sample, wanted, named)
            named = sample.source_ids
        wanted_round = NewRound(
            name=name,
            assigned=frozenset(Assigned(each, by) for each in named for by in members),
            sample=sample,
            blind=not not_blind,
            suggestions_off=not with_suggestions,
            note=note,
        )
        opened = workspace.run(open_round, wanted_round, opened_by=acting_coder(workspace)).value
        _show(terminal, workspace, [r for r in workspace.read(list_rounds) if r.id == opened])


def end(
    context: typer.Context,
    project: ProjectFile,
    name: RoundName,
    *,
    unfinished: Unfinished = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Close a round: from now on its coders see one another's work."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        row = workspace.read(find_round, name)
        workspace.run(
            close_round,
            row.id,
            closed_by=workspace.coder_id,
            unfinished=unfinished,
            # Whoever closes it may be a coder of the round, who sees nothing of the others yet.
            results=workspace.read_whole(agreement_of_round, row),
        )
        _show(terminal, workspace, [r for r in workspace.read(list_rounds) if r.id == row.id])


def _coders(workspace: Workspace, names: Iterable[str], *, add: bool) -> list[UUID]:
    found = []
    for name in names:
        if add and workspace.read(coder_named, name) is None:
            workspace.run(add_coder, name)
        found.append(workspace.read(find_coder, name).id)
    return found


def _sources(workspace: Workspace, names: Sequence[str] | None) -> tuple[UUID, ...]:
    if not names:
        return tuple(row.id for row in workspace.read(list_sources))
    return tuple(workspace.read(find_source, name).id for name in names)


def _shown_assignment(one: AssignedSource, rounds: dict[UUID, str]) -> ShownAssignment:
    name = None if one.round_id is None else rounds.get(one.round_id)
    return ShownAssignment(one.source, one.coder, name, one.finished)


def _show(terminal: Terminal, workspace: Workspace, found: Sequence[RoundRow]) -> None:
    names = {row.id: row.name for row in workspace.read(list_sources)}
    rows = tuple(
        ShownRound(
            id=row.id,
            name=row.name,
            opened_by=row.opened_by,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            codebook_version=row.version,
            seed=row.seed,
            percent=row.sample_percent,
            within=row.sample_attribute or None,
            blind=row.blind,
            suggestions_off=row.suggestions_off,
            note=row.note,
            coders=tuple(ShownMember(m.coder, m.assigned, m.finished) for m in row.members),
            sources=tuple(names[key] for key in row.source_ids),
        )
        for row in found
    )
    terminal.result(ShownRounds(rows))
    if not rows:
        terminal.say(_("There is no round yet. “round open” opens one."))
    titles = (_("Round"), _("State"), _("Coders"), _("Finished"), _("Codebook"))
    terminal.table([Column(title) for title in titles], [_line(row) for row in rows])
    for row in rows if len(rows) == 1 else ():
        terminal.say(", ".join(row.sources))
    for one in found:
        if one.is_open:
            now = outlook(one)
            terminal.say(f"{one.name}: {missing_sentence(now)} {kept_sentence(now)}")


def _line(row: ShownRound) -> tuple[str, ...]:
    if row.closed_at is not None:
        state = _("closed %s") % row.closed_at.astimezone().strftime("%Y-%m-%d")
    else:
        state = _("open, blind") if row.blind else _("open")
    finished = sum(member.finished for member in row.coders)
    assigned = sum(member.assigned for member in row.coders)
    of = ngettext("%(n)d of %(all)d", "%(n)d of %(all)d", assigned)
    return (
        row.name,
        state,
        ", ".join(member.coder for member in row.coders),
        of % {"n": finished, "all": assigned},
        _("version %d") % row.codebook_version,
    )
