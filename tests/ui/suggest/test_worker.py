"""With the real process: suggestions come, and one that is killed does no harm."""

import os
import signal

import pytest

from qualcoder_sts.codebook.operations import set_code_terms
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.ui.suggest.suggester import State

PATIENCE = 60_000


@pytest.fixture
def switched_on(project, transcript, code_of_name):
    """A code with a term that stands in the text, and suggestions asked for."""
    terms = ("capped", "fewer families")
    project.operations.run(set_code_terms, code_of_name("Lower caseloads"), terms)
    made = project.places.suggestions.suggester
    made.switch(on=True)
    return made


def process_of(project):
    return project.operations.worker("suggester")._process


def test_they_are_computed_and_come(switched_on, qtbot):
    suggester = switched_on
    qtbot.waitUntil(lambda: suggester.last_run is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(suggester.rows()), timeout=PATIENCE)
    assert {row.code for row in suggester.rows()} == {"Lower caseloads"}
    assert not any("change" in row.text for row in suggester.rows())  # the moderator's question


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise there")
def test_a_killed_worker_is_said_and_tried_again(application, project, switched_on, qtbot):
    suggester = switched_on
    application.actions["go_to_suggestions"].trigger()
    panel = project.places.suggestions.panel
    qtbot.waitUntil(lambda: process_of(project) is not None, timeout=PATIENCE)
    os.kill(process_of(project).pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: suggester.state is State.FAILED, timeout=PATIENCE)
    assert "ended in the middle of its work" in panel.working.words.text()
    assert panel.working.again.y() > panel.working.words.y()  # the sentence has the whole width
    panel.working.again.click()
    qtbot.waitUntil(lambda: bool(suggester.rows()), timeout=PATIENCE)
    assert suggester.problem is None


def test_an_emptied_codebook_is_said_and_undo_brings_all_back(project, switched_on, qtbot):
    suggester, operations = switched_on, project.operations
    qtbot.waitUntil(lambda: bool(suggester.rows()), timeout=PATIENCE)
    before = [row.id for row in suggester.rows()]
    deleted = 0
    while roots := [row.id for row in operations.read(code_tree) if row.parent_id is None]:
        operations.run(delete_code, roots[0])
        deleted += 1
    qtbot.waitUntil(lambda: suggester.state is State.FAILED, timeout=PATIENCE)
    assert "the codebook is empty" in str(suggester.problem)
    assert suggester.rows() == []
    for _code in range(deleted):
        operations.undo()
    qtbot.waitUntil(lambda: [row.id for row in suggester.rows()] == before, timeout=PATIENCE)
    qtbot.waitUntil(lambda: suggester.state is State.RESTING, timeout=PATIENCE)
    assert suggester.problem is None
