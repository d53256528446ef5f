"""The double-coded third: where two coders agree and where they do not, counted by turns."""

from collections import defaultdict
from statistics import mean

import pytest

from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.table import Cells, Coefficient
from qualcoder_sts.exchange.study_folder import take_study
from tests.unit.sample_study.conftest import ASKS, NOTE, ROOT, STUDY

DOUBLE_CODED = (
    "FG-1",
    "FG-3",
    "I-01",
    "I-04",
    "I-07",
    "I-09",
    "I-12",
    "I-14",
    "L-02",
    "L-05",
    "L-08",
)


@pytest.fixture(scope="module")
def twice(sample):
    """The sources that two coders finished, with the pair: the lead and the other."""
    coders = defaultdict(list)
    for row in sample.finished:
        coders[row["source"]].append(row["coder"])
    return {source: tuple(two) for source, two in coders.items() if len(two) > 1}


def units(source):
    """Participants' turns; in an abstract its paragraphs."""
    if source.turns:
        return [(turn.start, turn.end) for turn in source.turns if turn.speaker not in ASKS]
    found, start = [], 0
    for line in source.text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line)
    return found


def coded_units(sample, source, coder):
    """By code, the units of which at least half is coded."""
    covered = defaultdict(set)
    for one in sample.placed:
        if one.source is source and one.coder == coder:
            covered[one.code].update(range(one.start, one.end))
    found = defaultdict(set)
    notes = {place for note in NOTE.finditer(source.text) for place in range(*note.span())}
    for number, (start, end) in enumerate(units(source)):
        letters = [
            place
            for place in range(start, end)
            if not source.text[place].isspace() and (place not in notes or not source.turns)
        ]
        for code, places in covered.items():
            if 2 * sum(place in places for place in letters) >= len(letters) > 0:
                found[code].add(number)
    return found


@pytest.fixture(scope="module")
def cells(sample, twice):
    """For each code: how often both, only the lead, only the other, neither coded a unit."""
    sums = defaultdict(lambda: [0, 0, 0])
    total = 0
    for name, (lead, other) in twice.items():
        source = sample.sources[name]
        first, second = (coded_units(sample, source, coder) for coder in (lead, other))
        total += len(units(source))
        for code in {*first, *second}:
            both = len(first[code] & second[code])
            for place, number in enumerate(
                (both, len(first[code]) - both, len(second[code]) - both)
            ):
                sums[code][place] += number
    return {code: (*three, total - sum(three)) for code, three in sums.items()}


def observed_and_expected(cell):
    both, first, second, neither = cell
    n = sum(cell)
    expected = (both + first) * (both + second) + (second + neither) * (first + neither)
    return (both + neither) / n, expected / n**2


def kappa(cell):
    observed, expected = observed_and_expected(cell)
    return (observed - expected) / (1 - expected)


def test_a_third_is_coded_twice(sample, twice):
    assert sorted(name.split()[0] for name in twice) == sorted(DOUBLE_CODED)
    assert 0.32 <= len(twice) / len(sample.sources) <= 0.36
    assert {coder for two in twice.values() for coder in two} == {
        "Ana Ruiz",
        "Tomasz Lind",
        "Nadia Osei",
    }


def test_pooled_kappa_is_between_55_and_80(cells):
    pairs = [observed_and_expected(cell) for cell in cells.values()]
    observed, expected = (mean(column) for column in zip(*pairs, strict=True))
    assert 0.55 <= (observed - expected) / (1 - expected) <= 0.80


def test_kappa_differs_from_code_to_code(cells):
    kappas = {code: kappa(cell) for code, cell in cells.items()}
    assert kappas["Organizational/Improved work environment/Safety at work"] > 0.85
    assert kappas["Organizational/Organizational support"] < 0.55
    assert max(kappas.values()) - min(kappas.values()) > 0.4


def test_disagreements_of_every_kind(sample, twice):
    """Boundaries, the wide code against its subcode, near codes, missed passages, the letter."""
    kinds = defaultdict(int)
    for name, (lead, other) in twice.items():
        rows = [one for one in sample.placed if one.source.name == name]
        for one in (row for row in rows if row.coder == lead):
            over = [
                row
                for row in rows
                if row.coder == other and row.start < one.end and one.start < row.end
            ]
            kinds[kind_of(one, over)] += 1
    assert kinds["identical"] > 20
    assert kinds["boundary"] > 40
    assert kinds["subcode"] >= 4
    assert kinds["near code"] > 15
    assert kinds["missed"] > 15


def kind_of(one, over):
    same = [row for row in over if row.code == one.code]
    if any((row.start, row.end) == (one.start, one.end) for row in same):
        return "identical"
    if same:
        return "boundary"
    if any(
        one.code.startswith(f"{row.code}/") or row.code.startswith(f"{one.code}/") for row in over
    ):
        return "subcode"
    return "near code" if over else "missed"


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    project = tmp_path_factory.mktemp("agreement") / "study.qsts"
    made = take_study(STUDY, project, coder="Ana Ruiz", codebooks=ROOT / "codebooks")
    yield made.workspace.read(agreement_table, AgreementRequest(unit=Unit.TURN))
    made.workspace.close()


def test_the_program_finds_the_same(table, sample, twice, cells):
    """The lead coder of each source with the other: the same cells, the same pooled kappa."""
    assert {source.name for source in table.sources} == set(twice)
    counted = {row.code.path_text: row.figures.cells for row in table.rows}
    for code, (both, first, second, neither) in cells.items():
        assert counted[code] == Cells(both, first, second, neither), code
    pairs = [observed_and_expected(cell) for cell in cells.values()]
    observed, expected = (mean(column) for column in zip(*pairs, strict=True))
    assert table.overall.values[Coefficient.KAPPA] == pytest.approx(
        (observed - expected) / (1 - expected)
    )
    assert table.is_resampled
    assert 0.55 < table.interval.low < table.interval.high < 0.80
