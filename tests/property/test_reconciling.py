"""Three coders reconciled by pairs and at once, in any order: what was decided with all stands."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.consensus import consensus_coder, disagreements, double_coded
from qualcoder_sts.coding.operations.consensus import (
    Comparison,
    as_coded_by,
    as_joined,
    as_left_out,
    close_agreed,
    close_double_coding,
    settle_disagreement,
)
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import add_coder
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.passages import add_passages
from qualcoder_sts.transcripts.queries import list_sources

TEXT = "we" * 20
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30),
                  st.integers(1, 9))  # fmt: skip
codings = st.lists(st.tuples(spans, st.integers(0, 2)), max_size=5)
ways = st.sampled_from(["first", "last", "joined", "left out"])
# Who is compared (all, or one of three pairs), which of their disagreements, and how it is settled.
decisions = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), ways), max_size=8)


@contextmanager
def coded_by_three(sides: list[list[tuple[Span, int]]]) -> Iterator[tuple[Workspace, Comparison]]:
    """A source that three people have finished."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_project(Path(folder) / "study.qsts", "Study", coder="Ana") as workspace,
    ):
        workspace.run(add_passages, "I-01", [TEXT])
        (source,) = workspace.read(list_sources)
        codes = [workspace.run(add_code, name).value for name in ("Trust", "Fear", "Peers")]
        coders = [workspace.run(add_coder, name).value.id for name in ("Ben", "Cem", "Dora")]
        for coder, side in zip(coders, sides, strict=True):
            wanted = [NewSegment(source.id, span, codes[code], coder) for span, code in side]
            workspace.run(apply_codes, wanted)
            workspace.run(mark_finished, source.id, coder_id=coder)
        yield workspace, Comparison(source.id, tuple(coders))


def settle(workspace: Workspace, comparison: Comparison, number: int, way: str, by: UUID) -> None:
    found = workspace.read(disagreements, comparison.source_id, comparison.coder_ids)
    if not found:
        return
    one = found[number % len(found)].compared
    settlement = {
        "first": as_coded_by(0, one, comparison),
        "last": as_coded_by(len(comparison.coder_ids) - 1, one, comparison),
        "joined": as_joined(one, comparison),
        "left out": as_left_out(),
    }[way]
    workspace.run(settle_disagreement, comparison, one, settlement, reason="", decided_by=by)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(codings, min_size=3, max_size=3), decisions)
def test_in_the_end_the_consensus_is_what_was_decided_with_all(
    sides: list[list[tuple[Span, int]]], before: list[tuple[int, int, str]]
) -> None:
    with coded_by_three(sides) as (workspace, everybody):
        source_id, coders = everybody.source_id, everybody.coder_ids
        groups = [everybody, *(Comparison(source_id, pair) for pair in combinations(coders, 2))]
        for group, number, way in before:
            settle(workspace, groups[group], number, way, coders[0])
        for place in range(len(workspace.read(disagreements, source_id, coders))):
            settle(workspace, everybody, place, "joined", coders[0])
        workspace.run(close_agreed, groups, decided_by=coders[0])
        wanted = {
            (each.span.start, each.span.end, each.code_id)
            for one in workspace.read(disagreements, source_id, coders)
            for each in one.compared.disputed
        }
        agreed = [
            (row.start, row.end, row.code_id)
            for row in workspace.read(segments_of, source_id)
            if row.coder_id == workspace.read(consensus_coder)
        ]
        assert sorted(agreed) == sorted(wanted)
        for group in groups:
            found = workspace.read(disagreements, source_id, group.coder_ids)
            assert all(one.is_settled for one in found)
            workspace.run(close_double_coding, group, decided_by=coders[0])
        assert all(one.closed for one in workspace.read(double_coded))
