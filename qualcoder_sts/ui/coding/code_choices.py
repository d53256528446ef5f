"""Which codes fit what somebody types, the likeliest first. Plain functions; no Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.codebook.tree import CodeRow, CodeTree, folded
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.translation import _


@dataclass(frozen=True, slots=True)
class CodeQuestion:
    """What the quick-code box is asked for.

    ``several``: more than one may be chosen. ``new``: a name that is typed may become a code.
    ``only_new``: nothing but that. ``among``: only these can be chosen.
    """

    title: str
    placeholder: str
    several: bool = False
    new: bool = False
    only_new: bool = False
    among: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """Codes that are there, and the name of one that is to be added below ``parent_id``."""

    code_ids: tuple[UUID, ...] = ()
    new_name: str = ""
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """One line of the box: a code, or without one a new code below ``parent``.

    ``letters``: which letters of the name were typed.
    """

    words: str
    beside: str = ""
    code: CodeRow | None = None
    letters: tuple[int, ...] = ()
    new_name: str = ""
    parent: CodeRow | None = None


def code_choices(
    tree: CodeTree, question: CodeQuestion, typed: str, recent: Sequence[UUID]
) -> list[CodeChoice]:
    """The lines of the box for what was typed so far."""
    choices: list[CodeChoice] = []
    if not question.only_new:
        choices += [
            CodeChoice(row.name, _above(row), row, _letters_of(row.name, folded(typed)))
            for row in fitting_codes(tree, typed, recent, question.among)
        ]
    name = tidied(typed)
    if question.only_new and name:
        choices += _new_choices(tree, name)
    elif question.new and name and not any(folded(row.name) == folded(name) for row in tree):
        choices.append(CodeChoice(_("New code “%s”") % name, new_name=name))
    return choices


def fitting_codes(
    tree: CodeTree, typed: str, recent: Sequence[UUID], among: Collection[UUID] | None = None
) -> list[CodeRow]:
    """The codes that can be applied and whose name or path holds what was typed.

    Without anything typed: the recent ones first, then all in the codebook's order. Otherwise
    names that begin so, then words that begin so, then letters in order anywhere; among equals
    recent ones first.
    """
    codes = [row for row in tree if row.codable and (among is None or row.id in among)]
    recency = {code_id: place for place, code_id in enumerate(recent)}
    order = {row.id: (recency.get(row.id, len(recency)), i) for i, row in enumerate(codes)}
    wanted = folded(typed)
    if not wanted:
        return sorted(codes, key=lambda row: order[row.id])
    ranked = [(rank, row) for row in codes if (rank := _rank(row, wanted)) is not None]
    return [row for _, row in sorted(ranked, key=lambda pair: (pair[0], order[pair[1].id]))]


def _new_choices(tree: CodeTree, name: str) -> list[CodeChoice]:
    """A new code at the top or in any category; where one of that name stands, that one."""
    choices: list[CodeChoice] = []
    categories = [row for row in tree if not row.codable]
    for parent in (None, *categories):
        above = () if parent is None else parent.path
        place = _("at the top") if parent is None else _("in %s") % parent.name
        there = tree.at_path((*above, name))
        if there is None:
            words = _("New code “%s”") % name
            choices.append(CodeChoice(words, place, new_name=name, parent=parent))
        elif there.codable:
            choices.append(CodeChoice(there.name, _("is there already"), there))
    return choices


def _above(row: CodeRow) -> str:
    return row.path[-2] if row.depth else ""


def _rank(row: CodeRow, wanted: str) -> int | None:
    name = folded(row.name)
    if name.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in name.split()):
        return 1
    if wanted in folded(row.path_text):
        return 2
    return 3 if _in_order(name, wanted) is not None else None


def _letters_of(name: str, wanted: str) -> tuple[int, ...]:
    """The places in a name that show why it fits; none where it is the path that fits."""
    lowered = name.casefold()
    # Where case folding changes how many letters there are, places would be wrong.
    if not wanted or len(lowered) != len(name):
        return ()
    starts = [0, *(i + 1 for i, letter in enumerate(lowered) if letter == " ")]
    at = next((start for start in starts if lowered.startswith(wanted, start)), -1)
    at = lowered.find(wanted) if at < 0 else at
    if at >= 0:
        return tuple(range(at, at + len(wanted)))
    return _in_order(lowered, wanted) or ()


def _in_order(name: str, wanted: str) -> tuple[int, ...] | None:
    places: list[int] = []
    start = 0
    for letter in wanted:
        if letter.isspace():
            continue
        place = name.find(letter, start)
        if place < 0:
            return None
        places.append(place)
        start = place + 1
    return tuple(places)
