"""What stands around a sentence, and what was asked before it."""

import numpy as np
import pytest

from qualcoder_sts.suggest.corpus import read_corpus
from qualcoder_sts.suggest.features import features_of, tfidf_vectors
from qualcoder_sts.suggest.material import Material
from qualcoder_sts.suggest.terms import find_terms
from tests.unit.suggest.conftest import CASELOAD, code, talk


def read(*sources, codes=(CASELOAD,)):
    material = Material(codes, sources, (), (), "en")
    return material, read_corpus(material)


def test_neighbours_weigh_less_the_further_away_and_end_with_the_source():
    _material, corpus = read(
        talk("A", "One.", "Two.", "Three.", "Four.", "Five.", "Six."), talk("B", "Seven.")
    )
    near = corpus.near.toarray()
    assert near[0] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 0, 0])
    assert near[5] == pytest.approx([0, 1 / 5, 1 / 4, 1 / 3, 1 / 2, 0, 0])
    assert not near[6].any()
    assert (near == near.T).all()


def test_only_neighbours_in_the_same_turn_are_in_the_turn():
    _material, corpus = read(talk("A", "One. Two. Three.", "Four."))
    assert corpus.in_turn.toarray() == pytest.approx(
        np.array([[0, 3 / 5, 2 / 5, 0], [1 / 2, 0, 1 / 2, 0], [2 / 5, 3 / 5, 0, 0], [0, 0, 0, 0]])
    )


def test_the_last_question_goes_with_every_answer_until_the_next():
    _material, corpus = read(
        talk("A", "Hello.", "Q: Who? And why?", "Me.", "Her.", "Q: When?", "Now.")
    )
    assert [list(unit.question) for unit in corpus.units] == [[], [1, 2], [1, 2], [5]]
    assert corpus.asked.toarray().sum(axis=1).tolist() == [0, 2, 2, 1]


def test_sentences_never_cross_a_turn():
    _material, corpus = read(talk("A", "We have no", "and we need", "a cap."))
    assert len(corpus.units) == 3


def test_blocks_are_the_sentence_its_neighbours_and_the_question():
    _material, corpus = read(talk("A", "Q: one", "two", "three"))
    vectors = np.eye(3, dtype=np.float32)
    found = find_terms([CASELOAD], corpus.sentences, ["en"] * 3)
    features = features_of(corpus, vectors, np.eye(3, dtype=np.float32)[[2]], found)
    assert features.shared.tolist() == [
        [0, 1, 0, 0, 0, 1, 1, 0, 0],
        [0, 0, 1, 0, 1, 0, 1, 0, 0],
    ]
    # Only the second unit is near the definition: one deviation above, the other one below.
    assert features.nearness.ravel().tolist() == [-1, 1]


def test_terms_count_in_the_sentence_around_it_and_in_the_question():
    cap = code("Limit", terms=["cap"])
    _material, corpus = read(talk("A", "Q: A cap?", "A cap.", "No."), codes=(cap,))
    found = find_terms([cap], corpus.sentences, ["en"] * 3)
    vectors, definitions = tfidf_vectors([["cap"], ["cap"], ["no"]], [["limit", "cap"]])
    features = features_of(corpus, vectors, definitions, found)
    assert features.of_codes[0, :, 3:].tolist() == [[1, 0, 1], [0, 1, 1]]


def test_where_all_are_equally_near_nobody_is_nearer():
    _material, corpus = read(talk("A", "Same.", "Same."))
    found = find_terms([CASELOAD], corpus.sentences, ["en"] * 2)
    vectors, definitions = tfidf_vectors([["same"], ["same"]], [["other"]])
    assert not features_of(corpus, vectors, definitions, found).nearness.any()


def test_no_word_twice_is_no_error():
    sentences, definitions = tfidf_vectors([["a"], ["b"]], [["c"]])
    assert sentences.shape[0] == 2
    assert definitions.shape[0] == 1
