"""What merging must know of each table: declared once, for every table of the history.

Which rows point where follows from the tables' own foreign keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from sqlalchemy import Table

from qualcoder_sts.project.tables.base import Base, history_tables

PLACE = "span"
"""The name of the values that say where in a text a row stands, taken together."""


class Settled(StrEnum):
    """How a value that differs is settled where nobody needs to be asked."""

    EARLIER = "earlier"
    LATER = "later"  # also the greater number, and yes rather than no
    EITHER = "either"  # the one with the greater version, so that both copies choose alike


@dataclass(frozen=True, slots=True)
class Declaration:
    """One table. A name with ``~`` before it is compared without case and doubled spaces.

    ``meaning`` are the columns by which rows that were made apart are known to be the same; with
    ``once`` a project never has two such rows. ``together`` are columns that are one value, by a
    name. ``settled`` are values nobody is asked about. ``free`` are values that, of two rows found
    to be the same, follow the row that stays.
    """

    meaning: tuple[str, ...] = ()
    once: bool = False
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settled: Mapping[str, Settled] = field(default_factory=dict)
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that holds another row's key, and what becomes of its row when that one goes."""

    column: str
    table: str
    clears: bool


BOOKKEEPING = frozenset({"alias", "merged_away"})
"""Tables that merging keeps for itself: nobody is told of their rows, nobody is asked."""

_SPAN = ("text_hash", "start", "end")
_ABOUT = {"target": ("target_table", "target_id")}
_MADE = {"created_at": Settled.EARLIER}

DECLARATIONS: Mapping[str, Declaration] = {
    "alias": Declaration(),
    "assignment": Declaration(("round_id", "source_id", "coder_id"), once=True),
    "attribute": Declaration(
        ("bearer", "kind", "~name"), settled={"rank": Settled.EITHER}, free=frozenset({"name"})
    ),
    "attribute_value": Declaration(("attribute_id", "participant_id", "source_id"), once=True),
    "code": Declaration(
        ("parent_id", "~name"),
        settled={"rank": Settled.EITHER, "definition_version": Settled.LATER},
        free=frozenset({"name", "colour"}),
    ),
    "codebook_version": Declaration(settled={"number": Settled.EITHER}),
    "coded_segment": Declaration(
        ("source_id", PLACE, "code_id", "coder_id"),
        once=True,
        together={PLACE: _SPAN},
        settled={
            **_MADE,
            "key_quote": Settled.LATER,
            "origin": Settled.EITHER,
            "definition_version": Settled.LATER,
        },
    ),
    "coder": Declaration(free=frozenset({"name"})),
    "coding_round": Declaration(("~name", "opened_by_id", "opened_at")),
    "consensus_decision": Declaration(
        ("source_id", PLACE, "code_id", "coder_id"),
        together={PLACE: _SPAN, "outcome": ("outcome", "reason", "decided_by_id")},
        settled={"at": Settled.LATER},
    ),
    "contributor": Declaration(("segment_id", "participant_id"), once=True),
    "field_session": Declaration(free=frozenset({"name"})),
    "finding": Declaration(("study_id", "code_id")),
    "finished_mark": Declaration(
        ("source_id", "coder_id", PLACE),
        once=True,
        together={PLACE: ("start", "end")},
        settled={"at": Settled.EARLIER},
    ),
    "membership": Declaration(("group_id", "person_id"), once=True),
    "memo": Declaration(
        ("target", "coder_id", "content"),
        together=_ABOUT,
        settled={**_MADE, "changed_at": Settled.LATER},
        free=frozenset({"title", "kind"}),
    ),
    "memo_link": Declaration(("memo_id", "target"), once=True, together=_ABOUT),
    "merged_away": Declaration(),
    "participant": Declaration(free=frozenset({"name"})),
    "project": Declaration(settled=_MADE),
    "roster_entry": Declaration(
        ("session_id", "participant_id"),
        once=True,
        settled={"attendance": Settled.LATER},  # “present” stands after “absent” in the alphabet
    ),
    "round_result": Declaration(("round_id", "unit", "content"), settled={"at": Settled.EARLIER}),
    "saved_query": Declaration(("~name", "definition")),
    "source": Declaration(
        ("text_hash", "method", "~name"),
        settled={
            "imported_at": Settled.EARLIER,
            "original_hash": Settled.EITHER,
            "original_name": Settled.EITHER,
            "format": Settled.EITHER,
            "encoding": Settled.EITHER,
        },
        free=frozenset({"name"}),
    ),
    "source_participant": Declaration(("source_id", "participant_id"), once=True),
    "speaker": Declaration(("source_id", "~label"), free=frozenset({"label"})),
    "speaker_turn": Declaration(
        ("source_id", PLACE),
        together={
            PLACE: ("start", "speech_start", "end"),
            "cue": ("cue_start_ms", "cue_end_ms"),
        },
    ),
    "study": Declaration(free=frozenset({"title"})),
    "suggestion_decision": Declaration(
        ("source_id", PLACE, "code_id", "coder_id"),
        together={
            PLACE: _SPAN,
            "verdict": (
                "verdict", "score_thousandths", "reasons", "model_hash", "definition_version", "at",
            ),
        },
        settled={"verdict": Settled.EITHER},
    ),
}  # fmt: skip

# Where positions count in the source's present text, and move when it is corrected.
MOVED_WITH_THE_TEXT = frozenset({"coded_segment", "speaker_turn", "finished_mark"})


def tables() -> tuple[str, ...]:
    """Every table of the history, parents before their children."""
    return _tables()


@cache
def _tables() -> tuple[str, ...]:
    return tuple(table.name for table in history_tables())


@cache
def fields_of(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table's values by their names: single columns, and columns that are one value."""
    together = DECLARATIONS[table].together
    taken = {column for columns in together.values() for column in columns}
    names = [column.name for column in _table(table).columns if column.name != "id"]
    return {**{name: (name,) for name in names if name not in taken}, **together}


@cache
def field_of_column(table: str) -> Mapping[str, str]:
    """The value that each column is a part of."""
    return {column: name for name, columns in fields_of(table).items() for column in columns}


@cache
def pointers_of(table: str) -> tuple[Pointer, ...]:
    """A table's foreign keys to rows of the history; memos' targets are not among them."""
    return tuple(
        Pointer(key.parent.name, key.column.table.name, key.ondelete == "SET NULL")
        for key in sorted(_table(table).foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name in _tables()
    )


def _table(table: str) -> Table:
    return Base.metadata.tables[table]
