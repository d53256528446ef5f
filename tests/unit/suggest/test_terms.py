"""Names and terms are found by lemma, within a sentence; excluded terms too."""

import pytest
import spacy

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.pipeline import load_pipeline
from qualcoder_sts.language.reading import read_sentences
from qualcoder_sts.suggest.material import ReasonKind
from qualcoder_sts.suggest.terms import COMPONENT, RULER_KEY, FoundPhrase, find_terms
from tests.unit.suggest.conftest import code


def found_in(text, *codes, language="en"):
    sentences = list(read_sentences(load_pipeline(language), text, [Span(0, len(text))]))
    return find_terms(codes, sentences, [language] * len(sentences))


def test_a_term_is_found_in_its_other_forms():
    found = found_in("Caseloads grew. We met.", code("Lower caseloads", terms=["caseload"]))
    assert found.counts().tolist() == [[1], [0]]
    (phrase,) = found.of(0, 0)
    assert (phrase.kind, phrase.text) == (ReasonKind.TERM, "caseload")


def test_a_name_is_a_phrase_too():
    found = found_in("They want lower caseloads.", code("Lower caseloads"))
    assert [one.kind for one in found.of(0, 0)] == [ReasonKind.NAME]


def test_a_phrase_of_several_words_needs_all_of_them_in_a_row_in_one_sentence():
    day = code("Schedule", terms=["day off"])
    found = found_in("A day off! Off day. My day. Off I went.", day)
    assert found.counts().ravel().tolist() == [1, 0, 0, 0]


def test_one_term_may_speak_for_two_codes_and_counts_once_a_sentence():
    found = found_in("Sleep, sleep, sleep.", code("A", terms=["sleep"]), code("B", terms=["sleep"]))
    assert found.counts().tolist() == [[1, 1]]


def test_an_excluded_term_suppresses_and_does_not_count():
    weather = code("Storm", terms=["storm"], excluded=("storm of applause",))
    found = found_in("A storm of applause. A storm.", weather)
    assert found.suppressed().ravel().tolist() == [True, False]
    assert found.counts().ravel().tolist() == [1, 1]
    assert [one.text for one in found.of(0, 0, excluding=True)] == ["storm of applause"]


def test_where_the_words_stand_is_known():
    found = found_in("Now we have a day off, at last.", code("Schedule", terms=["day off"]))
    assert found.words_of(0, 0) == [4, 5]


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [("es", "Tenemos menos casos.", "caso"), ("de", "Die Gespräche helfen.", "Gespräch")],
)
def test_other_languages(language, text, term):
    assert found_in(text, code("X", terms=[term]), language=language).counts().sum() == 1


def test_a_language_without_tables_compares_the_words_as_they_are():
    assert found_in("mi nasa suli", code("X", terms=["nasa"]), language="tok").counts().sum() == 1


def test_terms_without_words_find_nothing():
    assert found_in("Well, ...!", code("…", terms=["!!!"])).counts().sum() == 0


def test_no_sentences():
    assert find_terms([code("A")], [], []).counts().shape == (0, 1)


def test_the_component_works_in_any_pipeline_with_a_ruler():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": RULER_KEY})
    ruler.add_patterns([{"label": "CODE", "pattern": "day off", "id": "7"}])
    nlp.add_pipe(COMPONENT)
    doc = nlp("No day. A day off.")
    assert doc.user_data[COMPONENT] == [FoundPhrase(sentence=1, phrase=7, first=1, words=2)]
