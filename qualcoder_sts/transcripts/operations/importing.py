"""Writing prepared files into the project, all in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import with_free_number
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.literature.operations import add_study
from qualcoder_sts.participants.columns import Cell, set_column
from qualcoder_sts.participants.operations import add_participant
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    Original,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
)
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.already_imported import KnownSource, KnownSources, known_sources
from qualcoder_sts.transcripts.errors import AlreadyImportedError
from qualcoder_sts.transcripts.kept_texts import keep_text
from qualcoder_sts.transcripts.operations.people import link_people, set_up_session
from qualcoder_sts.transcripts.operations.sources import checked_date
from qualcoder_sts.transcripts.preparing import PreparedFile, PreparedSource


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
    known = known_sources(session)
    describe(session, _in_words(files, known), kind=ChangeKind.IMPORT)
    results: list[ImportedSource] = []
    for file in progress.track(files, _("Writing transcripts")):
        if file.error:
            results.append(ImportedSource(file, None, error=file.error))
        else:
            results += _import_file(session, file, known, progress)
    return results


def _in_words(files: Sequence[PreparedFile], known: KnownSources) -> str:
    """The step's name, which counts what is new."""
    new = [
        source.name
        for file in files
        for source in file.sources
        if file.again or known.name_of(file, source) is None
    ]
    if len(new) == 1:
        return _("Import “%s”") % new[0]
    return ngettext("Import %d source", "Import %d sources", len(new)) % len(new)


def _import_file(
    session: Session, file: PreparedFile, known: KnownSources, progress: Progress
) -> list[ImportedSource]:
    results: list[ImportedSource] = []
    written: dict[UUID, PreparedSource] = {}
    for prepared in file.sources:
        progress.check()
        if (present := known.name_of(file, prepared)) is not None and not file.again:
            error = str(AlreadyImportedError(prepared.name, present))
            results.append(ImportedSource(file, prepared, error=error))
            continue
        source = _add_source(session, file, prepared, known)
        _add_speakers(session, source, prepared)
        if prepared.method is Method.LITERATURE:
            add_study(session, prepared.document.title or source.name, source_id=source.id)
        written[source.id] = prepared
        results.append(ImportedSource(file, prepared, source.id, source.name))
    _add_respondents(session, written)
    _add_attributes(session, written)
    return results


def _add_source(
    session: Session, file: PreparedFile, prepared: PreparedSource, known: KnownSources
) -> Source:
    if session.get(Original, file.hash) is None:
        session.add(Original(hash=file.hash, content=file.original))
    name = with_free_number(prepared.name, known.names)
    known.add(KnownSource(name, prepared.text_hash, file.hash, file.path.name))
    source = Source(
        id=uuid4(),
        name=name,
        method=prepared.method,
        text_hash=keep_text(session, prepared.text),
        original_hash=file.hash,
        original_name=file.path.name,
        format=prepared.document.format,
        encoding=prepared.document.encoding or "",
        language=file.language,
        date=checked_date(prepared.date),
    )
    session.add(source)
    session.flush()
    return source


def _add_speakers(session: Session, source: Source, prepared: PreparedSource) -> None:
    speakers = {
        speaker.label: Speaker(
            id=uuid4(), source_id=source.id, label=speaker.label, role=speaker.role
        )
        for speaker in prepared.found.speakers
    }
    session.add_all(speakers.values())
    session.flush()
    link_people(session, speakers.values(), prepared.people)
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
    set_up_session(session, source)


def _add_respondents(session: Session, written: dict[UUID, PreparedSource]) -> None:
    """The persons behind a survey's answers; one name is one person in all sources of the file."""
    of_survey = [key for key, prepared in written.items() if prepared.method is Method.SURVEY]
    people: dict[str, UUID] = {}
    query = select(Speaker).where(
        Speaker.source_id.in_(of_survey), Speaker.role == SpeakerRole.PARTICIPANT
    )
    for speaker in session.scalars(query.order_by(Speaker.label)).all():
        if speaker.participant_id is None:
            if speaker.label not in people:
                people[speaker.label] = add_participant(session, speaker.label)
            speaker.participant_id = people[speaker.label]
        session.add(
            SourceParticipant(source_id=speaker.source_id, participant_id=speaker.participant_id)
        )
    session.flush()


def _add_attributes(session: Session, written: dict[UUID, PreparedSource]) -> None:
    """A survey's columns, for the respondent when a source has one, else for the source."""
    if not any(prepared.document.attributes for prepared in written.values()):
        return
    people: dict[UUID, list[UUID]] = {}
    query = select(SourceParticipant).where(SourceParticipant.source_id.in_(written))
    for link in session.scalars(query):
        people.setdefault(link.source_id, []).append(link.participant_id)
    columns: dict[tuple[str, AttributeBearer], list[Cell]] = {}
    for source_id, prepared in written.items():
        respondents = people.get(source_id, [])
        is_one = len(respondents) == 1
        bearer = AttributeBearer.PARTICIPANT if is_one else AttributeBearer.SOURCE
        for title, value in prepared.document.attributes.items():
            cell = Cell(respondents[0] if is_one else source_id, value)
            columns.setdefault((title, bearer), []).append(cell)
    for (title, bearer), cells in columns.items():
        set_column(session, title, bearer, cells)
