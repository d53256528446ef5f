"""What the study is called and what it is about."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Project


def describe_project(session: Session, *, description: str, language: str) -> None:
    """Say what the study is about, and the language of its transcripts, as ``en``."""
    describe(session, _("Describe the study"))
    project = session.scalars(select(Project)).one()
    project.description = description
    project.language = language or project.language


def project_id(session: Session) -> UUID:
    """The key of the study: the same in every copy of its file."""
    return session.scalars(select(Project.id)).one()
