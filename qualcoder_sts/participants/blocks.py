"""Many values at once: a block of cells as it is pasted from a spreadsheet, or emptied."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import ngettext
from qualcoder_sts.participants.errors import ValuesOfOtherKindError
from qualcoder_sts.participants.operations import existing_attribute
from qualcoder_sts.participants.values import in_words, written_value, written_values
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Attribute, AttributeValue, Participant, Source
from qualcoder_sts.project.tables.participants import AttributeBearer


@dataclass(frozen=True, slots=True)
class NewValue:
    """What a participant or source is to have for an attribute; empty takes the value away."""

    attribute_id: UUID
    bearer_id: UUID
    value: str


def set_values(session: Session, values: Sequence[NewValue]) -> int:
    """Give many values in one step; tells how many have changed.

    The values of one attribute are read together, so that one ``31/05/2020`` settles how the other
    dates are meant. One that does not fit its attribute refuses the whole block, with
    ``ValueOfOtherKindError``.
    """
    by_attribute: dict[UUID, list[NewValue]] = defaultdict(list)
    for value in values:
        by_attribute[value.attribute_id].append(value)
    changed = 0
    for attribute_id, column in by_attribute.items():
        changed += _set_column(session, existing_attribute(session, attribute_id), column)
    is_emptied = not any(value.value.strip() for value in values)
    number = f"{changed:,}"
    if is_emptied:
        label = ngettext("Remove %s value", "Remove %s values", changed)
        told = ngettext("Removed %s value.", "Removed %s values.", changed)
        describe(session, label % number, told=told % number)
    else:
        label = ngettext("Set %s value", "Set %s values", changed)
        describe(session, label % number)
    session.flush()
    return changed


def _set_column(session: Session, attribute: Attribute, column: Sequence[NewValue]) -> int:
    is_person = attribute.bearer is AttributeBearer.PARTICIPANT
    holder = AttributeValue.participant_id if is_person else AttributeValue.source_id
    query = select(holder, AttributeValue).where(AttributeValue.attribute_id == attribute.id)
    known = dict(session.execute(query).all())
    _refuse_missing(session, attribute.bearer, {cell.bearer_id for cell in column} - known.keys())
    changed = 0
    for cell, written in zip(column, _written(attribute, column), strict=True):
        row = known.get(cell.bearer_id)
        if written == (row.value if row else ""):
            continue
        changed += 1
        if row is None:
            row = known[cell.bearer_id] = AttributeValue(
                attribute_id=attribute.id,
                participant_id=cell.bearer_id if is_person else None,
                source_id=None if is_person else cell.bearer_id,
                value=written,
            )
            session.add(row)
        elif written:
            row.value = written
        else:
            session.delete(known.pop(cell.bearer_id))
    return changed


def _refuse_missing(session: Session, bearer: AttributeBearer, keys: set[UUID]) -> None:
    is_person = bearer is AttributeBearer.PARTICIPANT
    there = select(Participant.id if is_person else Source.id)
    if not keys <= set(session.scalars(there)):
        raise RowMissingError(bearer.value)


def _written(attribute: Attribute, column: Sequence[NewValue]) -> list[str]:
    values = [cell.value for cell in column]
    if (written := written_values(values, attribute.kind)) is not None:
        return written
    for value in values:
        written_value(value, attribute.kind, attribute.name)
    # Each can be read by itself, but not all of them in one way.
    raise ValuesOfOtherKindError(attribute.name, in_words(attribute.kind), ())
