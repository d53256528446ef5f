"""Tables of agreement that a round keeps."""

import json

import pytest

from qualcoder_sts.analysis.agreement.errors import NothingFinishedError
from qualcoder_sts.analysis.agreement.queries import agreement_table, tables_to_keep
from qualcoder_sts.analysis.agreement.record import kept_agreement
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.table import Coefficient
from qualcoder_sts.project.tables.transcripts import Method


@pytest.fixture
def study(make_study):
    study = make_study()
    for name in ("D1", "D2"):
        study.source(name, Method.DOCUMENT, "x" * 100, finished=("Ana", "Ben"))
        study.span(name, 0, 40, "Trust", coder="Ana")
    study.span("D1", 10, 40, "Trust", coder="Ben")
    study.code("Unused")
    study.save()
    return study


def test_what_is_kept_says_what_the_table_said(study):
    asked = AgreementRequest(source_ids=frozenset({study.sources["D1"]}))
    kept = study.workspace.read(tables_to_keep, asked)
    assert [each.unit for each in kept] == list(Unit)
    first = kept_agreement(kept[0].content)
    table = study.workspace.read(agreement_table, asked)
    assert first.pooled == table.overall.values[Coefficient.KAPPA]
    assert (first.of, first.unit, first.sources) == (Coefficient.KAPPA, Unit.CHARACTER, 1)
    assert first.coders == ("Ana", "Ben")
    assert (first.low, first.high) == (None, None)
    assert kept_agreement(kept[3].content).of is Coefficient.ALPHA_UNITIZING
    rows = {row["code"]: row for row in json.loads(kept[0].content)["rows"]}
    assert rows["Unused"]["undefined"]["kappa"] == "nobody used the code"
    assert rows["Trust"]["a"] == 30


def test_several_sources_have_a_range(study):
    kept = study.workspace.read(tables_to_keep, AgreementRequest())
    first = kept_agreement(kept[0].content)
    assert first.low is not None
    assert first.low < first.pooled < first.high


def test_what_nobody_has_finished_cannot_be_kept(study):
    with pytest.raises(NothingFinishedError):
        study.workspace.read(tables_to_keep, AgreementRequest(source_ids=frozenset()))
