"""``suggest run``, ``accept`` and ``reject``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.opening import acting_coder, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal, one_line
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.operations.suggestions import accept_suggestion, reject_suggestion
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.encoder.choosing import Tier, chosen_encoder
from qualcoder_sts.suggest.encoder.encoding import SentenceEncoder
from qualcoder_sts.suggest.encoder.installing import open_installed
from qualcoder_sts.suggest.errors import EncoderMissingError, SuggestionGoneError
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.material import Hidden, LearntFrom, Reason
from qualcoder_sts.suggest.queries import SuggestionRow, open_suggestion, open_suggestions
from qualcoder_sts.suggest.storing import keep_suggestions, kept_vectors
from qualcoder_sts.suggest.suggesting import SuggestOptions, SuggestRun, suggest
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


LearnOption = Annotated[
    LearntFrom,
    typer.Option(
        "--learn-from",
        help=_("Your own coding, or the team's; your own while a blind round is open."),
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
    learnt_from: LearntFrom
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
    learn_from: LearnOption = LearntFrom.OWN,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Suggest codes for passages, learnt from one coder's own coding, and keep what is open."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    encoder = encoder_of(tier)
    with writing(terminal, project, coder) as workspace:
        by = acting_coder(workspace)
        asked = None if source is None else frozenset({workspace.read(find_source, source).id})
        material = workspace.read(load_material, by, learn_from)
        kept = () if encoder is None else workspace.read(kept_vectors, encoder.hash)
        with terminal.progress() as progress:
            options = SuggestOptions(source_ids=asked, pipeline=pipeline_of(pipeline))
            run = suggest(progress, material, options, encoder, kept)
        workspace.keep(keep_suggestions, run, coder_id=by, source_ids=asked)
        rows = workspace.read(open_suggestions, by)
        tree = workspace.read(code_tree)
        names = {row.id: row.name for row in workspace.read(list_sources)}
        name = workspace.coder_name
    shown = [row for row in rows if asked is None or row.source_id in asked]
    terminal.result(
        SuggestedPassages(
            tuple(_as_passage(row, tree) for row in shown),
            tuple(_as_hidden(one, tree, names) for one in run.hidden),
            run.remarks,
            run.model_hash,
            run.learnt_from,
            run.codings,
        )
    )
    for remark in (_learnt(run, name), *run.remarks):
        terminal.remark(remark)
    if run.learnt_from is not learn_from:
        terminal.remark(_("A blind round is open: only your own coding is learnt from."))
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


def encoder_of(tier: Tier | None) -> SentenceEncoder | None:
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


def pipeline_of(asked: str | None) -> str | None:
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


def _learnt(run: SuggestRun, coder: str) -> str:
    """Whose coding, and how much of it."""
    if run.learnt_from is LearntFrom.TEAM:
        said = ngettext(
            "Learnt from {n} passage that the team has coded.",
            "Learnt from {n} passages that the team has coded.",
            run.codings,
        )
    else:
        said = ngettext(
            "Learnt from {n} passage that {coder} has coded.",
            "Learnt from {n} passages that {coder} has coded.",
            run.codings,
        )
    return said.format(n=run.codings, coder=coder)


def _how_sure(row: SuggestionRow) -> str:
    return str(row.band) if row.probability is None else f"{row.probability:.0%}"


def _why(reasons: Sequence[Reason]) -> str:
    said = [
        f"{reason.kind}: {reason.text}" if reason.text else str(reason.kind) for reason in reasons
    ]
    return one_line("; ".join(said), 60)
