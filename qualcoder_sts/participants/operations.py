"""Changing participants, sessions, rosters and attributes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.foundation.ranks import rank_between, ranks_to_insert
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.errors import (
    AttributeNameTakenError,
    BearerMismatchError,
    GroupExpectedError,
    Named,
    NameMissingError,
    ValuesOfOtherKindError,
)
from qualcoder_sts.participants.values import in_words, written_value, written_values
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    Attribute,
    AttributeValue,
    FieldSession,
    Membership,
    Participant,
    RosterEntry,
    Source,
)
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)


def add_participant(
    session: Session, name: str, *, kind: ParticipantKind = ParticipantKind.PERSON
) -> UUID:
    """Add a person or a group. Two people may have one name."""
    participant = Participant(name=_tidy(name, "participant"), kind=kind)
    is_group = kind is ParticipantKind.GROUP
    words = _("Add group “%s”") if is_group else _("Add participant “%s”")
    describe(session, words % participant.name)
    session.add(participant)
    session.flush()
    return participant.id


def rename_participant(session: Session, participant_id: UUID, name: str) -> None:
    """Give a participant another name. Speaker labels in transcripts stay as they are."""
    participant = existing_participant(session, participant_id)
    name = _tidy(name, "participant")
    words = _("Rename participant “%(old)s” to “%(new)s”")
    describe(session, words % {"old": participant.name, "new": name})
    participant.name = name


def delete_participant(session: Session, participant_id: UUID) -> None:
    """Remove a participant; speakers linked to them stay, as nobody in particular's."""
    participant = existing_participant(session, participant_id)
    label, told = _("Delete participant “%s”"), _("Deleted participant “%s”.")
    describe(session, label % participant.name, told=told % participant.name)
    session.delete(participant)


def delete_participants(session: Session, participant_ids: Sequence[UUID]) -> None:
    """Remove several participants in one step."""
    if len(participant_ids) > 1:
        number = len(participant_ids)
        label = ngettext("Delete %s participant", "Delete %s participants", number)
        told = ngettext("Deleted %s participant.", "Deleted %s participants.", number)
        describe(session, label % f"{number:,}", told=told % f"{number:,}")
    for participant_id in participant_ids:
        delete_participant(session, participant_id)


def add_session(
    session: Session, name: str, *, group_id: UUID | None = None, place: str = "", date: str = ""
) -> UUID:
    """Add an interview or focus group that took place."""
    if group_id is not None:
        _existing_group(session, group_id)
    took_place = FieldSession(
        name=_tidy(name, "session"), group_id=group_id, place=place, date=date
    )
    describe(session, _("Add session “%s”") % took_place.name)
    session.add(took_place)
    session.flush()
    return took_place.id


def add_to_roster(
    session: Session,
    session_id: UUID,
    participant_id: UUID,
    *,
    label: str,
    attendance: Attendance = Attendance.PRESENT,
    note: str = "",
) -> UUID:
    """Say that somebody attended a session, and how its transcript calls them.

    Somebody who is on the roster already is there once, as said now.
    """
    participant = existing_participant(session, participant_id)
    took_place = _existing_session(session, session_id)
    words = _("Add “%(name)s” to the roster of “%(session)s”")
    describe(session, words % {"name": participant.name, "session": took_place.name})
    entry = session.scalar(
        select(RosterEntry)
        .where(RosterEntry.session_id == session_id, RosterEntry.participant_id == participant_id)
        .limit(1)
    )
    if entry is None:
        entry = RosterEntry(session_id=session_id, participant_id=participant_id)
        session.add(entry)
    entry.label, entry.attendance, entry.note = label, attendance, note
    session.flush()
    return entry.id


def remove_from_roster(session: Session, entry_id: UUID) -> None:
    """Take somebody off a session's roster."""
    entry, took_place = _existing_entry(session, entry_id)
    label = _("Remove “%(name)s” from the roster of “%(session)s”")
    told = _("Removed “%(name)s” from the roster of “%(session)s”.")
    words = {"name": entry.label, "session": took_place.name}
    describe(session, label % words, told=told % words)
    session.delete(entry)


def set_attendance(session: Session, entry_id: UUID, attendance: Attendance) -> None:
    """Say whether somebody on a roster was there after all."""
    entry, took_place = _existing_entry(session, entry_id)
    if attendance is Attendance.PRESENT:
        words = _("Mark “%(name)s” as present in “%(session)s”")
    else:
        words = _("Mark “%(name)s” as absent in “%(session)s”")
    describe(session, words % {"name": entry.label, "session": took_place.name})
    entry.attendance = attendance


