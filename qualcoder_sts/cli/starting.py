"""``new``: starting a project."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import content_of, with_ending
from qualcoder_sts.cli.options import ActingCoder, AsJson, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.codebook.files.document import CodebookDocument
from qualcoder_sts.codebook.files.reading import YAML_ENDINGS, read_codebook
from qualcoder_sts.codebook.importing import import_codebook
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.preferences import default_coder
from qualcoder_sts.foundation.shipped_files import codebooks_folder
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.opening import create_project


@dataclass(frozen=True, slots=True)
class StartedProject:
    """A new project's file and the number of codes in it."""

    project: Path
    codes: int


def start_project(
    context: typer.Context,
    project: Annotated[
        Path, typer.Argument(metavar="PROJECT", help=_("The file to make; .qsts is its ending."))
    ],
    *,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("A codebook file, or the name of a ready-made one.")),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What the study is called."))
    ] = None,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Start a project; the codebook is read first, so that a broken one leaves nothing behind."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    document = None if codebook is None else _read(terminal, codebook)
    file = with_ending(project)
    started = make_project(file, name or file.stem, document, coder=coder)
    terminal.result(started)
    sentence = ngettext(
        "Started “{file}” with {n} code.", "Started “{file}” with {n} codes.", started.codes
    )
    if not started.codes:
        sentence = _("Started “{file}”, without codes yet.")
    terminal.say(sentence.format(file=file.name, n=started.codes))


def make_project(
    file: Path, name: str, document: CodebookDocument | None, *, coder: str | None = None
) -> StartedProject:
    """A new project file, with a codebook in it."""
    with create_project(file, name, coder=coder or default_coder()) as workspace:
        try:
            if document is not None:
                workspace.run(import_codebook, document)
            return StartedProject(file, len(workspace.read(code_tree)))
        except BaseException:
            workspace.close()
            file.unlink(missing_ok=True)
            raise


def _read(terminal: Terminal, codebook: Path) -> CodebookDocument:
    file = _ready_made(codebook) or codebook
    read = read_codebook(content_of(file), file.name)
    for remark in read.remarks:
        terminal.remark(remark)
    return read.document


def _ready_made(named: Path) -> Path | None:
    """The ready-made codebook of this name, unless a file of the user's has it."""
    if named.exists() or len(named.parts) != 1:
        return None
    endings = ("", *YAML_ENDINGS)
    files = (codebooks_folder() / f"{named}{ending}" for ending in endings)
    return next((file for file in files if file.is_file()), None)
