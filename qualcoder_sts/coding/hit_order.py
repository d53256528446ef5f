"""Putting what was found in order: as it stands in the texts, or by the words around it."""

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import islice

from qualcoder_sts.coding.searching import SearchHit
from qualcoder_sts.language.words import WORD

_WORDS_COMPARED = 4


class HitOrder(StrEnum):
    """By what hits are put in order."""

    PLACE = "place"
    FOUND = "found"  # the form of the word
    BEFORE = "before"
    AFTER = "after"


def in_order(hits: Sequence[SearchHit], order: HitOrder) -> list[int]:
    """The hits' numbers in this order; where the words are the same, as they stand in the texts.

    What stands before is compared from the word next to the hit backwards.
    """
    numbers = range(len(hits))
    if order is HitOrder.PLACE:
        return list(numbers)
    key = _KEYS[order]
    keys = [key(hit) for hit in hits]
    return sorted(numbers, key=keys.__getitem__)


def _before(hit: SearchHit) -> list[str]:
    return _comparable(hit.before)[: -_WORDS_COMPARED - 1 : -1]


def _after(hit: SearchHit) -> list[str]:
    return list(islice(_comparable(hit.after), _WORDS_COMPARED))


def _found(hit: SearchHit) -> list[str]:
    return _comparable(hit.text) + _after(hit)


_KEYS: dict[HitOrder, Callable[[SearchHit], list[str]]] = {
    HitOrder.BEFORE: _before,
    HitOrder.AFTER: _after,
    HitOrder.FOUND: _found,
}


def _comparable(text: str) -> list[str]:
    """The words without capitals and accents: “über” stands at “u”."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return WORD.findall(bare)
