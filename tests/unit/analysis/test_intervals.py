import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.analysis.intervals import reason_without_interval, wilson
from qualcoder_sts.analysis.request import GroupingKind
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.project.tables.transcripts import Method

METHOD = GroupingKind.METHOD
INTERVIEWS = frozenset({Method.INTERVIEW})


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (9, 15, 0.3575, 0.8018),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),  # Newcombe 1998
        (1, 29, 0.0061, 0.1718),  # Newcombe 1998
    ],
)
def test_wilson(count, of, low, high):
    interval = wilson(count, of)
    assert interval.low == pytest.approx(low, abs=5e-4)
    assert interval.high == pytest.approx(high, abs=5e-4)


@given(st.integers(1, 500), st.data())
def test_wilson_holds_the_share_and_is_symmetrical(of, data):
    count = data.draw(st.integers(0, of))
    interval, mirrored = wilson(count, of), wilson(of - count, of)
    assert 0 <= interval.low <= count / of + 1e-12
    assert count / of - 1e-12 <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high)


def test_only_interview_participants_and_sources_have_intervals():
    both = INTERVIEWS | {Method.FOCUS_GROUP}
    assert reason_without_interval(Rule.PARTICIPANTS, METHOD, INTERVIEWS, 15) is None
    assert reason_without_interval(Rule.SOURCES, METHOD, INTERVIEWS, 15) is None
    assert reason_without_interval(Rule.PARTICIPANTS, METHOD, both, 15)
    assert reason_without_interval(Rule.PARTICIPANTS, METHOD, frozenset({Method.SURVEY}), 15)
    assert reason_without_interval(Rule.PARTICIPANTS, METHOD, INTERVIEWS, 0)
    assert reason_without_interval(Rule.SOURCES, GroupingKind.SOURCE, INTERVIEWS, 1)
    for rule in set(Rule) - {Rule.PARTICIPANTS, Rule.SOURCES}:
        assert reason_without_interval(rule, METHOD, INTERVIEWS, 15)
