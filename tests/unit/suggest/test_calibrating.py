"""The curve that makes probabilities honest, and what it is fitted to."""

import numpy as np
import pytest

from qualcoder_sts.suggest.calibrating import Calibration, calibrate, calibration_of, shared_out
from qualcoder_sts.suggest.corpus import SuggestCorpus, Unit
from qualcoder_sts.suggest.labels import Labels
from qualcoder_sts.suggest.learning import learn, probabilities
from tests.unit.suggest.test_learning import made


def corpus_of(sources, turns):
    """Units of these sources and turns, without any words."""
    units = [
        Unit(source, turn, place, range(0))
        for place, (source, turn) in enumerate(zip(sources, turns, strict=True))
    ]
    return SuggestCorpus((), (), tuple(units))


def surprise(chances, coded):
    """The mean logarithm of what was said of what came."""
    said = np.where(coded[:, None], chances, 1 - chances)
    return -np.log(said).mean()


def drawn(chances, curve, seed=0):
    """What a person might have coded, were these the chances after a curve."""
    return np.random.default_rng(seed).random(chances.shape) < curve.of(chances)


@pytest.mark.parametrize(
    "curve", [Calibration(0.8, 1.4, 0.5), Calibration(1.2, 0.3, 1.0), Calibration(1, 1, 0)]
)
def test_the_curve_is_found_again(curve):
    chances = np.random.default_rng(1).uniform(0.01, 0.95, (40_000, 2))
    found = calibration_of(chances, drawn(chances, curve), np.ones_like(chances, dtype=bool))
    expected = (curve.low, curve.high, curve.shift)
    assert (found.low, found.high, found.shift) == pytest.approx(expected, abs=0.12)


def test_what_is_said_to_be_sure_and_is_not_is_never_turned_round():
    """Half of what is said to be nearly certain is coded: that is as sure as it gets."""
    chances = np.random.default_rng(1).uniform(0.01, 0.99, (20_000, 1))
    coded = np.random.default_rng(2).random(chances.shape) < np.minimum(chances, 0.5) * 0.9
    found = calibration_of(chances, coded, np.ones_like(coded))
    assert found.high == 0
    assert (np.diff(found.of(np.linspace(0, 1, 100))) >= 0).all()
    assert found.of(np.array([0.99])) < 0.6


def test_the_order_stays():
    chances = np.linspace(0, 1, 50)
    assert (np.diff(Calibration(0.7, 0.2, 0.4).of(chances)) >= 0).all()
    assert Calibration().of(chances) == pytest.approx(chances, abs=1e-5)


@pytest.mark.parametrize(
    ("coded", "known"),
    [
        pytest.param(np.arange(500) < 49, np.ones(500, dtype=bool), id="too little"),
        pytest.param(np.arange(500) < 80, np.arange(500) < 80, id="nothing says no"),
        pytest.param(np.arange(500) >= 420, np.ones(500, dtype=bool), id="upside down"),
    ],
)
def test_what_says_too_little_changes_nothing(coded, known):
    chances = np.linspace(0.6, 0.01, 500)[:, None]
    assert calibration_of(chances, coded[:, None], known[:, None]) == Calibration()


def test_whole_sources_are_left_out_or_whole_turns_where_there_are_two():
    three = corpus_of([0, 0, 1, 1, 2, 2, 3], range(7))
    parts = [part.tolist() for part in shared_out(np.arange(7), three, 3)]
    assert parts == [[0, 1, 6], [2, 3], [4, 5]]
    two = corpus_of([0, 0, 0, 1, 1], [0, 0, 1, 0, 2])
    parts = [part.tolist() for part in shared_out(np.arange(5), two, 3)]
    assert parts == [[0, 1, 4], [2], [3]]


def test_words_that_say_little_are_not_believed():
    """One column that says something, many of chance: the regression is surer than it may be."""
    random = np.random.default_rng(0)
    units, rate = 3_000, 0.06
    columns = random.normal(size=(units, 300)) / 8
    coded = random.random(units) < rate
    columns[:, 0] += 0.2 * coded
    features, labels = made(columns, [0] * units, [0] * units, coded)
    corpus = corpus_of(np.arange(units) // 600, np.arange(units))
    curve = calibrate(features, labels, corpus)

    unseen = np.flatnonzero(np.arange(units) >= 2_400)
    seen = np.arange(units) < 2_400
    known = labels.known & seen[:, None]
    others = Labels(labels.coded & known, known, known, labels.rejected, seen, seen)
    said = probabilities(features, learn(features, others))[unseen]
    assert curve.of(np.array([0.9])) < 0.7
    assert surprise(curve.of(said), coded[unseen]) < surprise(said, coded[unseen])


def test_text_that_is_not_finished_says_nothing_about_the_curve():
    units = 600
    coded = np.arange(units) % 5 == 0
    features, labels = made([[0]] * units, [0] * units, [0] * units, coded)
    unread = Labels(
        labels.coded, labels.known, labels.touched, labels.rejected, labels.seen, ~labels.seen
    )
    corpus = corpus_of(np.arange(units) // 100, np.arange(units))
    assert calibrate(features, unread, corpus) == Calibration()
    assert calibrate(features, labels, corpus) != Calibration()
