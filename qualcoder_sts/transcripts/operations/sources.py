"""Changing what is known of a source."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.literature.operations import add_study
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Coder, Source, Study
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.errors import SourceNameTakenError


def rename_source(session: Session, source_id: UUID, name: str) -> None:
    """Give a source another name."""
    source = existing_source(session, source_id)
    name = " ".join(name.split()) or source.name
    same = select(Source.id).where(func.lower(Source.name) == name.lower(), Source.id != source_id)
    if session.scalar(same) is not None:
        raise SourceNameTakenError(name)
    describe(session, f"Rename source “{source.name}” to “{name}”")
    source.name = name


def delete_source(session: Session, source_id: UUID) -> None:
    """Delete a source with its turns, segments and memos; ``Undo`` brings all of it back."""
    source = existing_source(session, source_id)
    describe(session, f"Delete source “{source.name}”")
    session.delete(source)


def set_source_method(session: Session, source_id: UUID, method: Method) -> None:
    """Say how a source came about; as literature it becomes an included study."""
    source = existing_source(session, source_id)
    describe(session, f"Set method of “{source.name}” to {method.value}")
    source.method = method
    has_study = select(Study.id).where(Study.source_id == source_id)
    if method is Method.LITERATURE and session.scalar(has_study) is None:
        add_study(session, source.name, source_id=source_id)


def set_source_date(session: Session, source_id: UUID, date: str) -> None:
    """Say when a source came about, ISO 8601, as precisely as it is known."""
    source = existing_source(session, source_id)
    describe(session, f"Set date of “{source.name}”")
    source.date = date.strip()


def set_lead_coder(session: Session, source_id: UUID, coder_id: UUID | None) -> None:
    """Say whose coding of a source counts; None leaves it to the only coder who finished it."""
    source = existing_source(session, source_id)
    if coder_id is not None and session.get(Coder, coder_id) is None:
        raise RowMissingError("coder")
    describe(session, f"Set lead coder of “{source.name}”")
    source.lead_coder_id = coder_id


def assign_session(session: Session, source_id: UUID, session_id: UUID | None) -> None:
    """Say which interview or focus group a source belongs to (a field note to its group)."""
    source = existing_source(session, source_id)
    describe(session, f"Assign “{source.name}” to a session")
    source.session_id = session_id


def existing_source(session: Session, source_id: UUID) -> Source:
    """The source, which must be there; raises ``RowMissingError``."""
    source = session.get(Source, source_id)
    if source is None:
        raise RowMissingError("source")
    return source
