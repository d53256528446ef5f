from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.analysis.keyness import (
    ParticipantsTalk,
    Terms,
    key_terms,
    log_odds,
    participants_talk,
)
from qualcoder_sts.analysis.passages import coded_passages
from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.reading import Sentence, Word
from qualcoder_sts.project.tables.transcripts import Method

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)


def test_the_formula_by_hand():
    # 3 of 10 words here, 1 of 20 elsewhere; the prior gives the term 500 * 4 / 30 = 66.6667.
    # Odds here: (3 + 66.6667) / (10 + 500 - 69.6667) = 69.6667 / 440.3333 = 0.158213
    # elsewhere: (1 + 66.6667) / (20 + 500 - 67.6667) = 67.6667 / 452.3333 = 0.149595
    # ln(0.158213 / 0.149595) = 0.056016; its variance 1 / 69.6667 + 1 / 67.6667 = 0.029132
    odds = log_odds(3, 10, 1, 20)
    assert odds.value == pytest.approx(0.056016, abs=2e-6)
    assert odds.z == pytest.approx(0.056016 / 0.170682, abs=2e-5)


def test_without_a_prior_worth_much_it_is_the_plain_log_odds_ratio():
    # ln((30 / 70) / (10 / 190)) = ln(8.142857) = 2.097141
    assert log_odds(30, 100, 10, 200, prior=1e-9).value == pytest.approx(2.097141, abs=1e-6)


def test_as_frequent_here_as_elsewhere_is_nothing():
    assert log_odds(10, 1000, 20, 2000).value == pytest.approx(0, abs=1e-12)


@given(*[st.integers(1, 50)] * 2, *[st.integers(100, 1000)] * 2)
def test_what_is_more_here_is_less_there(term, elsewhere, words, words_elsewhere):
    one = log_odds(term, words, elsewhere, words_elsewhere)
    other = log_odds(elsewhere, words_elsewhere, term, words)
    assert one.value == pytest.approx(-other.value)
    assert one.z == pytest.approx(-other.z)


def sentence(text, start=0):
    words, position = [], start
    for lemma in text.split():
        words.append(Word(position, position + len(lemma), lemma))
        position += len(lemma) + 1
    return Sentence(Span(start, start + len(text)), tuple(words))


def test_a_table_counted_by_hand():
    # In both sources: long (3), day (4), long day (2), nine in all; the others are in one only.
    terms = Terms(
        [
            (A, [sentence("long day"), sentence("day long", 9)]),
            (B, [sentence("long day short day")]),
        ]
    )
    found = {one.term: one for one in terms.distinctive({A: [Span(0, 8)]})}
    assert {term: (one.inside, one.outside, one.sources) for term, one in found.items()} == {
        "long day": (1, 1, 2),
    }
    # Each is 1 of 3 inside; outside, of 6, “long” is 2 and “day” 3: neither is more frequent here.
    assert found["long day"].log_odds == pytest.approx(log_odds(1, 3, 1, 6).value)


def test_pairs_stay_within_a_sentence_and_a_passage():
    said = [sentence("take care"), sentence("take care", 10)]
    terms = Terms([(A, said), (B, said)])
    whole = {one.term for one in terms.distinctive({A: [Span(0, 19)]})}
    assert "care take" not in whole
    cut = {one.term for one in terms.distinctive({A: [Span(0, 6), Span(15, 19)]})}
    assert "take care" not in cut


def test_passages_that_overlap_count_once():
    said = [sentence("one two three four")]
    terms = Terms([(A, said), (B, said), (C, [sentence("five six")])])
    once = terms.distinctive({A: [Span(0, 7)]})
    assert terms.distinctive({A: [Span(0, 7), Span(0, 7), Span(4, 7)]}) == once


@pytest.mark.parametrize("passages", [{}, {A: []}, {C: [Span(0, 9)]}, {A: [Span(1, 2)]}])
def test_nothing_is_distinctive_of_nothing(passages):
    said = [sentence("one two three")]
    assert Terms([(A, said), (B, said)]).distinctive(passages) == []
    assert Terms([]).distinctive(passages) == []


def test_everything_coded_and_a_single_word():
    said = [sentence("one two three")]
    whole = {A: [Span(0, 13)], B: [Span(0, 13)]}
    assert Terms([(A, said), (B, said)]).distinctive(whole) == []
    alone = [sentence("one")]
    assert Terms([(A, alone), (B, alone)]).distinctive({A: [Span(0, 3)]}) == []


@pytest.fixture
def filled(study):
    for number in (1, 2):
        study.source(
            f"I-{number}",
            Method.INTERVIEW,
            [
                ("I", "Tell me about supervision, supervision and more supervision."),
                ("M", "My supervisor listened. The weather was cold and the car was old [sighs]."),
                ("M", "Supervisors listen to me. The house is cold and the car is old."),
            ],
        )
        study.segment(f"I-{number}", "My supervisor listened.", "Org/Supervision")
        study.segment(f"I-{number}", "Supervisors listen", "Org/Supervision")
    study.source("L-1", Method.LITERATURE, "Supervision was studied in a cold car.")
    study.save()
    return study


def test_what_participants_say(filled):
    talks = filled.workspace.read(participants_talk)
    said = [span.of(talk.text) for talk in talks for span in talk.stretches]
    assert len(said) == 6
    assert not any("Tell me" in words or "sighs" in words or "studied" in words for words in said)
    assert {talk.language for talk in talks} == {"en"}


def test_the_terms_of_a_code(filled):
    talks = filled.workspace.read(participants_talk)
    code_id = filled.code("Org/Supervision")
    passages = filled.workspace.read(coded_passages, code_id)
    terms = key_terms(SILENT, talks, {code_id: passages, A: {}})
    assert [one.term for one in terms[code_id]][:3] == ["listen", "supervisor", "supervisor listen"]
    assert (terms[code_id][0].inside, terms[code_id][0].outside) == (4, 0)
    assert terms[A] == []


def test_it_can_be_stopped():
    talk = ParticipantsTalk(A, "en", "We left.", (Span(0, 8),))
    with pytest.raises(Cancelled):
        key_terms(ReportedProgress(print, lambda: True), [talk], {})
