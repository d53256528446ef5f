"""Building the history tables anew from the log: the proof that the log holds everything."""

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.rows import apply_forwards
from qualcoder_sts.project.tables.log import Change, ChangeSet


def replay(session: Session, onto: Connection) -> int:
    """Do every applied change of a project again on an empty file with the same texts.

    ``onto`` must have the tables without the triggers, and foreign keys off. Returns the number of
    changes done.
    """
    query = (
        select(Change)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(ChangeSet.applied)
        .order_by(Change.number)
    )
    changes = list(session.scalars(query))
    apply_forwards(onto, changes)
    return len(changes)
