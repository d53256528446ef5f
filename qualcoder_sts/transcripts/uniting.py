"""What uniting two participants would do, before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.participants.queries import ParticipantRow, list_participants
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import Memo, Speaker


@dataclass(frozen=True, slots=True)
class ContraryValue:
    """An attribute of which both have a value: the kept one's stays, the other's goes."""

    attribute: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class UniteEffect:
    """What the kept participant takes over of the other."""

    kept: ParticipantRow
    gone: ParticipantRow
    speakers: int
    memos: int
    values: Mapping[str, str]
    contrary: tuple[ContraryValue, ...]


def unite_effect(session: Session, kept_id: UUID, gone_id: UUID) -> UniteEffect:
    """What ``unite_participants`` would do; raises ``RowMissingError``."""
    people = {row.id: row for row in list_participants(session)}
    if kept_id not in people or gone_id not in people:
        raise RowMissingError("participant")
    kept, gone = people[kept_id], people[gone_id]
    speakers = select(func.count()).where(Speaker.participant_id == gone_id)
    memos = select(func.count()).where(Memo.target_id == gone_id)
    return UniteEffect(
        kept=kept,
        gone=gone,
        speakers=session.scalar(speakers) or 0,
        memos=session.scalar(memos) or 0,
        values={
            name: value for name, value in gone.attributes.items() if name not in kept.attributes
        },
        contrary=tuple(
            ContraryValue(name, kept.attributes[name], value)
            for name, value in gone.attributes.items()
            if kept.attributes.get(name, value) != value
        ),
    )
