"""What is said about agreement."""

import pytest

from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    Coefficient,
    Figures,
    Interval,
    WhyUndefined,
)
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    coefficient_says,
    notes,
    why_undefined,
    written,
    written_coefficient,
    written_interval,
)
from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method
from tests.made_up_language import made_up_language, untranslated_words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.6666, ".67"),
        (1, "1.00"),
        (0.9951, "> .99"),
        (0, ".00"),
        (-0.004, ".00"),
        (-0.081, "−.08"),
        (-1, "−1.00"),
    ],
)
def test_a_coefficient_has_two_decimals(value, expected):
    assert written_coefficient(value) == expected


def test_a_value_that_is_not_there_is_called_undefined():
    figures = Figures({Coefficient.DICE: 0.5}, {Coefficient.KAPPA: WhyUndefined.NOBODY})
    assert written(figures, Coefficient.DICE) == ".50"
    assert written(figures, Coefficient.KAPPA) == "undefined"
    assert written(figures, Coefficient.FLEISS) == ""


def test_an_interval():
    assert written_interval(Interval(0.58, 0.741)) == ".58 to .74"
    assert written_interval(None) == ""


def study_of(make_study, sources):
    study = make_study()
    for number in range(sources):
        name = f"D{number}"
        study.source(name, Method.DOCUMENT, f"{number % 10}" * 100, finished=("Ana", "Ben"))
        study.span(name, 0, 40, "Trust", coder="Ana")
        study.span(name, 10, 40, "Trust", coder="Ben")
        study.span(name, 50, 60, "Work", coder="Ana")
        study.span(name, 50, 55 + number % 5, "Work", coder="Ben")
    study.source("alone", Method.DOCUMENT, "z" * 100, finished=("Ana",))
    return study


def asked(study, coders=("Ana", "Ben"), **wanted):
    study.save()
    ids = tuple(study.coder(name) for name in coders)
    return study.workspace.read(agreement_table, AgreementRequest(coder_ids=ids, **wanted))


def test_the_sentence_for_a_methods_section(make_study):
    study = study_of(make_study, 2)
    study.save()
    study.workspace.run(freeze_version, "Pilot")
    assert methods_sentence(asked(study)) == (
        "Ana and Ben each coded 2 of 3 sources (67 % of the text). Their finished coding was "
        "compared character by character, in participants' text only, for each code (codebook "
        "version 1). Pooled Cohen's kappa over 2 codes was .76. By code it ranged from .69 (Work) "
        "to .78 (Trust)."
    )


def test_from_ten_sources_on_the_sentence_has_the_interval(make_study):
    sentence = methods_sentence(asked(study_of(make_study, 10), coders=(), unit=Unit.UNITIZING))
    assert sentence.startswith("Two of Ana and Ben coded each of 10 of 11 sources")
    assert "by where passages begin and end" in sentence
    assert "Alpha for unitizing of all codes over 2 codes was" in sentence
    assert "95 % bootstrap interval over sources" in sentence


def test_what_belongs_below_a_table(make_study):
    study = study_of(make_study, 2)
    study.span("D0", 70, 80, "Trust", coder="Ana", origin=SegmentOrigin.SUGGESTION)
    told = "\n".join(notes(asked(study, with_interviewer=True, level=Level.PARENT)))
    assert "Coders: Ana and Ben; only what each of them has finished." in told
    assert "Compared: 2 of 3 sources (67 % of the text), 200 characters." in told
    assert "The interviewer's and moderator's words were compared as well." in told
    assert "Codebook: no version of it was frozen." in told
    assert "ten sources are needed" in told
    assert "1 compared segment began as an accepted suggestion" in told
    resampled = "\n".join(notes(asked(study_of(make_study, 10))))
    assert "the middle 95 % of 1,000 resamples of the sources (bootstrap, seed 1)" in resampled


def test_everything_can_be_translated(make_study):
    tables = [
        asked(study_of(make_study, 10), unit=unit, level=level) for unit in Unit for level in Level
    ]
    with made_up_language():
        told = [line for table in tables for line in (*notes(table), methods_sentence(table))]
        told += [coefficient_name(each) + coefficient_says(each) for each in Coefficient]
        told += [why_undefined(each) for each in WhyUndefined]
    for sentence in told:
        assert untranslated_words(sentence, {"ana", "ben", "trust", "work"}) == set(), sentence
