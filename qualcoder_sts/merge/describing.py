"""A plan in plain data: differences, numbers, unions and what moved with the text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.basis import DECIDED, Copy, RowVersions
from qualcoder_sts.merge.conflicts import conflicts_of, questions_of
from qualcoder_sts.merge.declarations import BOOKKEEPING, fields_of, tables
from qualcoder_sts.merge.plan import (
    Conflict,
    Decisions,
    Difference,
    FileRead,
    KindNumbers,
    Question,
    Reanchored,
    United,
    Unplaced,
    What,
)
from qualcoder_sts.merge.resolving import Merged
from qualcoder_sts.merge.wording import MergedWords
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.history.step_details import ValueChange
from qualcoder_sts.project.kind_words import is_shown, kind_word

_AROUND = 60
# Signs that only order siblings: what moved says where it is by its path.
_SIGNS = frozenset({"rank"})


@dataclass(slots=True)
class Described:
    """What merging one file means, in words."""

    differences: list[Difference] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    united: list[United] = field(default_factory=list)
    reanchored: list[Reanchored] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def add(self, other: "Described") -> None:
        """Put in what another file means."""
        for name in Described.__slots__:
            getattr(self, name).extend(getattr(other, name))


def described(merged: Merged, decisions: Decisions) -> Described:
    """What putting two copies together means, in words."""
    words = MergedWords(merged)
    return Described(
        differences=list(_differences(merged, words)),
        conflicts=conflicts_of(merged, decisions),
        questions=questions_of(merged, decisions),
        united=list(_united(merged, words)),
        reanchored=[_reanchored(merged, words, *each) for each in merged.reanchored],
        unplaced=[_unplaced(merged, words, *each) for each in merged.unplaced],
    )


def _differences(merged: Merged, words: MergedWords) -> Iterator[Difference]:
    for table in tables():
        before, after = merged.ours.rows[table], merged.copy.rows[table]
        if table in BOOKKEEPING or before is after:
            continue
        versions = merged.copy.versions[table]
        for row_id, row in after.items():
            old = before.get(row_id)
            if old is None:
                yield _difference(merged, words, (table, row), What.NEW, versions[row_id].existence)
            elif old is not row and old != row:
                yield _changed(merged, words, table, old, row)
        for row_id, row in before.items():
            if row_id not in after:
                version = versions[row_id].existence
                yield _difference(merged, words, (table, row), What.DELETED, version)


def _difference(
    merged: Merged, words: MergedWords, of: tuple[str, StoredRow], what: What, version: str
) -> Difference:
    table, row = of
    return Difference(
        table=table,
        row_id=UUID(hex=str(row["id"])),
        what=what,
        name=words.named(table, row),
        coder=words.coder_of(table, row, version),
        file=merged.theirs.file,
    )


def _changed(
    merged: Merged, words: MergedWords, table: str, old: StoredRow, row: StoredRow
) -> Difference:
    versions: RowVersions = merged.copy.versions[table][str(row["id"])]
    values, version = [], DECIDED
    for name, columns in fields_of(table).items():
        if any(old[column] != row[column] for column in columns):
            version = versions.of(name) if version == DECIDED else version
            if any(is_shown(column) and column not in _SIGNS for column in columns):
                values.append(
                    ValueChange(
                        words.field(table, name),
                        words.says(table, old, name),
                        words.says(table, row, name),
                    )
                )
    return Difference(
        table=table,
        row_id=UUID(hex=str(row["id"])),
        what=What.CHANGED,
        name=words.named(table, row),
        coder=words.coder_of_step(version),
        file=merged.theirs.file,
        values=tuple(values),
    )


def _united(merged: Merged, words: MergedWords) -> Iterator[United]:
    for table, ours, theirs in [*merged.unions.pairs, *merged.twins]:
        kept = merged.same.get(table, {}).get(ours, ours)
        other = theirs if kept == ours else ours
        row = words.row(table, kept)
        if row is None:  # its words are gone, and it is listed as such
            continue
        # Two that become alike only now may both be ours.
        made = (
            merged.theirs.versions[table].get(kept) or merged.ours.versions[table][kept]
        ).existence
        yield United(
            table=table,
            kept=UUID(hex=kept),
            other=UUID(hex=other),
            name=words.named(table, row),
            coder=words.coder_of(table, row, made),
            file=merged.theirs.file,
        )


def _reanchored(
    merged: Merged, words: MergedWords, key: tuple[str, str], having: Copy
) -> Reanchored:
    table, row_id = key
    row = merged.copy.rows[table].get(row_id) or having.rows[table][row_id]
    span = Span(int(row["start"] or 0), int(row["end"] or 0))
    return Reanchored(
        table=table,
        row_id=UUID(hex=row_id),
        name=words.named(table, row),
        coder=words.called("coder", row.get("coder_id")),
        source=words.called("source", row["source_id"]),
        quote=span.of(merged.copy.texts.get(str(row.get("text_hash")), "")),
        span=span,
        file=merged.theirs.file,
    )


def _unplaced(merged: Merged, words: MergedWords, key: tuple[str, str], having: Copy) -> Unplaced:
    table, row_id = key
    row = having.rows[table][row_id]
    before, after = merged.places.around(table, row, having, _AROUND)
    return Unplaced(
        table=table,
        row_id=UUID(hex=row_id),
        name=words.named(table, row),
        coder=words.called("coder", row.get("coder_id")),
        source=words.called("source", row["source_id"]),
        quote=merged.places.quote(table, row, having),
        before=before,
        after=after,
        file=merged.theirs.file,
    )


def numbers_of(differences: Iterable[Difference], united: Iterable[United]) -> list[KindNumbers]:
    """How many rows of each kind, coder by coder."""
    counted: dict[tuple[str, str], dict[What, int]] = defaultdict(lambda: dict.fromkeys(What, 0))
    for each in differences:
        counted[each.coder, each.table][each.what] += 1
    for union in united:
        counted[union.coder, union.table][What.UNITED] += 1
    order = {table: place for place, table in enumerate(tables())}
    return [
        KindNumbers(
            coder=coder,
            table=table,
            kind=kind_word(table),
            **{what.value: number for what, number in numbers.items()},
        )
        for (coder, table), numbers in sorted(
            counted.items(), key=lambda item: (item[0][0], order[item[0][1]])
        )
    ]


def file_read(ours: Copy, theirs: Copy, upgraded_from: int | None, left_out: int) -> FileRead:
    """What is to be said of a file before its rows are."""
    both = [
        step
        for step_id, step in theirs.steps.items()
        if step_id in ours.steps and step.applied and ours.steps[step_id].applied
    ]
    last = max(both, key=lambda step: step.number, default=None)
    project = next(iter(theirs.rows["project"].values()), {})
    return FileRead(
        path=theirs.path,
        project=str(project.get("name", "")),
        coders=tuple(sorted(str(row["name"]) for row in theirs.rows["coder"].values())),
        shares_history=last is not None,
        same_until=None if last is None else datetime.fromisoformat(last.at),
        upgraded_from=upgraded_from,
        private_memos_left_out=left_out,
    )
