"""Correcting who speaks in single turns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Speaker, SpeakerTurn
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.errors import (
    TurnNotDivisibleError,
    TurnOfOtherSourceError,
)
from qualcoder_sts.transcripts.operations.speakers import add_speaker, existing_speaker


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """Somebody who is not among the speakers of a source yet."""

    label: str
    role: SpeakerRole = SpeakerRole.PARTICIPANT


def give_turns(session: Session, turn_ids: Sequence[UUID], speaker: UUID | NewSpeaker) -> None:
    """Say that somebody else, known or new, speaks in some turns of one source."""
    turns = [_existing_turn(session, turn_id) for turn_id in turn_ids]
    if not turns:
        return
    words = ngettext("Give a turn to “%(label)s”", "Give %(n)s turns to “%(label)s”", len(turns))
    number = f"{len(turns):,}"

    def in_words(label: str) -> str:
        return words % {"label": label, "n": number}

    goes_to = _speaker_of(session, turns[0].source_id, speaker, in_words)
    for turn in turns:
        _check_source(turn, goes_to)
        turn.speaker_id = goes_to.id


def divide_turn(session: Session, turn_id: UUID, position: int, speaker: UUID | NewSpeaker) -> UUID:
    """Let another speaker, known or new, go on from ``position`` to the turn's end."""
    turn = _existing_turn(session, turn_id)
    if not turn.speech_start < position < turn.end:
        raise TurnNotDivisibleError
    words = _("Divide a turn: “%s” goes on")
    goes_on = _speaker_of(session, turn.source_id, speaker, lambda label: words % label)
    _check_source(turn, goes_on)
    rest = SpeakerTurn(
        source_id=turn.source_id,
        speaker_id=goes_on.id,
        start=position,
        speech_start=position,
        end=turn.end,
    )
    turn.end = position
    session.add(rest)
    session.flush()
    return rest.id


def _speaker_of(
    session: Session, source_id: UUID, speaker: UUID | NewSpeaker, in_words: Callable[[str], str]
) -> Speaker:
    """The speaker, added when new; ``in_words`` names the step by the speaker's label."""
    if isinstance(speaker, NewSpeaker):
        describe(session, in_words(speaker.label.strip()))
        speaker = add_speaker(session, source_id, speaker.label, speaker.role)
    found = existing_speaker(session, speaker)
    describe(session, in_words(found.label))
    return found


def _existing_turn(session: Session, turn_id: UUID) -> SpeakerTurn:
    turn = session.get(SpeakerTurn, turn_id)
    if turn is None:
        raise RowMissingError("turn")
    return turn


def _check_source(turn: SpeakerTurn, speaker: Speaker) -> None:
    if turn.source_id != speaker.source_id:
        raise TurnOfOtherSourceError(speaker.label)
