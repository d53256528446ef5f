"""Whoever asks whether a source is finished gets one answer, also where that was said by ranges."""

from datetime import UTC, datetime, timedelta

import pytest

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.analysis.loading import load_layers, load_sources
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.coding.coder_work import team_work
from qualcoder_sts.coding.consensus import double_coded
from qualcoder_sts.coding.finished import finished_or_not, finished_sources, has_finished
from qualcoder_sts.coding.operations.finished import (
    mark_finished,
    mark_finished_up_to,
    unmark_finished,
)
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, open_round
from qualcoder_sts.coding.queries import finished_marks, finished_up_to
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.project.tables import FinishedMark
from qualcoder_sts.suggest.loading import load_material_of_record

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def in_ranges(workspace, source, coder):
    """Say that a coder has finished these ranges, an hour after one another."""

    def mark(*ranges, by=coder):
        def write(session):
            session.add_all(
                FinishedMark(source_id=source, coder_id=by, start=start, end=end,
                             at=MORNING + timedelta(hours=number))
                for number, (start, end) in enumerate(ranges)
            )  # fmt: skip

        workspace.run(write)

    return mark


@pytest.fixture
def length(text_of, source):
    return len(text_of(source))


def test_ranges_that_leave_nothing_are_the_whole(workspace, source, coder, in_ranges, length):
    in_ranges((30, length), (0, 12), (12, 30))
    (one,) = workspace.read(finished_sources)
    assert (one.source_id, one.coder_id) == (source, coder)
    assert one.at == MORNING + timedelta(hours=2), "when the last of it was finished"
    assert workspace.read(has_finished, source, coder)


def test_a_gap_leaves_it_unfinished(workspace, source, coder, in_ranges, length):
    in_ranges((0, 12), (13, length))
    assert workspace.read(finished_sources) == []
    assert workspace.read(finished_up_to, coder) == {source: length}


def test_white_space_is_nothing_to_code(workspace, source, coder, in_ranges, text_of):
    text = text_of(source)
    line_end = text.index("\n")
    in_ranges((0, line_end), (line_end + 1, len(text)))
    assert workspace.read(has_finished, source, coder)


def test_up_to_the_end_is_the_whole(workspace, source, coder, length):
    workspace.run(mark_finished_up_to, source, length - 1, coder_id=coder)
    assert not workspace.read(has_finished, source, coder)
    workspace.run(mark_finished_up_to, source, length, coder_id=coder)
    assert workspace.read(has_finished, source, coder)
    assert workspace.read(finished_up_to, coder) == {}, "no beginning alone"


def test_ranges_of_two_people_do_not_add_up(workspace, in_ranges, other_coder, length):
    in_ranges((0, 30))
    in_ranges((30, length), by=other_coder)
    assert workspace.read(finished_sources) == []


def test_what_was_said_of_the_whole_stands_with_its_time(workspace, source, coder, in_ranges):
    in_ranges((0, 12))
    workspace.run(mark_finished, source, coder_id=coder)
    (one,) = workspace.read(finished_sources)
    assert one.at > MORNING + timedelta(days=30)


def test_everybody_who_asks_is_told_the_same(
    workspace, source, coder, other_coder, coded, in_ranges, length
):
    for by in (coder, other_coder):
        coded("It was hard.", by=by)
    assigned = frozenset(Assigned(source, by) for by in (coder, other_coder))
    workspace.run(open_round, NewRound("Pilot", assigned, blind=False), opened_by=coder)
    workspace.run(mark_finished, source, coder_id=other_coder)
    in_ranges((0, 30), (30, length))

    def layer_of(coder_id):
        loaded = workspace.read(load_sources, Scope(), people={})
        return workspace.read(load_layers, loaded, coder_id)[source].coder_id

    both = {coder, other_coder}
    assert {row.coder_id for row in workspace.read(finished_marks)} == both
    assert workspace.read(finished_or_not) == {(source, by) for by in both}
    assert [row.finished for row in workspace.read(team_work).coders] == [1, 1]
    assert [set(row.coder_ids) for row in workspace.read(double_coded)] == [both]
    (row,) = workspace.read(list_rounds)
    assert (row.finished, row.assigned) == (2, 2)
    assert len(workspace.read(agreement_table, AgreementRequest()).sources) == 1
    assert workspace.read(agreement_of_round, row)
    assert layer_of(coder) == coder
    workspace.run(unmark_finished, source, coder_id=other_coder)
    assert layer_of(None) == coder, "the only coder who finished it"
    (told,) = workspace.read(load_material_of_record).sources
    assert sum(len(span) for span in told.read) == length


def test_taking_it_back_takes_the_ranges_along(done, unchanged, workspace, source, coder,
                                               in_ranges, length):  # fmt: skip
    in_ranges((0, 30), (30, length))
    done(unmark_finished, source, coder_id=coder, label="Mark “I-01” as not finished")
    assert workspace.read(finished_sources) == []
    assert workspace.read(finished_up_to, coder) == {}
    unchanged(unmark_finished, source, coder_id=coder)
