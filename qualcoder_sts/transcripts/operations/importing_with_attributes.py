"""Transcripts and the attributes of the people in them, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.participants.importing import AttributeImport, import_attributes
from qualcoder_sts.transcripts.operations.importing import ImportedSource, import_sources
from qualcoder_sts.transcripts.preparing import PreparedFile


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A spreadsheet, and what its file is called."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of every file, and of the table."""

    sources: tuple[ImportedSource, ...]
    attributes: AttributeImport | None = None


def import_with_attributes(
    session: Session,
    files: Sequence[PreparedFile],
    attributes: NamedTable | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """Import sources, then give the people in them the values of a table."""
    sources = tuple(import_sources(session, files, progress))
    if attributes is None:
        return Imported(sources)
    given = import_attributes(session, attributes.table, name=attributes.name)
    return Imported(sources, given)
