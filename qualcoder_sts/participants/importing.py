"""Attributes from a spreadsheet, matched by name."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.columns import Cell, set_column
from qualcoder_sts.participants.matching import (
    Directory,
    UnmatchedRow,
    attribute_columns,
    matched_rows,
)
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Source
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind


@dataclass(frozen=True, slots=True)
class AttributeImport:
    """What importing attributes did."""

    matched: int
    values: int
    kinds: dict[str, AttributeKind]
    unmatched: tuple[UnmatchedRow, ...]


def import_attributes(session: Session, table: Table, *, name: str = "") -> AttributeImport:
    """Give participants and sources the values of a spreadsheet.

    The first column names the participant or source, an optional column ``session`` the session
    where names repeat; every other column is an attribute. A kind is inferred for a new
    attribute; a known one keeps its kind as long as the values fit, else it becomes text.
    """
    label = _("Import attributes from “%s”") % name if name else _("Import attributes")
    describe(session, label, kind=ChangeKind.IMPORT)
    sources = session.execute(select(Source.id, Source.name)).all()
    directory = Directory.of(list_participants(session), {one.id: one.name for one in sources})
    found = matched_rows(table, directory)
    kinds: dict[str, AttributeKind] = {}
    values = 0
    for column in attribute_columns(table):
        title = tidied(table.columns[column])
        for bearer in AttributeBearer:
            cells = [
                Cell(row.bearer.id, row.cells[column])
                for row in found.matched
                if row.bearer.kind is bearer and row.cells[column].strip()
            ]
            if title and cells:
                kinds[title] = set_column(session, title, bearer, cells)
                values += len(cells)
    return AttributeImport(len(found.matched), values, kinds, found.unmatched)
