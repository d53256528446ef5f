"""Which keys stand for the same row, and a copy in which each row has one key."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from qualcoder_sts.merge.basis import Copy, Knowledge, RowVersions, VersionsOfTables
from qualcoder_sts.merge.declarations import fields_of, pointers_of, tables
from qualcoder_sts.project.history.rows import StoredRow

SameKeys: TypeAlias = Mapping[str, Mapping[str, str]]
"""By table: the keys that are not used any more, and for each the one used instead."""

Pair: TypeAlias = tuple[str, str, str]
"""A table and two keys of one row."""

_NAMING_A_TABLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "memo": ("target_table", ("target_id",)),
    "memo_link": ("target_table", ("target_id",)),
    "merged_away": ("table_name", ("gone_id", "into_id")),
}
"""Tables whose rows say which table they point at: in which column, and with which others."""

_KEYS_INSIDE: Mapping[str, str] = {"codebook_version": "content", "saved_query": "definition"}
"""Columns of JSON in which keys stand."""

_KEY = re.compile(r"\b[0-9a-f]{32}\b")


def same_keys(pairs: Iterable[Pair]) -> SameKeys:
    """One key for all that are the same: the smallest."""
    above: dict[str, dict[str, str]] = defaultdict(dict)

    def top(table: str, key: str) -> str:
        while key in above[table]:
            key = above[table][key]
        return key

    for table, one, other in pairs:
        low, high = sorted((top(table, one), top(table, other)))
        if low != high:
            above[table][high] = low
    return {table: {key: top(table, key) for key in keys} for table, keys in above.items() if keys}


def known_pairs(copies: Iterable[Copy]) -> list[Pair]:
    """What earlier merges found to be the same, in any of the copies."""
    return [
        (str(row["table_name"]), str(row["other_id"]), str(row["same_as_id"]))
        for copy in copies
        for row in copy.rows["alias"].values()
    ]


def with_one_key(copy: Copy, same: SameKeys) -> Copy:
    """The copy with one key for each row, wherever it stands."""
    if not same:
        return copy
    rows, versions = dict(copy.rows), dict(copy.versions)
    for table in tables():
        if table == "alias" or not _is_concerned(table, same):
            continue
        rows[table], versions[table] = _of_table(copy, table, same)
    renamed = copy.with_rows(rows, versions)
    return replace(
        renamed,
        past={_key(key, same): updates for key, updates in copy.past.items()},
        last_rows={
            _key(key, same): _pointing(*key, row, same) for key, row in copy.last_rows.items()
        },
        knows=_knowing(copy.knows, same),
    )


def pointing(table: str, row: StoredRow, same: SameKeys) -> StoredRow:
    """A row with every key in it the one in use; the same object where nothing changes."""
    changed: StoredRow = {}
    for pointer in pointers_of(table):
        value = row[pointer.column]
        kept = same.get(pointer.table, {}).get(str(value)) if value is not None else None
        if kept is not None:
            changed[pointer.column] = kept
    if table in _NAMING_A_TABLE:
        named, columns = _NAMING_A_TABLE[table]
        others = same.get(str(row[named]), {})
        changed |= {
            column: others[str(row[column])] for column in columns if str(row[column]) in others
        }
    if table in _KEYS_INSIDE:
        column = _KEYS_INSIDE[table]
        others = {key: kept for keys in same.values() for key, kept in keys.items()}
        content = _KEY.sub(lambda key: others.get(key[0], key[0]), str(row[column]))
        changed |= {} if content == row[column] else {column: content}
    kept = same.get(table, {}).get(str(row["id"]))
    if kept is not None:
        changed["id"] = kept
    return {**row, **changed} if changed else row


def _is_concerned(table: str, same: SameKeys) -> bool:
    pointed_at = {pointer.table for pointer in pointers_of(table)}
    may_name_any = table in _NAMING_A_TABLE or table in _KEYS_INSIDE
    return may_name_any or table in same or not pointed_at.isdisjoint(same)


def _of_table(
    copy: Copy, table: str, same: SameKeys
) -> tuple[dict[str, StoredRow], dict[str, RowVersions]]:
    others = same.get(table, {})
    rows = {}
    alike: dict[str, list[str]] = defaultdict(list)
    for row_id, row in copy.rows[table].items():
        kept = others.get(row_id, row_id)
        alike[kept].append(row_id)
        rows[kept] = pointing(table, row, same)
    versions: VersionsOfTables = {table: {}}
    for row_id, version in copy.versions[table].items():
        kept = others.get(row_id, row_id)
        # A key that gave way to another is gone, and its row is not.
        if version.is_there or kept == row_id or kept not in versions[table]:
            versions[table][kept] = version
    for kept, row_ids in alike.items():
        first = row_ids[0] if kept not in row_ids else kept
        versions[table][kept] = copy.versions[table][first]
        if len(row_ids) > 1:
            every = [
                (pointing(table, copy.rows[table][each], same), copy.versions[table][each])
                for each in (first, *sorted(each for each in row_ids if each != first))
            ]
            rows[kept], versions[table][kept] = _folded(table, every)
    return rows, versions[table]


def _folded(
    table: str, every: list[tuple[StoredRow, RowVersions]]
) -> tuple[StoredRow, RowVersions]:
    """One row of several that are the same: the first, with what it lacks from the others."""
    row, version = every[0]
    for other, its_version in every[1:]:
        for name, columns in fields_of(table).items():
            is_empty = all(row[column] in {None, "", 0} for column in columns)
            if is_empty and any(other[column] not in {None, "", 0} for column in columns):
                row = {**row, **{column: other[column] for column in columns}}
                version = version.with_fields({name: its_version.of(name)})
    return row, version


def _key(key: tuple[str, str], same: SameKeys) -> tuple[str, str]:
    table, row_id = key
    return table, same.get(table, {}).get(row_id, row_id)


def _pointing(table: str, _row_id: str, content: str, same: SameKeys) -> str:
    row: StoredRow = json.loads(content)
    renamed = pointing(table, row, same)
    return content if renamed is row else json.dumps(renamed)


def _knowing(knows: Knowledge, same: SameKeys) -> Knowledge:
    others = {key: kept for keys in same.values() for key, kept in keys.items()}
    partly = {
        step_id: rows | {others[row] for row in rows if row in others}
        for step_id, rows in knows.partly.items()
    }
    return Knowledge(knows.whole, partly)
