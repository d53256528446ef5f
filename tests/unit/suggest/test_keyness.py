"""Words offered as terms."""

from dataclasses import replace

import numpy as np
import pytest

from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.suggest.keyness import key_terms, log_odds
from tests.unit.suggest.conftest import CALM, CASELOAD, code


def test_log_odds_by_hand():
    # 10 of 100 words here, 5 of 900 elsewhere; with a0 = 500 the prior is 500 · 15/1000 = 7.5.
    here, elsewhere = np.array([10.0, 90]), np.array([5.0, 895])
    delta = np.log(17.5 / 582.5) - np.log(12.5 / 1387.5)
    expected = delta / np.sqrt(1 / 17.5 + 1 / 12.5)
    assert log_odds(here, elsewhere)[0] == pytest.approx(expected)


def test_what_is_as_frequent_here_as_there_says_nothing():
    assert log_odds(np.array([10.0, 90]), np.array([100.0, 900])) == pytest.approx([0, 0], abs=1e-9)


def test_what_is_used_nowhere_is_no_error():
    assert log_odds(np.array([0.0, 3]), np.array([0.0, 4]))[0] == 0


def terms_of(study, code):
    return [one.term for one in key_terms(SILENT, study) if one.code_id == code.id]


@pytest.fixture
def wordless(study):
    """The study whose codes have no terms yet."""
    return replace(study, codes=(code(CASELOAD.name, "Less."), code(CALM.name, "Rest.")))


def test_words_that_mark_a_code_in_several_sources_are_offered(wordless, monkeypatch):
    monkeypatch.setattr("qualcoder_sts.suggest.keyness.LEAST_Z", 1.0)
    (families, *_rest) = [one for one in key_terms(SILENT, wordless) if one.term == "families"]
    assert families.code_id == CASELOAD.id
    assert (families.uses, families.sources, families.elsewhere) == (4, 2, 0)


def test_terms_that_are_there_already_are_not_offered_again(wordless, monkeypatch):
    monkeypatch.setattr("qualcoder_sts.suggest.keyness.LEAST_Z", 1.0)
    assert "families" in terms_of(wordless, CASELOAD)
    have = replace(wordless, codes=(code(CASELOAD.name, "Less.", ["family"]), wordless.codes[1]))
    assert "families" not in terms_of(have, CASELOAD)


def test_small_words_are_not_offered(wordless, monkeypatch):
    monkeypatch.setattr("qualcoder_sts.suggest.keyness.LEAST_Z", 0.0)
    assert not {"the", "is", "that", "for"} & {*terms_of(wordless, CASELOAD)}


def test_without_coding_nothing_is_offered(study):
    assert key_terms(SILENT, replace(study, coded=())) == ()
    assert key_terms(SILENT, replace(study, sources=(), coded=())) == ()
