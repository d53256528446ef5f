"""Changing bibliographic records and their findings."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.literature.errors import StudyTitleMissingError
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Finding, Source, Study
from qualcoder_sts.project.tables.literature import Direction, EvidenceLevel, ScreeningStatus


@dataclass(frozen=True, slots=True)
class StudyDetails:
    """What is known of a study beside its title."""

    authors: str = ""
    year: int | None = None
    published_in: str = ""
    doi: str = ""
    design: str = ""
    setting: str = ""
    provider: str = ""
    client_population: str = ""
    evidence_level: EvidenceLevel | None = None


UNKNOWN = StudyDetails()


def add_study(
    session: Session,
    title: str,
    *,
    source_id: UUID | None = None,
    status: ScreeningStatus = ScreeningStatus.INCLUDED,
    details: StudyDetails = UNKNOWN,
) -> UUID:
    """Add a record; with ``source_id`` its text is in the project."""
    title = _titled(title)
    if source_id is not None and session.get(Source, source_id) is None:
        raise RowMissingError("source")
    describe(session, _("Add study “%s”") % title)
    study = Study(title=title, source_id=source_id, status=status)
    _fill(study, details)
    session.add(study)
    session.flush()
    return study.id


def describe_study(session: Session, study_id: UUID, title: str, details: StudyDetails) -> None:
    """Say what a study is."""
    study = _existing_study(session, study_id)
    title = _titled(title)
    describe(session, _("Describe study “%s”") % title)
    study.title = title
    _fill(study, details)


def add_finding(
    session: Session, study_id: UUID, code_id: UUID, direction: Direction, *, statement: str = ""
) -> UUID:
    """Say what a study found about a theme."""
    study, code = _existing_study(session, study_id), existing_code(session, code_id)
    words = _("Add finding of “%(study)s” on “%(code)s”")
    describe(session, words % {"study": study.title, "code": code.name})
    finding = Finding(study_id=study_id, code_id=code_id, direction=direction, statement=statement)
    session.add(finding)
    session.flush()
    return finding.id


def _existing_study(session: Session, study_id: UUID) -> Study:
    study = session.get(Study, study_id)
    if study is None:
        raise RowMissingError("study")
    return study


def _titled(title: str) -> str:
    title = tidied(title)
    if not title:
        raise StudyTitleMissingError
    return title


def _fill(study: Study, details: StudyDetails) -> None:
    study.authors = details.authors
    study.year = details.year
    study.published_in = details.published_in
    study.doi = details.doi
    study.design = details.design
    study.setting = details.setting
    study.provider = details.provider
    study.client_population = details.client_population
    study.evidence_level = details.evidence_level
