"""Computing agreement from a snapshot: every table, figure and interval."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

import numpy as np

from qualcoder_sts.analysis.agreement.coefficients import Numbers
from qualcoder_sts.analysis.agreement.counts import PassageCounts, UnitCounts, together
from qualcoder_sts.analysis.agreement.judgements import judge_characters, judge_units, units_on
from qualcoder_sts.analysis.agreement.loading import ComparedSource, Snapshot
from qualcoder_sts.analysis.agreement.passages import Passages, line_of, passages_of
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.resampling import Intervals, intervals_of
from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Figures,
    PairAgreement,
    SourceAgreement,
    WhyUndefined,
    leading,
)
from qualcoder_sts.analysis.agreement.unitizing import unitize
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentence_spans
from qualcoder_sts.project.coders import CoderRow


def compare(snapshot: Snapshot, request: AgreementRequest) -> AgreementTable:
    """How far the coders of a snapshot agree."""
    comparison = _Comparison(snapshot, request)
    suggested = int(np.count_nonzero(snapshot.suggested))
    return AgreementTable(
        request=request,
        coders=snapshot.coders,
        compared_at_once=snapshot.compared_at_once,
        units=comparison.units,
        rows=comparison.rows(),
        overall=comparison.overall,
        interval=comparison.intervals.of_all,
        sources=tuple(comparison.sources()),
        pairs=tuple(_pairs(snapshot, request)),
        corpus=snapshot.corpus,
        codebook=snapshot.codebook,
        round_name=snapshot.round_name,
        accepted_suggestions=suggested,
        without_suggestions=compare(_without_suggestions(snapshot), request) if suggested else None,
    )


class _Comparison:
    """One set of coders compared."""

    def __init__(self, snapshot: Snapshot, request: AgreementRequest) -> None:
        self._snapshot = snapshot
        self._request = request
        self._once = np.ones((1, len(snapshot.sources)))
        passages = _passages(snapshot)
        self._passages = PassageCounts(unitize(passages))
        self._units = _unit_counts(passages, snapshot.sources, request.unit)
        self._leading = self._units or self._passages
        self.units = int(self._leading.units.sum())

    @cached_property
    def overall(self) -> Figures:
        """All codes together."""
        return self._figures_of_all(self._once)[0]

    @cached_property
    def intervals(self) -> Intervals:
        """How sure the leading coefficients are."""
        return intervals_of(
            self._leading.leading,
            sources=len(self._snapshot.sources),
            seed=self._request.seed,
            replicates=self._request.replicates,
        )

    def rows(self) -> tuple[AgreementRow, ...]:
        """Every code with its interval."""
        figures, intervals = self._figures(self._once)[0], self.intervals.by_code
        rows = zip(self._snapshot.codes, figures, intervals, strict=True)
        return tuple(AgreementRow(code, each, interval) for code, each, interval in rows)

    def sources(self) -> Iterator[SourceAgreement]:
        """Every source by itself."""
        alone = np.eye(len(self._snapshot.sources))
        by_code, of_all = self._figures(alone), self._figures_of_all(alone)
        for place, source in enumerate(self._snapshot.sources):
            rows = zip(self._snapshot.codes, by_code[place], strict=True)
            yield SourceAgreement(
                id=source.id,
                name=source.name,
                method=source.method,
                coders=source.coders,
                units=int(self._leading.units[place]),
                overall=of_all[place],
                rows=tuple(AgreementRow(code, each) for code, each in rows if _is_used(each)),
            )

    def pair(self) -> tuple[Figures, tuple[AgreementRow, ...]]:
        """All codes together and every code, without intervals."""
        rows = zip(self._snapshot.codes, self._figures(self._once)[0], strict=True)
        return self.overall, tuple(AgreementRow(code, each) for code, each in rows)

    def _figures(self, times: Numbers) -> list[tuple[Figures, ...]]:
        passages = self._passages.figures(times)
        if self._units is None:
            return passages
        units = self._units.figures(times)
        return [tuple(map(together, *each)) for each in zip(units, passages, strict=True)]

    def _figures_of_all(self, times: Numbers) -> list[Figures]:
        passages = self._passages.figures_of_all(times)
        if self._units is None:
            return passages
        return list(map(together, self._units.figures_of_all(times), passages))


def _is_used(figures: Figures) -> bool:
    return not {WhyUndefined.NOBODY, WhyUndefined.NOTHING} & set(figures.undefined.values())


def _passages(snapshot: Snapshot) -> Passages:
    line = line_of(
        [source.text for source in snapshot.sources], [source.spans for source in snapshot.sources]
    )
    return passages_of(
        snapshot.segments, line, codes=len(snapshot.codes), coders=snapshot.compared_at_once
    )


def _unit_counts(
    passages: Passages, sources: Sequence[ComparedSource], unit: Unit
) -> UnitCounts | None:
    if unit is Unit.UNITIZING:
        return None
    if unit is Unit.CHARACTER:
        return UnitCounts(judge_characters(passages))
    spans = [_sentences(source) if unit is Unit.SENTENCE else source.turns for source in sources]
    return UnitCounts(judge_units(passages, units_on(passages.line, spans)))


def _sentences(source: ComparedSource) -> list[Span]:
    """No sentence reaches from one turn into the next."""
    return [span for turn in source.turns for span in sentence_spans(source.text, turn)]


def _pairs(snapshot: Snapshot, request: AgreementRequest) -> Iterator[PairAgreement]:
    """Every two coders by themselves; when there are only two, the table says it all."""
    if len(snapshot.coders) == 2:
        return
    for first, second in combinations(snapshot.coders, 2):
        if between := _between(snapshot, first, second):
            overall, rows = _Comparison(between, request).pair()
            yield PairAgreement(
                first=first,
                second=second,
                sources=len(between.sources),
                leading=leading(request.unit, 2),
                overall=overall,
                rows=rows,
            )


def _between(snapshot: Snapshot, first: CoderRow, second: CoderRow) -> Snapshot | None:
    """The same snapshot with two of its coders, in the sources in which they meet."""
    kept = [
        place
        for place, source in enumerate(snapshot.sources)
        if first in source.coders and second in source.coders
    ]
    if not kept:
        return None
    # The new place of every coder of every source, and of every source; -1 for those left out.
    coders = np.full((len(snapshot.sources), snapshot.compared_at_once), -1)
    sources = np.full(len(snapshot.sources), -1)
    for number, place in enumerate(kept):
        sources[place] = number
        for new, coder in enumerate((first, second)):
            coders[place, snapshot.sources[place].coders.index(coder)] = new
    segments = snapshot.segments
    segments = replace(
        segments,
        source=sources[segments.source],
        coder=coders[segments.source, segments.coder],
    )
    meant = segments.coder >= 0
    return replace(
        snapshot,
        coders=(first, second),
        sources=tuple(replace(snapshot.sources[place], coders=(first, second)) for place in kept),
        segments=segments.only(meant),
        suggested=snapshot.suggested[meant],
    )


def _without_suggestions(snapshot: Snapshot) -> Snapshot:
    own = ~snapshot.suggested
    return replace(
        snapshot, segments=snapshot.segments.only(own), suggested=snapshot.suggested[own]
    )
