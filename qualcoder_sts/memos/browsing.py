"""All memos with what they are about and link to, to be looked through."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.memos.queries import MemoRow, every_memo
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    FieldSession,
    MemoLink,
    Participant,
    Source,
    Study,
    Text,
)
from qualcoder_sts.project.tables.memos import MemoKind

LONGEST_NAME = 70
"""Characters of a quote that stand for its segment."""


class Hanging(StrEnum):
    """What a memo may hang on."""

    NOTHING = "journal"
    SEGMENT = "coded_segment"
    CODE = "code"
    SOURCE = "source"
    PARTICIPANT = "participant"
    ELSE = "something else"


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that a memo is about or links to; ``place`` says where a segment is and its code."""

    table: str
    id: UUID
    name: str
    place: str = ""

    @property
    def hanging(self) -> Hanging:
        """What kind of thing it is."""
        return next((each for each in Hanging if each.value == self.table), Hanging.ELSE)


@dataclass(frozen=True, slots=True)
class MemoEntry:
    """A memo with what it is about (nothing: a journal entry) and what it links to."""

    memo: MemoRow
    about: Subject | None
    links: tuple[Subject, ...]

    @property
    def hanging(self) -> Hanging:
        """What the memo hangs on."""
        return Hanging.NOTHING if self.about is None else self.about.hanging

    @property
    def name(self) -> str:
        """Its title, or how it begins."""
        if self.memo.title:
            return self.memo.title
        first = next((line.strip() for line in self.memo.content.splitlines() if line.strip()), "")
        return _shortened(first)


@dataclass(frozen=True, slots=True)
class MemoFilter:
    """Which memos to show; None shows all. ``text`` is found in all that a memo says.

    ``since`` is the first moment of their last change that is wanted, ``until`` the first too late.
    """

    kind: MemoKind | None = None
    hanging: Hanging | None = None
    coder_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""

    def fits(self, entry: MemoEntry) -> bool:
        """Whether a memo is wanted."""
        memo = entry.memo
        return (
            self.kind in {None, memo.kind}
            and self.hanging in {None, entry.hanging}
            and self.coder_id in {None, memo.coder_id}
            and (self.since is None or memo.changed_at >= self.since)
            and (self.until is None or memo.changed_at < self.until)
            and self._is_found_in(entry)
        )

    def _is_found_in(self, entry: MemoEntry) -> bool:
        wanted = self.text.strip().casefold()
        if not wanted:
            return True
        subjects = [entry.about, *entry.links] if entry.about else list(entry.links)
        texts = [entry.memo.title, entry.memo.content]
        texts += [f"{each.name} {each.place}" for each in subjects]
        return any(wanted in text.casefold() for text in texts)


def browse_memos(session: Session, *, reader_id: UUID | None) -> list[MemoEntry]:
    """The memos a reader may see, those that were changed last first."""
    memos = [memo for memo in every_memo(session) if memo.is_open_to(reader_id)]
    memos.sort(key=lambda memo: (memo.changed_at, memo.id.int), reverse=True)
    shown = {memo.id for memo in memos}
    links: dict[UUID, list[tuple[str, UUID]]] = defaultdict(list)
    for link in session.scalars(select(MemoLink).order_by(MemoLink.id)):
        if link.memo_id in shown:
            links[link.memo_id].append((link.target_table, link.target_id))
    wanted = [
        (memo.target_table, memo.target_id)
        for memo in memos
        if memo.target_table is not None and memo.target_id is not None
    ]
    subjects = subjects_of(
        session, [*wanted, *(each for all_of in links.values() for each in all_of)]
    )
    return [
        MemoEntry(
            memo,
            subjects.get((memo.target_table or "", memo.target_id or memo.id)),
            tuple(subjects[link] for link in links[memo.id] if link in subjects),
        )
        for memo in memos
    ]


def subjects_of(
    session: Session, wanted: Iterable[tuple[str, UUID]]
) -> Mapping[tuple[str, UUID], Subject]:
    """What rows are called, by table and key; rows that are gone are left out."""
    by_table: dict[str, set[UUID]] = defaultdict(set)
    for table, row_id in wanted:
        by_table[table].add(row_id)
    found: dict[tuple[str, UUID], Subject] = {}
    for table, row_ids in by_table.items():
        for subject in _named(session, table, row_ids):
            found[table, subject.id] = subject
    return found


def _named(session: Session, table: str, row_ids: set[UUID]) -> list[Subject]:
    if table == CodedSegment.__tablename__:
        return _segments(session, row_ids)
    names = {
        Code.__tablename__: select(Code.id, Code.name),
        Source.__tablename__: select(Source.id, Source.name),
        Participant.__tablename__: select(Participant.id, Participant.name),
        FieldSession.__tablename__: select(FieldSession.id, FieldSession.name),
        Study.__tablename__: select(Study.id, Study.title),
    }
    if table not in names:
        return [Subject(table, row_id, table.replace("_", " ")) for row_id in row_ids]
    rows = session.execute(names[table]).all()
    return [Subject(table, row_id, name) for row_id, name in rows if row_id in row_ids]


def _segments(session: Session, row_ids: set[UUID]) -> list[Subject]:
    one = CodedSegment
    quote = func.substr(
        Text.content, one.start + 1, func.min(one.end - one.start, LONGEST_NAME + 1)
    )
    query = (
        select(one.id, quote, Code.name, Source.name)
        .join(Code, Code.id == one.code_id)
        .join(Source, Source.id == one.source_id)
        .join(Text, Text.hash == one.text_hash)
    )
    return [
        Subject(one.__tablename__, row_id, f"“{_shortened(text)}”", f"{code} · {source}")
        for row_id, text, code, source in session.execute(query).all()
        if row_id in row_ids
    ]


def _shortened(text: str) -> str:
    """In one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_NAME:
        return line
    return f"{line[:LONGEST_NAME].rsplit(' ', 1)[0]}…"
