"""Which rows a copy for a colleague leaves out, whatever the log tells of them.

A row is left out as a whole, with all its past: nothing that undo brings back in the copy, and no
step of its audit trail, then speaks of it. What stays never points at what is left out.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from qualcoder_sts.project.tables.base import Base, history_tables

Query: TypeAlias = Callable[[str, tuple[str, ...]], Iterable[Any]]
RowKeys: TypeAlias = Mapping[str, frozenset[str]]
"""Keys as they are stored, by table."""

OWNED: Mapping[str, str] = MappingProxyType(
    {
        "assignment": "coder_id",
        "coded_segment": "coder_id",
        "finished_mark": "coder_id",
        "memo": "coder_id",
        "suggestion_decision": "coder_id",
    }
)
"""Rows that are somebody's, and the column that says whose."""

JOINT = frozenset({"consensus_decision", "round_result"})
"""Rows that tell of several people's coding at once."""

FOLLOWING = frozenset({"alias", "contributor", "memo_link"})
"""Rows that go with what they point at."""

SHARED = frozenset(
    {
        "attribute",
        "attribute_value",
        "code",
        "codebook_version",
        "coder",
        "coding_round",
        "field_session",
        "finding",
        "membership",
        "merged_away",
        "participant",
        "project",
        "roster_entry",
        "saved_query",
        "source",
        "source_participant",
        "speaker",
        "speaker_turn",
        "study",
    }
)
"""What belongs to the whole team."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a copy is made; without a name for nobody in particular.

    A blind copy holds nothing of what others have coded, noted and decided. In every other copy
    the private memos of others are left out, unless ``with_private`` asks for them.
    """

    name: str = ""
    blind: bool = False
    with_private: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The rows that stay out: those of now and those that are only in the log."""

    rows: RowKeys
    now: Mapping[str, int]
    """How many of them are in the tables now, where there are any."""
    own: frozenset[str]
    """The keys under which the reader codes in the project."""

    def holds(self, table: str, row_id: str) -> bool:
        """Whether a row is left out."""
        return row_id in self.rows.get(table, ())


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A column that points at rows of one table, or of the table that another column names."""

    column: str
    table: str = ""
    table_column: str = ""


def rows_left_out(query: Query, reader: Reader) -> LeftOut:
    """What a copy for this reader leaves out; ``query`` runs SQL with its values."""
    own = _own_keys(query, reader.name)
    rows: dict[str, set[str]] = defaultdict(set)
    if reader.blind:
        for table, column in OWNED.items():
            rows[table] |= _of_others(query, table, column, own)
        for table in JOINT:
            rows[table] |= _states(query, table, ())
    elif not reader.with_private:
        rows["memo"] |= _private_of_others(query, own)
    _let_follow(query, rows)
    kept = {table: frozenset(keys) for table, keys in rows.items() if keys}
    now = {table: _standing(query, table, keys) for table, keys in kept.items()}
    return LeftOut(kept, {table: number for table, number in now.items() if number}, own)


def _own_keys(query: Query, name: str) -> frozenset[str]:
    """Every key of the coder of this name: after an undo a coder may have come in anew."""
    if not name:
        return frozenset()
    found = query(
        "SELECT id FROM coder WHERE name = ? UNION SELECT row_id FROM change "
        "WHERE table_name = 'coder' AND json_extract(coalesce(after, before), '$.name') = ?",
        (name, name),
    )
    own = {row_id for (row_id,) in found}
    united = list(query("SELECT other_id, same_as_id FROM alias WHERE table_name = 'coder'", ()))
    while more := {key for pair in united if own.intersection(pair) for key in pair} - own:
        own |= more
    return frozenset(own)


def _of_others(query: Query, table: str, column: str, own: frozenset[str]) -> set[str]:
    keys = tuple(sorted(own))
    unlike = f"NOT IN ({', '.join('?' for _ in keys)})"
    return {
        row_id
        for sql in (
            f'SELECT id FROM "{table}" WHERE "{column}" {unlike}',
            *(
                f"SELECT row_id FROM change WHERE table_name = '{table}' "
                f"AND json_extract({state}, '$.{column}') {unlike}"
                for state in ("before", "after")
            ),
        )
        for (row_id,) in query(sql, keys)
    }


def _private_of_others(query: Query, own: frozenset[str]) -> set[str]:
    """Memos that are private or were so once: their first words are in the log."""
    found = _states(query, "memo", ("private", "coder_id"))
    return {row_id for row_id, private, coder_id in found if private and coder_id not in own}


def _states(query: Query, table: str, columns: tuple[str, ...]) -> set[Any]:
    """A table's rows as they are and as the log has them: keys, or keys with these values."""
    now = ", ".join(["id", *(f'"{column}"' for column in columns)])
    rows = list(query(f'SELECT {now} FROM "{table}"', ()))
    for state in ("before", "after"):
        then = ", ".join(["row_id", *(f"json_extract({state}, '$.{name}')" for name in columns)])
        sql = f"SELECT {then} FROM change WHERE table_name = ? AND {state} IS NOT NULL"
        rows += query(sql, (table,))
    return {tuple(row) if columns else row[0] for row in rows}


def _let_follow(query: Query, rows: dict[str, set[str]]) -> None:
    """Leave out also what points at a row that is left out, until nothing more does."""
    states: dict[tuple[str, _Pointer], set[Any]] = {}
    grown = True
    while grown:
        grown = False
        for table, pointer in _pointers():
            if pointer.table and not rows.get(pointer.table):
                continue
            if (table, pointer) not in states:
                columns = (pointer.column, *filter(None, (pointer.table_column,)))
                states[table, pointer] = _states(query, table, columns)
            following = {
                row_id
                for row_id, target, *named in states[table, pointer]
                if target in rows.get(named[0] if named else pointer.table, ())
            }
            grown |= not following <= rows[table]
            rows[table] |= following


def _pointers() -> Iterator[tuple[str, _Pointer]]:
    for table in history_tables():
        for key in table.foreign_keys:
            yield table.name, _Pointer(key.parent.name, key.column.table.name)
        if "target_id" in table.columns:
            yield table.name, _Pointer("target_id", table_column="target_table")
    for column in ("other_id", "same_as_id"):
        yield "alias", _Pointer(column, table_column="table_name")


def _standing(query: Query, table: str, keys: frozenset[str]) -> int:
    assert table in Base.metadata.tables
    found = query(
        f'SELECT count(*) FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(keys)),),
    )
    return int(next(iter(found))[0])
