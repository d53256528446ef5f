"""The blend, by hand, and what cannot be learnt."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from qualcoder_sts.suggest.features import Features
from qualcoder_sts.suggest.labels import Labels
from qualcoder_sts.suggest.learning import learn, prior_of, probabilities, regression_alone


def made(sentences, nearness, terms, coded, known=None):
    """Features of one code with these columns, and labels."""
    units = len(coded)
    own = np.zeros((1, units, 6), dtype=np.float32)
    own[0, :, 0], own[0, :, 3] = nearness, terms
    shared = np.asarray(sentences, dtype=np.float32).reshape(units, -1)
    truth = np.array(coded, dtype=bool)[:, None]
    is_known = np.ones_like(truth) if known is None else np.array(known, dtype=bool)[:, None]
    nothing = np.zeros_like(truth)
    every = np.ones(units, dtype=bool)
    labels = Labels(truth & is_known, is_known, truth, nothing, every, every)
    return Features(shared, own, shared, csr_array((units, units))), labels


def logit(probability):
    return np.log(probability / (1 - probability))


def test_the_prior_stays_between_its_ends():
    assert prior_of(np.array([0, 3, 900]), 80).tolist() == [1 / 100, 4 / 100, 0.5]
    assert prior_of(np.array([0]), 10_000).tolist() == [0.002]


def test_before_anything_is_coded_the_definition_and_the_terms_decide():
    features, labels = made([[0], [0], [0]], [1.5, 0, -1], [2, 0, 0], [0, 0, 0])
    found = probabilities(features, learn(features, labels)).ravel()
    prior = 1 / 23
    expected = [logit(prior) + 0.8 * 1.5 + 0.3 * 2, logit(prior), logit(prior) - 0.8]
    assert logit(found) == pytest.approx(expected)


def test_with_n_codings_the_regression_weighs_n_of_n_plus_six():
    sentences = [[1, 0]] * 6 + [[0, 1]] * 6
    features, labels = made(sentences, [0] * 12, [0] * 12, [1] * 6 + [0] * 6)
    learnt = learn(features, labels)
    assert learnt.weight.tolist() == [0.5]
    blended = logit(probabilities(features, learnt)).ravel()
    alone = logit(regression_alone(features, learnt)).ravel()
    assert blended == pytest.approx(0.5 * alone + 0.5 * logit(7 / 32), abs=1e-5)
    assert alone[0] > 0 > alone[-1]


def test_without_anything_that_says_no_nothing_is_learnt():
    features, labels = made([[1], [1], [0]], [0] * 3, [0] * 3, [1, 1, 0], known=[1, 1, 0])
    assert learn(features, labels).weight.tolist() == [0]


def test_what_is_not_known_teaches_nothing():
    features, labels = made([[1], [1], [0], [0]], [0] * 4, [0] * 4, [1, 1, 0, 0])
    fewer, fewer_labels = made([[1], [0], [9]], [0] * 3, [0] * 3, [1, 0, 0], known=[1, 1, 0])
    without_it, labels_without = made([[1], [0]], [0] * 2, [0] * 2, [1, 0])
    assert learn(fewer, fewer_labels).shared == pytest.approx(
        learn(without_it, labels_without).shared
    )
    assert learn(features, labels).weight[0] > 0


def test_sparse_and_dense_vectors_give_the_same():
    rng = np.random.default_rng(0)
    sentences = rng.random((40, 5)) * (rng.random((40, 5)) > 0.5)
    features, labels = made(sentences, rng.normal(size=40), rng.integers(0, 3, 40), [1, 0] * 20)
    sparse = replace(features, shared=csr_array(features.shared))
    one, other = (probabilities(each, learn(each, labels)) for each in (features, sparse))
    assert one == pytest.approx(other, abs=0.05)  # two solvers


def test_the_same_material_gives_the_same_numbers():
    rng = np.random.default_rng(0)
    features, labels = made(rng.random((30, 4)), [0] * 30, [0] * 30, [1, 0, 0] * 10)
    first, second = (probabilities(features, learn(features, labels)) for _ in range(2))
    assert (first == second).all()


def test_four_tenths_come_from_the_neighbours_in_the_turn():
    features, labels = made([[0], [0], [0]], [1.5, 0, -1], [0, 0, 0], [0, 0, 0])
    alone = probabilities(features, learn(features, labels)).ravel()
    weights = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])  # the third has a turn for itself
    together = replace(features, in_turn=csr_array(weights))
    found = probabilities(together, learn(together, labels)).ravel()
    expected = [0.6 * alone[0] + 0.4 * alone[1], 0.6 * alone[1] + 0.4 * alone[0], alone[2]]
    assert found == pytest.approx(expected)
