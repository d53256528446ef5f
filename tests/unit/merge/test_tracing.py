"""Every row can say from which coder, file and merge it came."""

from uuid import uuid4

from qualcoder_sts.merge.tracing import trace_row
from tests.unit.merge.conftest import NADIA, TOMASZ, Team


def test_a_row_says_who_made_it_and_how_it_came_here(team: Team) -> None:
    segment = team.tomasz.apply("Support", "A kind word")
    team.nadia.merge(team.tomasz)
    team.ana.merge(team.nadia)
    trace = team.ana.read(trace_row, "coded_segment", segment)
    assert (trace.coder, trace.file) == (TOMASZ, f"{NADIA}.qsts")
    assert trace.step.startswith("Apply “Support”")
    assert trace.merged_at is not None
    assert trace.at < trace.merged_at


def test_a_row_made_here_came_with_no_merge(team: Team) -> None:
    segment = team.ana.apply("Support", "A kind word")
    trace = team.ana.read(trace_row, "coded_segment", segment)
    assert (trace.coder, trace.file, trace.merged_at) == (team.ana.name, "", None)


def test_a_row_that_was_never_here_has_no_trace(team: Team) -> None:
    assert team.ana.read(trace_row, "coded_segment", uuid4()) is None
