"""Three copies that have drifted apart: each with what its coder did, all with one beginning."""

import importlib.util

import pytest
from sqlalchemy import select

from qualcoder_sts.analysis.queries import segment_counts
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.queries import segment_count, segments_of
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables import ChangeSet
from qualcoder_sts.transcripts.queries import find_source, list_sources, read_transcript
from tests.unit.sample_study.conftest import STUDY

CLINIC = "I-07 Child advocacy center manager"


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    script = importlib.util.spec_from_file_location("drifted", STUDY / "drifted_copies.py")
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    return module.make_drifted_copies(tmp_path_factory.mktemp("copies"))


@pytest.fixture
def opened(copies):
    workspaces = {}

    def open_copy(name):
        if name not in workspaces:
            workspaces[name] = open_project(copies[name], read_only=True)
        return workspaces[name]

    yield open_copy
    for workspace in workspaces.values():
        workspace.close()


def paths(workspace):
    return {code.path_text for code in workspace.read(code_tree)}


def steps(workspace):
    return set(workspace.read(lambda session: session.scalars(select(ChangeSet.id)).all()))


def role_of_interpreter(workspace):
    (role,) = (
        row.attributes["role"]
        for row in workspace.read(list_participants)
        if row.name == "P3" and row.sessions == ("FG-1 Staff in Port Ellery",)
    )
    return role


def text_of(workspace, name=CLINIC):
    return workspace.read(read_transcript, workspace.read(find_source, name).id).text


def test_all_have_one_beginning_and_go_on_apart(opened):
    common = steps(opened("Common"))
    own = {}
    for coder in ("Ana Ruiz", "Tomasz Lind", "Nadia Osei"):
        assert common < steps(opened(coder))
        own[coder] = steps(opened(coder)) - common
    assert not own["Ana Ruiz"] & own["Tomasz Lind"]
    assert not own["Ana Ruiz"] & own["Nadia Osei"]


def test_codes_were_renamed_moved_merged_deleted_and_added(opened):
    common = paths(opened("Common"))
    ana, tomasz, nadia = (paths(opened(c)) for c in ("Ana Ruiz", "Tomasz Lind", "Nadia Osei"))
    assert ana - common == {
        "Organizational/Planned rotation",
        "Organizational/Debriefing and communication skills",
        "Individual/Coping strategies/Gallows humour",
    }
    assert tomasz - common == {"Individual/Coping strategies/gallows humour"}
    assert common - tomasz == {"Individual/Stress management training"}
    assert nadia - common == {"Organizational/Improved work schedules/Job rotation"}
    assert common - nadia == {"Organizational/Job rotation", "Organizational/Teambuilding"}


def test_a_definition_was_worded_anew_by_two(opened):
    full = {
        name: next(
            code.full_definition
            for code in opened(name).read(code_tree)
            if code.name == "Collegial support"
        )
        for name in ("Common", "Ana Ruiz", "Tomasz Lind", "Nadia Osei")
    }
    assert len(set(full.values())) == 3
    assert full["Nadia Osei"] == full["Common"]


def test_a_transcript_and_an_attribute_were_corrected_differently(opened):
    assert "pier review" in text_of(opened("Common"))
    assert "peer review" in text_of(opened("Ana Ruiz"))
    assert "peer-review" in text_of(opened("Nadia Osei"))
    roles = {
        name: role_of_interpreter(opened(name))
        for name in ("Ana Ruiz", "Tomasz Lind", "Nadia Osei")
    }
    assert roles == {
        "Ana Ruiz": "interpreter",
        "Tomasz Lind": "interpreter",
        "Nadia Osei": "interpreter and advocate",
    }


def test_each_has_coded_their_own_part(sample, opened):
    begun = opened("Common").read(segment_count)
    for coder in ("Ana Ruiz", "Tomasz Lind"):
        rows = [row for row in sample.coding if row["coder"] == coder]
        workspace = opened(coder)
        mine = [
            row
            for source in workspace.read(list_sources)
            for row in workspace.read(segments_of, source.id)
            if row.coder == coder
        ]
        assert len(mine) >= len(rows) - 3, "merging codes may fold a segment or two"
        assert workspace.read(segment_count) > begun


def test_the_trail_says_who_did_what(opened):
    labels = [entry.label for entry in opened("Nadia Osei").read(audit_trail)]
    assert any("Delete code “Teambuilding”" in label for label in labels)
    assert sum(counts.own for counts in opened("Nadia Osei").read(segment_counts).values())
