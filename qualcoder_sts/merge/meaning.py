"""Rows that were made apart and say the same: which of ours is which of theirs.

From parents to children until nothing more is found. What is only likely is asked.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.merge.basis import Copy
from qualcoder_sts.merge.declarations import DECLARATIONS, fields_of, pointers_of, tables
from qualcoder_sts.merge.keys import Pair
from qualcoder_sts.merge.likely import (
    Likeness,
    by_session_and_speaker,
    coders_alike,
    codes_alike,
    people_alike,
    sessions_alike,
    studies_alike,
)
from qualcoder_sts.project.history.rows import StoredRow

Meaning: TypeAlias = tuple[Hashable, ...]

# What the rest hangs on comes first, persons only when it is known who speaks where.
_FIRST = ("project", "source", "speaker", "field_session", "participant")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two rows that are likely the same; ``is_same`` is the answer in force."""

    table: str
    ours: str
    theirs: str
    our_row: StoredRow
    their_row: StoredRow
    why: Likeness
    is_same: bool

    @property
    def id(self) -> str:
        """The same whichever copy it is asked of."""
        return question_id(self.table, self.ours, self.theirs)


@dataclass(slots=True)
class Unions:
    """What was found to be the same, and what was asked."""

    pairs: list[Pair] = field(default_factory=list)  # table, ours, theirs
    proposals: list[Proposal] = field(default_factory=list)


def question_id(table: str, one: str, other: str) -> str:
    """How a question is known."""
    low, high = sorted((one, other))
    return f"{table} {low} {high}"


def rows_alike(ours: Copy, theirs: Copy, answers: Mapping[str, bool]) -> Unions:
    """Which rows of two copies say the same. Each row of one is at most one of the other."""
    finder = _Finder(ours, theirs, answers)
    while finder.look_again():
        pass
    return finder.found


class _Finder:
    def __init__(self, ours: Copy, theirs: Copy, answers: Mapping[str, bool]) -> None:
        self._ours, self._theirs = ours, theirs
        self._answers = answers
        self._asked: set[str] = set()
        self.found = Unions()
        # Their keys in ours.
        self._same: dict[str, dict[str, str]] = defaultdict(dict)
        self._open_ours = {table: _apart(ours, theirs, table) for table in tables()}
        self._open_theirs = {table: _apart(theirs, ours, table) for table in tables()}

    def look_again(self) -> bool:
        """One round through all tables; whether it found anything."""
        before = len(self.found.pairs)
        for table in (*_FIRST, *(name for name in tables() if name not in _FIRST)):
            if table == "alias" or not self._open_ours[table] or not self._open_theirs[table]:
                continue
            self._by_meaning(table)
            for likeness in self._likenesses(table):
                self._consider(table, likeness)
        return len(self.found.pairs) > before

    def _by_meaning(self, table: str) -> None:
        if not DECLARATIONS[table].meaning:
            return
        waiting: dict[Meaning, list[str]] = defaultdict(list)
        for row_id, row in self._open_ours[table].items():
            waiting[meaning_of(table, row)].append(row_id)
        for row_id, row in list(self._open_theirs[table].items()):
            alike = waiting.get(meaning_of(table, self._in_our_keys(table, row)))
            if alike:
                if table == "code" and not self._is_same_code(alike[0], row_id):
                    continue
                self._unite(table, alike.pop(0), row_id)

    def _is_same_code(self, ours: str, theirs: str) -> bool:
        """Codes of one name and place, asked about where their definitions differ."""
        why = codes_alike(self._open_ours["code"][ours], self._open_theirs["code"][theirs])
        return why is None or self._ask("code", ours, theirs, why)

    def _likenesses(self, table: str) -> list[tuple[str, str, Likeness | None]]:
        """Likely pairs of a table; those without a reason to ask are certain."""
        ours, theirs = self._open_ours[table], self._open_theirs[table]
        found: Iterator[tuple[str, str, Likeness | None]] = iter(())
        match table:
            case "project":
                found = iter([(next(iter(ours)), next(iter(theirs)), None)])
            case "coder":
                found = coders_alike(ours, theirs)
            case "field_session":
                found = sessions_alike(ours, theirs, self._sources())
            case "participant":
                speakers = by_session_and_speaker(
                    self._in_both("speaker"), self._in_both("field_session")
                )
                found = people_alike(ours, theirs, speakers)
            case "study":
                found = studies_alike(ours, theirs, self._same["source"])
        return list(found)

    def _sources(self) -> list[tuple[StoredRow, StoredRow]]:
        return self._in_both("source")

    def _in_both(self, table: str) -> list[tuple[StoredRow, StoredRow]]:
        """Rows that both have, ours and theirs."""
        ours, theirs, same = self._ours.rows[table], self._theirs.rows[table], self._same[table]
        pairs = ((same.get(row_id, row_id), row) for row_id, row in theirs.items())
        return [(ours[our_id], row) for our_id, row in pairs if our_id in ours]

    def _consider(self, table: str, pair: tuple[str, str, Likeness | None]) -> None:
        ours, theirs, why = pair
        if ours not in self._open_ours[table] or theirs not in self._open_theirs[table]:
            return
        if why is None or self._ask(table, ours, theirs, why):
            self._unite(table, ours, theirs)

    def _ask(self, table: str, ours: str, theirs: str, why: Likeness) -> bool:
        asked = question_id(table, ours, theirs)
        is_same = self._answers.get(asked, why.is_same)
        if asked not in self._asked:
            self._asked.add(asked)
            rows = self._open_ours[table][ours], self._open_theirs[table][theirs]
            self.found.proposals.append(Proposal(table, ours, theirs, *rows, why, is_same))
        return is_same

    def _unite(self, table: str, ours: str, theirs: str) -> None:
        del self._open_ours[table][ours]
        del self._open_theirs[table][theirs]
        self._same[table][theirs] = ours
        self.found.pairs.append((table, ours, theirs))

    def _in_our_keys(self, table: str, row: StoredRow) -> StoredRow:
        changed = {
            pointer.column: self._same[pointer.table].get(str(row[pointer.column]))
            for pointer in pointers_of(table)
            if row[pointer.column] is not None
        }
        if "target_id" in row and row["target_id"] is not None:
            changed["target_id"] = self._same[str(row["target_table"])].get(str(row["target_id"]))
        known = {column: key for column, key in changed.items() if key is not None}
        return {**row, **known} if known else row


def meaning_of(table: str, row: StoredRow) -> Meaning:
    """What a row says, as far as it tells whether another says the same."""
    parts: list[Hashable] = []
    for name in DECLARATIONS[table].meaning:
        if name.startswith("~"):
            parts.append(folded(str(row[name[1:]])))
        else:
            parts += [row[column] for column in fields_of(table)[name]]
    return tuple(parts)


def _apart(of: Copy, other: Copy, table: str) -> dict[str, StoredRow]:
    """Rows that the other copy has never had; what it had and deleted is not among them."""
    versions, there = of.versions[table], other.rows[table]
    return {
        row_id: row
        for row_id, row in sorted(of.rows[table].items())
        if row_id not in there and not other.knows.has(versions[row_id].existence, row_id)
    }
