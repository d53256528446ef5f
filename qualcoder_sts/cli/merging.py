"""``merge``: taking over what colleagues did in their copies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.conflicts import show_conflicts
from qualcoder_sts.cli.opening import project_file, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal, one_line
from qualcoder_sts.foundation.preferences import default_coder
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.errors import ConflictsOpenError
from qualcoder_sts.merge.keeping_blind import unseen_words
from qualcoder_sts.merge.plan import MergePlan, Take, What, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.backup import ensure_backup, rule_of_this_computer
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.reports.manifest import project_state
from qualcoder_sts.reports.merge_report import write_merge_report

Theirs = Annotated[
    list[Path], typer.Argument(metavar="THEIRS…", help=_("The copies to take over from."))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Say what would happen, and do nothing."))
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help=_("Write a report, Word (.docx) or HTML.")),
]
WithPrivate = Annotated[
    bool, typer.Option("--with-private", help=_("With the private memos of others."))
]


class OnConflict(StrEnum):
    """What becomes of conflicts when nobody is there to decide."""

    OURS = "ours"
    THEIRS = "theirs"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class KindCounted:
    """How many rows of one kind."""

    kind: str
    new: int
    changed: int
    deleted: int
    united: int


@dataclass(frozen=True, slots=True)
class CoderCounted:
    """What is taken over of one coder's work."""

    coder: str
    kinds: tuple[KindCounted, ...]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict, with how it ended."""

    table: str
    id: UUID
    field: str
    name: str
    why: str
    base: str | None
    ours: str
    theirs: str
    decision: str | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A segment that moved with a corrected text, or lost its words."""

    id: UUID
    source: str
    coder: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MergedProject:
    """The result of ``merge``; without ``change_set`` nothing was written."""

    per_coder: tuple[CoderCounted, ...]
    new: int
    changed: int
    deleted: int
    united: int
    conflicts: tuple[ConflictRow, ...]
    reanchored: tuple[PlaceRow, ...]
    unplaced: tuple[PlaceRow, ...]
    change_set: UUID | None


def merge_copies(
    context: typer.Context,
    project: ProjectFile,
    theirs: Theirs,
    *,
    dry_run: DryRun = False,
    on_conflict: Annotated[
        OnConflict, typer.Option(help=_("Whose value is taken where both changed it."))
    ] = OnConflict.FAIL,
    report: ReportFile = None,
    with_private: WithPrivate = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take over what colleagues did in their copies, in one step; a backup is made before."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    files = [project_file(each) for each in theirs]
    with _opened(terminal, project, coder, dry_run=dry_run) as workspace:
        with terminal.progress() as progress:
            plan = plan_merge(workspace, files, with_private_memos=with_private, progress=progress)
            plan = _decided(plan, on_conflict, progress)
        change_set = None
        if not dry_run and not plan.open_conflicts:
            change_set = _merge(workspace, plan)
        if report is not None:
            state = workspace.read(project_state)
            write_merge_report(state, plan, report, merged=change_set is not None)
    terminal.result(_result(plan, change_set))
    _show(terminal, plan)
    if plan.open_conflicts and not dry_run:
        raise ConflictsOpenError(len(plan.open_conflicts))
    _say_what_was_done(terminal, plan, change_set, dry_run=dry_run)


@contextmanager
def _opened(
    terminal: Terminal, project: Path, coder: str | None, *, dry_run: bool
) -> Iterator[Workspace]:
    """The project for writing, or for a dry run read-only: it may be open in the window."""
    if not dry_run:
        with writing(terminal, project, coder) as workspace:
            yield workspace
        return
    acting = default_coder() if coder is None else coder
    with open_project(project_file(project), coder=acting, read_only=True) as workspace:
        yield workspace


def _decided(plan: MergePlan, on_conflict: OnConflict, progress: Progress) -> MergePlan:
    while on_conflict is not OnConflict.FAIL and plan.open_conflicts:
        plan = decide(plan, decided_alike(plan, Take(on_conflict.value)), progress=progress)
    return plan


def _merge(workspace: Workspace, plan: MergePlan) -> UUID | None:
    ensure_backup(workspace.path, "before merge", rule_of_this_computer())
    return workspace.run(apply_merge, plan).value.change_set_id


def _say_what_was_done(
    terminal: Terminal, plan: MergePlan, change_set: UUID | None, *, dry_run: bool
) -> None:
    if dry_run:
        terminal.say(_("Nothing was written: this is what a merge would do."))
    elif change_set is None:
        terminal.say(_("Everything in there is here already. Nothing was changed."))
    else:
        number = len(plan.files)
        words = ngettext("Merged %d copy.", "Merged %d copies.", number)
        terminal.say(words % number)


def _result(plan: MergePlan, change_set: UUID | None) -> MergedProject:
    by_coder: dict[str, list[KindCounted]] = defaultdict(list)
    for each in plan.numbers:
        by_coder[each.coder].append(
            KindCounted(each.table, each.new, each.changed, each.deleted, each.united)
        )
    conflicts = tuple(
        ConflictRow(
            table=each.table,
            id=each.row_id,
            field=each.field,
            name=each.name,
            why=each.why,
            base=each.base,
            ours=each.ours.words,
            theirs=each.theirs.words,
            decision=None if each.decision is None else each.decision.take.value,
        )
        for each in plan.conflicts
    )
    return MergedProject(
        per_coder=tuple(CoderCounted(coder, tuple(kinds)) for coder, kinds in by_coder.items()),
        new=plan.count(What.NEW),
        changed=plan.count(What.CHANGED),
        deleted=plan.count(What.DELETED),
        united=plan.count(What.UNITED),
        conflicts=conflicts,
        reanchored=tuple(
            PlaceRow(each.row_id, each.source, each.coder, each.name, each.quote)
            for each in plan.reanchored
        ),
        unplaced=tuple(
            PlaceRow(each.row_id, each.source, each.coder, each.name, each.quote)
            for each in plan.unplaced
        ),
        change_set=change_set,
    )


def _show(terminal: Terminal, plan: MergePlan) -> None:
    numbers = (
        Column(_("Coder")), Column(_("Kind")), Column(_("New"), numbers=True),
        Column(_("Changed"), numbers=True), Column(_("Deleted"), numbers=True),
        Column(_("Combined"), numbers=True),
    )  # fmt: skip
    terminal.table(
        numbers,
        [
            (each.coder, each.kind, *_told((each.new, each.changed, each.deleted, each.united)))
            for each in plan.numbers
        ],
    )
    show_conflicts(terminal, plan.conflicts)
    terminal.table(
        (Column(_("Could not be placed")), Column(_("Source")), Column(_("Words"))),
        [(each.name, each.source, one_line(each.quote)) for each in plan.unplaced],
    )
    if not plan.is_whole:
        terminal.say(unseen_words())


def _told(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(f"{number:,}" if number else "" for number in numbers)
