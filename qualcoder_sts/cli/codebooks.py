"""``codebook import`` and ``codebook export``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import content_of, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.codebook.files.reading import read_codebook, write_codebook
from qualcoder_sts.codebook.importing import import_codebook
from qualcoder_sts.codebook.queries import code_tree, codebook_document
from qualcoder_sts.codebook.tree import written_path
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.writing_files import replacing


@dataclass(frozen=True, slots=True)
class ImportedCodebook:
    """Codes in the project now, how many of them are new, and how many were worded anew."""

    codes: int
    added: int
    changed: int
    added_paths: tuple[str, ...]
    changed_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedCodebook:
    """The file and the number of codes in it; ``lost`` says what it cannot hold."""

    file: Path
    codes: int
    lost: tuple[str, ...]


def import_file(
    context: typer.Context,
    project: ProjectFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The codebook."))],
    *,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Add codes that are new, fill in fields of those that are there, delete none."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    read = read_codebook(content_of(file), file.name)
    with writing(terminal, project, coder) as workspace:
        done = workspace.run(import_codebook, read.document).value
        codes = len(workspace.read(code_tree))
    imported = ImportedCodebook(
        codes=codes,
        added=len(done.added),
        changed=len(done.changed),
        added_paths=tuple(written_path(path) for path in done.added),
        changed_paths=tuple(written_path(path) for path in done.changed),
    )
    terminal.result(imported)
    for remark in read.remarks:
        terminal.remark(remark)
    sentence = _("Codes added: {added}, changed: {changed}; the codebook has {codes}.")
    terminal.say(
        sentence.format(added=imported.added, changed=imported.changed, codes=imported.codes)
    )


def export_file(
    context: typer.Context,
    project: ProjectFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))],
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write the codebook as the file's ending says."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        document = workspace.read(codebook_document)
        codes = len(workspace.read(code_tree))
    with replacing(file) as unfinished:
        lost = write_codebook(document, unfinished)
    terminal.result(ExportedCodebook(file, codes, lost))
    for sentence in lost:
        terminal.remark(sentence)
    terminal.say(_("Codes written into “{file}”: {n}.").format(file=file, n=codes))
