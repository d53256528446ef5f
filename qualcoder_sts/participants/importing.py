"""Attributes from a spreadsheet, matched by name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.participants.operations import (
    add_attribute,
    find_attribute,
    set_attribute_value,
)
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.participants.values import inferred_kind
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
    participant_id: UUID | None = None
    source_id: UUID | None = None


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
    describe(session, f"Import attributes from “{name}”", kind=ChangeKind.IMPORT)
    session_column = table.column("session")
    columns = [i for i in range(1, len(table.columns)) if i != session_column]
    directory = _directory(session)
    found: list[tuple[_Bearer, Sequence[str]]] = []
    unmatched: list[UnmatchedRow] = []
    for number, row in table.numbered_rows():
        where = row[session_column] if session_column is not None else ""
        match = _bearer_of(directory, row[0], where)
        if isinstance(match, str):
            unmatched.append(UnmatchedRow(number, row[0].strip(), match))
        else:
            found.append((match, row))
    kinds: dict[str, AttributeKind] = {}
    values = 0
    for column in columns:
        title = table.columns[column].strip()
        if not title:
            continue
        for bearer in AttributeBearer:
            cells = [(to, row[column]) for to, row in found if _kind_of_bearer(to) is bearer]
            if any(cell.strip() for _, cell in cells):
                kinds[title] = _set_column(session, title, bearer, cells)
                values += sum(1 for _, cell in cells if cell.strip())
    return AttributeImport(len(found), values, kinds, tuple(unmatched))


def _set_column(
    session: Session, title: str, bearer: AttributeBearer, cells: list[tuple[_Bearer, str]]
) -> AttributeKind:
    kind = inferred_kind(cell for _, cell in cells)
    attribute = find_attribute(session, title, bearer)
    if attribute is None:
        attribute_id = add_attribute(session, title, bearer=bearer, kind=kind)
    else:
        attribute_id = attribute.id
        if attribute.kind is not kind:
            attribute.kind = kind = AttributeKind.TEXT
    for to, cell in cells:
        if cell.strip():
            set_attribute_value(
                session,
                attribute_id,
                cell,
                participant_id=to.participant_id,
                source_id=to.source_id,
            )
    return kind


def _kind_of_bearer(bearer: _Bearer) -> AttributeBearer:
    return AttributeBearer.SOURCE if bearer.source_id else AttributeBearer.PARTICIPANT


def _directory(session: Session) -> _Directory:
    directory = _Directory()
    for row in list_participants(session):
        directory.people[row.name.casefold(), ""].add(row.id)
        directory.people[row.display.casefold(), ""].add(row.id)
        for where in {*row.sessions, *row.sources}:
            directory.people[row.name.casefold(), where.casefold()].add(row.id)
    for source_id, source_name in session.execute(select(Source.id, Source.name)).all():
        directory.sources[source_name.casefold()].add(source_id)
    return directory


def _bearer_of(directory: _Directory, name: str, where: str) -> _Bearer | str:
    """Whom a row means, or why nobody."""
    name, where = name.strip().casefold(), where.strip().casefold()
    if not name:
        return "it has no name in the first column"
    people = directory.people.get((name, where), set())
    sources = directory.sources.get(name, set()) if not where else set()
    if len(people) == 1:
        return _Bearer(participant_id=next(iter(people)))
    if not people and len(sources) == 1:
        return _Bearer(source_id=next(iter(sources)))
    return _why_nobody(len(people), len(sources), where)


def _why_nobody(people: int, sources: int, where: str) -> str:
    if people:
        return "several participants have this name; add a column “session”"
    if sources:
        return "several sources have this name"
    if where:
        return "nobody in that session has this name"
    return "no participant and no source has this name"
