"""Figures worked out by hand."""

import numpy as np
import pytest

from qualcoder_sts.suggest.measures import (
    average_precision,
    decisions,
    looked_at,
    ranking,
)

# Three sentences, three codes. The second sentence has two codes, the third none.
SCORES = np.array([[0.9, 0.5, 0.1], [0.2, 0.8, 0.6], [0.3, 0.4, 0.7]])
CODED = np.array([[0, 1, 0], [1, 1, 0], [0, 0, 0]], dtype=bool)
ALL = np.ones((3, 3), dtype=bool)


def test_average_precision_of_units():
    # First: found second, 1/2. Second: found first and third, (1/1 + 2/3)/2 = 5/6.
    found = ranking(SCORES, CODED, ALL)
    assert found.map == pytest.approx((1 / 2 + 5 / 6) / 2)
    assert found.p_at_1 == pytest.approx(1 / 2)


def test_the_work_until_eighty_percent_are_found():
    # In order .9 .8* .7 .6 .5* .4 .3 .2* .1: of three, ceil(2.4) = 3 are found after eight looks.
    assert ranking(SCORES, CODED, ALL).rev80 == pytest.approx(8 / 3)
    # Of five true cells four must be found.
    scores = np.arange(10.0, 0, -1)
    coded = np.array([1, 1, 0, 1, 0, 0, 1, 0, 0, 1], dtype=bool)
    assert looked_at(scores, coded) == pytest.approx(7 / 4)


def test_a_perfect_ranking_looks_at_nothing_else():
    coded = np.array([[1, 0], [0, 1]], dtype=bool)
    found = ranking(coded.astype(float), coded, np.ones((2, 2), dtype=bool))
    assert (found.map, found.p_at_1, found.rev80) == (1, 1, 1)


def test_cells_of_which_nothing_is_known_do_not_count():
    known = ALL.copy()
    known[0, 0] = False  # the wrong one that stood first
    found = ranking(SCORES, CODED, known)
    assert found.map == pytest.approx((1 + 5 / 6) / 2)
    assert found.p_at_1 == 1
    assert found.rev80 == pytest.approx(7 / 3)
    taken = decisions(SCORES >= 0.8, CODED, known)
    assert (taken.precision, taken.recall) == (1, pytest.approx(1 / 3))


def test_precision_recall_and_both_f1():
    # At .5: code 1 takes sentence 1 (wrong); code 2 both (right); code 3 sentences 2, 3 (wrong).
    found = decisions(SCORES >= 0.5, CODED, ALL)
    assert found.precision == pytest.approx(2 / 5)
    assert found.recall == pytest.approx(2 / 3)
    assert found.micro_f1 == pytest.approx(2 * 2 / (5 + 3))
    # Code 1: 0/(1 + 1); code 2: 2·2/(2 + 2); code 3 was never used.
    assert found.macro_f1 == pytest.approx((0 + 1) / 2)


def test_what_nobody_coded_is_undefined_and_not_zero():
    nothing = np.zeros((3, 3), dtype=bool)
    found = ranking(SCORES, nothing, ALL)
    assert (found.map, found.p_at_1, found.rev80) == (None, None, None)
    taken = decisions(SCORES >= 2, nothing, ALL)
    assert (taken.precision, taken.recall, taken.micro_f1, taken.macro_f1) == (None,) * 4
    assert average_precision(SCORES[:, 0], nothing[:, 0]) is None


def test_average_precision_of_a_code():
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    coded = np.array([1, 0, 1, 0], dtype=bool)
    assert average_precision(scores, coded) == pytest.approx((1 + 2 / 3) / 2)


def test_equal_scores_are_ordered_by_the_seed_and_not_by_their_place():
    scores = np.zeros((1, 1000))
    coded = np.zeros((1, 1000), dtype=bool)
    coded[0, 0] = True
    known = np.ones((1, 1000), dtype=bool)
    found = [ranking(scores, coded, known, seed=seed).map for seed in range(5)]
    assert found == [ranking(scores, coded, known, seed=seed).map for seed in range(5)]
    assert len(set(found)) > 1
    assert np.mean([one for one in found if one is not None]) < 0.5
