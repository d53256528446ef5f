"""What a merge must leave behind: everything of both sides, and what was decided."""

from collections import Counter, defaultdict

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.merge.declarations import BOOKKEEPING, fields_of, pointers_of
from qualcoder_sts.merge.deleting import pointed_at
from qualcoder_sts.merge.plan import EXISTENCE, Conflict, MergePlan, Side, Take
from qualcoder_sts.project.history.replay import HistoryRows
from qualcoder_sts.project.history.rows import StoredRow, StoredValue
from qualcoder_sts.project.tables.base import Base


class Merged:
    """The rows after a merge, by table, key and column."""

    def __init__(self, rows: HistoryRows) -> None:
        self.rows: dict[str, dict[str, StoredRow]] = {
            table: {key: named(table, row) for key, row in of_table.items()}
            for table, of_table in rows.items()
        }
        self.same = {
            (str(row["table_name"]), str(row["other_id"])): str(row["same_as_id"])
            for row in self.rows["alias"].values()
        }

    def key(self, table: str, row_id: str) -> str:
        return self.same.get((table, row_id), row_id)

    def row(self, table: str, row_id: str) -> StoredRow | None:
        return self.rows[table].get(self.key(table, row_id))


def named(table: str, row: tuple[StoredValue, ...]) -> StoredRow:
    """A row as it was read, ``id`` twice in front of it or not, by its columns."""
    columns = ["id", *Base.metadata.tables[table].columns.keys()]
    return dict(zip(columns, row, strict=True))


def nothing_is_missing(
    before: tuple[HistoryRows, HistoryRows], after: HistoryRows, plan: MergePlan
) -> None:
    """Every row of both is there, is another's, was deleted on purpose, or is in the report."""
    merged = Merged(after)
    basis = plan.basis.ours.versions, plan.basis.theirs[0].versions
    gone = {(each.table, each.row_id.hex) for each in plan.unplaced}
    gone |= {(each.table, each.row_id.hex) for each in plan.conflicts if each.field == EXISTENCE}
    missing: dict[tuple[str, str], list[StoredRow]] = defaultdict(list)
    for side in before:
        for table, rows in Merged(side).rows.items():
            for row_id, row in rows.items():
                if table not in BOOKKEEPING and merged.row(table, row_id) is None:
                    missing[table, row_id].append(row)
    # Deleted in the other copy, by a step in its log.
    gone |= {
        (table, row_id)
        for table, row_id in missing
        for its in (of_copy[table].get(row_id) for of_copy in basis)
        if its is not None and not its.is_there
    }
    unexplained = set(missing) - gone
    # The rest hung on what is gone.
    while hung := {
        key
        for key in unexplained
        if any(
            other in gone or (merged.row(*other) is None and other not in missing)
            for row in missing[key]
            for other in pointed_at(key[0], row)
        )
    }:
        gone |= hung
        unexplained -= hung
    assert unexplained == set()


def what_was_decided_holds(plan: MergePlan, after: HistoryRows) -> None:
    merged = Merged(after)
    about = Counter((each.table, each.row_id) for each in plan.conflicts)
    unplaced = {(each.table, each.row_id) for each in plan.unplaced}
    for conflict in plan.conflicts:
        key = conflict.table, conflict.row_id
        if conflict.decision is None or about[key] > 1 or key in unplaced:
            continue  # two decisions on one row may be at odds, and words that are gone stay gone
        if conflict.field == EXISTENCE:
            existence_is_as_decided(conflict, merged, plan)
        elif " taken " in conflict.id:
            name_is_as_decided(conflict, merged)
        elif not conflict.id.endswith("circle"):
            value_is_as_decided(conflict, merged)
    for question in plan.questions:
        ours, theirs = (
            merged.key(question.table, each.hex) for each in (question.ours_id, question.theirs_id)
        )
        assert (ours == theirs) is question.is_same, question


def taken_side(conflict: Conflict) -> Side:
    assert conflict.decision is not None
    return conflict.ours if conflict.decision.take is Take.OURS else conflict.theirs


def existence_is_as_decided(conflict: Conflict, merged: Merged, plan: MergePlan) -> None:
    table, row_id = conflict.table, conflict.row_id.hex
    is_there = merged.row(table, row_id) is not None
    if taken_side(conflict).is_deleted or is_there:
        assert is_there is not taken_side(conflict).is_deleted, conflict
        return
    # It was to stay, and hung on what was to go.
    its = plan.basis.ours.row(table, row_id) or plan.basis.theirs[0].row(table, row_id)
    assert its is not None, conflict
    assert any(merged.row(*other) is None for other in pointed_at(table, its)), conflict


def name_is_as_decided(conflict: Conflict, merged: Merged) -> None:
    """One of the two keeps the name; what was written is given to theirs, if it was free."""
    assert conflict.decision is not None
    theirs, ours = conflict.row_id.hex, conflict.id.split(" taken ")[1]
    rows = [merged.row(conflict.table, each) for each in (ours, theirs)]
    if None in rows:
        return
    names = [folded(str(row[conflict.field])) for row in rows if row is not None]
    assert names[0] != names[1], conflict
    if conflict.decision.take is Take.WRITTEN:
        assert names[1].startswith(folded(tidied(conflict.decision.written))), conflict


def value_is_as_decided(conflict: Conflict, merged: Merged) -> None:
    assert conflict.decision is not None
    table, decision = conflict.table, conflict.decision
    row = merged.row(table, conflict.row_id.hex)
    if row is None:
        return  # deleted, or hung on what is gone
    columns = fields_of(table)[conflict.field]
    said = ", ".join(str(row[column]) for column in columns)
    if decision.take is Take.WRITTEN:
        assert said in {cleaned(decision.written), tidied(decision.written)}, conflict
        return
    stored = taken_side(conflict).stored
    pointers = {each.column: each.table for each in pointers_of(table)}
    if len(columns) == 1 and columns[0] in pointers and stored is not None:
        if row[columns[0]] is None:
            return  # what it pointed at is gone
        stored = merged.key(pointers[columns[0]], str(stored))
    assert said == str(stored), conflict
