"""``sources``, ``participants``, ``codes``: what is in a project."""

from dataclasses import dataclass
from uuid import UUID

import typer

from qualcoder_sts.analysis.queries import CodeSegments, segment_counts
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, OnlyCoder, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.coders import find_coder, list_coders
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import SourceRow, list_sources, words_by_source


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source; ``lead`` is the coder whose coding of it counts."""

    id: UUID
    name: str
    method: Method
    words: int
    segments: int
    lead: str | None
    format: str | None
    encoding: str | None
    language: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class ListedParticipant:
    """A participant; ``display`` tells two of one name apart."""

    id: UUID
    name: str
    display: str
    kind: ParticipantKind
    sources: tuple[str, ...]
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code with the number of its segments, and of those of the codes below it too."""

    id: UUID
    path: str
    colour: str
    codable: bool
    segments: int
    rolled_up: int
    brief_definition: str | None


@dataclass(frozen=True, slots=True)
class SourceRows:
    """The result of ``sources``."""

    rows: tuple[ListedSource, ...]


@dataclass(frozen=True, slots=True)
class ParticipantRows:
    """The result of ``participants``."""

    rows: tuple[ListedParticipant, ...]


@dataclass(frozen=True, slots=True)
class CodeRows:
    """The result of ``codes``."""

    rows: tuple[ListedCode, ...]


def show_sources(
    context: typer.Context,
    project: ProjectFile,
    *,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List the sources by method and name; segments of all coders, or of one."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        rows = _listed_sources(workspace, coder)
    terminal.result(SourceRows(rows))
    if not rows:
        terminal.say(_("There are no sources yet; “import” takes transcripts in."))
    columns = (
        Column(_("Source")),
        Column(_("Method")),
        Column(_("Words"), numbers=True),
        Column(_("Segments"), numbers=True),
        Column(_("Lead coder")),
    )
    terminal.table(
        columns,
        [(r.name, r.method, f"{r.words:,}", f"{r.segments:,}", r.lead or "") for r in rows],
    )


def _listed_sources(workspace: Workspace, coder: str | None) -> tuple[ListedSource, ...]:
    by = None if coder is None else workspace.read(find_coder, coder).id
    names = {row.id: row.name for row in workspace.read(list_coders)}
    words = workspace.read(words_by_source)

    def segments(row: SourceRow) -> int:
        if by is None:
            return row.segments
        return sum(one.coder_id == by for one in workspace.read(segments_of, row.id))

    return tuple(
        ListedSource(
            id=row.id,
            name=row.name,
            method=row.method,
            words=words[row.id],
            segments=segments(row),
            lead=names.get(row.lead_coder_id) if row.lead_coder_id else None,
            format=row.format or None,
            encoding=row.encoding or None,
            language=row.language or None,
            date=row.date or None,
        )
        for row in workspace.read(list_sources)
    )


def show_participants(
    context: typer.Context,
    project: ProjectFile,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List people and groups with their sources and attributes."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        rows = tuple(
            ListedParticipant(
                row.id, row.name, row.display, row.kind, row.sources, dict(row.attributes)
            )
            for row in workspace.read(list_participants)
        )
    terminal.result(ParticipantRows(rows))
    if not rows:
        terminal.say(_("There are no participants yet; they come with the transcripts."))
    for row in rows:
        is_group = row.kind is ParticipantKind.GROUP
        name = _("{name} (group)").format(name=row.display) if is_group else row.display
        terminal.show(" · ".join([name, *row.sources]))
        if row.attributes:
            known = (f"{title}: {value}" for title, value in row.attributes.items())
            terminal.show(f"    {'; '.join(known)}")


def show_codes(
    context: typer.Context,
    project: ProjectFile,
    *,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List the codes as a tree; segments of all coders, or of one."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        by = None if coder is None else workspace.read(find_coder, coder).id
        tree = workspace.read(code_tree)
        counts = workspace.read(segment_counts, by)
    rows = tuple(_listed_code(code, counts[code.id]) for code in tree)
    terminal.result(CodeRows(rows))
    if not rows:
        terminal.say(_("There are no codes yet; “codebook import” takes a codebook in."))
    columns = (
        Column(_("Code")),
        Column(_("Segments"), numbers=True),
        Column(_("With codes below"), numbers=True),
        Column(_("Colour")),
    )
    lines = [
        (
            "  " * code.depth + code.name,
            f"{row.segments:,}" if code.codable else "",
            f"{row.rolled_up:,}" if tree.children(code.id) else "",
            code.colour,
        )
        for code, row in zip(tree, rows, strict=True)
    ]
    terminal.table(columns, lines)


def _listed_code(code: CodeRow, counted: CodeSegments) -> ListedCode:
    return ListedCode(
        id=code.id,
        path=code.path_text,
        colour=code.colour,
        codable=code.codable,
        segments=counted.own,
        rolled_up=counted.rolled_up,
        brief_definition=code.brief_definition or None,
    )
