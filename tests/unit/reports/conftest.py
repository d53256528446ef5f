"""A small finished study: an interview, a focus group, one paper, two themes."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import (
    Base,
    Code,
    CodedSegment,
    Coder,
    FinishedMark,
    Participant,
    Source,
    Speaker,
    SpeakerTurn,
    Study,
    Text,
)
from qualcoder_sts.project.tables.literature import ScreeningStatus
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace

CODES = {
    "Organizational": None,
    "Lower caseloads": "Organizational",
    "Job rotation": "Organizational",
}
SAID = {
    "I-1": (
        Method.INTERVIEW,
        [("I", "Is there a cap?"), ("Solomon", "A cap is <a prayer> & hope.")],
    ),
    "FG-1": (Method.FOCUS_GROUP, [("P1", "Give me twenty-five."), ("P2", "I'd learn names.")]),
    "L-1": (Method.LITERATURE, "Capping caseloads\n\nA cap was tried in eleven counties."),
}
QUOTES = (
    ("I-1", "A cap is <a prayer> & hope.", True),
    ("FG-1", "Give me twenty-five.", False),
    ("L-1", "A cap was tried in eleven counties.", False),
)


@dataclass
class SmallStudy:
    """The project, and the ids tests ask for."""

    workspace: Workspace
    codes: dict[str, UUID]
    coder: UUID

    def add_code(self, name: str) -> None:
        self.workspace.run(add_rows, [Code(name=name, rank="zz", parent_id=None)])


def add_rows(session: Session, rows: list[Base]) -> None:
    for row in rows:
        session.add(row)
        session.flush()


@pytest.fixture
def small_study(tmp_path: Path) -> Iterator[SmallStudy]:
    workspace = create_project(tmp_path / "study.qsts", "Who looks after the helpers?")
    coder = uuid4()
    codes = {name: uuid4() for name in CODES}
    rows: list[Base] = [Coder(id=coder, name="Ana")]
    for place, (name, parent) in enumerate(CODES.items()):
        rows.append(
            Code(
                id=codes[name],
                parent_id=codes[parent] if parent else None,
                name=name,
                rank=f"{place:03}",
                codable=parent is not None,
                brief_definition=f"What {name} means.",
                when_to_use=f"Whenever it is about {name}.",
            )
        )
    for name, (method, said) in SAID.items():
        rows += _source(name, method, said, coder, codes["Lower caseloads"])
    workspace.run(add_rows, rows)
    yield SmallStudy(workspace, codes, coder)
    workspace.close()


def _source(
    name: str, method: Method, said: str | list[tuple[str, str]], coder: UUID, code: UUID
) -> list[Base]:
    turns = [] if isinstance(said, str) else said
    text = said if isinstance(said, str) else "\n".join(f"{who}: {what}" for who, what in said)
    key = sha256(text.encode()).hexdigest()
    source = Source(id=uuid4(), name=name, method=method, text_hash=key)
    rows: list[Base] = [
        Text(hash=key, content=text),
        source,
        FinishedMark(source_id=source.id, coder_id=coder),
    ]
    if method is Method.LITERATURE:
        rows.append(Study(title=name, source_id=source.id, status=ScreeningStatus.INCLUDED))
    position = 0
    for who, what in turns:
        person = Participant(id=uuid4(), name=who)
        is_interviewer = who == "I"
        speaker = Speaker(
            id=uuid4(),
            source_id=source.id,
            label=who,
            role=SpeakerRole.INTERVIEWER if is_interviewer else SpeakerRole.PARTICIPANT,
            participant_id=None if is_interviewer else person.id,
        )
        rows += [person, speaker]
        speech = position + len(who) + 2
        rows.append(
            SpeakerTurn(
                source_id=source.id,
                speaker_id=speaker.id,
                start=position,
                speech_start=speech,
                end=speech + len(what),
            )
        )
        position = speech + len(what) + 1
    for where, quote, is_key in QUOTES:
        if where == name:
            start = text.index(quote)
            rows.append(
                CodedSegment(
                    source_id=source.id,
                    text_hash=key,
                    start=start,
                    end=start + len(quote),
                    code_id=code,
                    coder_id=coder,
                    key_quote=is_key,
                )
            )
    return rows