def set_roster_note(session: Session, entry_id: UUID, note: str) -> None:
    """Note something about somebody's attendance, for example that they came late."""
    entry, took_place = _existing_entry(session, entry_id)
    words = _("Note on “%(name)s” in “%(session)s”")
    describe(session, words % {"name": entry.label, "session": took_place.name})
    entry.note = note.strip()


def add_to_group(session: Session, group_id: UUID, person_id: UUID) -> UUID:
    """Make a person a member of a group; once is enough."""
    group = _existing_group(session, group_id)
    person = existing_person(session, person_id)
    words = _("Add “%(name)s” to the group “%(group)s”")
    describe(session, words % {"name": person.name, "group": group.name})
    known = session.scalar(
        select(Membership).where(Membership.group_id == group_id, Membership.person_id == person_id)
    )
    membership = known or Membership(group_id=group_id, person_id=person_id)
    session.add(membership)
    session.flush()
    return membership.id


def add_people_to_group(session: Session, group_id: UUID, person_ids: Sequence[UUID]) -> None:
    """Make several people members of a group, in one step."""
    if len(person_ids) > 1:
        group = _existing_group(session, group_id)
        words = ngettext(
            "Add %(n)s person to the group “%(group)s”",
            "Add %(n)s people to the group “%(group)s”",
            len(person_ids),
        )
        describe(session, words % {"n": f"{len(person_ids):,}", "group": group.name})
    for person_id in person_ids:
        add_to_group(session, group_id, person_id)


def remove_from_group(session: Session, group_id: UUID, person_ids: Sequence[UUID]) -> None:
    """Say that people are no members of a group any more."""
    group = _existing_group(session, group_id)
    number = len(person_ids)
    label = ngettext(
        "Remove %(n)s person from the group “%(group)s”",
        "Remove %(n)s people from the group “%(group)s”",
        number,
    )
    told = ngettext(
        "Removed %(n)s person from the group “%(group)s”.",
        "Removed %(n)s people from the group “%(group)s”.",
        number,
    )
    words = {"n": f"{number:,}", "group": group.name}
    describe(session, label % words, told=told % words)
    rows = select(Membership).where(
        Membership.group_id == group_id, Membership.person_id.in_(person_ids)
    )
    for row in session.scalars(rows):
        session.delete(row)


def add_attribute(
    session: Session,
    name: str,
    *,
    bearer: AttributeBearer = AttributeBearer.PARTICIPANT,
    kind: AttributeKind = AttributeKind.TEXT,
) -> UUID:
    """Add a variable of participants or of sources."""
    name = _tidy(name, "attribute")
    if find_attribute(session, name, bearer) is not None:
        raise AttributeNameTakenError(name)
    describe(session, _("Add attribute “%s”") % name)
    last = session.scalar(select(func.max(Attribute.rank)))
    attribute = Attribute(name=name, bearer=bearer, kind=kind, rank=rank_between(last, None))
    session.add(attribute)
    session.flush()
    return attribute.id


def rename_attribute(session: Session, attribute_id: UUID, name: str) -> None:
    """Give an attribute another name."""
    attribute = existing_attribute(session, attribute_id)
    name = _tidy(name, "attribute")
    other = find_attribute(session, name, attribute.bearer)
    if other is not None and other.id != attribute_id:
        raise AttributeNameTakenError(name)
    words = _("Rename attribute “%(old)s” to “%(new)s”")
    describe(session, words % {"old": attribute.name, "new": name})
    attribute.name = name


def move_attribute(session: Session, attribute_id: UUID, before_id: UUID | None) -> None:
    """Put an attribute before another one of the same kind of bearer, or behind them all."""
    attribute = existing_attribute(session, attribute_id)
    describe(session, _("Move attribute “%s”") % attribute.name)
    others = [one for one in _attributes_of(session, attribute.bearer) if one is not attribute]
    place = next((n for n, one in enumerate(others) if one.id == before_id), len(others))
    ranks = ranks_to_insert(
        [one.rank for one in others[:place]], [one.rank for one in others[place:]]
    )
    for each, rank in zip((attribute, *others[place:]), ranks, strict=False):
        each.rank = rank


def delete_attribute(session: Session, attribute_id: UUID) -> None:
    """Remove an attribute with all its values."""
    attribute = existing_attribute(session, attribute_id)
    label, told = _("Delete attribute “%s”"), _("Deleted attribute “%s”.")
    describe(session, label % attribute.name, told=told % attribute.name)
    session.delete(attribute)


