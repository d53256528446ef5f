"""Who will be in the project once files have been imported, to see whom a table will mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.participants.matching import Directory
from qualcoder_sts.participants.queries import ParticipantRow, told_apart
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import NEW_PERSON, PersonLink
from qualcoder_sts.transcripts.operations.people import METHODS_WITH_SESSIONS
from qualcoder_sts.transcripts.preparing import PreparedFile, PreparedSource

METHODS_WITH_PEOPLE = METHODS_WITH_SESSIONS | {Method.SURVEY}


@dataclass(slots=True)
class _Gathering:
    """The people so far, by their ids."""

    people: dict[UUID, ParticipantRow] = field(default_factory=dict)

    def bring(self, source: PreparedSource) -> None:
        """A source comes in, with the group that met and the people who speak."""
        if source.method is Method.FOCUS_GROUP:
            self._seat(source, _new_person(source.name, ParticipantKind.GROUP))
        if source.method in METHODS_WITH_PEOPLE:
            for name in participants_in(source):
                self._bring_person(source, name, source.people.get(name, NEW_PERSON))

    def _bring_person(self, source: PreparedSource, name: str, link: PersonLink) -> None:
        person_id = link.id or (self._only_one_named(name) if link.by_name else None)
        person = self.people.get(person_id) if person_id is not None else None
        self._seat(source, person or _new_person(name, ParticipantKind.PERSON))

    def _seat(self, source: PreparedSource, person: ParticipantRow) -> None:
        met = source.method in METHODS_WITH_SESSIONS
        sessions = {*person.sessions, source.name} if met else set(person.sessions)
        self.people[person.id] = replace(
            person,
            sessions=tuple(sorted(sessions)),
            sources=tuple(sorted({*person.sources, source.name})),
        )

    def _only_one_named(self, name: str) -> UUID | None:
        named = [
            row.id
            for row in self.people.values()
            if row.kind is ParticipantKind.PERSON and folded(row.name) == folded(name)
        ]
        return named[0] if len(named) == 1 else None


def planned_directory(
    present: Sequence[ParticipantRow], sources: Iterable[str], files: Iterable[PreparedFile]
) -> Directory:
    """The directory as it will be: who and what is there, and what the files bring."""
    gathering = _Gathering({row.id: replace(row, display=row.name) for row in present})
    brought = [source for file in files for source in file.sources]
    for source in brought:
        gathering.bring(source)
    names = [*sources, *(source.name for source in brought)]
    people = told_apart(list(gathering.people.values()))
    return Directory.of(people, {uuid4(): name for name in names})


def participants_in(source: PreparedSource) -> list[str]:
    """The labels of the participants who speak in a source."""
    return [s.label for s in source.found.speakers if s.role is SpeakerRole.PARTICIPANT]


def _new_person(name: str, kind: ParticipantKind) -> ParticipantRow:
    return ParticipantRow(uuid4(), name, name, kind, (), (), (), {})
