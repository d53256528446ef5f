"""Putting two copies together: the merged state, and everything that is to be told about it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, uuid5

from qualcoder_sts.merge.basis import DECIDED, Copy, Knowledge, PastUpdate, RowVersions
from qualcoder_sts.merge.breaches import Breach
from qualcoder_sts.merge.comparing import Clash
from qualcoder_sts.merge.declarations import DECLARATIONS
from qualcoder_sts.merge.deleting import RowKey, Together
from qualcoder_sts.merge.draft import Draft
from qualcoder_sts.merge.joining import Joining
from qualcoder_sts.merge.keys import Pair, SameKeys, known_pairs, same_keys, with_one_key
from qualcoder_sts.merge.meaning import Unions, meaning_of, rows_alike
from qualcoder_sts.merge.places import Places
from qualcoder_sts.merge.plan import Decisions
from qualcoder_sts.project.history.rows import StoredRow

_MOST_ROUNDS = 20


@dataclass(slots=True)
class Merged:
    """Two copies put together. ``ours`` and ``theirs`` have one key for each row."""

    copy: Copy
    ours: Copy
    theirs: Copy
    same: SameKeys
    unions: Unions
    twins: list[Pair]
    places: Places
    clashes: list[Clash] = field(default_factory=list)
    deletions: list[Together] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    heirs: dict[RowKey, str] = field(default_factory=dict)
    reanchored: list[tuple[RowKey, Copy]] = field(default_factory=list)
    unplaced: list[tuple[RowKey, Copy]] = field(default_factory=list)


def put_together(ours: Copy, theirs: Copy, decisions: Decisions) -> Merged:
    """What comes of two copies with these decisions; what is undecided stays as it is here."""
    known = known_pairs((ours, theirs))
    same = same_keys(known)
    one_ours, one_theirs = with_one_key(ours, same), with_one_key(theirs, same)
    unions = rows_alike(one_ours, one_theirs, decisions.answers)
    twins: list[Pair] = []
    for _round in range(_MOST_ROUNDS):
        pairs = [*unions.pairs, *twins]
        same = same_keys([*known, *pairs])
        joined = _joined(ours, theirs, same, pairs, decisions)
        found = _twins(joined)
        if not found:
            break
        twins += found
    _keep_keys(joined.draft, ours, theirs, same)
    return Merged(
        copy=_known_by_both(joined),
        ours=joined.ours,
        theirs=joined.theirs,
        same=same,
        unions=unions,
        twins=twins,
        places=joined.places,
        clashes=joined.clashes,
        deletions=joined.deletions,
        breaches=joined.breaches,
        heirs=joined.heirs,
        reanchored=joined.reanchored,
        unplaced=joined.unplaced,
    )


def _joined(
    ours: Copy, theirs: Copy, same: SameKeys, pairs: list[Pair], decisions: Decisions
) -> Joining:
    one_ours, one_theirs = with_one_key(ours, same), with_one_key(theirs, same)
    kept: dict[RowKey, bool] = {}
    for table, one, other in pairs:
        key = same.get(table, {}).get(one, one)
        kept[table, key] = key in ours.rows[table] or key not in theirs.rows[table]
        kept.setdefault((table, other), kept[table, key])
    joining = Joining(one_ours, one_theirs, kept, decisions)
    joining.join()
    return joining


def _twins(joined: Joining) -> list[Pair]:
    """Rows that no project has twice, and that have become alike only now."""
    pairs: list[Pair] = []
    for table, declared in DECLARATIONS.items():
        if not declared.once:
            continue
        alike: dict[object, list[str]] = defaultdict(list)
        for row_id, row in joined.draft.rows[table].items():
            alike[meaning_of(table, row)].append(row_id)
        for meaning, row_ids in alike.items():
            first = min(row_ids)
            pairs += [
                (table, first, other)
                for other in row_ids
                if other != first and not _were_twins(joined, table, first, other, meaning)
            ]
    return pairs


def _were_twins(joined: Joining, table: str, one: str, other: str, meaning: object) -> bool:
    """Whether a copy has both already, saying the same: then it is not for a merge to mend."""
    for copy in (joined.ours, joined.theirs):
        rows = [copy.rows[table].get(each) for each in (one, other)]
        if all(row is not None and meaning_of(table, row) == meaning for row in rows):
            return True
    return False


def _keep_keys(draft: Draft, ours: Copy, theirs: Copy, same: SameKeys) -> None:
    """The keys that are no longer used, each with the one that is, so that later merges know."""
    wanted: dict[str, StoredRow] = {}
    for table, keys in same.items():
        for other, kept in keys.items():
            row_id = uuid5(NAMESPACE_URL, f"{table}/{other}").hex
            wanted[row_id] = {
                "id": row_id, "table_name": table, "other_id": other, "same_as_id": kept,
            }  # fmt: skip
    for row_id in ours.rows["alias"].keys() - wanted.keys():
        draft.remove("alias", row_id, DECIDED)
    for row_id, row in wanted.items():
        if ours.rows["alias"].get(row_id) == row:
            continue
        if theirs.rows["alias"].get(row_id) == row:
            version = theirs.versions["alias"][row_id]
        else:
            version = RowVersions(is_there=True, existence=DECIDED, common=DECIDED)
        draft.put("alias", row_id, row, version)


def _known_by_both(joined: Joining) -> Copy:
    """The merged state as a copy that knows what both know."""
    ours, theirs = joined.ours, joined.theirs
    whole = ours.knows.whole | theirs.knows.whole
    partly: dict[str, frozenset[str]] = {}
    for knows in (ours.knows, theirs.knows):
        for step_id, rows in knows.partly.items():
            if step_id not in whole:
                partly[step_id] = partly.get(step_id, frozenset()) | rows
    past: dict[RowKey, tuple[PastUpdate, ...]] = {**theirs.past, **ours.past}
    for key in theirs.past.keys() & ours.past.keys():
        new = (each for each in theirs.past[key] if each.step_id not in ours.steps)
        past[key] = (*ours.past[key], *new)
    return replace(
        ours,
        rows=joined.draft.rows,
        versions=joined.draft.versions,
        past=past,
        last_rows={**theirs.last_rows, **ours.last_rows},
        steps={**theirs.steps, **ours.steps},
        knows=Knowledge(whole, partly),
        texts={**theirs.texts, **ours.texts},
    )
