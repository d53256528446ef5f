"""Coding everything that speakers say."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import SpeaksNowhereError
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
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
    names = {one.source.name for one, _spans in spoken}
    describe(session, _in_words(name, [one.label for one in speakers], sorted(names)))
    return apply_codes(session, wanted)


def _in_words(code: str, speakers: Sequence[str], sources: Sequence[str]) -> str:
    labels = list(dict.fromkeys(speakers))
    if len(labels) == 1:
        words = _("Apply “%(code)s” to all that “%(who)s” says in %(where)s")
    elif len(labels) == 2:
        words = _("Apply “%(code)s” to all that “%(who)s” and “%(other)s” say in %(where)s")
    else:
        words = ngettext(
            "Apply “%(code)s” to all that %(n)s speaker says in %(where)s",
            "Apply “%(code)s” to all that %(n)s speakers say in %(where)s",
            len(speakers),
        )
    where = f"“{sources[0]}”"
    if len(sources) > 1:
        where = ngettext("%s source", "%s sources", len(sources)) % f"{len(sources):,}"
    told = {"code": code, "who": labels[0], "other": labels[-1], "where": where}
    return words % {**told, "n": f"{len(speakers):,}"}


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
