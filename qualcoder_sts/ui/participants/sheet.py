"""What a sheet of people or of sources shows, as plain rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from qualcoder_sts.coding.queries import FinishedRow
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import AttributeRow, ParticipantRow
from qualcoder_sts.project.tables.participants import (
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)
from qualcoder_sts.transcripts.queries import SourceRow
from qualcoder_sts.ui.models.languages import language_name
from qualcoder_sts.ui.models.sources import method_name


class Field(StrEnum):
    """What stands in a column that is no attribute."""

    NAME = "name"
    WHERE = "where"
    GROUPS = "groups"
    METHOD = "method"
    DATE = "date"
    LANGUAGE = "language"
    FINISHED = "finished"


TYPED_FIELDS = frozenset({Field.NAME, Field.DATE, Field.LANGUAGE})
"""Those that are typed into; the others follow from something else."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: a field that everybody has, or an attribute."""

    title: str
    field: Field | None = None
    attribute: AttributeRow | None = None

    @property
    def kind(self) -> AttributeKind:
        """What its cells hold."""
        return self.attribute.kind if self.attribute else AttributeKind.TEXT

    @property
    def is_typed(self) -> bool:
        """Whether its cells are typed into."""
        return self.attribute is not None or self.field in TYPED_FIELDS

    def is_as(self, other: "SheetColumn") -> bool:
        """Whether both are the same field or attribute, whatever it is called now."""
        if self.attribute is None or other.attribute is None:
            return self.attribute is other.attribute and self.field is other.field
        return self.attribute.id == other.attribute.id


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person, group or source with its cells; an empty one says nothing is known."""

    id: UUID
    name: str
    cells: tuple[str, ...]
    tip: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows, each row with as many cells as there are columns."""

    bearer: AttributeBearer
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]


def people_sheet(people: Sequence[ParticipantRow], attributes: Iterable[AttributeRow]) -> Sheet:
    """Participants and groups with their attributes."""
    known = _attribute_columns(attributes, AttributeBearer.PARTICIPANT)
    columns = (
        SheetColumn(_("Name"), Field.NAME),
        *known,
        SheetColumn(_("Speaks in"), Field.WHERE),
        SheetColumn(_("Member of"), Field.GROUPS),
    )
    members = Counter(group for person in people for group in person.groups)
    rows = [_person_row(person, known, members[person.name]) for person in people]
    return Sheet(AttributeBearer.PARTICIPANT, columns, tuple(rows))


def source_sheet(
    sources: Sequence[SourceRow],
    finished: Iterable[FinishedRow],
    values: Mapping[UUID, Mapping[str, str]],
    attributes: Iterable[AttributeRow],
) -> Sheet:
    """Sources with what is known of them and their attributes."""
    known = _attribute_columns(attributes, AttributeBearer.SOURCE)
    columns = (
        SheetColumn(_("Name"), Field.NAME),
        SheetColumn(_("Date"), Field.DATE),
        SheetColumn(_("Language"), Field.LANGUAGE),
        *known,
        SheetColumn(_("Method"), Field.METHOD),
        SheetColumn(_("Finished by"), Field.FINISHED),
    )
    coders: dict[UUID, list[str]] = {}
    for mark in finished:
        coders.setdefault(mark.source_id, []).append(mark.coder)
    rows = []
    for source in sources:
        of_source = values.get(source.id, {})
        cells = (
            *(source.name, source.date, language_name(source.language)),
            *(of_source.get(column.title, "") for column in known),
            *(method_name(source.method), ", ".join(coders.get(source.id, ()))),
        )
        rows.append(SheetRow(source.id, source.name, cells))
    return Sheet(AttributeBearer.SOURCE, columns, tuple(rows))


def _attribute_columns(
    attributes: Iterable[AttributeRow], bearer: AttributeBearer
) -> list[SheetColumn]:
    return [SheetColumn(one.name, attribute=one) for one in attributes if one.bearer is bearer]


def _person_row(
    person: ParticipantRow, attributes: Sequence[SheetColumn], members: int
) -> SheetRow:
    is_group = person.kind is ParticipantKind.GROUP
    if is_group:
        where = ngettext("group of %d person", "group of %d people", members) % members
    else:
        silent = [name for name in person.sessions if name not in person.sources]
        where = ", ".join([*person.sources, *(_("%s (silent)") % name for name in silent)])
    cells = (
        person.name,
        *(person.attributes.get(column.title, "") for column in attributes),
        where,
        ", ".join(person.groups),
    )
    lines = [
        person.display,
        _("Speaks in: %s") % ", ".join(person.sources) if person.sources else "",
        _("Attended: %s") % ", ".join(person.sessions) if person.sessions else "",
    ]
    return SheetRow(person.id, person.display, cells, "\n".join(filter(None, lines)), is_group)
