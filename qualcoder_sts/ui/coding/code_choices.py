"""Which codes fit what somebody types, the likeliest first. Plain functions; no Qt."""

from collections.abc import Sequence
from uuid import UUID

from qualcoder_sts.codebook.tree import CodeRow, CodeTree, folded


def fitting_codes(tree: CodeTree, typed: str, recent: Sequence[UUID]) -> list[CodeRow]:
    """The codes that can be applied and whose name or path holds what was typed.

    Without anything typed: the recent ones first, then all in the codebook's order. Otherwise
    names that begin so, then words that begin so, then letters in order anywhere; among equals
    recent ones first.
    """
    codes = [row for row in tree if row.codable]
    recency = {code_id: place for place, code_id in enumerate(recent)}
    order = {row.id: (recency.get(row.id, len(recency)), i) for i, row in enumerate(codes)}
    wanted = folded(typed)
    if not wanted:
        return sorted(codes, key=lambda row: order[row.id])
    ranked = [(rank, row) for row in codes if (rank := _rank(row, wanted)) is not None]
    return [row for _, row in sorted(ranked, key=lambda pair: (pair[0], order[pair[1].id]))]


def _rank(row: CodeRow, wanted: str) -> int | None:
    name = folded(row.name)
    if name.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in name.split()):
        return 1
    if wanted in folded(row.path_text):
        return 2
    return 3 if _letters_in_order(name, wanted) else None


def _letters_in_order(name: str, wanted: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted if not letter.isspace())
