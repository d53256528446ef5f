from uuid import uuid4

from sqlalchemy import select

from qualcoder_sts.coding.errors import SegmentOutsideTextError
from qualcoder_sts.coding.operations.finished import (
    mark_finished,
    mark_finished_up_to,
    unmark_finished,
    unmark_finished_up_to,
)
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import finished_marks, finished_up_to
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import FinishedMark
from qualcoder_sts.transcripts.operations.sources import set_lead_coder
from qualcoder_sts.transcripts.queries import list_sources, read_transcript


def test_finished(done, unchanged, refused, workspace, source, coder, other_coder):
    key = done(mark_finished, source, coder_id=coder, label="Mark “I-01” as finished")
    assert unchanged(mark_finished, source, coder_id=coder) == key
    workspace.run(mark_finished, source, coder_id=other_coder)
    workspace.run(set_lead_coder, source, other_coder)
    rows = [(row.source, row.coder, row.lead) for row in workspace.read(finished_marks)]
    assert rows == [("I-01", "Ana Ruiz", False), ("I-01", "Tomasz Lind", True)]
    done(unmark_finished, source, coder_id=coder, label="Mark “I-01” as not finished")
    unchanged(unmark_finished, source, coder_id=coder)
    refused(RowMissingError, "coder", mark_finished, source, coder_id=uuid4())
    refused(RowMissingError, "source", mark_finished, uuid4(), coder_id=coder)
    refused(RowMissingError, "source", unmark_finished, uuid4(), coder_id=coder)


def test_finished_as_the_lead_is_one_step(done, workspace, source, coder):
    label = "Mark “I-01” as finished"
    done(mark_finished, source, coder_id=coder, lead=True, label=label)
    assert [(row.coder, row.lead) for row in workspace.read(finished_marks)] == [("Ana Ruiz", True)]
    workspace.undo()
    assert workspace.read(finished_marks) == []
    assert workspace.read(list_sources)[0].lead_coder_id is None


def test_the_beginning_alone(done, refused, workspace, source, coder, other_coder):
    """It moves with each saying so, is one coder's own, and counts as nothing finished."""
    label = "Mark the beginning of “I-01” as finished"
    key = done(mark_finished_up_to, source, 20, coder_id=coder, label=label)
    assert done(mark_finished_up_to, source, 9, coder_id=coder, label=label) == key
    workspace.run(mark_finished_up_to, source, 12, coder_id=other_coder)
    assert workspace.read(finished_marks) == []
    assert workspace.read(ranges) == {(coder, 0, 9), (other_coder, 0, 12)}
    workspace.run(mark_finished, source, coder_id=coder)
    workspace.run(unmark_finished, source, coder_id=coder)
    assert (coder, 0, 9) in workspace.read(ranges)
    for position in (0, -1, 10_000):
        refused(SegmentOutsideTextError, "", mark_finished_up_to, source, position, coder_id=coder)


def test_the_beginning_is_taken_back(
    done, unchanged, refused, workspace, source, coder, other_coder
):
    """Only one's own goes; what is finished as a whole has no beginning to show."""
    workspace.run(mark_finished_up_to, source, 9, coder_id=coder)
    workspace.run(mark_finished_up_to, source, 12, coder_id=other_coder)
    assert workspace.read(finished_up_to, coder) == {source: 9}
    workspace.run(mark_finished, source, coder_id=coder)
    assert workspace.read(finished_up_to, coder) == {}
    workspace.undo()
    label = "Mark the beginning of “I-01” as not finished"
    done(unmark_finished_up_to, source, coder_id=coder, label=label)
    assert workspace.read(finished_up_to, coder) == {}
    assert workspace.read(finished_up_to, other_coder) == {source: 12}
    unchanged(unmark_finished_up_to, source, coder_id=coder)
    workspace.undo()
    assert workspace.read(finished_up_to, coder) == {source: 9}
    refused(RowMissingError, "source", unmark_finished_up_to, uuid4(), coder_id=coder)


def test_what_was_written_before_the_beginning_leaves_no_second_mark(workspace, source, coder):
    workspace.run(mark_finished_up_to, source, 9, coder_id=coder)
    text = workspace.read(read_transcript, source).text
    workspace.run(edit_text, source, "Note. " + text)
    assert workspace.read(finished_up_to, coder) == {source: 15}
    workspace.run(mark_finished_up_to, source, 12, coder_id=coder)
    assert workspace.read(ranges) == {(coder, 0, 12)}


def ranges(session):
    marks = session.scalars(select(FinishedMark).where(FinishedMark.start.is_not(None)))
    return {(mark.coder_id, mark.start, mark.end) for mark in marks}
