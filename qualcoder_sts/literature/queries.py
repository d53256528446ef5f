"""Reading bibliographic records."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import in_natural_order
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
    studies = session.scalars(select(Study).order_by(Study.title, Study.id))
    rows = [_as_row(study) for study in studies]
    return sorted(rows, key=lambda row: in_natural_order(row.title))


def study_of_source(session: Session, source_id: UUID) -> StudyRow | None:
    """The record a literature source belongs to."""
    query = select(Study).where(Study.source_id == source_id).order_by(Study.id).limit(1)
    study = session.scalar(query)
    return None if study is None else _as_row(study)


def _as_row(study: Study) -> StudyRow:
    return StudyRow(
        id=study.id,
        source_id=study.source_id,
        title=study.title,
        authors=study.authors,
        year=study.year,
        status=study.status,
        evidence_level=study.evidence_level,
    )
