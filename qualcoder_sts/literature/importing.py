"""Bibliographic records and findings from a study's description, matched by source and code."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree, read_path
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.literature.description import FindingDescription, StudyDescription
from qualcoder_sts.literature.operations import add_finding, add_study, describe_study
from qualcoder_sts.project.choice_words import choice_word
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Finding, Source, Study
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.transcripts import Method


@dataclass(frozen=True, slots=True)
class UnmatchedDescription:
    """A description of a source, or with ``code`` a finding, that fitted nothing, and why."""

    source: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class StudyImport:
    """What importing descriptions did: records described, findings stated."""

    studies: int
    findings: int
    unmatched: tuple[UnmatchedDescription, ...]


def import_study_descriptions(
    session: Session, descriptions: Sequence[StudyDescription], *, name: str = ""
) -> StudyImport:
    """Describe the records of literature sources and state their findings, in one step.

    A source is found by its name, a code by its path. A finding about a theme that the study has
    one of already replaces it, so that importing twice changes nothing.
    """
    if name:
        label = _("Import descriptions of studies from “%s”") % name
    else:
        label = _("Import descriptions of studies")
    describe(session, label, kind=ChangeKind.IMPORT)
    tree = code_tree(session)
    studies = findings = 0
    unmatched: list[UnmatchedDescription] = []
    for description in descriptions:
        study_id = _described(session, description)
        if isinstance(study_id, UnmatchedDescription):
            unmatched.append(study_id)
            continue
        studies += 1
        for finding in description.findings:
            reason = _state(session, tree, study_id, finding)
            if reason:
                unmatched.append(UnmatchedDescription(description.source, reason, finding.code))
            else:
                findings += 1
    return StudyImport(studies, findings, tuple(unmatched))


def _described(session: Session, description: StudyDescription) -> UUID | UnmatchedDescription:
    """The record of the source that is meant, with its details."""
    wanted = description.source.casefold()
    sources = session.scalars(select(Source).order_by(Source.id)).all()
    matching = [source for source in sources if source.name.casefold() == wanted]
    if len(matching) != 1:
        none = _("there is no source of this name")
        reason = _("several sources have this name") if matching else none
        return UnmatchedDescription(description.source, reason)
    source = matching[0]
    if source.method is not Method.LITERATURE:
        reason = _("the source is not literature but %s") % choice_word(source.method.value)
        return UnmatchedDescription(description.source, reason)
    title = description.title or source.name
    query = select(Study.id).where(Study.source_id == source.id).order_by(Study.id).limit(1)
    study_id = session.scalar(query)
    if study_id is None:
        return add_study(session, title, source_id=source.id, details=description.details)
    describe_study(session, study_id, title, description.details)
    return study_id


def _state(session: Session, tree: CodeTree, study_id: UUID, finding: FindingDescription) -> str:
    """State a finding; returns why that is not possible, or nothing."""
    code = tree.at_path(read_path(finding.code)) or tree.named(finding.code)
    if code is None:
        return _("there is no code “%s” in the codebook") % finding.code
    known = session.scalar(
        select(Finding).where(Finding.study_id == study_id, Finding.code_id == code.id).limit(1)
    )
    if known is None:
        add_finding(session, study_id, code.id, finding.direction, statement=finding.note)
    else:
        known.direction = finding.direction
        known.statement = finding.note
    return ""
