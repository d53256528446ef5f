"""Agreement on small projects whose cells can be counted by hand."""

from uuid import UUID, uuid4

import pytest

from qualcoder_sts.analysis.agreement.errors import (
    CodersTooFewError,
    NoCodeToCompareError,
    NothingFinishedError,
    NothingSaidError,
    StillBlindError,
)
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    AgreementTable,
    Cells,
    Coefficient,
    Interval,
    WhyUndefined,
)
from qualcoder_sts.codebook.operations import rename_code
from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, open_round
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.coding import FinishedMark, SegmentOrigin
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method

TWO = ("Ana", "Ben")
THREE = (*TWO, "Cy")


def near(value):
    return pytest.approx(value, abs=5e-4)


def ask(study, coders=TWO, **wanted) -> AgreementTable:
    study.save()
    ids = tuple(study.coder(name) for name in coders)
    return study.workspace.read(agreement_table, AgreementRequest(coder_ids=ids, **wanted))


def document(study, name, length, finished=TWO, **further) -> UUID:
    """A source of so many characters without any white space."""
    return study.source(name, Method.DOCUMENT, "x" * length, finished=finished, **further)


def coded(study, name, *, both=0, first=0, second=0, code="Trust") -> None:
    """So many characters coded by both, by Ana alone, by Ben alone, one after the other."""
    if both + first:
        study.span(name, 0, both + first, code, coder="Ana")
    if both:
        study.span(name, 0, both, code, coder="Ben")
    if second:
        study.span(name, both + first, both + first + second, code, coder="Ben")


def kappa(table, code="Trust"):
    row = next(row for row in table.rows if row.code.path_text == code)
    return row.figures.values[Coefficient.KAPPA]


def test_character_level(make_study):
    study = make_study()
    document(study, "D", 1000)
    coded(study, "D", both=50, first=100, second=50)
    table = ask(study)
    assert table.rows[0].figures.cells == Cells(50, 100, 50, 800)
    assert table.units == 1000
    assert kappa(table) == near(0.3182)


@pytest.mark.parametrize(
    ("with_interviewer", "neither", "expected"), [(False, 200, 0.1429), (True, 800, 0.3182)]
)
def test_the_moderators_words_count_when_they_are_asked_for(
    make_study, with_interviewer, neither, expected
):
    study = make_study()
    turns = [("Moderator", "q" * 600), ("P1", "x" * 400)]
    study.source("FG", Method.FOCUS_GROUP, turns, finished=TWO)
    quote = "x" * 200
    start = study.texts[study.sources["FG"]].index(quote)
    study.span("FG", start, start + 150, "Trust", coder="Ana")
    study.span("FG", start, start + 50, "Trust", coder="Ben")
    study.span("FG", start + 150, start + 200, "Trust", coder="Ben")
    table = ask(study, with_interviewer=with_interviewer)
    assert table.rows[0].figures.cells == Cells(50, 100, 50, neither)
    assert kappa(table) == near(expected)


def test_only_what_both_have_finished_is_compared(make_study):
    study = make_study()
    for number in range(5):
        document(study, f"both {number}", 1000)
        coded(study, f"both {number}", both=50, first=50, second=50)
    for number in range(10):
        document(study, f"one {number}", 1000, finished=("Ana",))
        coded(study, f"one {number}", first=100)
    table = ask(study)
    assert kappa(table) == near(0.4444)
    assert table.units == 5000
    assert (len(table.sources), table.corpus.sources) == (5, 15)
    assert table.corpus.share_of_text == near(1 / 3)


def test_a_coder_who_touched_a_source_has_not_finished_it(make_study):
    study = make_study()
    document(study, "D", 100, finished=("Ana",))
    coded(study, "D", both=50)
    with pytest.raises(NothingFinishedError, match="Ana and Ben"):
        ask(study)


