"""Coding everything that speakers say."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import SpeaksNowhereError
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.names import counted
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Speaker
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.operations.speakers import existing_speaker
from qualcoder_sts.transcripts.queries import Transcript, read_transcript
from qualcoder_sts.transcripts.speakers.speech import speech_spans


@dataclass(frozen=True, slots=True)
class SpokenAmount:
    """How much some speakers say: sources, turns with speech in them, words."""

    sources: int
    turns: int
    words: int


def code_speakers(
    session: Session, speaker_ids: Sequence[UUID], code_id: UUID, *, coder_id: UUID
) -> list[UUID]:
    """Apply a code to all that some speakers say, in any number of sources, in one step.

    Raises ``SpeaksNowhereError`` when they say nothing.
    """
    speakers = [existing_speaker(session, speaker_id) for speaker_id in speaker_ids]
    name = existing_code(session, code_id).name
    spoken = _spoken(session, speakers)
    wanted = [
        NewSegment(one.source.id, span, code_id, coder_id, origin=SegmentOrigin.SPEAKER)
        for one, spans in spoken
        for span in spans
    ]
    if not wanted:
        raise SpeaksNowhereError
    labels = " and ".join(f"“{label}”" for label in dict.fromkeys(one.label for one in speakers))
    who = labels if len({one.label for one in speakers}) <= 2 else counted(len(speakers), "speaker")
    names = {one.source.name for one, _spans in spoken}
    where = f"“{names.pop()}”" if len(names) == 1 else counted(len(names), "source")
    says = "says" if len({one.label for one in speakers}) == 1 else "say"
    describe(session, f"Apply “{name}” to all that {who} {says} in {where}")
    return apply_codes(session, wanted)


def spoken_amount(session: Session, speaker_ids: Sequence[UUID]) -> SpokenAmount:
    """How much would be coded if everything these speakers say were."""
    speakers = session.scalars(select(Speaker).where(Speaker.id.in_(speaker_ids))).all()
    spoken = _spoken(session, speakers)
    return SpokenAmount(
        sources=sum(bool(spans) for _one, spans in spoken),
        turns=sum(len(spans) for _one, spans in spoken),
        words=sum(count_words(span.of(one.text)) for one, spans in spoken for span in spans),
    )


def _spoken(session: Session, speakers: Sequence[Speaker]) -> list[tuple[Transcript, list[Span]]]:
    """The transcripts of some speakers, each with what they say in it, turn by turn."""
    wanted = {speaker.id for speaker in speakers}
    sources = dict.fromkeys(speaker.source_id for speaker in speakers)
    found: list[tuple[Transcript, list[Span]]] = []
    for source_id in sources:
        transcript = read_transcript(session, source_id)
        spans: list[Span] = []
        for turn in transcript.turns:
            whole = Turn(Span(turn.start, turn.end), turn.speech_start, turn.label)
            said = speech_spans(transcript.text, whole) if turn.speaker_id in wanted else []
            if said:
                spans.append(Span(said[0].start, said[-1].end))
        found.append((transcript, spans))
    return found
