"""The suggestion check: parts left out in turn, figures that can be had again."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.suggest.checking import check_suggestions
from qualcoder_sts.suggest.errors import NoCodesToSuggestError, TooLittleToCheckError
from qualcoder_sts.suggest.figures import CheckOptions
from qualcoder_sts.suggest.leaving_out import _parts
from qualcoder_sts.suggest.preparing import prepare
from tests.unit.suggest.conftest import CALM, code, mixed


def test_suggestions_beat_chance_and_terms_on_what_is_coded(study):
    check = check_suggestions(SILENT, study)
    assert (check.tier, check.split, check.folds, check.sources) == ("A", "sources", 3, 3)
    assert (check.units, check.coded_units, check.codings, check.codes) == (24, 16, 16, 2)
    assert check.map > check.baselines["keywords"].map > check.baselines["random"].map
    assert check.rev80 < check.baselines["random"].rev80
    assert check.precision.keys() == check.recall.keys() == {"0.15", "0.30"}
    assert [(one.code, one.coded) for one in check.per_code] == [
        ("Lower caseloads", 8),
        ("Relaxation", 8),
    ]


def test_the_same_seed_gives_the_same_figures(study):
    options = CheckOptions(folds=4, seed=3)
    first = check_suggestions(SILENT, study, options)
    assert first == check_suggestions(SILENT, study, options)
    assert first != check_suggestions(SILENT, study, CheckOptions(folds=4, seed=4))
    assert pickle.loads(pickle.dumps(first)) == first


def test_folds_share_out_the_units_and_divide_no_turn(study):
    sources = (*study.sources[:3], replace(mixed("E", 0, 3), turns=study.sources[0].turns))
    prepared = prepare(SILENT, replace(study, sources=sources))
    units = np.arange(len(prepared.corpus.units))
    parts = _parts(prepared, units, CheckOptions(folds=5))
    assert sorted(np.concatenate(parts).tolist()) == units.tolist()
    turns = [
        {(prepared.corpus.units[unit].source, prepared.corpus.units[unit].turn) for unit in part}
        for part in parts
    ]
    assert sum(map(len, turns)) == len(set().union(*turns))


def test_what_is_left_out_is_not_learnt_from(study):
    """With a code that one source alone has, its passages there can be found by words only."""
    only_here = tuple(
        one for one in study.coded if one.code_id != CALM.id or one.source_id == study.sources[0].id
    )
    bare = code(CALM.name)
    check = check_suggestions(SILENT, replace(study, coded=only_here, codes=(study.codes[0], bare)))
    (calm,) = [one for one in check.per_code if one.code == CALM.name]
    assert calm.coded == 3
    assert calm.recall == 0


def test_a_code_that_nobody_used_has_no_figures(study):
    check = check_suggestions(
        SILENT, replace(study, codes=(*study.codes, code("Unused", "Never.")))
    )
    unused = check.per_code[-1]
    assert (unused.coded, unused.recall, unused.average_precision, unused.rev80) == (0, *[None] * 3)
    assert check.codes == 2


def test_excluded_terms_count_in_the_check_too(study):
    strict = replace(CALM, excluded=("breathe", "yoga", "meditation", "breathing"))
    check = check_suggestions(SILENT, replace(study, codes=(study.codes[0], strict)))
    assert check.per_code[1].recall == 0


def test_one_finished_source_is_too_little(study):
    one = replace(
        study, sources=(study.sources[0], *(replace(s, read=()) for s in study.sources[1:]))
    )
    with pytest.raises(TooLittleToCheckError, match="sources: 1; coded passages in them: 6"):
        check_suggestions(SILENT, one)
    assert check_suggestions(SILENT, one, CheckOptions(folds=3)).folds == 3


def test_finished_sources_without_coding_are_too_little(study):
    with pytest.raises(TooLittleToCheckError, match="coded passages in them: 0"):
        check_suggestions(SILENT, replace(study, coded=()))


def test_no_codes(study):
    with pytest.raises(NoCodesToSuggestError):
        check_suggestions(SILENT, replace(study, codes=()))