def test_of_a_source_finished_in_parts_the_part_both_finished_is_compared(make_study):
    study = make_study()
    source = document(study, "D", 1000, finished=("Ana",))
    ben = study.coder("Ben")
    study.rows += [
        FinishedMark(source_id=source, coder_id=ben, start=0, end=100),
        FinishedMark(source_id=source, coder_id=ben, start=100, end=400),
    ]
    study.span("D", 0, 500, "Trust", coder="Ana")
    study.span("D", 0, 100, "Trust", coder="Ben")
    assert ask(study).rows[0].figures.cells == Cells(100, 300, 0, 0)


def test_overlapping_passages_of_one_coder_are_united_first(make_study):
    study = make_study()
    document(study, "D", 1000)
    for start, end in [(0, 60), (40, 100), (50, 55)]:
        study.span("D", start, end, "Trust", coder="Ana")
    study.span("D", 0, 100, "Trust", coder="Ben")
    table = ask(study, unit=Unit.UNITIZING)
    assert table.rows[0].figures.values == {Coefficient.ALPHA_UNITIZING: 1}
    assert ask(study).rows[0].figures.cells == Cells(100, 0, 0, 900)


def test_white_space_and_notes_never_count(make_study):
    study = make_study()
    study.source("I", Method.INTERVIEW, [("P", "ab [laughs] c d")], finished=TWO)
    study.segment("I", "ab [laughs] c d", "Trust", coder="Ana")
    study.segment("I", "ab [laughs]", "Trust", coder="Ben")
    assert ask(study).rows[0].figures.cells == Cells(2, 2, 0, 0)


@pytest.mark.parametrize(
    ("unit", "cells"),
    [
        # Ana coded 3 of 6 letters of the first sentence, Ben 2 of 6; both coded the second.
        (Unit.SENTENCE, Cells(1, 1, 0, 2)),
        # Of the first turn (9 letters) Ana coded six, Ben five.
        (Unit.TURN, Cells(2, 0, 0, 1)),
    ],
)
def test_half_of_a_unit_makes_it_coded(make_study, unit, cells):
    study = make_study()
    turns = [("P1", "Abcde. Yz."), ("I", "Why?"), ("P2", "Because."), ("P3", "No.")]
    study.source("FG", Method.FOCUS_GROUP, turns, finished=TWO)
    study.segment("FG", "de. Yz.", "Trust", coder="Ana")
    study.segment("FG", "e. Yz.", "Trust", coder="Ben")
    if unit is Unit.TURN:
        study.segment("FG", "Because", "Trust", coder="Ana")
        study.segment("FG", "ause.", "Trust", coder="Ben")
    else:
        study.segment("FG", "Beca", "Other", coder="Ana")
    table = ask(study, unit=unit)
    assert table.rows[0].figures.cells == cells
    assert table.units == sum([cells.both, cells.first, cells.second, cells.neither])


def test_in_a_text_without_speakers_a_line_is_a_turn(make_study):
    study = make_study()
    study.source("Note", Method.FIELD_NOTE, "One line\n\nTwo lines\nThree", finished=TWO)
    study.segment("Note", "Two", "Trust", coder="Ana")
    study.segment("Note", "lines", "Trust", coder="Ben")
    assert ask(study, unit=Unit.TURN).rows[0].figures.cells == Cells(0, 0, 1, 2)


def test_exact_code_or_the_one_above(make_study):
    study = make_study()
    study.code("Support", codable=False)
    document(study, "D", 100)
    study.span("D", 0, 50, "Support/Peers", coder="Ana")
    study.span("D", 0, 50, "Support/Boss", coder="Ben")
    study.span("D", 60, 70, "Alone", coder="Ana")
    exact = ask(study)
    assert [row.code.path_text for row in exact.rows] == ["Support/Peers", "Support/Boss", "Alone"]
    assert exact.rows[0].figures.cells == Cells(0, 50, 0, 50)
    above = ask(study, level=Level.PARENT)
    assert [row.code.path_text for row in above.rows] == ["Support", "Alone"]
    assert above.rows[0].figures.cells == Cells(50, 0, 0, 50)
    assert above.rows[1].figures.cells == Cells(0, 10, 0, 90)


