"""``import``: transcripts, and attributes of the people in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import content_of, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import Table, read_table
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.importing import AttributeImport, import_attributes
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.operations.importing import ImportedSource, import_sources
from qualcoder_sts.transcripts.preparing import PreparedFile, files_in, prepare_files
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help=_("Transcripts, or folders of them."))
]
HowMade = Annotated[
    Method | None,
    typer.Option("--method", help=_("How they came about; else folder or text tells.")),
]
Speakers = Annotated[
    str,
    typer.Option(
        metavar="auto|none|REGEX",
        help=_("How speakers are found; the group “label” of a regular expression is one."),
    ),
]
Interviewers = Annotated[
    list[str] | None,
    typer.Option(
        "--interviewer", metavar="NAME", help=_("A speaker who asks; may be given several times.")
    ),
]
Attributes = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=_("A table (CSV, XLSX) of participants' attributes.")),
]


@dataclass(frozen=True, slots=True)
class ImportedSpeaker:
    """A speaker label that was found."""

    name: str
    turns: int
    words: int
    interviewer: bool
    unattributed: bool | None = None  # there when true: the label is nobody in particular


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of a file, or of one of the sources in it."""

    path: Path
    ok: bool
    source: str | None = None
    error: str | None = None
    method: Method | None = None
    words: int | None = None
    speakers: tuple[ImportedSpeaker, ...] | None = None
    format: str | None = None
    encoding: str | None = None
    remarks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class UnmatchedName:
    """A row of the attributes that fitted nobody."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportedAttributes:
    """What the table of attributes gave to whom."""

    matched: int
    values: int
    kinds: dict[str, str]
    unmatched: tuple[UnmatchedName, ...]


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The result of ``import``."""

    files: tuple[ImportedFile, ...]
    attributes: ImportedAttributes | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing was left out."""
        unmatched = self.attributes.unmatched if self.attributes else ()
        return all(file.ok for file in self.files) and not unmatched


def import_files(
    context: typer.Context,
    project: ProjectFile,
    paths: Paths,
    *,
    method: HowMade = None,
    speakers: Speakers = "auto",
    interviewer: Interviewers = None,
    attributes: Attributes = None,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Import files in one step, then attributes; a bad file stops no other."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    settings = _settings(method, speakers, tuple(interviewer or ()))
    table = None if attributes is None else read_table(content_of(attributes), attributes.name)
    with writing(terminal, project, coder) as workspace, terminal.progress() as progress:
        # Made absolute, so that the folder’s name can tell the method of what is in “.”.
        found = [path.absolute() for path in paths]
        files = _take_in_files(workspace, found, settings, progress)
        given = None
        if table is not None and attributes is not None:
            given = _take_in_attributes(workspace, table, attributes.name)
    imported = ImportedFiles(files, given)
    terminal.result(imported)
    _show(terminal, imported)
    if not imported.is_complete:
        raise typer.Exit(1)


def _take_in_files(
    workspace: Workspace, paths: Sequence[Path], settings: ImportSettings, progress: Progress
) -> tuple[ImportedFile, ...]:
    """Read files and folders and import what can be read, in one step."""
    prepared = prepare_files(list(_found(paths)), settings, progress)
    files = [*_missing(paths), *prepared]
    return tuple(_line(each) for each in workspace.run(import_sources, files, progress).value)


def _take_in_attributes(workspace: Workspace, table: Table, name: str) -> ImportedAttributes:
    """Give participants and sources the values of a table."""
    given: AttributeImport = workspace.run(import_attributes, table, name=name).value
    return ImportedAttributes(
        matched=given.matched,
        values=given.values,
        kinds={title: kind.value for title, kind in given.kinds.items()},
        unmatched=tuple(UnmatchedName(row.row, row.name, row.reason) for row in given.unmatched),
    )


def _settings(
    method: Method | None, speakers: str, interviewers: tuple[str, ...]
) -> ImportSettings:
    is_pattern = speakers.casefold() not in {"auto", "none"}
    return ImportSettings(
        method=method,
        find_speakers=speakers.casefold() != "none",
        labels=SpeakerPattern(speakers) if is_pattern else None,
        interviewers=interviewers,
    )


def _found(paths: Sequence[Path]) -> Iterator[Path]:
    there = [path for path in paths if path.exists()]
    yield from files_in(there)


def _missing(paths: Sequence[Path]) -> Iterator[PreparedFile]:
    """A path that is not there, or a folder without transcripts, is a bad file among others."""
    for path in paths:
        try:
            if not files_in([path]):
                sentence = _("There is no transcript in the folder “{path}”.").format(path=path)
                yield PreparedFile(path, error=sentence)
        except QualcoderError as error:
            yield PreparedFile(path, error=str(error))


def _line(imported: ImportedSource) -> ImportedFile:
    source, path = imported.source, imported.file.path
    if source is None or imported.error:
        return ImportedFile(path, ok=False, error=imported.error)
    return ImportedFile(
        path=path,
        ok=True,
        source=imported.name,
        method=source.method,
        words=source.words,
        speakers=tuple(
            ImportedSpeaker(
                speaker.label,
                speaker.turns,
                speaker.words,
                speaker.role is SpeakerRole.INTERVIEWER,
                speaker.role is SpeakerRole.UNATTRIBUTED or None,
            )
            for speaker in source.found.speakers
        ),
        format=source.document.format,
        encoding=source.document.encoding,
        remarks=source.document.remarks,
    )


def _show(terminal: Terminal, imported: ImportedFiles) -> None:
    good = [file for file in imported.files if file.ok]
    if not terminal.quiet:
        columns = (
            Column(_("Source")),
            Column(_("Method")),
            Column(_("Words"), numbers=True),
            Column(_("Speakers (turns)")),
        )
        terminal.table(columns, [_row(file) for file in good])
    for file in good:
        for remark in file.remarks or ():
            terminal.remark(f"{file.source}: {remark}")
    _sum_up(terminal, imported, len(good))
    for file in imported.files:
        if file.error:
            terminal.complain(file.error)
    if imported.attributes is not None:
        _show_attributes(terminal, imported.attributes)


def _row(file: ImportedFile) -> tuple[str, ...]:
    speakers = ", ".join(_written(speaker) for speaker in file.speakers or ())
    return (file.source or "", file.method or "", f"{file.words or 0:,}", speakers)


def _written(speaker: ImportedSpeaker) -> str:
    if speaker.interviewer:
        return _("{name} ({turns}, asks)").format(name=speaker.name, turns=speaker.turns)
    if speaker.unattributed:
        return _("{name} ({turns}, nobody in particular)").format(
            name=speaker.name, turns=speaker.turns
        )
    return f"{speaker.name} ({speaker.turns})"


def _sum_up(terminal: Terminal, imported: ImportedFiles, good: int) -> None:
    methods = Counter(file.method for file in imported.files if file.ok and file.method)
    kinds = ", ".join(f"{count} {method}" for method, count in methods.items())
    if good:
        sentence = ngettext("Imported {n} source: {kinds}.", "Imported {n} sources: {kinds}.", good)
        terminal.say(sentence.format(n=good, kinds=kinds))
    if bad := len(imported.files) - good:
        sentence = ngettext("{n} could not be imported:", "{n} could not be imported:", bad)
        terminal.complain(sentence.format(n=bad))


def _show_attributes(terminal: Terminal, given: ImportedAttributes) -> None:
    """Say what a table of attributes gave, and which of its rows fitted nobody."""
    kinds = ", ".join(f"{name} ({kind})" for name, kind in given.kinds.items()) or _("none")
    sentence = ngettext(
        "Attributes of {n} participant or source: {kinds}.",
        "Attributes of {n} participants and sources: {kinds}.",
        given.matched,
    )
    terminal.say(sentence.format(n=given.matched, kinds=kinds))
    for row in given.unmatched:
        sentence = _("Row {row}, “{name}”, was left: {reason}.")
        terminal.complain(sentence.format(row=row.row, name=row.name, reason=row.reason))
