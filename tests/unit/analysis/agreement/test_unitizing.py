"""Alpha for unitizing against Krippendorff's example and cases computed by hand."""

import numpy as np
import pytest

from qualcoder_sts.analysis.agreement.passages import Segments, line_of, passages_of
from qualcoder_sts.analysis.agreement.unitizing import unitize
from qualcoder_sts.foundation.spans import Span


def near(value):
    return pytest.approx(value, abs=5e-4)


def unitized(lengths, *codes, coders=2):
    """Codes as lists of (source, coder, start, length)."""
    rows = [
        (source, coder, code, start, start + length)
        for code, passages in enumerate(codes)
        for source, coder, start, length in passages
    ]
    segments = Segments(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)
    line = line_of(["x" * length for length in lengths], [[Span(0, each)] for each in lengths])
    return unitize(passages_of(segments, line, codes=len(codes), coders=coders))


A, B = 0, 1
# The continuum of the example begins at 150.
C = [(0, A, 75, 70), (0, A, 220, 30), (0, B, 70, 80), (0, B, 205, 20), (0, B, 250, 20)]
K = [(0, A, 30, 60), (0, A, 150, 50), (0, B, 30, 60), (0, B, 150, 50)]


def test_krippendorff_2004():
    found = unitized([300], C, K)
    once = np.ones(1)
    assert found.observed(once) == near([0.0144, 0])
    assert found.expected(once) == near([0.0532, 0.0490])
    assert found.alpha(once) == near([0.7286, 1])
    assert found.alpha_of_all(once) == near(0.8587)


def test_the_distances_of_the_example():
    assert unitized([300], C).apart == near(np.array([[2 * (50 + 850 + 400)]]))


def test_a_code_that_nobody_used_has_no_alpha_and_changes_nothing():
    found = unitized([300], C, K, [])
    once = np.ones(1)
    assert np.isnan(found.alpha(once)[2])
    assert found.alpha_of_all(once) == near(0.8587)


def test_gaps_end_where_a_source_ends():
    found = unitized([1000, 1000], [(0, A, 100, 50), (0, B, 120, 50)])
    assert found.alpha(np.ones(2)) == near([0.8242])


@pytest.mark.parametrize(("kept", "expected"), [((5000, 500), 0.9991), ((100, 20), -0.0810)])
def test_long_passages_weigh_by_the_square_of_their_length(kept, expected):
    found = unitized([10_000], [(0, A, 100, 20), (0, A, 5000, 500), (0, B, *kept)])
    assert found.alpha(np.ones(1)) == near([expected])


def test_passages_that_touch_stay_two():
    apart = unitized([300], [(0, A, 10, 20), (0, A, 30, 20), (0, B, 10, 40)])
    one = unitized([300], [(0, A, 10, 40), (0, B, 10, 40)])
    assert one.alpha(np.ones(1)) == near([1])
    assert apart.alpha(np.ones(1))[0] < 0.9


def test_a_source_counted_twice_is_the_same_as_two_of_them():
    rows = [(0, A, 10, 20), (0, B, 12, 30), (1, A, 40, 10)]
    twice = [*rows, (2, A, 10, 20), (2, B, 12, 30)]
    counted = unitized([100, 80], rows).alpha(np.array([2.0, 1.0]))
    assert counted == near(unitized([100, 80, 100], twice).alpha(np.ones(3)))


def test_three_coders_are_compared_in_all_pairs():
    found = unitized([100], [(0, 0, 10, 20), (0, 1, 10, 20), (0, 2, 10, 20)], coders=3)
    assert found.alpha(np.ones(1)) == near([1])
    differing = unitized([100], [(0, 0, 10, 20), (0, 1, 10, 20), (0, 2, 12, 20)], coders=3)
    # Two of three pairs, each in both orders, are 8 apart.
    assert differing.apart == near(np.array([[2 * 2 * 8]]))
