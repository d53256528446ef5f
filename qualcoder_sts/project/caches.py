"""Dropping what the file holds only so that it need not be computed again."""

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables.suggest import CACHES, OpenSuggestion, SentenceVectors


@dataclass(frozen=True, slots=True)
class DroppedCaches:
    """What was dropped: suggestions nobody had decided about, and texts' vectors."""

    open_suggestions: int
    texts_with_vectors: int


def drop_caches(session: Session) -> DroppedCaches:
    """Empty every cache. For ``Workspace.keep``: history knows nothing of them."""
    dropped = DroppedCaches(
        session.scalar(select(func.count()).select_from(OpenSuggestion)) or 0,
        session.scalar(select(func.count()).select_from(SentenceVectors)) or 0,
    )
    for cache in CACHES:
        session.execute(delete(cache))
    return dropped