def set_attribute_kind(session: Session, attribute_id: UUID, kind: AttributeKind) -> None:
    """Say what an attribute's values are; raises ``ValuesOfOtherKindError`` unless all fit."""
    attribute = existing_attribute(session, attribute_id)
    rows = list(session.scalars(select(AttributeValue).filter_by(attribute_id=attribute_id)))
    written = written_values([row.value for row in rows], kind)
    if written is None:
        misfits = [row.value for row in rows if written_values([row.value], kind) is None]
        raise ValuesOfOtherKindError(attribute.name, in_words(kind), misfits)
    words = _("Make the values of “%(name)s” %(kind)s")
    describe(session, words % {"name": attribute.name, "kind": in_words(kind)})
    attribute.kind = kind
    for row, value in zip(rows, written, strict=True):
        row.value = value


def set_attribute_value(
    session: Session,
    attribute_id: UUID,
    value: str,
    *,
    participant_id: UUID | None = None,
    source_id: UUID | None = None,
) -> None:
    """Give one participant or one source a value; an empty one takes it away."""
    attribute = existing_attribute(session, attribute_id)
    of_participants = attribute.bearer is AttributeBearer.PARTICIPANT
    if (participant_id is None) == of_participants or (source_id is None) != of_participants:
        raise BearerMismatchError(attribute.name, attribute.bearer)
    bearer = _name_of_bearer(session, participant_id, source_id)
    known = session.scalar(
        select(AttributeValue).where(
            AttributeValue.attribute_id == attribute_id,
            AttributeValue.participant_id == participant_id,
            AttributeValue.source_id == source_id,
        )
    )
    if not value.strip():
        words = _("Take away “%(attribute)s” of “%(name)s”")
        describe(session, words % {"attribute": attribute.name, "name": bearer})
        if known is not None:
            session.delete(known)
        return
    written = written_value(value, attribute.kind, attribute.name)
    words = _("Set “%(attribute)s” of “%(name)s” to “%(value)s”")
    told = {"attribute": attribute.name, "name": bearer, "value": written}
    describe(session, words % told)
    if known is None:
        known = AttributeValue(
            attribute_id=attribute_id, participant_id=participant_id, source_id=source_id
        )
        session.add(known)
    known.value = written


def find_attribute(session: Session, name: str, bearer: AttributeBearer) -> Attribute | None:
    """The attribute of that name, whatever its case and spaces."""
    attributes = _attributes_of(session, bearer)
    # Compared here: SQLite knows the small letters of ASCII only.
    return next((one for one in attributes if folded(one.name) == folded(name)), None)


def existing_attribute(session: Session, attribute_id: UUID) -> Attribute:
    """The attribute, which must be there; raises ``RowMissingError``."""
    attribute = session.get(Attribute, attribute_id)
    if attribute is None:
        raise RowMissingError("attribute")
    return attribute


def existing_participant(session: Session, participant_id: UUID) -> Participant:
    """The participant, who must be there; raises ``RowMissingError``."""
    participant = session.get(Participant, participant_id)
    if participant is None:
        raise RowMissingError("participant")
    return participant


def existing_person(session: Session, person_id: UUID) -> Participant:
    """The participant, who must be a person; raises ``GroupExpectedError``."""
    person = existing_participant(session, person_id)
    if person.kind is not ParticipantKind.PERSON:
        raise GroupExpectedError(person.name, wanted_group=False)
    return person


def _attributes_of(session: Session, bearer: AttributeBearer) -> list[Attribute]:
    query = select(Attribute).where(Attribute.bearer == bearer)
    return list(session.scalars(query.order_by(Attribute.rank, Attribute.id)))


def _existing_group(session: Session, group_id: UUID) -> Participant:
    group = existing_participant(session, group_id)
    if group.kind is not ParticipantKind.GROUP:
        raise GroupExpectedError(group.name, wanted_group=True)
    return group


def _name_of_bearer(session: Session, participant_id: UUID | None, source_id: UUID | None) -> str:
    if participant_id is not None:
        return existing_participant(session, participant_id).name
    source = session.get(Source, source_id)
    if source is None:
        raise RowMissingError("source")
    return source.name


def _existing_entry(session: Session, entry_id: UUID) -> tuple[RosterEntry, FieldSession]:
    entry = session.get(RosterEntry, entry_id)
    if entry is None:
        raise RowMissingError("entry of the roster")
    return entry, session.get_one(FieldSession, entry.session_id)


def _existing_session(session: Session, session_id: UUID) -> FieldSession:
    took_place = session.get(FieldSession, session_id)
    if took_place is None:
        raise RowMissingError("session")
    return took_place


def _tidy(name: str, what: Named) -> str:
    name = tidied(name)
    if not name:
        raise NameMissingError(what)
    return name