def test_chosen_codes_stand_for_those_below_them(make_study):
    study = make_study()
    support = study.code("Support", codable=False)
    document(study, "D", 100)
    study.span("D", 0, 50, "Support/Peers", coder="Ana")
    study.span("D", 0, 50, "Other", coder="Ben")
    table = ask(study, code_ids=frozenset({support}))
    assert [row.code.path_text for row in table.rows] == ["Support/Peers"]
    with pytest.raises(NoCodeToCompareError):
        ask(study, code_ids=frozenset())


def test_a_code_that_nobody_used_is_undefined_because_of_that(make_study):
    study = make_study()
    study.code("Unused")
    document(study, "D", 1000)
    coded(study, "D", both=50, first=100, second=50)
    table = ask(study)
    unused = table.rows[0].figures
    assert unused.values == {
        Coefficient.PERCENT: 1,
        Coefficient.HOLSTI: 1,
        Coefficient.BRENNAN_PREDIGER: 1,
        Coefficient.AC1: 1,
    }
    assert unused.undefined[Coefficient.KAPPA] is WhyUndefined.NOBODY
    assert unused.undefined[Coefficient.ALPHA_UNITIZING] is WhyUndefined.NOBODY
    assert table.overall.values[Coefficient.KAPPA] == near(0.3182)
    assert table.overall.values[Coefficient.PERCENT] == near(0.85)


def test_a_code_given_to_everything_is_undefined_too(make_study):
    study = make_study()
    document(study, "D", 100)
    coded(study, "D", both=100)
    figures = ask(study).rows[0].figures
    assert figures.undefined[Coefficient.KAPPA] is WhyUndefined.EVERYWHERE
    assert figures.values[Coefficient.DICE] == 1


def test_accepted_suggestions_are_told_apart(make_study):
    study = make_study()
    document(study, "D", 100)
    coded(study, "D", both=20, first=20)
    study.span("D", 50, 70, "Trust", coder="Ana", origin=SegmentOrigin.SUGGESTION)
    study.span("D", 50, 70, "Trust", coder="Ben", origin=SegmentOrigin.SUGGESTION)
    table = ask(study)
    assert table.accepted_suggestions == 2
    assert table.rows[0].figures.cells == Cells(40, 20, 0, 40)
    assert table.without_suggestions is not None
    assert table.without_suggestions.rows[0].figures.cells == Cells(20, 20, 0, 60)
    assert table.without_suggestions.without_suggestions is None


def test_below_ten_sources_the_range_over_them_is_told(make_study):
    study = make_study()
    for number, both in enumerate([10, 40, 25]):
        document(study, f"D{number}", 100)
        coded(study, f"D{number}", both=both, first=50 - both)
    table = ask(study)
    alone = [kappa(ask(study, source_ids=frozenset({each.id}))) for each in table.sources]
    assert table.interval == Interval(near(min(alone)), near(max(alone)), None)
    assert table.rows[0].interval == table.interval
    assert not table.is_resampled


def test_one_source_has_no_range(make_study):
    study = make_study()
    document(study, "D", 100)
    coded(study, "D", both=10, first=10)
    assert ask(study).interval is None


def ten_sources(make_study):
    study = make_study()
    study.code("Trust")
    for number in range(10):
        document(study, f"D{number}", 100)
        coded(study, f"D{number}", both=10 + number, first=20 - number)
    document(study, "D10", 100)
    coded(study, "D10", both=50, code="Rare")
    return study


def test_from_ten_sources_on_they_are_resampled(make_study):
    study = ten_sources(make_study)
    table = ask(study)
    assert table.is_resampled
    interval = table.rows[0].interval
    assert interval.low < kappa(table) < interval.high
    assert interval.undefined_replicates == 0
    assert ask(study).rows[0].interval == interval
    assert ask(study, seed=2).rows[0].interval != interval


def test_without_replicates_there_are_no_intervals(make_study):
    table = ask(ten_sources(make_study), replicates=0)
    assert table.interval is None
    assert {row.interval for row in table.rows} == {None}


