"""From probabilities to spans."""

import numpy as np
import pytest

from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.corpus import read_corpus
from qualcoder_sts.suggest.material import Material
from qualcoder_sts.suggest.proposing import band_of, hits_in
from tests.unit.suggest.conftest import CALM, CASELOAD, code, coded, talk

CODES = (CASELOAD, CALM, code("C"), code("D"))


@pytest.fixture
def hits():
    """Hits as (code, first unit, last unit, probability)."""

    def found(chances, *turns, may_show=None):
        corpus = read_corpus(Material(CODES, (talk("A", *turns),), (), (), "en"))
        numbers = np.array(chances)
        allowed = np.ones(numbers.shape, dtype=bool) if may_show is None else np.array(may_show)
        return [
            (hit.code, hit.units[0], hit.units[-1], hit.probability)
            for hit in hits_in(numbers, corpus, allowed)
        ]

    return found


def test_neighbours_in_a_turn_become_one(hits):
    chances = [[0.2], [0.6], [0.3]]
    assert hits(chances, "One. Two. Three.") == [(0, 0, 2, 0.6)]


def test_neighbours_in_two_turns_stay_apart(hits):
    assert hits([[0.2], [0.6]], "One.", "Two.") == [(0, 0, 0, 0.2), (0, 1, 1, 0.6)]


def test_a_sentence_between_keeps_them_apart(hits):
    chances = [[0.5], [0.1], [0.5]]
    assert hits(chances, "One. Two. Three.") == [(0, 0, 0, 0.5), (0, 2, 2, 0.5)]


def test_nothing_below_the_threshold(hits):
    assert hits([[0.149, 0.15]], "One.") == [(1, 0, 0, 0.15)]


def test_at_most_three_in_a_sentence(hits):
    found = hits([[0.9, 0.4, 0.6, 0.5]], "One.")
    assert [code for code, *_ in found] == [0, 2, 3]


def test_what_may_not_be_shown_takes_no_place(hits):
    found = hits([[0.9, 0.4, 0.6, 0.5]], "One.", may_show=[[False, True, True, True]])
    assert [code for code, *_ in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("probability", "codings", "expected"),
    [
        (0.9, 4, Band.DEFINITION_ONLY),
        (0.5, 5, Band.STRONG),
        (0.3, 5, Band.LIKELY),
        (0.29, 5, Band.POSSIBLE),
    ],
)
def test_bands(probability, codings, expected):
    assert band_of(probability, codings) is expected


@pytest.fixture
def spans(run):
    """What is suggested in a text with one code, with the shorter and the longer span."""

    def found(*turns, terms=("cap",)):
        limit = code("Limits", "What is limited.", terms)
        source = talk("A", *turns, read=False)
        others = talk("B", "A cap. Rain. Snow.", "A cap. Wind. Hail.", "A cap.", "A cap.", "A cap.")
        examples = []
        start = 0
        while (start := others.text.find("A cap.", start)) >= 0:
            one = coded(others, "A cap.", limit)
            examples.append(type(one)(one.source_id, one.span.shifted(start), limit.id, False))
            start += 1
        material = Material((limit,), (source, others), tuple(examples), (), "en")
        return [
            tuple(span and span.of(source.text) for span in (one.span, one.shorter, one.longer))
            for one in run(material).suggestions
            if one.source_id == source.id
        ]

    return found


def test_the_clause_with_the_term_is_the_shorter_span(spans):
    ((span, shorter, longer),) = spans("We were all glad of the cap, which is new.")
    assert shorter == "We were all glad of the cap"
    assert (span, longer) == ("We were all glad of the cap, which is new.", None)


def test_of_several_sentences_the_likeliest_is_the_shorter_and_the_turn_the_longer(spans):
    turn = "Rain and snow fell. We were all glad of the cap, which is new. Wind and hail. Sun."
    ((span, shorter, longer),) = spans(turn)
    assert shorter == "We were all glad of the cap, which is new."
    assert shorter in span
    assert (longer or span) == turn


def test_the_last_clause(spans):
    ((span, shorter, longer),) = spans("Honestly, we asked for a cap.")
    assert (span, shorter, longer) == (
        "Honestly, we asked for a cap.",
        "we asked for a cap.",
        None,
    )


def test_without_commas_there_is_nothing_shorter(spans):
    ((span, shorter, longer),) = spans("We got a cap.")
    assert (span, shorter, longer) == ("We got a cap.", None, None)
