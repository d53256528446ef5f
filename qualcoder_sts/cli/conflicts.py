"""Showing what a merge cannot decide, one conflict below the other."""

import textwrap
from collections.abc import Iterator

from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.word_differences import Wording, WordsCompared, word_differences
from qualcoder_sts.merge.plan import Conflict, Side
from qualcoder_sts.reports.merge_report import decision_words

_AROUND = 40
_MARKS = {Wording.DELETED: "[-%s-]", Wording.INSERTED: "{+%s+}"}


def show_conflicts(terminal: Terminal, conflicts: tuple[Conflict, ...]) -> None:
    """Each with what was last agreed, what both sides say, who said it, and how it ends."""
    for conflict in conflicts:
        terminal.show(f"\n{conflict.name}: {conflict.what}, {conflict.why}")
        for name, words in _lines(conflict):
            told = textwrap.shorten(words, 2_000, placeholder=" …")
            terminal.show(textwrap.indent(f"{name}: {told}", "    "))
    if conflicts:
        terminal.show("")


def _lines(conflict: Conflict) -> Iterator[tuple[str, str]]:
    base = conflict.base or ""
    shortened = conflict.is_wording and bool(base)
    if base:
        yield _("before"), _start_of(base) if shortened else base
    for name, side in ((_("ours"), conflict.ours), (_("theirs"), conflict.theirs)):
        words = marked(base, side.words) if shortened else side.words
        yield _named(name, side), words
    yield _("decision"), decision_words(conflict)


def _named(name: str, side: Side) -> str:
    return f"{name} ({side.coder})" if side.coder else name


def marked(old: str, new: str) -> str:
    """What changed in a wording and a little around it: ``[-gone-]`` and ``{+come+}``."""
    pieces = word_differences(old, new)
    last = len(pieces) - 1
    return "".join(
        _around(piece.words, is_first=number == 0, is_last=number == last)
        if piece.what is Wording.KEPT
        else _changed(piece)
        for number, piece in enumerate(pieces)
    )


def _changed(piece: WordsCompared) -> str:
    words = piece.words.strip() or piece.words
    before, after = piece.words.split(words, 1)
    return before + _MARKS[piece.what] % words + after


def _around(words: str, *, is_first: bool, is_last: bool) -> str:
    """The words that stayed, as far as they stand beside something that changed."""
    if is_first and is_last:
        return _start_of(words)
    if len(words) <= (1 if is_first or is_last else 2) * _AROUND:
        return words
    before = "" if is_first else words[:_AROUND].rpartition(" ")[0]
    after = "" if is_last else words[-_AROUND:].partition(" ")[2]
    return f"{before}…{after}"


def _start_of(words: str) -> str:
    return textwrap.shorten(words, 2 * _AROUND, placeholder=" …")
