"""What of a plan a coder of an open blind round may be told: nothing of others' coding in it.

Files are read and merged whole; what is left out here is only not shown. A round that a colleague
opened in a copy counts as well: once it is merged it is open here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol, TypeVar
from uuid import UUID

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.basis import Copy
from qualcoder_sts.merge.deleting import RowKey, Together
from qualcoder_sts.merge.describing import Described
from qualcoder_sts.merge.errors import BlindConflictError
from qualcoder_sts.merge.plan import Conflict
from qualcoder_sts.merge.resolving import Merged
from qualcoder_sts.project.history.rows import StoredRow

_OWNED = frozenset({"coded_segment", "finished_mark", "suggestion_decision", "consensus_decision"})


class _OfRow(Protocol):
    @property
    def table(self) -> str: ...

    @property
    def row_id(self) -> UUID: ...


Item = TypeVar("Item", bound=_OfRow)


@dataclass(frozen=True, slots=True)
class KeptBlind:
    """The sources of the open rounds in which who acts codes, and who that is, by all their keys.

    Two copies may have one source or one coder under two keys.
    """

    sources: frozenset[str]
    own: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.sources)


def unseen_words() -> str:
    """What is to be said where a plan is not whole."""
    return _(
        "What others coded and an open blind round keeps from you comes along; it is neither "
        "listed nor counted here."
    )


def kept_blind(steps: Sequence[Merged], acting: str | None) -> KeptBlind:
    """What is kept from who acts, now or once these copies are merged one after the other."""
    if acting is None:
        return KeptBlind(frozenset(), frozenset())
    own = _by_any_key({acting}, "coder", steps)
    sources = {
        source_id
        for step in steps
        for copy in (step.ours, step.copy)
        for source_id in _sources_of_rounds(copy, own)
    }
    return KeptBlind(_by_any_key(sources, "source", steps), own)


def _by_any_key(keys: set[str], table: str, steps: Sequence[Merged]) -> frozenset[str]:
    found = set(keys)
    for step in (*steps, *reversed(steps)):
        for one, other in step.same.get(table, {}).items():
            if one in found or other in found:
                found |= {one, other}
    return frozenset(found)


def _sources_of_rounds(copy: Copy, own: frozenset[str]) -> Iterator[str]:
    rounds = {
        round_id
        for round_id, row in copy.rows["coding_round"].items()
        if row["blind"] and row["closed_at"] is None
    }
    assigned = [row for row in copy.rows["assignment"].values() if row["round_id"] in rounds]
    mine = {row["round_id"] for row in assigned if row["coder_id"] in own}
    return (str(row["source_id"]) for row in assigned if row["round_id"] in mine)


def told(found: Described, step: Merged, kept: KeptBlind) -> Described:
    """What may be told of what was found.

    Raises ``BlindConflictError`` where something would have to be decided that must not be seen.
    """
    if not kept:
        return found
    keeping = _Keeping((step.copy, step.ours, step.theirs), kept)
    if any(keeping.hides(each.table, each.row_id) for each in found.conflicts) or any(
        keeping.hides_key(*key) for key in _decided_together(step.deletions)
    ):
        raise BlindConflictError
    return replace(
        found,
        differences=keeping.seen(found.differences),
        conflicts=[_without_steps(each) for each in found.conflicts],
        united=[each for each in found.united if not keeping.hides(each.table, each.kept)],
        reanchored=keeping.seen(found.reanchored),
        unplaced=keeping.seen(found.unplaced),
    )


def _decided_together(deletions: Iterable[Together]) -> Iterator[RowKey]:
    """All that went with what was deleted, and all that hangs on it: its number is told."""
    for group in deletions:
        yield from chain((member.key for member in group.members), group.built)


def _without_steps(conflict: Conflict) -> Conflict:
    """The label of a step may say how many segments it moved."""
    ours, theirs = (replace(side, step="") for side in (conflict.ours, conflict.theirs))
    return replace(conflict, ours=ours, theirs=theirs)


class _Keeping:
    def __init__(self, copies: tuple[Copy, ...], kept: KeptBlind) -> None:
        self._copies, self._kept = copies, kept

    def seen(self, items: Iterable[Item]) -> list[Item]:
        return [each for each in items if not self.hides(each.table, each.row_id)]

    def hides(self, table: str, row_id: UUID) -> bool:
        return self.hides_key(table, row_id.hex)

    def hides_key(self, table: str, row_id: str) -> bool:
        """Whether a row tells of others' coding in the round's sources."""
        row = self._row(table, row_id)
        return row is not None and self._hides_row(table, row)

    def _row(self, table: str, row_id: str) -> StoredRow | None:
        rows = (copy.rows.get(table, {}).get(row_id) for copy in self._copies)
        return next((row for row in rows if row is not None), None)

    def _hides_row(self, table: str, row: StoredRow) -> bool:
        if table in _OWNED:
            return row["source_id"] in self._kept.sources and row["coder_id"] not in self._kept.own
        if table == "contributor":
            return self.hides_key("coded_segment", str(row["segment_id"]))
        if table == "memo_link":
            return self.hides_key("memo", str(row["memo_id"]))
        if table == "memo":
            return self._hides_memo(row)
        return False

    def _hides_memo(self, memo: StoredRow) -> bool:
        """A colleague's memo on anything of a source of the round, or on a memo on that."""
        if memo["target_id"] is None or memo["coder_id"] in self._kept.own:
            return False
        table, target_id = str(memo["target_table"]), str(memo["target_id"])
        target = self._row(table, target_id)
        if target is None or table == "memo":
            return target is not None and self._hides_memo(target)
        source_id = target_id if table == "source" else target.get("source_id")
        return source_id in self._kept.sources
