"""``check``: whether a project file holds together, and rescuing what is readable of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import project_file, with_ending
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.recovery import recover

_MOST_SHOWN = 20

NewFile = Annotated[
    Path | None,
    typer.Option("--repair", metavar="FILE", help=_("Save what is readable into this new file.")),
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


def check_file(
    context: typer.Context,
    project: ProjectFile,
    *,
    repair: NewFile = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Look through the whole file, which is never changed; rescue it into a new one if asked."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    file = project_file(project)
    with terminal.progress() as progress:
        rescued = None
        if repair is not None:
            target = with_ending(repair)
            report = recover(file, target, progress)
            rescued = Rescued(target, report.history_kept, report.sentences)
            # The question is now whether the rescued file is sound.
            file = target
        findings = tuple(finding.sentence for finding in check_project(file, progress))
    checked = CheckedProject(not findings, findings, rescued)
    terminal.result(checked)
    if rescued is not None:
        terminal.say(_("What is readable was saved in “{file}”.").format(file=rescued.file))
        for sentence in rescued.report:
            terminal.say(sentence)
    _show(terminal, file, findings)
    if findings:
        raise typer.Exit(1)


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
