"""``suggest evaluate``: how good suggestions would have been."""

from typing import Annotated

import typer

from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.cli.suggestions import PipelineOption, TierOption, encoder_of, pipeline_of
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.suggest.checking import check_suggestions
from qualcoder_sts.suggest.encoder.choosing import tier_of
from qualcoder_sts.suggest.figures import CheckOptions, SuggestionCheck
from qualcoder_sts.suggest.loading import load_material, load_material_of_record, only_single_coded
from qualcoder_sts.suggest.storing import kept_vectors


def evaluate(
    context: typer.Context,
    project: ProjectFile,
    *,
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder", metavar="NAME", help=_("This coder's coding; else the one that counts.")
        ),
    ] = None,
    tier: TierOption = None,
    pipeline: PipelineOption = None,
    folds: Annotated[
        int | None,
        typer.Option("--folds", min=2, help=_("So many random portions, not source by source.")),
    ] = None,
    single_coded: Annotated[
        bool, typer.Option("--single-coded", help=_("Only sources that one coder alone has coded."))
    ] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help=_("Of what is left to chance."))] = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Leave out one finished source after the other and see what would have been suggested."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    encoder = encoder_of(tier)
    with reading(project) as workspace:
        if coder is None:
            material = workspace.read(load_material_of_record)
        else:
            material = workspace.read(load_material, workspace.read(find_coder, coder).id)
        if single_coded:
            material = workspace.read(only_single_coded, material)
        kept = () if encoder is None else workspace.read(kept_vectors, encoder.hash)
    called = tier_of(read_preferences()) if tier is None else tier
    with terminal.progress() as progress:
        options = CheckOptions(folds, seed, pipeline_of(pipeline), called, single_coded)
        check = check_suggestions(progress, material, options, encoder, kept)
    terminal.result(check)
    _show_check(terminal, check)


def _show_check(terminal: Terminal, check: SuggestionCheck) -> None:
    said = _(
        "{coded} coded of {units} sentences in {sources} finished sources, {codes} codes; "
        "{folds} parts left out in turn."
    )
    terminal.say(
        said.format(
            coded=check.coded_units,
            units=check.units,
            sources=check.sources,
            codes=check.codes,
            folds=check.folds,
        )
    )
    columns = (Column(""), *(Column(title, numbers=True) for title in _FIGURES))
    own = (check.map, check.p_at_1, check.rev80, check.micro_f1, check.macro_f1)
    lines = [(_("Suggestions, tier {tier}").format(tier=check.tier), *map(_figure, own))]
    for name, one in check.baselines.items():
        figures = (one.map, one.p_at_1, one.rev80, one.micro_f1, one.macro_f1)
        lines.append((_BASELINES[name], *map(_figure, figures)))
    terminal.table(columns, lines)
    for threshold, precision in check.precision.items():
        at = _("From {threshold} on: precision {precision}, recall {recall}.")
        recall = _figure(check.recall[threshold])
        terminal.show(at.format(threshold=threshold, precision=_figure(precision), recall=recall))
    titles = (_("coded"), _("precision"), _("recall"), "F1", "AP", "rev80")
    terminal.table(
        (Column(_("Code")), *(Column(title, numbers=True) for title in titles)),
        [
            (
                one.code,
                str(one.coded),
                *map(
                    _figure,
                    (one.precision, one.recall, one.f1, one.average_precision, one.rev80),
                ),
            )
            for one in check.per_code
        ],
    )


_FIGURES = ("MAP", "P@1", "rev80", "micro F1", "macro F1")
_BASELINES = {
    "random": _("Chance"),
    "keywords": _("Terms alone"),
    "tfidf": _("TF-IDF regression alone"),
}


def _figure(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:.3f}" if number <= 1 else f"{number:.1f}"
