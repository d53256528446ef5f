"""Reading bibliographic records."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables import Study
from qualcoder_sts.project.tables.literature import EvidenceLevel, ScreeningStatus


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A record of the review."""

    id: UUID
    source_id: UUID | None
    title: str
    authors: str
    year: int | None
    status: ScreeningStatus
    evidence_level: EvidenceLevel | None


def list_studies(session: Session) -> list[StudyRow]:
    """All records, by title."""
    return [
        StudyRow(
            id=study.id,
            source_id=study.source_id,
            title=study.title,
            authors=study.authors,
            year=study.year,
            status=study.status,
            evidence_level=study.evidence_level,
        )
        for study in session.scalars(select(Study).order_by(Study.title, Study.id))
    ]


def study_of_source(session: Session, source_id: UUID) -> StudyRow | None:
    """The record a literature source belongs to."""
    return next((row for row in list_studies(session) if row.source_id == source_id), None)
