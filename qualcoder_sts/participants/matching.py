"""Which participant or source a row of a spreadsheet means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.project.tables.participants import AttributeBearer


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """A row of the spreadsheet that fitted nobody, with the reason."""

    row: int  # as the spreadsheet numbers it: the header is row 1
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who has a row's values: a participant or a source."""

    kind: AttributeBearer
    id: UUID


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of the spreadsheet that means somebody."""

    bearer: Bearer
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class MatchedRows:
    """The rows that mean somebody, and those that do not."""

    matched: tuple[MatchedRow, ...]
    unmatched: tuple[UnmatchedRow, ...]


@dataclass(slots=True)
class Directory:
    """Whom a name, or a name in a session, may mean."""

    people: dict[tuple[str, str], set[UUID]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, people: Iterable[ParticipantRow], sources: Mapping[UUID, str]) -> "Directory":
        """The directory of these participants, and of sources by their names."""
        directory = cls()
        for row in people:
            for name in {row.name, row.display, *(f"{where}/{row.name}" for where in row.sessions)}:
                directory.people[folded(name), ""].add(row.id)
            for where in {*row.sessions, *row.sources}:
                directory.people[folded(row.name), folded(where)].add(row.id)
        for source_id, source_name in sources.items():
            directory.sources[folded(source_name)].add(source_id)
        return directory


def matched_rows(table: Table, directory: Directory) -> MatchedRows:
    """Whom each row means: by its first column, and ``session`` where names repeat."""
    name_column, session_column = _name_column(table), table.column("session")
    if name_column is None:
        return MatchedRows((), ())
    matched: dict[Bearer, MatchedRow] = {}
    unmatched: list[UnmatchedRow] = []
    for number, cells in table.numbered_rows():
        where = cells[session_column] if session_column is not None else ""
        match = _bearer_of(directory, cells[name_column], where)
        if isinstance(match, Bearer) and match in matched:
            match = _("an earlier row is about the same one")
        if isinstance(match, str):
            unmatched.append(UnmatchedRow(number, cells[name_column].strip(), match))
        else:
            matched[match] = MatchedRow(match, cells)
    return MatchedRows(tuple(matched.values()), tuple(unmatched))


def attribute_columns(table: Table) -> list[int]:
    """Where the attributes are: in all columns but the names' and the sessions'."""
    others = {_name_column(table), table.column("session")}
    return [place for place in range(len(table.columns)) if place not in others]


def _name_column(table: Table) -> int | None:
    session_column = table.column("session")
    return next((p for p in range(len(table.columns)) if p != session_column), None)


def _bearer_of(directory: Directory, name: str, where: str) -> Bearer | str:
    """Whom a row means, or why nobody."""
    name, where = folded(name), folded(where)
    if not name:
        return _("it has no name in the first column")
    people = directory.people.get((name, where), set())
    sources = directory.sources.get(name, set()) if not where else set()
    if len(people) == 1:
        return Bearer(AttributeBearer.PARTICIPANT, next(iter(people)))
    if not people and len(sources) == 1:
        return Bearer(AttributeBearer.SOURCE, next(iter(sources)))
    return _why_nobody(len(people), len(sources), where)


def _why_nobody(people: int, sources: int, where: str) -> str:
    if people:
        return _("several participants have this name; say which in a column “session”")
    if sources:
        return _("several sources have this name")
    if where:
        return _("nobody in that session has this name")
    return _("no participant and no source has this name")
