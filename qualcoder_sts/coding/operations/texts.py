"""Editing a source's text, with everything that has a place in it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.errors import TextUnchangedError
from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdits, edits_between
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    Coder,
    FinishedMark,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.transcripts.operations.importing import keep_text
from qualcoder_sts.transcripts.operations.sources import existing_source
from qualcoder_sts.transcripts.readers.normalise import normalise


@dataclass(frozen=True, slots=True)
class LostSegment:
    """A segment none of whose text is left."""

    id: UUID
    code: str
    coder: str
    text: str


@dataclass(frozen=True, slots=True)
class TextEdited:
    """What editing a text did to its segments."""

    moved: int
    lost: tuple[LostSegment, ...]


def edit_text(session: Session, source_id: UUID, new_text: str) -> TextEdited:
    """Give a source a corrected text; raises ``TextUnchangedError``.

    Segments and turns keep the characters they had. A segment whose characters are all gone is
    removed and listed; ``Undo`` brings text and segments back.
    """
    source = existing_source(session, source_id)
    old_text = session.get_one(Text, source.text_hash).content
    new_text = normalise(cleaned(new_text))
    edits = edits_between(old_text, new_text)
    if not edits:
        raise TextUnchangedError
    describe(session, f"Edit text of “{source.name}”")
    source.text_hash = keep_text(session, new_text)
    session.flush()
    _move_turns(session, source_id, edits)
    _move_finished_ranges(session, source_id, edits)
    return _move_segments(session, source_id, edits, source.text_hash, old_text)


def _move_segments(
    session: Session, source_id: UUID, edits: TextEdits, text_hash: str, old_text: str
) -> TextEdited:
    query = (
        select(CodedSegment, Code.name, Coder.name)
        .join(Code, Code.id == CodedSegment.code_id)
        .join(Coder, Coder.id == CodedSegment.coder_id)
        .where(CodedSegment.source_id == source_id)
    )
    lost: list[LostSegment] = []
    moved = 0
    for segment, code, coder in session.execute(query).all():
        old = Span(segment.start, segment.end)
        if (place := edits.moved(old)) is None:
            lost.append(LostSegment(segment.id, code, coder, old.of(old_text)))
            session.delete(segment)
            continue
        moved += place != old
        segment.start, segment.end, segment.text_hash = place.start, place.end, text_hash
    session.flush()
    return TextEdited(moved, tuple(lost))


def _move_turns(session: Session, source_id: UUID, edits: TextEdits) -> None:
    turns = list(
        session.scalars(
            select(SpeakerTurn)
            .where(SpeakerTurn.source_id == source_id)
            .order_by(SpeakerTurn.start)
        )
    )
    for turn in turns:
        # A turn takes in what is written at its end: typing at the end of what somebody said
        # goes on with what they said.
        place = edits.moved(Span(turn.start, turn.end))
        if place is None:
            session.delete(turn)
            continue
        speech_start = edits.moved_position(turn.speech_start)
        turn.start, turn.end = place.start, edits.moved_end(turn.end)
        turn.speech_start = min(max(speech_start, turn.start), turn.end)
    session.flush()


def _move_finished_ranges(session: Session, source_id: UUID, edits: TextEdits) -> None:
    marks = session.scalars(
        select(FinishedMark).where(
            FinishedMark.source_id == source_id, FinishedMark.start.is_not(None)
        )
    )
    for mark in marks:
        place = edits.moved(Span(mark.start or 0, mark.end or 0))
        if place is None:
            session.delete(mark)
        else:
            mark.start, mark.end = place.start, place.end
    session.flush()
