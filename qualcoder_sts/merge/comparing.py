"""The rule: of two values, which one knows the other's version and has moved on from it.

| their version is known here | ours |
| our version is known there | theirs |
| neither, one value | that value, with the greater version |
| neither, two values | a conflict |
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from qualcoder_sts.merge.basis import DECIDED, Copy, RowVersions, value_of
from qualcoder_sts.merge.declarations import (
    DECLARATIONS,
    MOVED_WITH_THE_TEXT,
    PLACE,
    Settled,
    fields_of,
)
from qualcoder_sts.merge.places import Place, Places
from qualcoder_sts.project.history.rows import StoredRow, StoredValue

_EMPTY: Collection[StoredValue] = (None, "")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values of which neither copy has seen the other's."""

    table: str
    row_id: str
    field: str
    ours: Place
    theirs: Place
    our_version: str
    their_version: str


@dataclass(slots=True)
class RowCompared:
    """A row that both have, merged; None as ``row`` where its words are gone from the text."""

    row: StoredRow | None
    versions: RowVersions
    clashes: list[Clash] = field(default_factory=list)


class RowComparison:
    """Compares the rows of two copies in which each row has one key."""

    def __init__(
        self, ours: Copy, theirs: Copy, places: Places, kept: dict[tuple[str, str], bool]
    ) -> None:
        """``kept`` has the rows found to be the same: whether the key that stays was ours."""
        self._ours, self._theirs, self._places, self._kept = ours, theirs, places, kept

    def compared(self, table: str, row_id: str) -> RowCompared | None:
        """What becomes of a row that both have; None where it stays as it is."""
        our, their = self._ours.rows[table][row_id], self._theirs.rows[table][row_id]
        ours, theirs = self._ours.versions[table][row_id], self._theirs.versions[table][row_id]
        if our == their and ours == theirs and not self._places.is_moved(table, our, self._ours):
            return None
        merged = RowCompared(dict(our), ours)
        versions: dict[str, str] = {}
        for name in fields_of(table):
            self._compare_field(table, row_id, name, merged, versions)
        existence = ours.existence
        if existence != theirs.existence:
            existence = self._of_same(row_id, existence, theirs.existence)
        merged.versions = ours.with_fields(versions).with_existence(existence, is_there=True)
        return merged

    def _compare_field(
        self, table: str, row_id: str, name: str, merged: RowCompared, versions: dict[str, str]
    ) -> None:
        our_version = self._ours.versions[table][row_id].of(name)
        their_version = self._theirs.versions[table][row_id].of(name)
        ours, theirs = self._values(table, row_id, name)
        takes_theirs, version = False, our_version
        if our_version == their_version:
            # One version, told in two texts or with keys that two merges chose apart.
            takes_theirs = self._is_better_told(table, row_id, name, ours, theirs)
        else:
            known_here = self._ours.knows.has(their_version, row_id)
            known_there = self._theirs.knows.has(our_version, row_id)
            if known_here is not known_there:
                takes_theirs = known_there
                version = their_version if known_there else our_version
            elif ours == theirs:
                version = greater(our_version, their_version)
            else:
                clash = Clash(table, row_id, name, ours or (), theirs or (), our_version,
                              their_version)  # fmt: skip
                settled = self._settled(clash)
                if settled is None:
                    merged.clashes.append(clash)
                else:
                    takes_theirs = settled
                    version = their_version if settled else our_version
        if version != our_version:
            versions[name] = version
        self._take(table, name, merged, theirs if takes_theirs else ours, ours or theirs)

    def _take(
        self, table: str, name: str, merged: RowCompared, value: Place | None, other: Place | None
    ) -> None:
        value = other if value is None else value
        if merged.row is None:
            return
        if value is None:
            merged.row = None
            return
        merged.row.update(zip(fields_of(table)[name], value, strict=True))

    def _values(self, table: str, row_id: str, name: str) -> tuple[Place | None, Place | None]:
        our, their = self._ours.rows[table][row_id], self._theirs.rows[table][row_id]
        if name == PLACE and table in MOVED_WITH_THE_TEXT:
            return (
                self._places.told(table, our, self._ours),
                self._places.told(table, their, self._theirs),
            )
        columns = fields_of(table)[name]
        return value_of(our, columns), value_of(their, columns)

    def _is_better_told(
        self, table: str, row_id: str, name: str, ours: Place | None, theirs: Place | None
    ) -> bool:
        """Of one version, whether theirs is the one to go by: it was told in the merged text."""
        if ours == theirs or theirs is None:
            return False
        if name == PLACE and table in MOVED_WITH_THE_TEXT:
            moved = [
                self._places.is_moved(table, copy.rows[table][row_id], copy)
                for copy in (self._ours, self._theirs)
            ]
            if moved[0] is not moved[1]:
                return moved[0]
        return ours is None or repr(theirs) > repr(ours)

    def _of_same(self, row_id: str, ours: str, theirs: str) -> str:
        known_here = self._ours.knows.has(theirs, row_id)
        known_there = self._theirs.knows.has(ours, row_id)
        if known_here is known_there:
            return greater(ours, theirs)
        return ours if known_here else theirs

    def _settled(self, clash: Clash) -> bool | None:
        """Whether theirs is taken where nobody needs to be asked; None where somebody does."""
        kept_is_ours = self._kept.get((clash.table, clash.row_id))
        if kept_is_ours is not None:
            # Made apart: what only one says is no contradiction.
            empty = [all(each in _EMPTY for each in side) for side in (clash.ours, clash.theirs)]
            if any(empty):
                return empty[0]
            if clash.field in DECLARATIONS[clash.table].free:
                return not kept_is_ours
        return _settled_alike(clash)


def _settled_alike(clash: Clash) -> bool | None:
    match DECLARATIONS[clash.table].settled.get(clash.field):
        case Settled.EARLIER:
            return _is_later(clash.ours, clash.theirs)
        case Settled.LATER:
            return _is_later(clash.theirs, clash.ours)
        case Settled.EITHER:
            return clash.their_version == greater(clash.our_version, clash.their_version)
    return None


def _is_later(one: Place, other: Place) -> bool:
    pairs = zip(one, other, strict=False)
    for left, right in pairs:
        if left != right:
            if isinstance(left, int) and isinstance(right, int):
                return left > right
            return str(left) > str(right)
    return False


def greater(one: str, other: str) -> str:
    """The version that stays of two for one value; what is decided now comes before all."""
    return max(one, other, key=lambda version: (version == DECIDED, version))
