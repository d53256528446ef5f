"""``search``: what stands in the texts, and with ``--code`` coding it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import acting_coder, reading, writing
from qualcoder_sts.cli.options import ActingCoder, AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal, one_line
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.searching import SearchHit, SearchMode, code_hits, search
from qualcoder_sts.foundation.translation import _, ngettext

_MOST_SHOWN = 200
_CONTEXT_SHOWN = 28

Text = Annotated[str, typer.Argument(metavar="TEXT", help=_("What to search for."))]
AsRegex = Annotated[bool, typer.Option("--regex", help=_("The text is a regular expression."))]
AsLemma = Annotated[bool, typer.Option("--lemma", help=_("All forms of the words."))]
AsWord = Annotated[bool, typer.Option("--word", help=_("Whole words only."))]
MatchCase = Annotated[bool, typer.Option("--match-case", help=_("Capitals matter."))]
CodePath = Annotated[
    str | None,
    typer.Option("--code", metavar="PATH", help=_("Apply this code to all that is found.")),
]


@dataclass(frozen=True, slots=True)
class FoundText:
    """One place where the text was found, with what stands around it."""

    source: str
    start: int
    end: int
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundTexts:
    """The result of ``search``: what was found, and how many new segments were made of it."""

    hits: tuple[FoundText, ...]
    coded: int


def search_texts(
    context: typer.Context,
    project: ProjectFile,
    text: Text,
    *,
    regex: AsRegex = False,
    lemma: AsLemma = False,
    word: AsWord = False,
    match_case: MatchCase = False,
    code: CodePath = None,
    coder: ActingCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show what is found; with a code apply it to all of it in one step."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    mode = _mode(regex=regex, lemma=lemma, word=word)
    coded = 0
    if code is None:
        with reading(project) as workspace:
            hits = workspace.read(search, text, mode=mode, match_case=match_case)
    else:
        with writing(terminal, project, coder) as workspace:
            row = workspace.read(find_code, code)
            hits = workspace.read(search, text, mode=mode, match_case=match_case)
            if hits:
                by = acting_coder(workspace)
                changes = workspace.run(code_hits, hits, row.id, coder_id=by).changes
                coded = len(changes.ids("coded_segment"))
    terminal.result(FoundTexts(tuple(found_text(hit) for hit in hits), coded))
    _show(terminal, hits)
    if code is not None:
        terminal.say(_("New segments of “{code}”: {n}.").format(code=row.path_text, n=coded))


def _mode(*, regex: bool, lemma: bool, word: bool) -> SearchMode:
    if regex + lemma + word > 1:
        raise typer.BadParameter(_("Choose one of --regex, --lemma and --word."))
    if regex:
        return SearchMode.REGEX
    if lemma:
        return SearchMode.LEMMA
    return SearchMode.WORD if word else SearchMode.LITERAL


def found_text(hit: SearchHit) -> FoundText:
    """A hit as the command line shows it."""
    span = hit.span
    return FoundText(hit.source, span.start, span.end, hit.text, hit.before, hit.after)


def _show(terminal: Terminal, hits: Sequence[SearchHit]) -> None:
    """What was found under its source, one below the other."""
    for name, of_source in groupby(hits[:_MOST_SHOWN], key=lambda hit: hit.source):
        terminal.show(name)
        for hit in of_source:
            before = one_line(hit.before[::-1], _CONTEXT_SHOWN)[::-1]
            found = f"{before:>{_CONTEXT_SHOWN}}  {one_line(hit.text, 40)}"
            after = one_line(hit.after, _CONTEXT_SHOWN)
            terminal.show(f"{hit.span.start:>7}  {found}  {after}")
    if len(hits) > _MOST_SHOWN:
        terminal.show(_("… and {n} more; --json lists all.").format(n=len(hits) - _MOST_SHOWN))
    sources = len({hit.source_id for hit in hits})
    times = ngettext("Found {n} time", "Found {n} times", len(hits)).format(n=len(hits))
    places = ngettext("in {n} source.", "in {n} sources.", sources).format(n=sources)
    terminal.say(f"{times} {places}" if hits else _("Found nowhere."))