def test_replicates_in_which_a_code_does_not_occur_are_reported(make_study):
    rare = ask(ten_sources(make_study)).rows[1]
    # A source is not drawn in (10 / 11) ** 11 = 35 % of the replicates.
    assert rare.code.name == "Rare"
    assert 250 < rare.interval.undefined_replicates < 450


def test_unitizing_is_resampled_as_well(make_study):
    table = ask(ten_sources(make_study), unit=Unit.UNITIZING)
    interval = table.rows[0].interval
    assert interval.low < table.rows[0].figures.values[Coefficient.ALPHA_UNITIZING] < interval.high
    assert table.leading is Coefficient.ALPHA_UNITIZING


def test_every_source_has_a_table_of_its_own(make_study):
    study = make_study()
    study.code("Unused")
    document(study, "D1", 100)
    document(study, "D2", 200)
    coded(study, "D1", both=20, first=10)
    coded(study, "D2", both=20, second=30)
    table = ask(study)
    assert [(each.name, each.units) for each in table.sources] == [("D1", 100), ("D2", 200)]
    assert [each.rows[0].figures.cells for each in table.sources] == [
        Cells(20, 10, 0, 70),
        Cells(20, 0, 30, 150),
    ]
    assert [len(each.rows) for each in table.sources] == [1, 1]
    only = ask(study, source_ids=frozenset({study.sources["D2"]}))
    assert only.overall == table.sources[1].overall


def test_three_coders_and_every_pair(make_study):
    study = make_study()
    document(study, "D", 100, finished=THREE)
    document(study, "two of them", 100)
    coded(study, "D", both=20, first=10)
    study.span("D", 0, 40, "Trust", coder="Cy")
    table = ask(study, THREE)
    # 60 units that nobody, 10 that one, 10 that two and 20 that all three coded.
    observed = (60 + 20 + 20 / 3) / 100
    share = (10 + 2 * 10 + 3 * 20) / 300
    expected = share**2 + (1 - share) ** 2
    figures = table.rows[0].figures
    assert figures.cells is None
    assert figures.values[Coefficient.FLEISS] == near((observed - expected) / (1 - expected))
    assert figures.values[Coefficient.PERCENT] == near(observed)
    assert Coefficient.KAPPA not in figures.values
    assert table.overall.values[Coefficient.FLEISS] == near(figures.values[Coefficient.FLEISS])
    pairs = {(pair.first.name, pair.second.name): pair for pair in table.pairs}
    assert list(pairs) == [("Ana", "Ben"), ("Ana", "Cy"), ("Ben", "Cy")]
    assert pairs["Ben", "Cy"].rows[0].figures.cells == Cells(20, 0, 20, 60)
    assert {pair.sources for pair in table.pairs} == {1}


def test_without_names_whoever_coded_a_source_twice_is_compared(make_study):
    study = make_study()
    document(study, "D1", 100, finished=("Ana", "Ben"), lead="Ben")
    document(study, "D2", 100, finished=("Ben", "Cy"), lead="Ben")
    document(study, "D3", 100, finished=("Cy",))
    coded(study, "D1", both=20, first=10)
    study.span("D2", 0, 30, "Trust", coder="Cy")
    consensus = study.coder("Consensus", CoderKind.CONSENSUS)
    study.rows.append(FinishedMark(source_id=study.sources["D3"], coder_id=consensus))
    table = ask(study, ())
    assert [coder.name for coder in table.coders] == ["Ana", "Ben", "Cy"]
    assert [[coder.name for coder in each.coders] for each in table.sources] == [
        ["Ben", "Ana"],
        ["Ben", "Cy"],
    ]
    # The lead coder first: Ana coded ten characters in D1, Cy thirty in D2, that Ben did not.
    assert table.rows[0].figures.cells == Cells(20, 0, 40, 140)
    pairs = {(pair.first.name, pair.second.name): pair for pair in table.pairs}
    assert list(pairs) == [("Ana", "Ben"), ("Ben", "Cy")]
    assert pairs["Ana", "Ben"].rows[0].figures.cells == Cells(20, 10, 0, 70)


