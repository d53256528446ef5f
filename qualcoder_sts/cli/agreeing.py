"""``agreement``: how far several coders did the same with the same text."""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.record import record_of
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    AgreementTable,
    Coefficient,
    Figures,
)
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    notes,
    pooled_name,
    written,
    written_interval,
)
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.rounds import find_round
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
OfRound = Annotated[
    str | None,
    typer.Option("--round", metavar="NAME", help=_("A round's coders in its sources.")),
]
WithInterviewer = Annotated[
    bool, typer.Option("--with-interviewer", help=_("The interviewer's words count as well."))
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help=_("Of the resamples of the sources."))]


def show_agreement(
    context: typer.Context,
    project: ProjectFile,
    *,
    coders: Coders = None,
    unit: ComparedBy = Unit.CHARACTER,
    level: AtLevel = Level.CODE,
    codes: Codes = None,
    sources: Sources = None,
    of_round: OfRound = None,
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
            round_id=None if of_round is None else workspace.read(find_round, of_round).id,
            with_interviewer=with_interviewer,
            seed=seed,
        )
        table = workspace.read(agreement_table, request)
    terminal.result(record_of(table))
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
