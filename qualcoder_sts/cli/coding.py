"""``code``: one code to one passage."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.cli.opening import acting_coder, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal, one_line
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.errors import QuoteNotFoundError, SegmentOutsideTextError
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.placing import occurrences, place_quote
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.queries import Transcript, find_source, read_transcript

SourceName = Annotated[str, typer.Option(metavar="NAME", help=_("The source's name."))]
CodePath = Annotated[str, typer.Option(metavar="PATH", help=_("The code, by its path."))]
Quote = Annotated[
    str, typer.Option(metavar="TEXT", help=_("The passage, word for word; it stands once."))
]
Start = Annotated[
    int | None, typer.Option(metavar="N", help=_("Where it begins, in characters from 0."))
]
End = Annotated[
    int | None, typer.Option(metavar="N", help=_("Where it ends: the first character after."))
]


@dataclass(frozen=True, slots=True)
class AppliedCode:
    """The coded segment; ``was_there`` when the coder had applied this code there before."""

    id: UUID
    source: str
    code: str
    start: int
    end: int
    text: str
    was_there: bool


def code_passage(
    context: typer.Context,
    project: ProjectFile,
    *,
    source: SourceName,
    code: CodePath,
    quote: Quote = "",
    start: Start = None,
    end: End = None,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Apply a code to a passage given by its words, its place, or both."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if not quote and (start is None or end is None):
        raise typer.BadParameter(_("Give the passage: --quote, or --start and --end."))
    with writing(terminal, project, coder) as workspace:
        transcript = workspace.read(read_transcript, workspace.read(find_source, source).id)
        row = workspace.read(find_code, code)
        span = _place(transcript, quote, start, end)
        outcome = workspace.run(
            apply_code, transcript.source.id, span, row.id, coder_id=acting_coder(workspace)
        )
    applied = AppliedCode(
        id=outcome.value,
        source=transcript.source.name,
        code=row.path_text,
        start=span.start,
        end=span.end,
        text=span.of(transcript.text),
        was_there=not outcome.changes.touches("coded_segment"),
    )
    terminal.result(applied)
    terminal.say(_sentence(applied))


def _place(transcript: Transcript, quote: str, start: int | None, end: int | None) -> Span:
    place = place_quote(transcript.text, quote, start=start, end=end)
    if isinstance(place, Span):
        return place
    if not quote:
        raise SegmentOutsideTextError(start or 0, end or 0, len(transcript.text))
    times = len(occurrences(transcript.text, quote))
    raise QuoteNotFoundError(quote, transcript.source.name, times)


def _sentence(applied: AppliedCode) -> str:
    sentence = _("Applied “{code}” in “{source}” from {start} to {end}: “{text}”")
    if applied.was_there:
        sentence = _("“{code}” was applied in “{source}” from {start} to {end} before: “{text}”")
    return sentence.format(
        code=applied.code,
        source=applied.source,
        start=applied.start,
        end=applied.end,
        text=one_line(applied.text),
    )