def test_the_codebook_version_is_told(make_study):
    study = make_study()
    document(study, "D", 100)
    coded(study, "D", both=20)
    assert ask(study).codebook is None
    study.workspace.run(freeze_version, "Pilot")
    frozen = ask(study).codebook
    assert (frozen.number, frozen.name, frozen.has_changed) == (1, "Pilot", False)
    study.workspace.run(rename_code, study.codes["Trust"], "Reliance")
    assert ask(study).codebook.has_changed


def opened(study, assigned, **further) -> UUID:
    """A round in which coders code sources, by their names."""
    study.save()
    pairs = frozenset(
        Assigned(study.sources[source], study.coder(coder)) for source, coder in assigned
    )
    wanted = NewRound("Pilot", pairs, **further)
    return study.workspace.run(open_round, wanted, opened_by=study.coder("Ana")).value


def test_a_round_is_compared_by_its_coders_in_its_sources(make_study):
    study = make_study()
    for name in ("D1", "D2", "D3"):
        document(study, name, 100, finished=THREE)
    coded(study, "D1", both=20, first=10)
    study.span("D2", 0, 30, "Trust", coder="Cy")
    all_code_all = [(source, coder) for source in ("D1", "D2") for coder in TWO]
    table = ask(study, (), round_id=opened(study, all_code_all, blind=False))
    assert [coder.name for coder in table.coders] == ["Ana", "Ben"]
    assert [source.name for source in table.sources] == ["D1", "D2"]
    assert table.round_name == "Pilot"
    assert (table.codebook.number, table.codebook.has_changed) == (1, False)


def test_in_a_round_that_is_shared_out_each_source_is_compared_by_its_own(make_study):
    study = make_study()
    for name in ("D1", "D2"):
        document(study, name, 100, finished=THREE, lead="Ben")
    coded(study, "D1", both=20, first=10)
    shared = [("D1", "Ana"), ("D1", "Ben"), ("D2", "Cy"), ("D2", "Ben")]
    table = ask(study, (), round_id=opened(study, shared, blind=False))
    assert [[coder.name for coder in each.coders] for each in table.sources] == [
        ["Ben", "Ana"],
        ["Ben", "Cy"],
    ]


def test_a_blind_round_hides_its_agreement_from_its_coders(make_study):
    study = make_study()
    document(study, "D1", 100)
    document(study, "D2", 100)
    coded(study, "D1", both=20, first=10)
    coded(study, "D2", both=20)
    study.save()
    study.workspace.expect("Ana")
    opened(study, [("D1", "Ana"), ("D1", "Ben")])
    table = ask(study)
    assert [source.name for source in table.sources] == ["D2"]
    assert table.corpus.hidden == 1
    assert table.rows[0].figures.cells == Cells(20, 0, 0, 80)
    assert ask(study, ()).corpus.hidden == 1
    with pytest.raises(StillBlindError):
        ask(study, source_ids=frozenset({study.sources["D1"]}))


def test_what_cannot_be_compared_is_said(make_study):
    study = make_study()
    document(study, "D", 100)
    study.source("Asked", Method.INTERVIEW, [("I", "Why?")], finished=TWO)
    coded(study, "D", both=20)
    with pytest.raises(CodersTooFewError):
        ask(study, ("Ana", "Ana"))
    with pytest.raises(NothingFinishedError, match="two coders"):
        ask(study, (), source_ids=frozenset())
    with pytest.raises(RowMissingError):
        study.workspace.read(agreement_table, AgreementRequest(coder_ids=(uuid4(), uuid4())))
    with pytest.raises(NoCodeToCompareError):
        ask(study, code_ids=frozenset({uuid4()}))
    with pytest.raises(NothingSaidError):
        ask(study, source_ids=frozenset({study.sources["Asked"]}))
