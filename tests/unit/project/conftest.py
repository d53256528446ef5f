"""A small study to try the project file on, made with operations of its own."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    Memo,
    Original,
    Participant,
    Source,
    Speaker,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace


class Study:
    """Operations that the tests of this folder share."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @property
    def path(self) -> Path:
        return self.workspace.path

    def rows(self) -> HistoryRows:
        """All history tables as they are stored."""
        return self.workspace.read(
            lambda session: history_rows(
                lambda sql: session.connection().exec_driver_sql(sql).all()
            )
        )

    def add_code(self, name: str, parent: UUID | None = None) -> UUID:
        return self.workspace.run(add_code, name, parent).value

    def rename_code(self, code: UUID, name: str) -> None:
        self.workspace.run(rename_code, code, name)

    def move_code(self, code: UUID, parent: UUID | None) -> None:
        self.workspace.run(move_code, code, parent)

    def delete_code(self, code: UUID) -> None:
        self.workspace.run(delete_row, Code, code)

    def add_source(self, text: str, name: str = "Interview") -> UUID:
        return self.workspace.run(add_source, name, text).value

    def edit_text(self, source: UUID, text: str) -> None:
        self.workspace.run(edit_text, source, text)

    def apply_code(self, source: UUID, code: UUID, start: int = 0, end: int = 4) -> UUID:
        coder = self.workspace.coder_id
        return self.workspace.run(apply_code, source, code, coder, start, end).value

    def remove_segment(self, segment: UUID) -> None:
        self.workspace.run(delete_row, CodedSegment, segment)

    def write_memo(self, table: str, row: UUID, content: str) -> UUID:
        return self.workspace.run(write_memo, self.workspace.coder_id, table, row, content).value

    def last_step(self) -> UUID:
        from qualcoder_sts.project.history.trail import audit_trail

        return self.workspace.read(audit_trail)[-1].id


def add_code(session: Session, name: str, parent: UUID | None = None) -> UUID:
    describe(session, f"Add code “{name}”")
    code = Code(id=uuid4(), name=name, parent_id=parent, rank="i")
    session.add(code)
    session.flush()
    return code.id


def rename_code(session: Session, code: UUID, name: str) -> None:
    describe(session, f"Rename code to “{name}”")
    session.get_one(Code, code).name = name


def move_code(session: Session, code: UUID, parent: UUID | None) -> None:
    describe(session, "Move code")
    session.get_one(Code, code).parent_id = parent


def delete_row(session: Session, table: type, row: UUID) -> None:
    describe(session, f"Delete {table.__name__}")
    session.delete(session.get_one(table, row))


def keep_text(session: Session, text: str) -> str:
    key = hashlib.sha256(text.encode()).hexdigest()
    if session.get(Text, key) is None:
        session.execute(insert(Text).values(hash=key, content=text))
    return key


def add_source(session: Session, name: str, text: str) -> UUID:
    describe(session, f"Import “{name}”")
    data = name.encode() * 200
    original = hashlib.sha256(data).hexdigest()
    if session.get(Original, original) is None:
        session.execute(insert(Original).values(hash=original, content=data))
    person = Participant(id=uuid4(), name=f"{name} P1")
    source = Source(
        id=uuid4(),
        name=name,
        method=Method.INTERVIEW,
        text_hash=keep_text(session, text),
        original_hash=original,
        original_name=f"{name}.docx",
    )
    session.add_all([person, source])
    session.flush()
    speaker = Speaker(
        id=uuid4(),
        source_id=source.id,
        label="P1",
        role=SpeakerRole.PARTICIPANT,
        participant_id=person.id,
    )
    session.add(speaker)
    session.flush()
    turn = SpeakerTurn(
        source_id=source.id, speaker_id=speaker.id, start=0, speech_start=0, end=len(text)
    )
    session.add(turn)
    return source.id


def edit_text(session: Session, source: UUID, text: str) -> None:
    """A text cut or lengthened at its end; segments that lose all of theirs go."""
    describe(session, "Edit text")
    row = session.get_one(Source, source)
    row.text_hash = keep_text(session, text)
    segments = select(CodedSegment).where(CodedSegment.source_id == source)
    for segment in session.scalars(segments).all():
        segment.text_hash = row.text_hash
        segment.end = min(segment.end, len(text))
        if segment.end <= segment.start:
            session.delete(segment)
    turns = select(SpeakerTurn).where(SpeakerTurn.source_id == source)
    for turn in session.scalars(turns).all():
        turn.end = len(text)


def apply_code(
    session: Session, source: UUID, code: UUID, coder: UUID | None, start: int, end: int
) -> UUID:
    describe(session, "Apply code")
    segment = CodedSegment(
        id=uuid4(),
        source_id=source,
        text_hash=session.get_one(Source, source).text_hash,
        start=start,
        end=end,
        code_id=code,
        coder_id=coder,
    )
    session.add(segment)
    session.flush()
    return segment.id


def write_memo(session: Session, coder: UUID | None, table: str, row: UUID, content: str) -> UUID:
    describe(session, "Write memo")
    memo = Memo(id=uuid4(), target_table=table, target_id=row, coder_id=coder, content=content)
    session.add(memo)
    session.flush()
    return memo.id


def fill(study: Study, *, sources: int = 6, segments: int = 40) -> None:
    """Codes, sources, segments and memos over a good number of pages, some undone again."""
    codes = [study.add_code(f"Code {number}") for number in range(12)]
    codes += [study.add_code(f"Below {number}", codes[0]) for number in range(6)]
    places = [
        study.add_source(f"I {number} said what I felt. " * 400, f"Interview {number}")
        for number in range(sources)
    ]
    coder = study.workspace.coder_id
    assert coder is not None

    def many(session: Session) -> None:
        describe(session, "Code a good deal")
        for number in range(segments * len(places)):
            source, code = places[number % len(places)], codes[number % len(codes)]
            apply_code(session, source, code, coder, number, number + 9)

    study.workspace.run(many)
    for number, code in enumerate(codes[:9]):
        study.write_memo("code", code, f"What {number} means to me 😀\u2028 " * 20)
    study.delete_code(codes[3])
    study.rename_code(codes[4], "Renamed")
    study.workspace.undo()
    study.edit_text(places[0], "I said less. " * 20)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty project, open, with a coder."""
    with create_project(tmp_path / "study.qsts", "Study", coder="Anna") as workspace:
        yield Study(workspace)


@pytest.fixture
def study_of() -> Callable[[Workspace], Study]:
    """The same operations on a workspace of the test's own."""
    return Study


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with something in most of its tables, closed. Tests copy it."""
    path = tmp_path_factory.mktemp("filled") / "filled.qsts"
    with create_project(path, "Filled", coder="Anna") as workspace:
        fill(Study(workspace))
    return path


@pytest.fixture
def interrupted() -> Callable[[Path], None]:
    """Leaves a project as a computer leaves it that stops in the middle of a commit."""

    def interrupt(path: Path) -> None:
        subprocess.run([sys.executable, "-c", CUT_SHORT, str(path)], check=False, timeout=60)
        assert path.with_name(path.name + "-journal").stat().st_size > 0

    return interrupt


CUT_SHORT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM change")
connection.execute("UPDATE change_set SET label = hex(randomblob(900))")
os._exit(1)
"""
