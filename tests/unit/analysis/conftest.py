"""Small projects whose numbers can be counted by hand."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.frequencies import FrequencyTable
from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import (
    Attribute,
    AttributeValue,
    Base,
    Code,
    CodedSegment,
    Coder,
    Contributor,
    FieldSession,
    Finding,
    FinishedMark,
    Membership,
    Memo,
    Participant,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.project.tables import Study as StudyRecord
from qualcoder_sts.project.tables.literature import Direction, ScreeningStatus
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    ParticipantKind,
)
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace

INTERVIEWERS = {"I", "Moderator", "Question"}
NOBODY = {"Unknown", "Several"}


@dataclass
class Study:
    """A project being put together; written to the file when it is first read."""

    workspace: Workspace
    rows: list[Base] = field(default_factory=list)
    texts: dict[UUID, str] = field(default_factory=dict)
    codes: dict[str, UUID] = field(default_factory=dict)
    coders: dict[str, UUID] = field(default_factory=dict)
    sources: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    segments: int = 0

    def code(self, path: str, *, codable: bool = True) -> UUID:
        if path not in self.codes:
            above, _, name = path.rpartition("/")
            parent = self.code(above) if above else None
            self.codes[path] = uuid4()
            rank = f"{len(self.codes):04}"
            self.rows.append(
                Code(id=self.codes[path], parent_id=parent, name=name, rank=rank, codable=codable)
            )
        return self.codes[path]

    def coder(self, name: str, kind: CoderKind = CoderKind.PERSON) -> UUID:
        if name not in self.coders:
            self.coders[name] = uuid4()
            self.rows.append(Coder(id=self.coders[name], name=name, kind=kind))
        return self.coders[name]

    def person(self, name: str, kind: ParticipantKind = ParticipantKind.PERSON) -> UUID:
        """A person under a name of the test's own; several may be called P3."""
        if name not in self.people:
            self.people[name] = uuid4()
            self.rows.append(
                Participant(id=self.people[name], name=name.rpartition("/")[2], kind=kind)
            )
        return self.people[name]

    def session(
        self,
        name: str,
        *,
        group: str | None = None,
        roster: Sequence[str] = (),
        absent: Sequence[str] = (),
        members: Sequence[str] = (),
    ) -> UUID:
        met = uuid4()
        group_id = None if group is None else self.person(group, ParticipantKind.GROUP)
        self.rows.append(FieldSession(id=met, name=name, group_id=group_id))
        for person in (*roster, *absent):
            self.rows.append(
                RosterEntry(
                    session_id=met,
                    participant_id=self.person(person),
                    label=person,
                    attendance=Attendance.ABSENT if person in absent else Attendance.PRESENT,
                )
            )
        for person in members:
            self.rows.append(Membership(group_id=group_id, person_id=self.person(person)))
        return met

    def source(
        self,
        name: str,
        method: Method,
        said: str | Iterable[tuple[str, str]],
        *,
        people: Mapping[str, str | None] | None = None,
        finished: Sequence[str] = ("Ana",),
        lead: str | None = None,
        session: UUID | None = None,
        belongs_to: Sequence[str] = (),
    ) -> UUID:
        """A source from its text, or from turns: each label is a person of this source."""
        source_id = self.sources[name] = uuid4()
        turns = [] if isinstance(said, str) else list(said)
        text = said if isinstance(said, str) else "\n".join(f"{who}: {what}" for who, what in turns)
        key = sha256(text.encode()).hexdigest()
        if key not in {row.hash for row in self.rows if isinstance(row, Text)}:
            self.rows.append(Text(hash=key, content=text))
        self.texts[source_id] = text
        self.rows.append(
            Source(
                id=source_id,
                name=name,
                method=method,
                text_hash=key,
                lead_coder_id=None if lead is None else self.coder(lead),
                session_id=session,
            )
        )
        for coder in finished:
            self.rows.append(FinishedMark(source_id=source_id, coder_id=self.coder(coder)))
        for person in belongs_to:
            self.rows.append(
                SourceParticipant(source_id=source_id, participant_id=self.person(person))
            )
        self._turns(name, source_id, turns, people or {})
        return source_id

    def _turns(
        self,
        name: str,
        source_id: UUID,
        turns: Sequence[tuple[str, str]],
        people: Mapping[str, str | None],
    ) -> None:
        speakers: dict[str, UUID] = {}
        position = 0
        for who, what in turns:
            if who not in speakers:
                speakers[who] = uuid4()
                role = SpeakerRole.INTERVIEWER if who in INTERVIEWERS else SpeakerRole.PARTICIPANT
                role = SpeakerRole.UNATTRIBUTED if who in NOBODY else role
                known = people.get(who, f"{name}/{who}")
                is_person = role is SpeakerRole.PARTICIPANT and known is not None
                self.rows.append(
                    Speaker(
                        id=speakers[who],
                        source_id=source_id,
                        label=who,
                        role=role,
                        participant_id=self.person(known) if is_person else None,
                    )
                )
            speech = position + len(who) + 2
            end = speech + len(what)
            self.rows.append(
                SpeakerTurn(
                    source_id=source_id,
                    speaker_id=speakers[who],
                    start=position,
                    speech_start=speech,
                    end=end,
                )
            )
            position = end + 1

    def segment(
        self, source: str, quote: str, code: str, *, coder: str = "Ana", **further: object
    ) -> UUID:
        """A segment over the first place where the quote stands."""
        source_id = self.sources[source]
        start = self.texts[source_id].index(quote)
        return self.span(source, start, start + len(quote), code, coder=coder, **further)

    def span(
        self, source: str, start: int, end: int, code: str, *, coder: str = "Ana", **further: object
    ) -> UUID:
        source_id = self.sources[source]
        key = sha256(self.texts[source_id].encode()).hexdigest()
        segment_id = uuid4()
        self.rows.append(
            CodedSegment(
                id=segment_id,
                source_id=source_id,
                text_hash=key,
                start=start,
                end=end,
                code_id=self.code(code),
                coder_id=self.coder(coder),
                **further,
            )
        )
        return segment_id

    def correct(self, segment_id: UUID, person: str, *, contributes: bool) -> None:
        self.rows.append(
            Contributor(
                segment_id=segment_id,
                participant_id=self.person(person),
                contributes=contributes,
            )
        )

    def study(
        self,
        title: str,
        source: str | None = None,
        status: ScreeningStatus = ScreeningStatus.INCLUDED,
        **findings: Direction,
    ) -> UUID:
        """A record; findings are given as code=direction."""
        study_id = uuid4()
        source_id = None if source is None else self.sources[source]
        self.rows.append(StudyRecord(id=study_id, title=title, source_id=source_id, status=status))
        for code, direction in findings.items():
            self.rows.append(
                Finding(study_id=study_id, code_id=self.code(code), direction=direction)
            )
        return study_id

    def attribute(self, name: str, bearer: AttributeBearer, **values: str) -> None:
        attribute_id = uuid4()
        self.rows.append(Attribute(id=attribute_id, name=name, bearer=bearer, rank=name))
        for who, value in values.items():
            of_person = bearer is AttributeBearer.PARTICIPANT
            self.rows.append(
                AttributeValue(
                    attribute_id=attribute_id,
                    participant_id=self.person(who) if of_person else None,
                    source_id=None if of_person else self.sources[who],
                    value=value,
                )
            )

    def memo(self, segment_id: UUID, content: str, *, private: bool = False) -> None:
        self.rows.append(
            Memo(
                target_table="coded_segment",
                target_id=segment_id,
                coder_id=self.coder("Ana"),
                content=content,
                private=private,
            )
        )

    def save(self) -> None:
        """Write what is not yet in the file, parents first."""
        if not self.rows:
            return
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        rows = sorted(self.rows, key=lambda row: order[row.__table__.name])
        self.workspace.run(add_rows, rows)
        self.rows = []

    def table(self, request: FrequencyRequest) -> FrequencyTable:
        self.save()
        return self.workspace.read(frequency_table, request)


def add_rows(session: Session, rows: Sequence[Base]) -> None:
    for row in rows:
        session.add(row)
        session.flush()


@pytest.fixture
def make_study(tmp_path: Path) -> Iterator[Callable[[], Study]]:
    made: list[Study] = []

    def make() -> Study:
        path = tmp_path / f"{len(made)}.qsts"
        made.append(Study(create_project(path, "Study")))
        return made[-1]

    yield make
    for study in made:
        study.workspace.close()


@pytest.fixture
def study(make_study: Callable[[], Study]) -> Study:
    return make_study()
