"""``coding import`` and ``coding export``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import acting_coder, content_of, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, OnlyCoder, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.coding.tables.exporting import coding_table
from qualcoder_sts.coding.tables.importing import UnplacedRow, import_coding
from qualcoder_sts.coding.tables.rows import coding_rows
from qualcoder_sts.foundation.errors import listed
from qualcoder_sts.foundation.tables import read_table, write_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.project.writing_files import replacing

_MOST_SHOWN = 20

TableFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=_("The table: source, quote, code, coder, …"))
]


@dataclass(frozen=True, slots=True)
class ImportedCoding:
    """What became of the codings in a table; a row with two codes is two."""

    read: int
    placed: int
    unplaced: tuple[UnplacedRow, ...]
    new_sources: tuple[str, ...]
    new_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedCoding:
    """The file and the number of segments in it."""

    file: Path
    rows: int


def import_table(
    context: typer.Context,
    project: ProjectFile,
    file: TableFile,
    *,
    finished: Annotated[
        bool, typer.Option("--finished", help=_("Mark what each coder coded as finished by them."))
    ] = False,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Place every row that has a place, in one step; name the others with the reason."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    content = content_of(file)
    with writing(terminal, project, coder) as workspace:
        imported = _take_in_coding(workspace, content, file.name, finished=finished)
    terminal.result(imported)
    sentence = _("Codings placed: {placed} of {read}.")
    terminal.say(sentence.format(placed=imported.placed, read=imported.read))
    if imported.new_sources:
        new = _("Made of the table's own passages: {names}.")
        terminal.say(new.format(names=listed(list(imported.new_sources))))
    if imported.new_codes:
        terminal.say(_("New codes: {names}.").format(names=listed(list(imported.new_codes))))
    _show_unplaced(terminal, imported)
    if imported.unplaced:
        raise typer.Exit(1)


def export_table(
    context: typer.Context,
    project: ProjectFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))],
    *,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write all segments, or one coder's, as “coding import” reads them. No private memos."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        by = None if coder is None else workspace.read(find_coder, coder).name
        table = workspace.read(coding_table, coder=by)
    with replacing(file) as unfinished:
        write_table(table, unfinished)
    terminal.result(ExportedCoding(file, len(table.rows)))
    terminal.say(_("Segments written into “{file}”: {n}.").format(file=file, n=len(table.rows)))


def _take_in_coding(
    workspace: Workspace, content: bytes, name: str, *, finished: bool = False
) -> ImportedCoding:
    """Import a coding table; rows that name no coder are the acting coder's."""
    rows = coding_rows(read_table(content, name), name)
    coder_id = acting_coder(workspace)
    done = workspace.run(import_coding, rows, coder_id=coder_id, name=name, finished=finished).value
    return ImportedCoding(done.read, done.placed, done.unplaced, done.new_sources, done.new_codes)


def _show_unplaced(terminal: Terminal, imported: ImportedCoding) -> None:
    """Say which rows could not be placed, the first of them one by one."""
    for row in imported.unplaced[:_MOST_SHOWN]:
        sentence = _("Row {row} could not be placed: {reason}.")
        terminal.complain(sentence.format(row=row.row, reason=row.reason))
    if (more := len(imported.unplaced) - _MOST_SHOWN) > 0:
        terminal.complain(_("… and {n} more; --json lists all.").format(n=more))
