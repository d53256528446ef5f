"""Attributes from a spreadsheet, matched by name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.participants.columns import Cell, set_column
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Source
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """A row of the spreadsheet that fitted nobody, with the reason."""

    row: int  # as the spreadsheet numbers it: the header is row 1
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class AttributeImport:
    """What importing attributes did."""

    matched: int
    values: int
    kinds: dict[str, AttributeKind]
    unmatched: tuple[UnmatchedRow, ...]


@dataclass(frozen=True, slots=True)
class _Bearer:
    kind: AttributeBearer
    id: UUID


@dataclass(frozen=True, slots=True)
class _MatchedRow:
    bearer: _Bearer
    cells: Sequence[str]


@dataclass(slots=True)
class _Directory:
    """Whom a name, or a name in a session, may mean."""

    people: dict[tuple[str, str], set[UUID]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))


def import_attributes(session: Session, table: Table, *, name: str = "") -> AttributeImport:
    """Give participants and sources the values of a spreadsheet.

    The first column names the participant or source, an optional column ``session`` the session
    where names repeat; every other column is an attribute. A kind is inferred for a new
    attribute; a known one keeps its kind as long as the values fit, else it becomes text.
    """
    label = f"Import attributes from “{name}”" if name else "Import attributes"
    describe(session, label, kind=ChangeKind.IMPORT)
    session_column = table.column("session")
    others = [place for place in range(len(table.columns)) if place != session_column]
    if not others:
        return AttributeImport(0, 0, {}, ())
    matched, unmatched = _matched(session, table, others[0], session_column)
    kinds: dict[str, AttributeKind] = {}
    values = 0
    for column in others[1:]:
        title = tidied(table.columns[column])
        for bearer in AttributeBearer:
            cells = [
                Cell(row.bearer.id, row.cells[column])
                for row in matched
                if row.bearer.kind is bearer and row.cells[column].strip()
            ]
            if title and cells:
                kinds[title] = set_column(session, title, bearer, cells)
                values += len(cells)
    return AttributeImport(len(matched), values, kinds, tuple(unmatched))


def _matched(
    session: Session, table: Table, name_column: int, session_column: int | None
) -> tuple[list[_MatchedRow], list[UnmatchedRow]]:
    directory = _directory(session)
    matched: dict[_Bearer, _MatchedRow] = {}
    unmatched: list[UnmatchedRow] = []
    for number, cells in table.numbered_rows():
        where = cells[session_column] if session_column is not None else ""
        match = _bearer_of(directory, cells[name_column], where)
        if isinstance(match, _Bearer) and match in matched:
            match = "an earlier row is about the same one"
        if isinstance(match, str):
            unmatched.append(UnmatchedRow(number, cells[name_column].strip(), match))
        else:
            matched[match] = _MatchedRow(match, cells)
    return list(matched.values()), unmatched


def _directory(session: Session) -> _Directory:
    directory = _Directory()
    for row in list_participants(session):
        for name in {row.name, row.display, *(f"{where}/{row.name}" for where in row.sessions)}:
            directory.people[folded(name), ""].add(row.id)
        for where in {*row.sessions, *row.sources}:
            directory.people[folded(row.name), folded(where)].add(row.id)
    for source_id, source_name in session.execute(select(Source.id, Source.name)).all():
        directory.sources[folded(source_name)].add(source_id)
    return directory


def _bearer_of(directory: _Directory, name: str, where: str) -> _Bearer | str:
    """Whom a row means, or why nobody."""
    name, where = folded(name), folded(where)
    if not name:
        return "it has no name in the first column"
    people = directory.people.get((name, where), set())
    sources = directory.sources.get(name, set()) if not where else set()
    if len(people) == 1:
        return _Bearer(AttributeBearer.PARTICIPANT, next(iter(people)))
    if not people and len(sources) == 1:
        return _Bearer(AttributeBearer.SOURCE, next(iter(sources)))
    return _why_nobody(len(people), len(sources), where)


def _why_nobody(people: int, sources: int, where: str) -> str:
    if people:
        return "several participants have this name; say which in a column “session”"
    if sources:
        return "several sources have this name"
    if where:
        return "nobody in that session has this name"
    return "no participant and no source has this name"
