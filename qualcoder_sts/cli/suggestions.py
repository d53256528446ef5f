"""``suggest run``, ``accept``, ``reject`` and ``evaluate``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.opening import acting_coder, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal, one_line
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.operations.suggestions import accept_suggestion, reject_suggestion
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.checking import check_suggestions
from qualcoder_sts.suggest.encoder.choosing import Tier, chosen_encoder, tier_of
from qualcoder_sts.suggest.encoder.encoding import SentenceEncoder
from qualcoder_sts.suggest.encoder.installing import open_installed
from qualcoder_sts.suggest.errors import EncoderMissingError, SuggestionGoneError
from qualcoder_sts.suggest.figures import CheckOptions, SuggestionCheck
from qualcoder_sts.suggest.loading import load_material, load_material_of_record
from qualcoder_sts.suggest.material import Hidden, Reason
from qualcoder_sts.suggest.queries import SuggestionRow, open_suggestion, open_suggestions
from qualcoder_sts.suggest.storing import keep_suggestions, kept_vectors
from qualcoder_sts.suggest.suggesting import SuggestOptions, suggest
from qualcoder_sts.transcripts.queries import find_source, list_sources

_MOST_SHOWN = 50

SourceName = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help=_("Only for this source."))
]
SuggestionId = Annotated[
    str, typer.Argument(metavar="ID", help=_("The suggestion's id, as “suggest run” gives it."))
]


TierOption = Annotated[
    Tier | None,
    typer.Option(
        "--tier",
        help=_("A: terms and words; B: the encoder; C: your own one. Else what is set up."),
    ),
]


PipelineOption = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help=_("A spaCy pipeline or its folder; '' none. Else the one in the settings."),
    ),
]


@dataclass(frozen=True, slots=True)
class SuggestedPassage:
    """One open suggestion; ``probability`` only where enough was coded to say it as a number."""

    id: UUID
    source: str
    start: int
    end: int
    text: str
    code: str
    probability: float | None
    band: Band
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class HiddenPassage:
    """What would have been suggested, and why it is not."""

    source: str
    start: int
    end: int
    code: str
    because: str
    term: str | None


@dataclass(frozen=True, slots=True)
class SuggestedPassages:
    """The result of ``suggest run``."""

    suggestions: tuple[SuggestedPassage, ...]
    hidden: tuple[HiddenPassage, ...]
    remarks: tuple[str, ...]
    model: str
    codings: int


@dataclass(frozen=True, slots=True)
class Decided:
    """The result of ``suggest accept`` (with the segment's id) and ``suggest reject``."""

    id: UUID
    segment: UUID | None
    source: str
    start: int
    end: int
    code: str


def run_suggestions(
    context: typer.Context,
    project: ProjectFile,
    *,
    source: SourceName = None,
    tier: TierOption = None,
    pipeline: PipelineOption = None,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Suggest codes for passages, learnt from one coder's own coding, and keep what is open."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    encoder = _encoder_of(tier)
    with writing(terminal, project, coder) as workspace:
        by = acting_coder(workspace)
        asked = None if source is None else frozenset({workspace.read(find_source, source).id})
        material = workspace.read(load_material, by)
        kept = () if encoder is None else workspace.read(kept_vectors, encoder.hash)
        with terminal.progress() as progress:
            options = SuggestOptions(source_ids=asked, pipeline=_pipeline_of(pipeline))
            run = suggest(progress, material, options, encoder, kept)
        workspace.keep(keep_suggestions, run, coder_id=by, source_ids=asked)
        rows = workspace.read(open_suggestions, by)
        tree = workspace.read(code_tree)
        names = {row.id: row.name for row in workspace.read(list_sources)}
    shown = [row for row in rows if asked is None or row.source_id in asked]
    terminal.result(
        SuggestedPassages(
            tuple(_as_passage(row, tree) for row in shown),
            tuple(_as_hidden(one, tree, names) for one in run.hidden),
            run.remarks,
            run.model_hash,
            run.codings,
        )
    )
    for remark in run.remarks:
        terminal.remark(remark)
    _show(terminal, shown, tree)


def accept(
    context: typer.Context,
    project: ProjectFile,
    suggestion: SuggestionId,
    *,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Apply a suggested code where it was suggested; “undo” takes it back."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        by = acting_coder(workspace)
        row = workspace.read(open_suggestion, _key(suggestion), by)
        segment = workspace.run(accept_suggestion, row.suggested, coder_id=by).value
        decided = _decided(row, segment, workspace.read(code_tree))
    terminal.result(decided)
    terminal.say(_("Accepted: {code} in “{source}”.").format(code=decided.code, source=row.source))


def reject(
    context: typer.Context,
    project: ProjectFile,
    suggestion: SuggestionId,
    *,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say that a code does not fit there: not suggested again until its definition changes."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with writing(terminal, project, coder) as workspace:
        by = acting_coder(workspace)
        row = workspace.read(open_suggestion, _key(suggestion), by)
        workspace.run(reject_suggestion, row.suggested, coder_id=by)
        decided = _decided(row, None, workspace.read(code_tree))
    terminal.result(decided)
    terminal.say(_("Rejected: {code} in “{source}”.").format(code=decided.code, source=row.source))


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
    seed: Annotated[int, typer.Option("--seed", min=0, help=_("Of what is left to chance."))] = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Leave out one finished source after the other and see what would have been suggested."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    encoder = _encoder_of(tier)
    with reading(project) as workspace:
        if coder is None:
            material = workspace.read(load_material_of_record)
        else:
            material = workspace.read(load_material, workspace.read(find_coder, coder).id)
        kept = () if encoder is None else workspace.read(kept_vectors, encoder.hash)
    called = tier_of(read_preferences()) if tier is None else tier
    with terminal.progress() as progress:
        options = CheckOptions(folds, seed, _pipeline_of(pipeline), called)
        check = check_suggestions(progress, material, options, encoder, kept)
    terminal.result(check)
    _show_check(terminal, check)


def _encoder_of(tier: Tier | None) -> SentenceEncoder | None:
    """The encoder of a tier, or the one that is set up; raises ``EncoderMissingError``."""
    preferences = read_preferences()
    if tier is Tier.WORDS:
        return None
    if tier is Tier.INSTALLED:
        found = open_installed()
    elif tier is Tier.OWN and not preferences.encoder_folder:
        found = None
    else:
        found = chosen_encoder(preferences)
    if found is None and tier is not None:
        raise EncoderMissingError
    return found


def _pipeline_of(asked: str | None) -> str | None:
    """The pipeline that is asked for, or the one in the settings."""
    return (read_preferences().spacy_pipeline if asked is None else asked) or None


def _key(suggestion: str) -> UUID:
    try:
        return UUID(suggestion)
    except ValueError:
        raise SuggestionGoneError from None


def _as_passage(row: SuggestionRow, tree: CodeTree) -> SuggestedPassage:
    return SuggestedPassage(
        row.id,
        row.source,
        row.span.start,
        row.span.end,
        row.text,
        tree[row.code_id].path_text,
        row.probability,
        row.band,
        row.reasons,
    )


def _as_hidden(one: Hidden, tree: CodeTree, names: dict[UUID, str]) -> HiddenPassage:
    return HiddenPassage(
        names[one.source_id],
        one.span.start,
        one.span.end,
        tree[one.code_id].path_text,
        one.because,
        one.text or None,
    )


def _decided(row: SuggestionRow, segment: UUID | None, tree: CodeTree) -> Decided:
    code = tree[row.code_id].path_text
    return Decided(row.id, segment, row.source, row.span.start, row.span.end, code)


def _show(terminal: Terminal, rows: Sequence[SuggestionRow], tree: CodeTree) -> None:
    if not rows:
        terminal.say(_("Nothing is suggested."))
        return
    columns = (
        Column(_("How sure"), numbers=True),
        Column(_("Code")),
        Column(_("Source")),
        Column(_("Passage")),
        Column(_("Why")),
        Column(_("Id")),
    )
    likeliest = sorted(rows, key=lambda row: -row.score_thousandths)[:_MOST_SHOWN]
    terminal.table(
        columns,
        [
            (
                _how_sure(row),
                tree[row.code_id].path_text,
                row.source,
                one_line(row.text),
                _why(row.reasons),
                str(row.id),
            )
            for row in likeliest
        ],
    )
    if (more := len(rows) - _MOST_SHOWN) > 0:
        terminal.show(_("… and {n} more; --json lists all.").format(n=more))
    said = ngettext("{n} passage is suggested.", "{n} passages are suggested.", len(rows))
    terminal.say(said.format(n=len(rows)))


def _how_sure(row: SuggestionRow) -> str:
    return str(row.band) if row.probability is None else f"{row.probability:.0%}"


def _why(reasons: Sequence[Reason]) -> str:
    said = [
        f"{reason.kind}: {reason.text}" if reason.text else str(reason.kind) for reason in reasons
    ]
    return one_line("; ".join(said), 60)


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
