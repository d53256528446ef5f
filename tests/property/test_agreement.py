"""Agreement against a counter that looks at every character and knows no shortcuts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import isclose, isnan, nan
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.analysis.agreement.comparing import compare
from qualcoder_sts.analysis.agreement.loading import ComparedSource, Snapshot
from qualcoder_sts.analysis.agreement.passages import Segments
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.table import AgreementTable, Coefficient, Corpus, Figures
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.language.sentences import sentence_spans
from qualcoder_sts.project.coders import CoderRow
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method

CODES = tuple(
    CodeRow(UUID(int=10 + number), None, (f"code {number}",), "#777777", True)
    for number in range(3)
)
TEXTS = st.text("ab .\n\u2003𝒳", min_size=1, max_size=40)


@dataclass(frozen=True)
class Coded:
    """A passage as its coder made it; ``coder`` is a place among those compared."""

    source: int
    coder: int
    code: int
    span: Span


@dataclass(frozen=True)
class Study:
    """A random double-coded study."""

    snapshot: Snapshot
    coded: tuple[Coded, ...]


@st.composite
def spans_in(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def studies(draw: st.DrawFn, coders: int = 2) -> Study:
    texts = draw(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3))
    people = tuple(
        CoderRow(UUID(int=1 + number), f"coder {number}", CoderKind.PERSON)
        for number in range(coders)
    )
    sources, coded = [], []
    for number, text in enumerate(texts):
        asked = draw(st.lists(spans_in(len(text)), max_size=2))
        said = [Span(0, len(text))] if draw(st.booleans()) else united(asked)
        cut = sorted(draw(st.sets(st.integers(1, len(text)), max_size=4)))
        turns = tuple(
            Span(start, end) for start, end in zip([0, *cut], [*cut, len(text)], strict=True)
        )
        name = f"source {number}"
        sources.append(
            ComparedSource(
                UUID(int=100 + number), name, Method.INTERVIEW, text, people, turns, tuple(said)
            )
        )
        for _ in range(draw(st.integers(0, 6))):
            coder, code = draw(st.integers(0, coders - 1)), draw(st.integers(0, 2))
            coded.append(Coded(number, coder, code, draw(spans_in(len(text)))))
    rows = [(one.source, one.coder, one.code, one.span.start, one.span.end) for one in coded]
    segments = Segments(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)
    never = np.zeros(len(rows), dtype=bool)
    corpus = Corpus(len(texts), 1, 1)
    snapshot = Snapshot(people, CODES, tuple(sources), segments, never, corpus)
    return Study(snapshot, tuple(coded))


def letters(source: ComparedSource, span: Span) -> set[int]:
    """The characters of a span that are compared."""
    return {
        place
        for place in range(span.start, span.end)
        if not source.text[place].isspace()
        and any(one.start <= place < one.end for one in source.spans)
    }


def unit_sets(source: ComparedSource, unit: Unit) -> list[set[int]]:
    """Every unit as the characters it consists of."""
    if unit is Unit.CHARACTER:
        return [{place} for place in sorted(letters(source, Span(0, len(source.text))))]
    spans: Sequence[Span] = source.turns
    if unit is Unit.SENTENCE:
        spans = [span for turn in source.turns for span in sentence_spans(source.text, turn)]
    return [found for span in spans if (found := letters(source, span))]


def votes(study: Study, code: int, unit: Unit) -> list[tuple[bool, ...]]:
    """For each unit of all sources whether each coder gave it the code."""
    found: list[tuple[bool, ...]] = []
    for number, source in enumerate(study.snapshot.sources):
        covered: list[set[int]] = [set() for _ in source.coders]
        for one in study.coded:
            if (one.source, one.code) == (number, code):
                covered[one.coder] |= set(range(one.span.start, one.span.end))
        found += [
            tuple(2 * len(places & each) >= len(places) for each in covered)
            for places in unit_sets(source, unit)
        ]
    return found


def kappa(pairs: list[tuple[bool, ...]]) -> float:
    """Cohen's kappa, unit by unit."""
    number = len(pairs)
    observed = sum(first == second for first, second in pairs) / number
    shares = [sum(each[coder] for each in pairs) / number for coder in (0, 1)]
    expected = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return nan if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: list[tuple[bool, ...]]) -> float:
    """Krippendorff's nominal alpha, from all pairs of values within units and over all units."""
    values = [value for unit in units for value in unit]
    within = sum(
        sum(one != other for one, other in combinations(unit, 2)) * 2 / (len(unit) - 1)
        for unit in units
    ) / len(values)
    over_all = sum(one != other for one, other in combinations(values, 2)) * 2
    return nan if not over_all else 1 - within * len(values) * (len(values) - 1) / over_all


def compared(study: Study, unit: Unit) -> AgreementTable | None:
    """The table; None where the study has no text to compare."""
    if not any(unit_sets(source, Unit.CHARACTER) for source in study.snapshot.sources):
        return None
    return compare(study.snapshot, AgreementRequest(unit=unit))


def is_value(figures: Figures, coefficient: Coefficient, expected: float) -> bool:
    """Whether the table has a value, or none where there is none."""
    if isnan(expected):
        return coefficient in figures.undefined and coefficient not in figures.values
    return isclose(figures.values[coefficient], expected, abs_tol=1e-9)


