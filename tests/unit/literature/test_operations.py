from uuid import uuid4

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.literature.errors import StudyTitleMissingError
from qualcoder_sts.literature.operations import (
    StudyDetails,
    add_finding,
    add_study,
    describe_study,
)
from qualcoder_sts.literature.queries import list_studies, study_of_source
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.literature import Direction, EvidenceLevel, ScreeningStatus

DETAILS = StudyDetails(
    authors="Quayle, P.", year=2019, design="survey", evidence_level=EvidenceLevel.PROMISING
)


def test_studies(done, refused, unchanged, workspace):
    study = done(add_study, "  Peer   groups ", details=DETAILS, label="Add study “Peer groups”")
    (row,) = workspace.read(list_studies)
    assert (row.title, row.year, row.evidence_level) == (
        "Peer groups",
        2019,
        EvidenceLevel.PROMISING,
    )
    assert row.status is ScreeningStatus.INCLUDED
    unchanged(describe_study, study, "Peer groups", DETAILS)
    done(describe_study, study, "Groups", StudyDetails(), label="Describe study “Groups”")
    assert workspace.read(list_studies)[0].authors == ""
    refused(StudyTitleMissingError, "A study needs a title.", add_study, " ")
    refused(StudyTitleMissingError, "A study needs a title.", describe_study, study, "", DETAILS)
    refused(RowMissingError, "study", describe_study, uuid4(), "X", DETAILS)
    refused(RowMissingError, "source", add_study, "X", source_id=uuid4())


def test_the_list_is_by_title(workspace):
    for title in ("L-10", "L-9", "a"):
        workspace.run(add_study, title)
    assert [row.title for row in workspace.read(list_studies)] == ["a", "L-9", "L-10"]


def test_findings(done, refused, workspace, rows_of):
    study = workspace.run(add_study, "Peer groups").value
    code = workspace.run(add_code, "Trust").value
    done(
        add_finding, study, code, Direction.MIXED, statement="It depends.",
        label="Add finding of “Peer groups” on “Trust”",
    )  # fmt: skip
    (finding,) = rows_of("finding")
    assert (finding["direction"], finding["statement"]) == ("mixed", "It depends.")
    refused(RowMissingError, "study", add_finding, uuid4(), code, Direction.MIXED)
    refused(RowMissingError, "code", add_finding, study, uuid4(), Direction.MIXED)


def test_the_record_of_a_literature_source(workspace, add_source):
    source_id = add_source("L-01 Quayle", "We asked 120 people.", "literature")
    assert workspace.read(study_of_source, source_id).title == "L-01 Quayle"
    other = add_source("Note", "Nothing.", "field-notes")
    assert workspace.read(study_of_source, other) is None
