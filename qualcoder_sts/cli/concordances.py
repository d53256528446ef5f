"""``kwic``: key words in context, one line for each place."""

from dataclasses import dataclass
from typing import Annotated

import typer

from qualcoder_sts.analysis.concordance import WIDTH, ConcordanceRequest, concordance
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, OnlyCoder, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal, one_line
from qualcoder_sts.cli.searching import AsLemma, AsRegex, FoundText, MatchCase, Text, found_text
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.searching import SearchHit, SearchMode
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import find_coder

_SOURCE_WIDTH, _FOUND_WIDTH = 20, 40

Width = Annotated[
    int, typer.Option(min=0, max=1000, metavar="N", help=_("Characters before and after."))
]
Sort = Annotated[HitOrder, typer.Option("--sort", help=_("By what the lines are sorted."))]
InCode = Annotated[
    str | None,
    typer.Option(
        "--code", metavar="PATH", help=_("Only in passages with this code or one below it.")
    ),
]


@dataclass(frozen=True, slots=True)
class ShownLines:
    """The result of ``kwic``: the lines, and by which rule they were found."""

    rows: tuple[FoundText, ...]
    rule: str


def show_lines(
    context: typer.Context,
    project: ProjectFile,
    text: Text,
    *,
    lemma: AsLemma = False,
    regex: AsRegex = False,
    match_case: MatchCase = False,
    width: Width = WIDTH,
    sort: Sort = HitOrder.PLACE,
    code: InCode = None,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show whole words, or with --lemma all their forms, in one column."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if lemma and regex:
        raise typer.BadParameter(_("Choose one of --regex and --lemma."))
    with reading(project) as workspace:
        request = ConcordanceRequest(
            wanted=text,
            mode=SearchMode.LEMMA if lemma else SearchMode.REGEX if regex else SearchMode.WORD,
            match_case=match_case,
            width=width,
            order=sort,
            code_id=None if code is None else workspace.read(find_code, code).id,
            coder_id=None if coder is None else workspace.read(find_coder, coder).id,
        )
        found = workspace.read(concordance, request)
    terminal.result(ShownLines(tuple(found_text(line) for line in found.lines), found.rule))
    for line in found.lines:
        terminal.show(_line(line, width))
    times = ngettext("{n} line", "{n} lines", len(found.lines)).format(n=len(found.lines))
    terminal.say(f"{times}: {found.rule}.")


def _line(hit: SearchHit, width: int) -> str:
    """The source, then the found words in one column."""
    source = one_line(hit.source, _SOURCE_WIDTH)
    found = one_line(hit.text, _FOUND_WIDTH)
    around = f"{_spaced(hit.before):>{width}}{found}{_spaced(hit.after)}"
    return f"{source:<{_SOURCE_WIDTH}}  {around}".rstrip()


def _spaced(words: str) -> str:
    """The words with single spaces, at their ends too where there was white space."""
    line = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{line}{' ' * words[-1:].isspace()}"
