"""Descriptions of studies meet the sources and codes of a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.literature.description import FindingDescription, StudyDescription
from qualcoder_sts.literature.importing import (
    StudyImport,
    UnmatchedDescription,
    import_study_descriptions,
)
from qualcoder_sts.literature.operations import StudyDetails
from qualcoder_sts.project.history.trail import TrailFilter, audit_trail
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import Code, Finding, Study
from qualcoder_sts.project.tables.literature import Direction
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files

DESCRIPTION = StudyDescription(
    source="l-01 ruiz",
    title="Fewer files",
    details=StudyDetails(authors="Ana Ruiz", year=2016),
    findings=(
        FindingDescription("work/caseload", Direction.SUPPORTS, "Helps."),
        FindingDescription("Schedule", Direction.MIXED),
    ),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    for folder, name in (("literature", "L-01 Ruiz"), ("interviews", "I-01")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").write_text(f"Ana: This is {name}.\nAna: Yes.\n")
    with create_project(tmp_path / "study.qsts", "Study", coder="Ana") as workspace:
        parent = workspace.run(add_code, "Work", codable=False).value
        workspace.run(add_code, "Caseload", parent_id=parent)
        workspace.run(add_code, "Schedule", parent_id=parent)
        files = files_in([tmp_path / "literature", tmp_path / "interviews"])
        workspace.run(import_sources, prepare_files(files))
        yield workspace


def findings(session: Session) -> list[tuple[str, str, str, str]]:
    query = (
        select(Study.title, Code.name, Finding.direction, Finding.statement)
        .join(Study, Study.id == Finding.study_id)
        .join(Code, Code.id == Finding.code_id)
        .order_by(Code.name)
    )
    return [tuple(row) for row in session.execute(query)]


def test_records_are_described_in_one_step(workspace: Workspace) -> None:
    outcome = workspace.run(import_study_descriptions, [DESCRIPTION], name="study.yaml")
    assert outcome.value == StudyImport(studies=1, findings=2, unmatched=())
    assert workspace.read(findings) == [
        ("Fewer files", "Caseload", "supports", "Helps."),
        ("Fewer files", "Schedule", "mixed", ""),
    ]
    (step,) = workspace.read(audit_trail, TrailFilter(newest=1))
    assert step.label == "Import descriptions of studies from “study.yaml”"
    assert step.kind.value == "import"
    workspace.undo()
    assert workspace.read(findings) == []


def test_importing_twice_changes_nothing(workspace: Workspace) -> None:
    workspace.run(import_study_descriptions, [DESCRIPTION])
    assert not workspace.run(import_study_descriptions, [DESCRIPTION]).changes


def test_a_finding_about_the_same_theme_is_replaced(workspace: Workspace) -> None:
    workspace.run(import_study_descriptions, [DESCRIPTION])
    changed = (FindingDescription("Caseload", Direction.NO_EFFECT, "None."),)
    again = StudyDescription("L-01 Ruiz", "Fewer files", DESCRIPTION.details, changed)
    workspace.run(import_study_descriptions, [again])
    assert workspace.read(findings)[0] == ("Fewer files", "Caseload", "no effect", "None.")
    assert len(workspace.read(findings)) == 2


def test_what_does_not_match_is_listed_with_the_reason(workspace: Workspace) -> None:
    unknown_code = (FindingDescription("Work/Rest", Direction.MIXED),)
    descriptions = [
        StudyDescription("L-09"),
        StudyDescription("I-01"),
        StudyDescription("L-01 Ruiz", findings=unknown_code),
    ]
    outcome = workspace.run(import_study_descriptions, descriptions)
    assert outcome.value == StudyImport(
        studies=1,
        findings=0,
        unmatched=(
            UnmatchedDescription("L-09", "there is no source of this name"),
            UnmatchedDescription("I-01", "the source is not literature but interview"),
            UnmatchedDescription(
                "L-01 Ruiz", "there is no code “Work/Rest” in the codebook", "Work/Rest"
            ),
        ),
    )


def test_a_source_that_has_lost_its_record_gets_one(workspace: Workspace) -> None:
    def forget(session: Session) -> None:
        for study in session.scalars(select(Study)):
            session.delete(study)

    workspace.run(forget)
    assert workspace.run(import_study_descriptions, [DESCRIPTION]).value.studies == 1
    assert len(workspace.read(findings)) == 2