@given(studies(), st.sampled_from([Unit.CHARACTER, Unit.SENTENCE, Unit.TURN]))
def test_two_coders(study: Study, unit: Unit) -> None:
    if (table := compared(study, unit)) is None:
        return
    for code, row in enumerate(table.rows):
        pairs = votes(study, code, unit)
        cells = row.figures.cells
        assert cells is not None
        assert table.units == len(pairs)
        assert (cells.both, cells.first, cells.second, cells.neither) == tuple(
            pairs.count(each) for each in [(True, True), (True, False), (False, True), (False,) * 2]
        )
        assert is_value(row.figures, Coefficient.KAPPA, kappa(pairs))
        assert is_value(row.figures, Coefficient.ALPHA_NOMINAL, alpha(pairs))


@given(studies(), st.sampled_from([Unit.CHARACTER, Unit.SENTENCE, Unit.TURN]))
def test_sources_add_up(study: Study, unit: Unit) -> None:
    if (table := compared(study, unit)) is None:
        return
    assert sum(source.units for source in table.sources) == table.units
    for row in table.rows:
        own = [
            each.figures.cells
            for source in table.sources
            for each in source.rows
            if each.code == row.code
        ]
        assert row.figures.cells is not None
        for cell in ("both", "first", "second"):
            assert sum(getattr(each, cell) for each in own) == getattr(row.figures.cells, cell)


@given(studies(coders=3), st.sampled_from([Unit.CHARACTER, Unit.TURN]))
def test_three_coders(study: Study, unit: Unit) -> None:
    if (table := compared(study, unit)) is None:
        return
    for code, row in enumerate(table.rows):
        units = votes(study, code, unit)
        assert is_value(row.figures, Coefficient.ALPHA_NOMINAL, alpha(units))
    for pair in table.pairs:
        places = [table.coders.index(coder) for coder in (pair.first, pair.second)]
        for code, row in enumerate(pair.rows):
            chosen = [tuple(unit[place] for place in places) for unit in votes(study, code, unit)]
            assert is_value(row.figures, Coefficient.KAPPA, kappa(chosen))


def sections(passages: list[Span], borders: Sequence[Span]) -> list[tuple[Span, bool]]:
    """A coder's passages and the gaps between them; gaps end at borders."""
    found = [(span, True) for span in passages]
    for border in borders:
        place = border.start
        for span in [
            *(one for one in passages if border.encloses(one)),
            Span(border.end, border.end),
        ]:
            if span.start > place:
                found.append((Span(place, span.start), False))
            place = span.end
    return found


def unitizing(lines: list[list[Span]], borders: Sequence[Span]) -> float:
    """Alpha for unitizing, section by section."""
    cut = [sections(line, borders) for line in lines]
    length, coders = borders[-1].end, len(lines)
    apart = 0
    for one, other in ((one, other) for one in cut for other in cut if one is not other):
        for (first, is_passage), (second, is_other) in ((a, b) for a in one for b in other):
            if is_passage and is_other and first.overlaps(second):
                apart += (first.start - second.start) ** 2 + (first.end - second.end) ** 2
            elif is_passage and not is_other and second.encloses(first):
                apart += len(first) ** 2
            elif is_other and not is_passage and first.encloses(second):
                apart += len(second) ** 2
    observed = apart / (coders * (coders - 1) * length**2)
    own = [len(span) for line in lines for span in line]
    gaps = [len(span) for line in cut for span, is_passage in line if not is_passage]
    above = sum(
        (len(own) - 1) / 3 * (2 * one**3 - 3 * one**2 + one)
        + one**2 * sum(gap - one + 1 for gap in gaps if gap >= one)
        for one in own
    )
    ways = coders * length * (coders * length - 1) - sum(one * (one - 1) for one in own)
    expected = 2 / length * above / ways if ways else 0
    return 1 - observed / expected if expected else nan


def on_the_line(study: Study, code: int, coder: int) -> list[Span]:
    """A coder's united passages in compared characters."""
    line, done = [], 0
    for number, source in enumerate(study.snapshot.sources):
        places = sorted(letters(source, Span(0, len(source.text))))
        own = [
            one.span
            for one in study.coded
            if (one.source, one.coder, one.code) == (number, coder, code)
        ]
        for span in united(own):
            start = sum(place < span.start for place in places)
            end = sum(place < span.end for place in places)
            if end > start:
                line.append(Span(done + start, done + end))
        done += len(places)
    return line


@given(st.one_of(studies(), studies(coders=3)))
def test_unitizing(study: Study) -> None:
    if (table := compared(study, Unit.UNITIZING)) is None:
        return
    borders, done = [], 0
    for source in study.snapshot.sources:
        length = len(letters(source, Span(0, len(source.text))))
        borders.append(Span(done, done + length))
        done += length
    for code, row in enumerate(table.rows):
        lines = [
            on_the_line(study, code, coder) for coder in range(study.snapshot.compared_at_once)
        ]
        assert is_value(row.figures, Coefficient.ALPHA_UNITIZING, unitizing(lines, borders))


@given(studies())
def test_nobody_changes_by_looking_from_the_other_side(study: Study) -> None:
    if (table := compared(study, Unit.CHARACTER)) is None:
        return
    segments = study.snapshot.segments
    turned = Segments(
        segments.source, 1 - segments.coder, segments.code, segments.start, segments.end
    )
    other = compare(replace(study.snapshot, segments=turned), AgreementRequest())
    for row, mirrored in zip(table.rows, other.rows, strict=True):
        assert row.figures.undefined == mirrored.figures.undefined
        for coefficient, value in row.figures.values.items():
            assert isclose(value, mirrored.figures.values[coefficient], abs_tol=1e-9)
