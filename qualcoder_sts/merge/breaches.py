"""Rules that hold in each copy and break when both are put together, each row in good order.

The merged state is brought back into order in one way here; where people may want another, it is
a conflict that they decide.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from qualcoder_sts.foundation.names import folded, tidied, with_free_number
from qualcoder_sts.merge.basis import Copy
from qualcoder_sts.merge.declarations import PLACE
from qualcoder_sts.merge.draft import Draft
from qualcoder_sts.participants.values import written_values
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.tables.participants import AttributeKind

Choice: TypeAlias = Callable[[str], tuple[str, str] | None]
"""For a conflict's id: whose value is taken, and what was written; None while it is open."""

# Names that only one row may have, among those that agree in the other columns.
_NAMED_ONCE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "attribute": ("name", ("bearer",)),
    "code": ("name", ("parent_id",)),
    "coder": ("name", ()),
    "source": ("name", ()),
    "speaker": ("label", ("source_id",)),
}


@dataclass(frozen=True, slots=True)
class NameTaken:
    """Two rows that would have one name: ours, and theirs, and what the one that yields becomes."""

    table: str
    column: str
    ours: str
    theirs: str
    name: str
    instead: str

    @property
    def id(self) -> str:
        """The same whenever the same copies are compared."""
        return f"{self.table} {self.theirs} {self.column} taken {self.ours}"


@dataclass(frozen=True, slots=True)
class Circle:
    """Codes that would lie below themselves: each copy moved one of them."""

    codes: tuple[str, ...]
    moved_there: str

    @property
    def id(self) -> str:
        """The same whenever the same copies are compared."""
        return f"code {min(self.codes)} parent_id circle"


Breach: TypeAlias = NameTaken | Circle


def put_in_order(draft: Draft, ours: Copy, theirs: Copy, choose: Choice) -> list[Breach]:
    """Make the merged rows keep every rule; what people may decide otherwise."""
    found: list[Breach] = []
    found += _without_circles(draft, ours, theirs, choose)
    for table in _NAMED_ONCE:
        found += _with_own_names(draft, table, ours, choose)
    _let_kinds_fit(draft)
    _cut_overlapping_turns(draft, (ours, theirs))
    return found


def _without_circles(draft: Draft, ours: Copy, theirs: Copy, choose: Choice) -> Iterator[Circle]:
    seen: set[tuple[str, ...]] = set()
    while (codes := _circle(draft.rows["code"])) is not None:
        moved = [
            code for code in codes if _parent(ours, code) != draft.rows["code"][code]["parent_id"]
        ]
        circle = Circle(codes, min(moved or codes))
        chosen = choose(circle.id)
        side = (
            theirs if chosen is not None and chosen[0] == "theirs" and codes not in seen else ours
        )
        if codes not in seen:
            yield circle
        for code in codes:
            # As it is in one copy, or at the top where that copy has no such code.
            parent = _parent(side, code)
            if codes in seen or parent not in draft.rows["code"]:
                parent = None
            draft.decide("code", code, "parent_id", {"parent_id": parent})
        seen.add(codes)


def _parent(copy: Copy, code: str) -> str | None:
    row = copy.rows["code"].get(code)
    return None if row is None or row["parent_id"] is None else str(row["parent_id"])


def _circle(codes: Mapping[str, StoredRow]) -> tuple[str, ...] | None:
    """The codes of one circle, in the order of their keys."""
    sound: set[str | None] = {None}
    for code in codes:
        path: dict[str | None, None] = {}
        above: str | None = code
        while above not in sound and above not in path:
            path[above] = None
            row = codes.get(above or "")
            above = None if row is None or row["parent_id"] is None else str(row["parent_id"])
        if above in path:
            names = [str(each) for each in path]
            return tuple(sorted(names[names.index(str(above)) :]))
        sound |= path.keys()
    return None


def _with_own_names(draft: Draft, table: str, ours: Copy, choose: Choice) -> Iterator[NameTaken]:
    column, within = _NAMED_ONCE[table]
    named: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for row_id, row in draft.rows[table].items():
        named[(*(row[each] for each in within), folded(str(row[column])))].append(row_id)
    for alike in [ids for ids in named.values() if len(ids) > 1]:
        rows = draft.rows[table]
        # Whoever had the name here comes first.
        alike.sort(key=lambda row_id: (ours.rows[table].get(row_id) != rows[row_id], row_id))
        group = tuple(rows[alike[0]][each] for each in within)
        taken = {
            folded(str(row[column]))
            for row in rows.values()
            if tuple(row[each] for each in within) == group
        }
        for other in alike[1:]:
            name = str(rows[other][column])
            breach = NameTaken(table, column, alike[0], other, name, with_free_number(name, taken))
            yield breach
            _rename(draft, breach, choose(breach.id), taken)


def _rename(
    draft: Draft, breach: NameTaken, chosen: tuple[str, str] | None, taken: set[str]
) -> None:
    take, written = chosen or ("ours", "")
    yields = breach.ours if take == "theirs" else breach.theirs
    name = with_free_number(tidied(written), taken) if take == "written" else breach.instead
    taken.add(folded(name))
    draft.decide(breach.table, yields, breach.column, {breach.column: name})


def _cut_overlapping_turns(draft: Draft, copies: tuple[Copy, Copy]) -> None:
    """Where two people have divided one turn, each of them lets another speaker go on."""
    of_source: dict[str, list[StoredRow]] = defaultdict(list)
    for row in draft.rows["speaker_turn"].values():
        of_source[str(row["source_id"])].append(row)
    for turns in of_source.values():
        turns.sort(key=lambda row: (_at(row, "start"), _at(row, "end"), str(row["id"])))
        for one, following in pairwise(turns):
            start = _at(following, "start")
            if _at(one, "end") > start > _at(one, "speech_start") and not _stand_so(
                copies, one, following
            ):
                draft.decide("speaker_turn", str(one["id"]), PLACE, {"end": start})


def _stand_so(copies: tuple[Copy, Copy], *rows: StoredRow) -> bool:
    """Whether one copy has these rows as they are."""
    return any(
        all(copy.rows["speaker_turn"].get(str(row["id"])) == row for row in rows) for copy in copies
    )


def _at(row: StoredRow, column: str) -> int:
    return int(row[column] or 0)


def _let_kinds_fit(draft: Draft) -> None:
    """A variable that got values of another kind elsewhere holds text: nothing is lost by that."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in draft.rows["attribute_value"].values():
        values[str(row["attribute_id"])].append(str(row["value"]))
    for row_id, row in list(draft.rows["attribute"].items()):
        kind = AttributeKind(str(row["kind"]))
        if written_values(values[row_id], kind) is None:
            draft.decide("attribute", row_id, "kind", {"kind": AttributeKind.TEXT.value})
