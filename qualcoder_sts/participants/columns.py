"""One attribute for many at once: a column of a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.participants.operations import add_attribute, find_attribute
from qualcoder_sts.participants.values import TypedColumn, typed_column, written_values
from qualcoder_sts.project.tables import Attribute, AttributeValue
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind


@dataclass(frozen=True, slots=True)
class Cell:
    """A value for a participant or source; an empty one says nothing."""

    bearer_id: UUID
    value: str


def set_column(
    session: Session, title: str, bearer: AttributeBearer, cells: Sequence[Cell]
) -> AttributeKind:
    """Give many participants, or many sources, their value of one attribute.

    A kind is inferred for a new attribute; a known one keeps its kind when the values fit it, else
    it becomes text, which every value is.
    """
    filled = [cell for cell in cells if cell.value.strip()]
    attribute = find_attribute(session, title, bearer)
    if attribute is None:
        column = typed_column(cell.value for cell in filled)
        attribute_id = add_attribute(session, title, bearer=bearer, kind=column.kind)
    else:
        column = _fitted(attribute, [cell.value for cell in filled])
        attribute_id, attribute.kind = attribute.id, column.kind
    is_person = bearer is AttributeBearer.PARTICIPANT
    holder = AttributeValue.participant_id if is_person else AttributeValue.source_id
    query = select(holder, AttributeValue).where(AttributeValue.attribute_id == attribute_id)
    known = {bearer_id: row for bearer_id, row in session.execute(query) if bearer_id}
    for cell, written in zip(filled, column.values, strict=True):
        row = known.get(cell.bearer_id)
        if row is None:
            row = known[cell.bearer_id] = AttributeValue(
                attribute_id=attribute_id,
                participant_id=cell.bearer_id if is_person else None,
                source_id=None if is_person else cell.bearer_id,
            )
            session.add(row)
        row.value = written
    session.flush()
    return column.kind


def _fitted(attribute: Attribute, values: Sequence[str]) -> TypedColumn:
    written = written_values(values, attribute.kind)
    if written is not None:
        return TypedColumn(attribute.kind, tuple(written))
    return TypedColumn(AttributeKind.TEXT, tuple(value.strip() for value in values))
