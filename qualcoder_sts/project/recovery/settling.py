"""Making recovered rows fit together: what points at something lost is mended or left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Column, Table

from qualcoder_sts.foundation.ranks import ranks_after
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.recovery.pages import Value
from qualcoder_sts.project.recovery.reading import FoundRow
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.codebook import Code
from qualcoder_sts.project.tables.coding import CodedSegment, FinishedMark
from qualcoder_sts.project.tables.memos import Memo, MemoLink
from qualcoder_sts.project.tables.project import Coder, CoderKind, Project
from qualcoder_sts.project.tables.transcripts import Source, SpeakerTurn, Text

Rows: TypeAlias = dict[str, dict[str, FoundRow]]


@dataclass(slots=True)
class Settled:
    """Rows that fit together. ``stand_ins`` are keys of rows made for what is lost."""

    rows: Rows
    left_out: dict[str, set[str]]
    mended: set[str] = field(default_factory=set)
    stand_ins: set[str] = field(default_factory=set)
    sentences: list[str] = field(default_factory=list)


def settle(found: Rows, stores: Rows) -> Settled:
    """Rows that can stand together in a sound file; ``stores`` are the texts and originals."""
    settled = Settled(
        {name: {key: dict(row) for key, row in rows.items()} for name, rows in found.items()},
        {name: set() for name in found},
    )
    _say_which_texts_are_lost(settled, stores)
    # Leaving out a row may leave others with nothing to belong to; each round takes some away.
    while any([_settle_references(settled, stores), _settle_positions(settled, stores)]):
        pass
    _settle_codes(settled)
    _settle_memos(settled)
    if not settled.rows[Project.__tablename__]:
        moment = "1970-01-01T00:00:00.000000Z"
        row = {"name": _("Recovered project"), "description": "", "language": "en"}
        _add_stand_in(settled, Project.__tablename__, UUID(int=1).hex, row | {"created_at": moment})
    return settled


def _say_which_texts_are_lost(settled: Settled, stores: Rows) -> None:
    for source in settled.rows[Source.__tablename__].values():
        if source["text_hash"] not in stores["text"]:
            has_original = source["original_hash"] in stores["original"]
            way = (
                f" Its imported file, “{source['original_name']!s}”, is in the recovered project."
                if has_original
                else ""
            )
            settled.sentences.append(f"The text of “{source['name']!s}” is lost.{way}")


def _settle_references(settled: Settled, stores: Rows) -> bool:
    """Mend or leave out every row that points at a row that is not there; whether one did."""
    did = False
    there = settled.rows | stores
    for table in history_tables():
        for row_id, row in list(settled.rows[table.name].items()):
            lost = _lost_targets(there, table, row)
            did = did or bool(lost)
            if not all(_mend(settled, column, target, row) for column, target in lost):
                _leave_out(settled, table.name, row_id)
    return did


def _lost_targets(there: Rows, table: Table, row: FoundRow) -> list[tuple[Column[object], Table]]:
    """The columns of a row that point at something that is not there, and where to."""
    return [
        (key.parent, key.column.table)
        for key in table.foreign_keys
        if (value := row[key.parent.name]) is not None
        and value not in there.get(key.column.table.name, {})
    ]


def _mend(settled: Settled, column: Column[object], target: Table, row: FoundRow) -> bool:
    """Let a row stand although what it points at is lost; whether it can."""
    if column.nullable and column.table.name != "attribute_value":
        row[column.name] = None
        settled.mended.add(str(row["id"]))
        return True
    make, lost = _STAND_INS.get(target.name), str(row[column.name])
    if make is None:
        return False
    if lost not in settled.rows[target.name]:  # another column of the row may name it too
        _add_stand_in(settled, target.name, lost, make(settled))
    return True


def _stand_in_coder(settled: Settled) -> FoundRow:
    name = _free_name(_("Unknown coder"), settled.rows[Coder.__tablename__])
    settled.sentences.append(f"A coder is lost; what they coded stands under “{name}”.")
    return {"name": name, "kind": CoderKind.PERSON.value}


def _stand_in_code(settled: Settled) -> FoundRow:
    codes = settled.rows[Code.__tablename__]
    name = _free_name(_("Unknown code"), codes)
    settled.sentences.append(f"A code is lost; its segments stand under “{name}”.")
    row: FoundRow = dict.fromkeys(Code.__table__.columns.keys(), "")
    row |= {"parent_id": None, "rank": _last_rank(codes), "name": name, "colour": "#777777"}
    return row | {"codable": 1, "definition_version": 1}


# What many rows belong to: a lost page of these must not take the work of months along.
_STAND_INS: dict[str, Callable[[Settled], FoundRow]] = {
    Coder.__tablename__: _stand_in_coder,
    Code.__tablename__: _stand_in_code,
}


def _add_stand_in(settled: Settled, table: str, row_id: str, row: Mapping[str, Value]) -> None:
    settled.rows[table][row_id] = {**row, "id": row_id}
    settled.stand_ins.add(row_id)


def _free_name(name: str, rows: dict[str, FoundRow]) -> str:
    taken = {row["name"] for row in rows.values()}
    number = 1
    while f"{name} {number}" in taken:
        number += 1
    return f"{name} {number}"


def _last_rank(codes: dict[str, FoundRow]) -> str:
    ranks = [str(row["rank"]) for row in codes.values() if row["parent_id"] is None]
    try:
        return ranks_after(max(ranks, default=None), 1)[0]
    except ValueError:  # a rank that is none
        return "z"


_IN_PRESENT_TEXT = (
    CodedSegment.__tablename__,
    SpeakerTurn.__tablename__,
    FinishedMark.__tablename__,
)


def _settle_positions(settled: Settled, stores: Rows) -> bool:
    """Leave out what lies outside its source's present text, or counts in an earlier one."""
    sources, texts = settled.rows[Source.__tablename__], stores[Text.__tablename__]
    lengths = {key: len(str(row["content"])) for key, row in texts.items()}
    did = False
    for table in (
        CodedSegment.__tablename__,
        SpeakerTurn.__tablename__,
        FinishedMark.__tablename__,
    ):
        for row_id, row in list(settled.rows[table].items()):
            source = sources.get(str(row["source_id"]))
            if source is None or str(source["text_hash"]) not in lengths:
                continue
            end = row["end"] or 0
            is_inside = isinstance(end, int) and end <= lengths[str(source["text_hash"])]
            if not is_inside or row.get("text_hash", source["text_hash"]) != source["text_hash"]:
                _leave_out(settled, table, row_id)
                did = True
    return did


def _settle_codes(settled: Settled) -> None:
    """Codes that lie below themselves go to the top."""
    codes = settled.rows[Code.__tablename__]
    for row_id, row in codes.items():
        seen: set[object] = set()
        above: object = row_id
        while above is not None and above not in seen:
            seen.add(above)
            above = codes[str(above)]["parent_id"]
        if above is not None:
            row["parent_id"] = None
            settled.mended.add(row_id)


def _settle_memos(settled: Settled) -> None:
    """A memo on something lost becomes a journal entry; a link to it goes."""
    for row_id, row in settled.rows[Memo.__tablename__].items():
        if not _has_target(settled, row):
            row["target_table"] = row["target_id"] = None
            settled.mended.add(row_id)
    for row_id, row in list(settled.rows[MemoLink.__tablename__].items()):
        if not _has_target(settled, row):
            _leave_out(settled, MemoLink.__tablename__, row_id)


def _has_target(settled: Settled, row: FoundRow) -> bool:
    table = row["target_table"]
    return table is None or row["target_id"] in settled.rows.get(str(table), {})


def _leave_out(settled: Settled, table: str, row_id: str) -> None:
    del settled.rows[table][row_id]
    settled.left_out[table].add(row_id)
