"""For whom a file was made as a copy: as whom its reader codes in it."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.project.tables.log import GivenCopy
from qualcoder_sts.project.tables.project import Coder


@dataclass(frozen=True, slots=True)
class GivenCopyRow:
    """What a file was given out as: for whom (empty for nobody in particular), and how."""

    reader: str
    blind: bool
    at: datetime


def given_copy(session: Session) -> GivenCopyRow | None:
    """What this file was given out as; None for a project that is nobody's copy."""
    row = session.scalar(select(GivenCopy))
    return None if row is None else GivenCopyRow(row.reader, row.blind, row.at)


def coder_of_copy(session: Session, usual: str) -> str:
    """As whom one codes here: in a copy its reader, unless who codes otherwise is known to it."""
    given = given_copy(session)
    if given is None or not given.reader:
        return usual
    is_known = session.scalar(select(Coder.id).where(Coder.name == usual)) is not None
    return usual if is_known else given.reader


def note_reader(copy: sqlite3.Connection, reader: str, *, blind: bool) -> None:
    """Write into a copy that is being made for whom it is."""
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    copy.execute("DELETE FROM given_copy")
    copy.execute(
        "INSERT INTO given_copy (only_row, reader, blind, at) VALUES (1, ?, ?, ?)",
        (cleaned(reader), blind, at),
    )
