"""A table of agreement as a record: what the command line prints and a round keeps."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.request import Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Coefficient,
    Figures,
    Interval,
)
from qualcoder_sts.analysis.agreement.wording import notes


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two of more coders."""

    coders: tuple[str, ...]
    sources: int
    pooled: float | None
    overall: Mapping[str, object]
    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class ComparedIn:
    """One source; rows for the codes that somebody used there."""

    source: str
    coders: tuple[str, ...]
    evaluable: int
    pooled: float | None
    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class IntervalRecord:
    """What ``low`` and ``high`` are about, and how they were found."""

    of: Coefficient
    method: str
    sources: int
    replicates: int | None
    seed: int | None
    undefined_replicates: int | None


@dataclass(frozen=True, slots=True)
class CodebookRecord:
    """The latest frozen version, and whether the codebook changed since."""

    version: int
    name: str
    changed: bool


@dataclass(frozen=True, slots=True)
class WithoutSuggestions:
    """The same without segments that began as suggestions."""

    accepted: int
    pooled: float | None
    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """All of it; what is None is not known."""

    unit: Unit
    level: Level
    evaluable: int
    coders: tuple[str, ...]
    sources: tuple[str, ...]
    sources_in_scope: int
    sources_hidden: int
    round: str | None
    share_of_text: float
    rows: tuple[Mapping[str, object], ...]
    pooled: float | None
    pooled_low: float | None
    pooled_high: float | None
    overall: Mapping[str, object]
    interval: IntervalRecord
    per_source: tuple[ComparedIn, ...]
    pairs: tuple[ComparedPair, ...]
    codebook: CodebookRecord | None
    without_suggestions: WithoutSuggestions | None
    notes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class KeptAgreement:
    """What is told of a table that was kept, beside others; the pooled figure and its interval.

    ``by_pair`` tells that only two of a round's coders are compared; ``by_code`` has what each code
    came to, None where that was undefined.
    """

    unit: Unit
    of: Coefficient
    coders: tuple[str, ...]
    by_pair: bool
    sources: int
    sources_in_scope: int
    pooled: float | None
    low: float | None
    high: float | None
    by_code: Mapping[UUID, float | None]


def written_record(table: AgreementTable) -> str:
    """The record as JSON, for a round to keep; codes can be told although their names change."""
    record = asdict(record_of(table))
    record["by_pair"] = bool(table.request.coder_ids)
    record["code_ids"] = [row.code.id.hex for row in table.rows]
    return json.dumps(record, ensure_ascii=False)


def kept_agreement(content: str) -> KeptAgreement:
    """What a kept record says of all codes together."""
    record = json.loads(content)
    of = Coefficient(record["interval"]["of"])
    codes = zip(record["code_ids"], record["rows"], strict=True)
    return KeptAgreement(
        unit=Unit(record["unit"]),
        of=of,
        coders=tuple(record["coders"]),
        by_pair=record["by_pair"],
        sources=len(record["sources"]),
        sources_in_scope=record["sources_in_scope"],
        pooled=record["pooled"],
        low=record["pooled_low"],
        high=record["pooled_high"],
        by_code={UUID(hex=key): row.get(of.value) for key, row in codes},
    )


def record_of(table: AgreementTable) -> AgreementRecord:
    """The record of a table."""
    return AgreementRecord(
        unit=table.request.unit,
        level=table.request.level,
        evaluable=table.units,
        coders=tuple(coder.name for coder in table.coders),
        sources=tuple(source.name for source in table.sources),
        sources_in_scope=table.corpus.sources,
        sources_hidden=table.corpus.hidden,
        round=table.round_name or None,
        share_of_text=table.corpus.share_of_text,
        rows=_rows(table.rows),
        pooled=table.overall.values.get(table.leading),
        pooled_low=table.interval.low if table.interval else None,
        pooled_high=table.interval.high if table.interval else None,
        overall=_figures(table.overall),
        interval=IntervalRecord(
            of=table.leading,
            method="bootstrap" if table.is_resampled else "range over sources",
            sources=len(table.sources),
            replicates=table.request.replicates if table.is_resampled else None,
            seed=table.request.seed if table.is_resampled else None,
            undefined_replicates=table.interval.undefined_replicates if table.interval else None,
        ),
        per_source=tuple(
            ComparedIn(
                source=source.name,
                coders=tuple(coder.name for coder in source.coders),
                evaluable=source.units,
                pooled=source.overall.values.get(table.leading),
                rows=_rows(source.rows),
            )
            for source in table.sources
        ),
        pairs=_pairs(table),
        codebook=_codebook(table),
        without_suggestions=_without_suggestions(table),
        notes=notes(table),
        sentence=methods_sentence(table),
    )


def _pairs(table: AgreementTable) -> tuple[ComparedPair, ...]:
    return tuple(
        ComparedPair(
            coders=(pair.first.name, pair.second.name),
            sources=pair.sources,
            pooled=pair.overall.values.get(pair.leading),
            overall=_figures(pair.overall),
            rows=_rows(pair.rows),
        )
        for pair in table.pairs
    )


def _codebook(table: AgreementTable) -> CodebookRecord | None:
    state = table.codebook
    return None if state is None else CodebookRecord(state.number, state.name, state.has_changed)


def _without_suggestions(table: AgreementTable) -> WithoutSuggestions | None:
    if (without := table.without_suggestions) is None:
        return None
    return WithoutSuggestions(
        accepted=table.accepted_suggestions,
        pooled=without.overall.values.get(table.leading),
        rows=_rows(without.rows),
    )


def _rows(rows: Sequence[AgreementRow]) -> tuple[Mapping[str, object], ...]:
    return tuple(
        {"code": row.code.path_text, **_figures(row.figures), **_interval(row.interval)}
        for row in rows
    )


def _figures(figures: Figures) -> dict[str, object]:
    """The cells, every coefficient that has a value, and for the others why they have none."""
    record: dict[str, object] = {}
    if figures.cells is not None:
        cells = figures.cells
        record |= {"a": cells.both, "b": cells.first, "c": cells.second, "d": cells.neither}
    record |= {coefficient.value: value for coefficient, value in figures.values.items()}
    if figures.undefined:
        record["undefined"] = {
            coefficient.value: why.value for coefficient, why in figures.undefined.items()
        }
    return record


def _interval(interval: Interval | None) -> dict[str, object]:
    if interval is None:
        return {}
    record: dict[str, object] = {"low": interval.low, "high": interval.high}
    if interval.undefined_replicates is not None:
        record["undefined_replicates"] = interval.undefined_replicates
    return record
