"""Large steps are taken back in the background; the window stays at hand."""

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.project.history.next_steps import next_steps, rows_of_redo, rows_of_undo
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.ui.operations import MOST_ROWS_AT_ONCE


def add_many(session):
    describe(session, "Add many codes")
    for number in range(MOST_ROWS_AT_ONCE + 1):
        add_code(session, f"Code {number}")


def codes(project):
    return len(project.operations.read(code_tree))


def test_a_large_step_is_undone_and_redone_behind_the_window(application, project, qtbot, settled):
    before = codes(project)
    project.operations.run(add_many)
    settled(project)
    many = codes(project)
    assert project.operations.read(rows_of_undo) > MOST_ROWS_AT_ONCE
    application.actions["undo"].trigger()
    application.actions["undo"].trigger()  # asked twice, it is done once
    assert project.operations.is_writing
    qtbot.waitUntil(lambda: codes(project) == before, timeout=20_000)
    qtbot.waitUntil(lambda: not project.operations.is_writing)
    settled(project)
    assert project.operations.read(next_steps).redo == "Add many codes"
    assert project.operations.read(rows_of_redo) > MOST_ROWS_AT_ONCE
    application.actions["redo"].trigger()
    qtbot.waitUntil(lambda: codes(project) == many, timeout=20_000)
    qtbot.waitUntil(lambda: not project.operations.is_writing)


def test_a_small_step_is_undone_at_once(project):
    before = codes(project)
    project.operations.run(add_code, "Sleep")
    assert project.operations.undo() is not None
    assert codes(project) == before
    assert not project.operations.is_writing
