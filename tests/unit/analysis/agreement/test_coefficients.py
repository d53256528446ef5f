"""Coefficients for two coders against published and hand-computed tables."""

import numpy as np
import pytest

from qualcoder_sts.analysis.agreement.coefficients import (
    brennan_prediger,
    cohen_expected,
    cohen_kappa,
    dice,
    gwet_ac1,
    holsti,
    jaccard,
    kappa_max,
    percent,
    pooled,
    scott_pi,
)

COHEN_1960 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
TEXTBOOK = [[20, 5], [10, 15]]
ARTSTEIN_2 = [[20, 10], [20, 50]]
ARTSTEIN_3 = [[46, 0, 0], [6, 32, 6], [0, 0, 10]]
BRENNAN_1981 = [[50, 0, 0], [10, 10, 10], [20, 0, 0]]


def near(value):
    return pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("coefficient", "table", "expected"),
    [
        (percent, COHEN_1960, 0.70),
        (cohen_expected, COHEN_1960, 0.41),
        (cohen_kappa, COHEN_1960, 0.4915),
        (kappa_max, COHEN_1960, 0.8305),
        (gwet_ac1, COHEN_1960, 0.5760),
        (cohen_kappa, TEXTBOOK, 0.40),
        (brennan_prediger, ARTSTEIN_2, 0.40),
        (scott_pi, ARTSTEIN_2, 0.3407),
        (cohen_kappa, ARTSTEIN_2, 0.3478),
        (brennan_prediger, ARTSTEIN_3, 0.82),
        (scott_pi, ARTSTEIN_3, 0.7995),
        (cohen_kappa, ARTSTEIN_3, 0.8013),
        (percent, BRENNAN_1981, 0.60),
        (cohen_kappa, BRENNAN_1981, 0.2727),
        (brennan_prediger, BRENNAN_1981, 0.40),
        (dice, [[50, 50], [0, 800]], 2 / 3),
        (jaccard, [[50, 25], [25, 800]], 0.5),
        (percent, [[50, 25], [25, 900]], 0.95),
    ],
)
def test_a_known_table(coefficient, table, expected):
    assert coefficient(np.array(table, dtype=float)) == near(expected)


def test_holsti_counts_each_coders_decisions():
    assert holsti(np.array(30.0), np.array(50.0), np.array(40.0)) == near(60 / 90)


def test_pooled_kappa():
    tables = np.array([TEXTBOOK, [[90, 2], [3, 5]]], dtype=float)
    assert cohen_kappa(tables) == near(np.array([0.40, 0.6398]))
    assert pooled(percent(tables), cohen_expected(tables)) == near(0.4521)


def test_a_code_that_nobody_used_leaves_pooled_kappa_as_it_is():
    tables = np.array([TEXTBOOK, [[90, 2], [3, 5]], [[0, 0], [0, 100]]], dtype=float)
    assert pooled(percent(tables), cohen_expected(tables)) == near(0.4521)


@pytest.mark.parametrize("table", [[[0, 0], [0, 9]], [[9, 0], [0, 0]], [[0, 0], [0, 0]]])
@pytest.mark.parametrize("coefficient", [cohen_kappa, kappa_max, scott_pi])
def test_where_chance_explains_everything_there_is_no_value(coefficient, table):
    assert np.isnan(coefficient(np.array(table, dtype=float)))


def test_positive_agreement_on_a_code_that_nobody_used_has_no_value():
    unused = np.array([[0.0, 0.0], [0.0, 9.0]])
    assert np.isnan(dice(unused))
    assert np.isnan(jaccard(unused))
    assert percent(unused) == 1


def test_tables_are_computed_side_by_side():
    tables = np.array([[TEXTBOOK, ARTSTEIN_2], [ARTSTEIN_2, TEXTBOOK]], dtype=float)
    assert cohen_kappa(tables) == near(np.array([[0.40, 0.3478], [0.3478, 0.40]]))
