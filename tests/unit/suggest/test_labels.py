"""What the coding says about each sentence, and what it does not say."""

from dataclasses import replace

import pytest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.corpus import read_corpus
from qualcoder_sts.suggest.labels import labels_of, without
from qualcoder_sts.suggest.material import Material
from tests.unit.suggest.conftest import CALM, CASELOAD, coded, rejected, talk

TURNS = ("One two three four. Five six.", "Q: Seven?", "Eight nine.")


@pytest.fixture
def labelled():
    """Labels of the sentences ``One …``, ``Five …`` and ``Eight …``."""

    def make(*segments, refused=(), read=True, **options):
        source = talk("A", *TURNS, read=read)
        material = Material(
            (CASELOAD, CALM),
            (source,),
            tuple(one(source) for one in segments),
            tuple(one(source) for one in refused),
            "en",
        )
        return labels_of(material, read_corpus(material), **options)

    return make


def says(labels, code=0):
    """Of each sentence: yes, no, or nothing."""
    return [
        ("yes" if coded else "no") if known else "?"
        for coded, known in zip(labels.coded[:, code], labels.known[:, code], strict=True)
    ]


def at(words, code=CASELOAD, **more):
    return lambda source: coded(source, words, code, **more)


def refuse(words, code=CASELOAD):
    return lambda source: rejected(source, words, code)


def test_questions_are_no_units(labelled):
    assert len(labelled().coded) == 3


def test_what_is_read_and_not_coded_does_not_carry_the_code(labelled):
    assert says(labelled(at("Five six."))) == ["no", "yes", "no"]


def test_what_is_not_read_says_nothing_about_codes_it_does_not_have(labelled):
    labels = labelled(at("Five six."), read=False)
    assert says(labels) == ["?", "yes", "?"]
    assert says(labels, 1) == ["?", "?", "?"]


def test_a_range_that_is_read_says_no_only_inside(labelled):
    source = replace(talk("A", *TURNS), read=(Span(0, 20),))
    material = Material((CASELOAD,), (source,), (), (), "en")
    assert says(labels_of(material, read_corpus(material))) == ["no", "?", "?"]


def test_what_follows_the_last_coded_sentence_was_not_seen(labelled):
    assert labelled(read=False).seen.tolist() == [False, False, False]
    assert labelled(at("Five six."), read=False).seen.tolist() == [True, True, False]
    assert labelled(at("Five six.")).seen.tolist() == [True, True, True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two three", "yes"),  # a few words inside the sentence
        ("One two three four. Five six.", "yes"),
        ("our. Five six.", "?"),  # a spilled syllable is neither
    ],
)
def test_half_of_the_sentence_or_of_the_segment(labelled, words, expected):
    assert says(labelled(at(words)))[0] == expected


def test_a_rejection_says_no_for_its_code_only(labelled):
    labels = labelled(refused=[refuse("Eight nine.")], read=False)
    assert says(labels) == ["?", "?", "no"]
    assert says(labels, 1) == ["?", "?", "?"]
    assert labels.rejected.tolist() == [[False, False], [False, False], [True, False]]


def test_what_was_coded_after_all_is_not_rejected(labelled):
    assert says(labelled(at("Eight nine."), refused=[refuse("Eight nine.")]))[2] == "yes"


def test_accepted_suggestions_can_be_left_out(labelled):
    accepted = at("Five six.", was_suggested=True)
    assert says(labelled(accepted)) == ["no", "yes", "no"]
    assert says(labelled(accepted, learn_from_accepted=False)) == ["no", "?", "no"]


def test_of_a_part_that_is_left_out_nothing_is_known(labelled):
    labels = without(labelled(at("Five six.")), [1])
    assert says(labels) == ["no", "?", "no"]
    assert labels.seen.tolist() == [True, False, True]
