"""Writing prepared files into the project, all in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.literature.operations import add_study
from qualcoder_sts.participants.operations import (
    add_attribute,
    add_participant,
    add_session,
    add_to_group,
    add_to_roster,
    find_attribute,
    set_attribute_value,
)
from qualcoder_sts.participants.values import inferred_kind
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    Original,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import (
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.errors import AlreadyImportedError
from qualcoder_sts.transcripts.preparing import PreparedFile, PreparedSource, hash_of

METHODS_WITH_SESSIONS = frozenset({Method.INTERVIEW, Method.FOCUS_GROUP})


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """One source that was written, or the sentence why it was not."""

    file: PreparedFile
    source: PreparedSource | None
    id: UUID | None = None
    name: str = ""
    error: str = ""


def import_sources(
    session: Session, files: Sequence[PreparedFile], progress: Progress = SILENT
) -> list[ImportedSource]:
    """Write all that could be read; a line of result for each source and each bad file."""
    count = sum(len(file.sources) for file in files)
    first = next((source.name for file in files for source in file.sources), "")
    what = f"“{first}”" if count == 1 else f"{count} sources"
    describe(session, f"Import {what}", kind=ChangeKind.IMPORT)
    results: list[ImportedSource] = []
    for file in progress.track(files, "Writing transcripts"):
        if file.error:
            results.append(ImportedSource(file, None, error=file.error))
        results += [_import_source(session, file, source) for source in file.sources]
    return results


def keep_text(session: Session, content: str) -> str:
    """Store a text under its hash, once; returns the hash."""
    key = hash_of(content)
    if session.get(Text, key) is None:
        session.add(Text(hash=key, content=content))
        session.flush()
    return key


def _import_source(
    session: Session, file: PreparedFile, prepared: PreparedSource
) -> ImportedSource:
    known = session.execute(
        select(Source.id, Source.name).where(Source.text_hash == prepared.text_hash)
    ).all()
    if any(name == prepared.name for _, name in known):
        error = str(AlreadyImportedError(prepared.name))
        return ImportedSource(file, prepared, error=error)
    source = _add_source(session, file, prepared)
    session_id = None
    if prepared.method in METHODS_WITH_SESSIONS and prepared.found.turns:
        session_id = _add_session(session, source, prepared)
    _add_speakers(session, source, prepared, session_id)
    _add_attributes(session, source, prepared)
    if prepared.method is Method.LITERATURE:
        title = prepared.document.title or source.name
        add_study(session, title, source_id=source.id)
    return ImportedSource(file, prepared, source.id, source.name)


def _add_source(session: Session, file: PreparedFile, prepared: PreparedSource) -> Source:
    original_hash = hash_of(file.original)
    if session.get(Original, original_hash) is None:
        session.add(Original(hash=original_hash, content=file.original))
    source = Source(
        id=uuid4(),
        name=_free_name(session, prepared.name),
        method=prepared.method,
        text_hash=keep_text(session, prepared.text),
        original_hash=original_hash,
        original_name=file.path.name,
        format=prepared.document.format,
        encoding=prepared.document.encoding or "",
        language=file.language,
    )
    session.add(source)
    session.flush()
    return source


def _add_session(session: Session, source: Source, prepared: PreparedSource) -> UUID:
    group_id = None
    if prepared.method is Method.FOCUS_GROUP:
        group_id = add_participant(session, source.name, kind=ParticipantKind.GROUP)
    source.session_id = add_session(session, source.name, group_id=group_id)
    for speaker in prepared.found.speakers:
        if speaker.role is SpeakerRole.PARTICIPANT:
            person_id = add_participant(session, speaker.label)
            add_to_roster(session, source.session_id, person_id, label=speaker.label)
            if group_id is not None:
                add_to_group(session, group_id, person_id)
    return source.session_id


def _add_speakers(
    session: Session, source: Source, prepared: PreparedSource, session_id: UUID | None
) -> None:
    people = _people(session, source, prepared, session_id)
    speakers = {
        speaker.label: Speaker(
            id=uuid4(),
            source_id=source.id,
            label=speaker.label,
            role=speaker.role,
            participant_id=people.get(speaker.label),
        )
        for speaker in prepared.found.speakers
    }
    session.add_all(speakers.values())
    session.flush()
    turns = [
        {
            "id": uuid4(),
            "source_id": source.id,
            "speaker_id": speakers[turn.label].id,
            "start": turn.span.start,
            "speech_start": turn.speech_start,
            "end": turn.span.end,
            "cue_start_ms": turn.cue_start_ms,
            "cue_end_ms": turn.cue_end_ms,
        }
        for turn in prepared.found.turns
    ]
    if turns:
        session.execute(insert(SpeakerTurn), turns)


def _people(
    session: Session, source: Source, prepared: PreparedSource, session_id: UUID | None
) -> dict[str, UUID]:
    """Whom the speaker labels stand for: those on the session's roster, or a respondent."""
    if session_id is not None:
        entries = select(RosterEntry.label, RosterEntry.participant_id)
        entries = entries.where(RosterEntry.session_id == session_id)
        return dict(session.execute(entries).tuples().all())
    if prepared.method is not Method.SURVEY:
        return {}
    people = {
        speaker.label: _respondent(session, source, speaker.label)
        for speaker in prepared.found.speakers
        if speaker.role is SpeakerRole.PARTICIPANT
    }
    for person_id in people.values():
        session.add(SourceParticipant(source_id=source.id, participant_id=person_id))
    return people


def _respondent(session: Session, source: Source, label: str) -> UUID:
    """The respondent of this name in the same file, or a new one."""
    same_file = (
        select(Speaker.participant_id)
        .join(Source, Source.id == Speaker.source_id)
        .where(
            Speaker.label == label,
            Speaker.participant_id.is_not(None),
            Source.original_hash == source.original_hash,
        )
        .limit(1)
    )
    return session.scalar(same_file) or add_participant(session, label)


def _add_attributes(session: Session, source: Source, prepared: PreparedSource) -> None:
    """A survey's columns, for the respondent when there is one, else for the source."""
    people = session.scalars(
        select(SourceParticipant.participant_id).where(SourceParticipant.source_id == source.id)
    ).all()
    bearer = AttributeBearer.PARTICIPANT if len(people) == 1 else AttributeBearer.SOURCE
    for name, value in prepared.document.attributes.items():
        attribute = find_attribute(session, name, bearer)
        if attribute is not None and inferred_kind([value]) is not attribute.kind:
            attribute.kind = AttributeKind.TEXT
        attribute_id = (
            attribute.id
            if attribute is not None
            else add_attribute(session, name, bearer=bearer, kind=inferred_kind([value]))
        )
        set_attribute_value(
            session,
            attribute_id,
            value,
            participant_id=people[0] if len(people) == 1 else None,
            source_id=None if len(people) == 1 else source.id,
        )


def _free_name(session: Session, name: str) -> str:
    """The name, or with a number when another text has it."""
    taken = set(session.scalars(select(Source.name)))
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate
