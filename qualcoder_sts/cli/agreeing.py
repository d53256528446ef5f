"""``agreement``: how far several coders did the same with the same text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Coefficient,
    Figures,
    Interval,
)
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    methods_sentence,
    notes,
    pooled_name,
    written,
    written_interval,
)
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.transcripts.queries import find_source

# Side by side on a screen; the others stand in the JSON.
_PRINTED = (
    Coefficient.DICE,
    Coefficient.KAPPA,
    Coefficient.FLEISS,
    Coefficient.PERCENT,
    Coefficient.ALPHA_NOMINAL,
    Coefficient.ALPHA_UNITIZING,
)

Coders = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME,NAME",
        help=_("Who is compared; else in each source the lead coder with the other."),
    ),
]
ComparedBy = Annotated[Unit, typer.Option(help=_("What is compared one by one."))]
AtLevel = Annotated[
    Level, typer.Option(help=_("Each code by itself, or codes with all that stands below them."))
]
Codes = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH", help=_("Only this code and those below it; repeatable.")),
]
Sources = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help=_("Only this source; repeatable."))
]
WithInterviewer = Annotated[
    bool, typer.Option("--with-interviewer", help=_("The interviewer's words count as well."))
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help=_("Of the resamples of the sources."))]


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
class ShownInterval:
    """What ``low`` and ``high`` are about, and how they were found."""

    of: Coefficient
    method: str
    sources: int
    replicates: int | None
    seed: int | None


@dataclass(frozen=True, slots=True)
class Codebook:
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
class ShownAgreement:
    """The result of ``agreement``."""

    unit: Unit
    level: Level
    evaluable: int
    coders: tuple[str, ...]
    sources: tuple[str, ...]
    sources_in_scope: int
    share_of_text: float
    rows: tuple[Mapping[str, object], ...]
    pooled: float | None
    pooled_low: float | None
    pooled_high: float | None
    overall: Mapping[str, object]
    interval: ShownInterval
    per_source: tuple[ComparedIn, ...]
    pairs: tuple[ComparedPair, ...]
    codebook: Codebook | None
    without_suggestions: WithoutSuggestions | None
    notes: tuple[str, ...]
    sentence: str


def show_agreement(
    context: typer.Context,
    project: ProjectFile,
    *,
    coders: Coders = None,
    unit: ComparedBy = Unit.CHARACTER,
    level: AtLevel = Level.CODE,
    codes: Codes = None,
    sources: Sources = None,
    with_interviewer: WithInterviewer = False,
    seed: Seed = 1,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare coders in the sources that each of them has finished.

    Names and paths are given one by one or joined by commas.
    """
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        request = AgreementRequest(
            coder_ids=tuple(_meant(coders, lambda name: workspace.read(find_coder, name).id)),
            unit=unit,
            level=level,
            code_ids=_chosen(codes, lambda path: workspace.read(find_code, path).id),
            source_ids=_chosen(sources, lambda name: workspace.read(find_source, name).id),
            with_interviewer=with_interviewer,
            seed=seed,
        )
        table = workspace.read(agreement_table, request)
    terminal.result(_shown(table))
    _show(terminal, table)


def _chosen(texts: list[str] | None, find: Callable[[str], UUID]) -> frozenset[UUID] | None:
    return frozenset(_meant(texts, find)) if texts else None


def _meant(texts: list[str] | None, find: Callable[[str], UUID]) -> Iterator[UUID]:
    """What each text names; one that names nothing as a whole may be several joined by commas."""
    for text in texts or ():
        try:
            yield find(text)
        except QualcoderError:
            if "," not in text:
                raise
            for part in text.split(","):
                yield find(part.strip())


def _shown(table: AgreementTable) -> ShownAgreement:
    return ShownAgreement(
        unit=table.request.unit,
        level=table.request.level,
        evaluable=table.units,
        coders=tuple(coder.name for coder in table.coders),
        sources=tuple(source.name for source in table.sources),
        sources_in_scope=table.corpus.sources,
        share_of_text=table.corpus.share_of_text,
        rows=_rows(table.rows),
        pooled=table.overall.values.get(table.leading),
        pooled_low=table.interval.low if table.interval else None,
        pooled_high=table.interval.high if table.interval else None,
        overall=_figures(table.overall),
        interval=ShownInterval(
            of=table.leading,
            method="bootstrap" if table.is_resampled else "range over sources",
            sources=len(table.sources),
            replicates=table.request.replicates if table.is_resampled else None,
            seed=table.request.seed if table.is_resampled else None,
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
            pooled=pair.value,
            overall=_figures(pair.overall),
            rows=_rows(pair.rows),
        )
        for pair in table.pairs
    )


def _codebook(table: AgreementTable) -> Codebook | None:
    state = table.codebook
    return None if state is None else Codebook(state.number, state.name, state.has_changed)


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


def _show(terminal: Terminal, table: AgreementTable) -> None:
    shown = [each for each in _PRINTED if each in table.coefficients]
    titles = [_("Both"), _("Only first"), _("Only second"), _("Neither")]
    titles += [coefficient_name(each) for each in shown]
    titles.append(_("Interval") if table.is_resampled else _("Range"))
    lines = [
        (row.code.path_text, *_cells(row.figures, shown), written_interval(row.interval))
        for row in table.rows
    ]
    name = pooled_name(table.request.unit, table.compared_at_once)
    lines.append((name, *_cells(table.overall, shown), written_interval(table.interval)))
    terminal.table([Column(_("Code")), *(Column(title, numbers=True) for title in titles)], lines)
    terminal.show("")
    terminal.show(methods_sentence(table))
    for sentence in notes(table):
        terminal.remark(sentence)


def _cells(figures: Figures, shown: Sequence[Coefficient]) -> list[str]:
    cells = figures.cells
    counts = (
        [""] * 4
        if cells is None
        else [f"{each:,}" for each in (cells.both, cells.first, cells.second, cells.neither)]
    )
    return counts + [written(figures, coefficient) for coefficient in shown]
