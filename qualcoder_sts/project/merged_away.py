"""What was made part of another row: the trace that its deletion alone would not leave."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables import Code, MergedAway, Participant, Speaker


def merge_away(
    session: Session, gone: Code | Participant | Speaker, into: Code | Participant | Speaker
) -> None:
    """Delete a row whose belongings another has taken over, and keep which one that was."""
    session.add(MergedAway(table_name=gone.__tablename__, gone_id=gone.id, into_id=into.id))
    session.flush()
    session.delete(gone)


def rows_merged_away(session: Session, table: str) -> dict[UUID, UUID]:
    """For each row of a table that was made part of another: which. That one may be gone too."""
    one = MergedAway
    query = select(one).where(one.table_name == table).order_by(one.into_id)
    return {row.gone_id: row.into_id for row in session.scalars(query)}
