"""Changing what is known of a source."""

import re
from collections.abc import Sequence
from datetime import date as calendar_day
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.literature.operations import add_study
from qualcoder_sts.project.choice_words import choice_word
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    Coder,
    FieldSession,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    Study,
)
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.errors import DateUnclearError, SourceNameTakenError
from qualcoder_sts.transcripts.operations.people import remove_unknown, set_up_session

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def rename_source(session: Session, source_id: UUID, name: str) -> None:
    """Give a source another name; an empty one leaves it as it is."""
    source = existing_source(session, source_id)
    name = tidied(name) or source.name
    others = session.scalars(select(Source.name).where(Source.id != source_id))
    if folded(name) in {folded(other) for other in others}:
        raise SourceNameTakenError(name)
    words = _("Rename source “%(old)s” to “%(new)s”")
    describe(session, words % {"old": source.name, "new": name})
    source.name = name


def delete_source(session: Session, source_id: UUID) -> None:
    """Delete a source with its turns, segments and memos; ``Undo`` brings all of it back.

    Its session goes too, unless another source belongs to it, and of those who spoke or attended
    everybody of whom the project knows nothing else: no other source, attribute or memo.
    """
    source = existing_source(session, source_id)
    label, told = _("Delete source “%s”"), _("Deleted source “%s”.")
    describe(session, label % source.name, told=told % source.name)
    session_id = source.session_id
    people = set(session.scalars(select(Speaker.participant_id).filter_by(source_id=source_id)))
    people |= set(
        session.scalars(select(SourceParticipant.participant_id).filter_by(source_id=source_id))
    )
    session.delete(source)
    session.flush()
    if session_id is not None:
        people |= _remove_session(session, session_id)
    remove_unknown(session, sorted(one for one in people if one is not None))


def delete_sources(session: Session, source_ids: Sequence[UUID]) -> None:
    """Delete several sources in one step, each as ``delete_source`` does."""
    if len(source_ids) > 1:
        number = len(source_ids)
        label = ngettext("Delete %s source", "Delete %s sources", number)
        told = ngettext("Deleted %s source.", "Deleted %s sources.", number)
        describe(session, label % f"{number:,}", told=told % f"{number:,}")
    for source_id in source_ids:
        delete_source(session, source_id)


def _remove_session(session: Session, session_id: UUID) -> set[UUID | None]:
    """Remove a session to which no source belongs any more; tells who had attended."""
    if session.scalar(select(Source.id).where(Source.session_id == session_id).limit(1)):
        return set()
    took_place = session.get_one(FieldSession, session_id)
    attended = select(RosterEntry.participant_id).where(RosterEntry.session_id == session_id)
    people = {took_place.group_id, *session.scalars(attended)}
    session.delete(took_place)
    session.flush()
    return people


def set_source_method(session: Session, source_id: UUID, method: Method) -> None:
    """Say how a source came about.

    Literature becomes an included study; an interview or focus group gets its session, with the
    speakers on the roster, and a focus group its group.
    """
    source = existing_source(session, source_id)
    words = _("Set method of “%(name)s” to %(method)s")
    describe(session, words % {"name": source.name, "method": choice_word(method)})
    source.method = method
    set_up_session(session, source)
    has_study = select(Study.id).where(Study.source_id == source_id).limit(1)
    if method is Method.LITERATURE and session.scalar(has_study) is None:
        add_study(session, source.name, source_id=source_id)


def set_method_of_sources(session: Session, source_ids: Sequence[UUID], method: Method) -> None:
    """Say how several sources came about, in one step."""
    if len(source_ids) > 1:
        number = len(source_ids)
        words = ngettext(
            "Set method of %(n)s source to %(method)s",
            "Set method of %(n)s sources to %(method)s",
            number,
        )
        describe(session, words % {"n": f"{number:,}", "method": choice_word(method)})
    for source_id in source_ids:
        set_source_method(session, source_id, method)


def set_source_language(session: Session, source_id: UUID, language: str) -> None:
    """Say in which language a source is, as people write it; empty for not known."""
    source = existing_source(session, source_id)
    language = tidied(language)
    words = _("Set language of “%(name)s” to %(language)s")
    describe(session, words % {"name": source.name, "language": language or _("unknown")})
    source.language = language


def set_source_date(session: Session, source_id: UUID, date: str) -> None:
    """Say when a source came about, ISO 8601, as precisely as it is known; empty for not known."""
    source = existing_source(session, source_id)
    date = checked_date(date)
    words = _("Set date of “%(name)s” to %(date)s")
    describe(session, words % {"name": source.name, "date": date or _("unknown")})
    source.date = date


def checked_date(date: str) -> str:
    """A date as it is kept; raises ``DateUnclearError`` for what is none."""
    date = date.strip()
    if date and not _is_date(date):
        raise DateUnclearError(date)
    return date


def set_lead_coder(session: Session, source_id: UUID, coder_id: UUID | None) -> None:
    """Say whose coding of a source counts; None leaves it to the only coder who finished it."""
    source = existing_source(session, source_id)
    coder = None if coder_id is None else session.get(Coder, coder_id)
    if coder is None and coder_id is not None:
        raise RowMissingError("coder")
    if coder is None:
        label = _("Set no lead coder of “%s”") % source.name
    else:
        words = _("Set lead coder of “%(name)s” to “%(coder)s”")
        label = words % {"name": source.name, "coder": coder.name}
    describe(session, label)
    source.lead_coder_id = coder_id


def assign_session(session: Session, source_id: UUID, session_id: UUID | None) -> None:
    """Say which interview or focus group a source belongs to (a field note to its group)."""
    source = existing_source(session, source_id)
    took_place = None if session_id is None else session.get(FieldSession, session_id)
    if took_place is None and session_id is not None:
        raise RowMissingError("session")
    if took_place is None:
        label = _("Assign “%s” to no session") % source.name
    else:
        words = _("Assign “%(name)s” to the session “%(session)s”")
        label = words % {"name": source.name, "session": took_place.name}
    describe(session, label)
    source.session_id = session_id


def change_session(session: Session, session_id: UUID, name: str, place: str, date: str) -> None:
    """Say how a session is called, where it took place, and when: a date as of a source."""
    took_place = session.get(FieldSession, session_id)
    if took_place is None:
        raise RowMissingError("session")
    name = tidied(name) or took_place.name
    describe(session, _("Change the session “%s”") % took_place.name)
    took_place.name, took_place.place, took_place.date = name, tidied(place), checked_date(date)


def existing_source(session: Session, source_id: UUID) -> Source:
    """The source, which must be there; raises ``RowMissingError``."""
    source = session.get(Source, source_id)
    if source is None:
        raise RowMissingError("source")
    return source


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        calendar_day(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True
