"""Coefficients for any number of coders against published tables."""

import numpy as np
import pytest

from qualcoder_sts.analysis.agreement.ratings import Metric, fleiss_kappa, krippendorff_alpha

KRIPPENDORFF_2011 = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
TWO_CODERS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
FLEISS = """0 0 0 0 14; 0 2 6 4 2; 0 0 3 5 6; 0 3 9 2 0; 2 2 8 1 1; 7 7 0 0 0; 3 2 6 3 0;
2 5 3 2 2; 6 5 2 1 0; 0 2 2 3 7"""


def near(value):
    return pytest.approx(value, abs=5e-4)


def ratings_of(rows):
    """How many coders gave each unit each value, and the values."""
    units = list(zip(*(row.split() for row in rows), strict=True))
    values = sorted({int(each) for unit in units for each in unit if each != "."})
    counts = [[unit.count(str(value)) for value in values] for unit in units]
    return np.array(counts, dtype=float), values


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (Metric.NOMINAL, 0.7434),
        (Metric.ORDINAL, 0.8154),
        (Metric.INTERVAL, 0.8491),
        (Metric.RATIO, 0.7974),
    ],
)
def test_krippendorff_2011(metric, expected):
    ratings, values = ratings_of(KRIPPENDORFF_2011)
    assert krippendorff_alpha(ratings, np.ones(len(ratings)), values, metric) == near(expected)


def test_krippendorff_with_two_coders():
    ratings, _ = ratings_of(TWO_CODERS)
    assert krippendorff_alpha(ratings, np.ones(10)) == near(0.0952)


def test_alpha_of_a_table_of_two_coders():
    cells = {(0, 0): 46, (1, 0): 6, (1, 1): 32, (1, 2): 6, (2, 2): 10}
    ratings = np.zeros((len(cells), 3))
    for unit, pair in enumerate(cells):
        for category in pair:
            ratings[unit, category] += 1
    times = np.array(list(cells.values()), dtype=float)
    assert krippendorff_alpha(ratings, times) == near(0.8005)


def test_fleiss():
    ratings = np.array([row.split() for row in FLEISS.split(";")], dtype=float)
    assert fleiss_kappa(ratings, np.ones(10)) == near(0.2099)


def test_units_that_occur_several_times_are_the_same_as_so_many_units():
    ratings, _ = ratings_of(TWO_CODERS)
    times = np.arange(1.0, 11.0)
    repeated = np.repeat(ratings, times.astype(int), axis=0)
    ones = np.ones(len(repeated))
    assert krippendorff_alpha(ratings, times) == near(krippendorff_alpha(repeated, ones))
    assert fleiss_kappa(ratings, times) == near(fleiss_kappa(repeated, ones))


def test_several_choices_of_units_at_once():
    ratings, _ = ratings_of(TWO_CODERS)
    times = np.stack([np.ones(10), np.arange(1.0, 11.0)])
    alone = [krippendorff_alpha(ratings, each) for each in times]
    assert krippendorff_alpha(ratings, times) == near(np.array(alone))


def test_without_any_difference_in_values_there_is_no_alpha():
    ratings = np.array([[0.0, 2.0]])
    assert np.isnan(krippendorff_alpha(ratings, np.array([7.0])))
    assert np.isnan(fleiss_kappa(ratings, np.array([7.0])))
