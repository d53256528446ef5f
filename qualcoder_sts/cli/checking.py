"""``check``: whether a project file holds together, rescuing what is readable, emptying caches."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import project_file, with_ending, writing
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.caches import DroppedCaches, drop_caches
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.recovery import recover

_MOST_SHOWN = 20

NewFile = Annotated[
    Path | None,
    typer.Option("--repair", metavar="FILE", help=_("Save what is readable into this new file.")),
]

DropCaches = Annotated[
    bool,
    typer.Option(
        "--drop-caches",
        help=_("Drop open suggestions and vectors first: both can be computed again."),
    ),
]


@dataclass(frozen=True, slots=True)
class Rescued:
    """The new project file with what could be read, and sentences on what is in it."""

    file: Path
    history_kept: bool
    report: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedProject:
    """The result of ``check``: what does not hold, as sentences."""

    ok: bool
    findings: tuple[str, ...]
    repaired: Rescued | None = None
    dropped: DroppedCaches | None = None


def check_file(
    context: typer.Context,
    project: ProjectFile,
    *,
    repair: NewFile = None,
    caches: DropCaches = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Look through the whole file, which only dropping caches changes; rescue it if asked."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if repair is not None and caches:
        raise typer.BadParameter(_("Choose one of --repair and --drop-caches."))
    file = project_file(project)
    dropped = _emptied(terminal, project) if caches else None
    with terminal.progress() as progress:
        rescued = None
        if repair is not None:
            target = with_ending(repair)
            report = recover(file, target, progress)
            rescued = Rescued(target, report.history_kept, report.sentences)
            # The question is now whether the rescued file is sound.
            file = target
        findings = tuple(finding.sentence for finding in check_project(file, progress))
    checked = CheckedProject(not findings, findings, rescued, dropped)
    terminal.result(checked)
    if rescued is not None:
        terminal.say(_("What is readable was saved in “{file}”.").format(file=rescued.file))
        for sentence in rescued.report:
            terminal.say(sentence)
    _show(terminal, file, findings)
    if findings:
        raise typer.Exit(1)


def _emptied(terminal: Terminal, project: Path) -> DroppedCaches:
    with writing(terminal, project, None) as workspace:
        dropped = workspace.keep(drop_caches)
    sentence = _("Dropped: open suggestions {n}, texts with vectors {m}.")
    terminal.say(sentence.format(n=dropped.open_suggestions, m=dropped.texts_with_vectors))
    return dropped


def _show(terminal: Terminal, file: Path, findings: tuple[str, ...]) -> None:
    if not findings:
        terminal.say(_("“{file}” is sound.").format(file=file.name))
        return
    sentence = ngettext(
        "“{file}” is not sound; {n} thing was found:",
        "“{file}” is not sound; {n} things were found:",
        len(findings),
    )
    terminal.complain(sentence.format(file=file.name, n=len(findings)))
    for finding in findings[:_MOST_SHOWN]:
        terminal.complain(f"- {finding}")
    if (more := len(findings) - _MOST_SHOWN) > 0:
        terminal.complain(_("… and {n} more; --json lists all.").format(n=more))
