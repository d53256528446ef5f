"""What one step changed, row by row, in plain words."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.row_words import RowWords
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.kind_words import is_shown, kind_word
from qualcoder_sts.project.tables.log import Change, RowOperation

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of a row: what it says, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row a step changed; ``name`` says what it is, ``done`` what happened to it."""

    table: str
    id: UUID
    name: str
    done: str
    values: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class StepDetails:
    """The first rows of a step, and how many of each kind there are."""

    step_id: UUID
    rows: tuple[ChangedRow, ...]
    counts: tuple[tuple[str, int], ...]
    """``("segment added", 12)``"""

    @property
    def more(self) -> int:
        """How many rows are not told one by one."""
        return sum(number for _what, number in self.counts) - len(self.rows)


def step_details(
    session: Session, step_id: UUID, *, reader_id: UUID | None = None, most: int = MOST_ROWS
) -> StepDetails:
    """What a step changed. Of private memos a reader is told the content of the own ones only."""
    words = RowWords(session)
    query = (
        select(Change).where(Change.change_set_id == step_id).order_by(Change.number).limit(most)
    )
    rows = tuple(_told(change, words, reader_id) for change in session.scalars(query))
    return StepDetails(step_id, rows, _counts(session, step_id))


def names_of_rows(session: Session, rows: tuple[str, ...]) -> list[str]:
    """What rows are called that are given as ``table key``, as errors name them."""
    words = RowWords(session)
    parted = (row.partition(" ") for row in rows)
    return [words.of_row(table, UUID(key).hex) for table, _space, key in parted]


def _counts(session: Session, step_id: UUID) -> tuple[tuple[str, int], ...]:
    query = (
        select(Change.table_name, Change.operation, func.count(), func.min(Change.number))
        .where(Change.change_set_id == step_id)
        .group_by(Change.table_name, Change.operation)
        .order_by(func.min(Change.number))
    )
    return tuple(
        (_counted_kind(kind_word(table), operation), count)
        for table, operation, count, _number in session.execute(query).all()
    )


def _done(operation: RowOperation) -> str:
    words = {
        RowOperation.INSERT: _("added"),
        RowOperation.UPDATE: _("changed"),
        RowOperation.DELETE: _("removed"),
    }
    return words[operation]


def _counted_kind(kind: str, operation: RowOperation) -> str:
    words = {
        RowOperation.INSERT: _("%s added"),
        RowOperation.UPDATE: _("%s changed"),
        RowOperation.DELETE: _("%s removed"),
    }
    return words[operation] % kind


def _told(change: Change, words: RowWords, reader_id: UUID | None) -> ChangedRow:
    before: StoredRow = {} if change.before is None else json.loads(change.before)
    after: StoredRow = {} if change.after is None else json.loads(change.after)
    row = after or before
    table, done = change.table_name, _done(change.operation)
    if table == "memo" and _is_hidden(before, reader_id) | _is_hidden(after, reader_id):
        return ChangedRow(table, change.row_id, _("private memo"), done, ())
    changed = [
        ValueChange(
            words.column(column),
            words.value(table, before, column) if before else "",
            words.value(table, after, column) if after else "",
        )
        for column in row
        if is_shown(column) and _says_something(before, after, column)
    ]
    return ChangedRow(table, change.row_id, words.named(table, row), done, tuple(changed))


def _says_something(before: StoredRow, after: StoredRow, column: str) -> bool:
    if before and after:
        return before.get(column) != after.get(column)
    # Of what came or went, the values somebody gave; places among siblings follow by themselves.
    return bool((after or before).get(column)) and column not in {"rank", "text_hash", "name"}


def _is_hidden(row: StoredRow, reader_id: UUID | None) -> bool:
    is_own = reader_id is not None and row.get("coder_id") == reader_id.hex
    return bool(row.get("private")) and not is_own
