"""Rows of a copy that a merge leaves where they are: other people's private memos."""

from collections.abc import Iterator
from dataclasses import replace

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.merge.basis import Copy, Knowledge


def without_private_memos(theirs: Copy, ours: Copy, acting: str) -> tuple[Copy, int]:
    """The copy without others' private memos that are not here already, and how many those are.

    What their steps did to them stays unknown here, so that nothing is taken for deleted.
    """
    names = {row_id: folded(str(row["name"])) for row_id, row in theirs.rows["coder"].items()}
    private = {
        row_id
        for row_id, row in theirs.rows["memo"].items()
        if row["private"]
        and names.get(str(row["coder_id"])) != folded(acting)
        and row_id not in ours.rows["memo"]
    }
    if not private:
        return theirs, 0
    left = {"memo": private}
    left["memo_link"] = {
        row_id
        for row_id, row in theirs.rows["memo_link"].items()
        if row["memo_id"] in private or row["target_id"] in private
    }
    left["memo"] |= {
        row_id for row_id, row in theirs.rows["memo"].items() if row["target_id"] in private
    }
    rows = {table: dict(theirs.rows[table]) for table in left}
    versions = {table: dict(theirs.versions[table]) for table in left}
    for table, row_ids in left.items():
        for row_id in row_ids:
            del rows[table][row_id], versions[table][row_id]
    kept = theirs.with_rows({**theirs.rows, **rows}, {**theirs.versions, **versions})
    return replace(kept, knows=_not_wholly(theirs, left)), len(private)


def _not_wholly(theirs: Copy, left: dict[str, set[str]]) -> Knowledge:
    """What is known of a copy whose steps touched rows that were left out."""
    touched = list(_touched(theirs))
    steps = {step for table, row_id, step in touched if row_id in left.get(table, ())}
    steps &= theirs.knows.whole
    rows: dict[str, set[str]] = {step_id: set() for step_id in steps}
    for table, row_id, step in touched:
        if step in steps and row_id not in left.get(table, ()):
            rows[step].add(row_id)
    partly = {step_id: frozenset(row_ids) for step_id, row_ids in rows.items()}
    return Knowledge(theirs.knows.whole - steps, {**theirs.knows.partly, **partly})


def _touched(theirs: Copy) -> Iterator[tuple[str, str, str]]:
    """Every row with each step that gave it something."""
    for table, versions in theirs.versions.items():
        for row_id, version in versions.items():
            for step in {version.existence, version.common, *version.fields.values()}:
                yield table, row_id, step
    for (table, row_id), updates in theirs.past.items():
        for update in updates:
            yield table, row_id, update.step_id
