"""What changed between two wordings, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualcoder_sts.foundation.text_alignment import Replaced, replacements

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


class Wording(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class WordsCompared:
    """Neighbouring words of which the same has become."""

    words: str
    what: Wording


def word_differences(old: str, new: str) -> tuple[WordsCompared, ...]:
    """The words of both in reading order; what was deleted stands before what replaced it."""
    return tuple(each for each in _pieces(_PIECES.findall(old), _PIECES.findall(new)) if each.words)


def _pieces(old: list[str], new: list[str]) -> Iterator[WordsCompared]:
    end = 0
    for change in _joined_over_blanks(old, new):
        yield WordsCompared("".join(new[end : change.new_start]), Wording.KEPT)
        yield WordsCompared("".join(old[change.old_start : change.old_end]), Wording.DELETED)
        yield WordsCompared("".join(new[change.new_start : change.new_end]), Wording.INSERTED)
        end = change.new_end
    yield WordsCompared("".join(new[end:]), Wording.KEPT)


def _joined_over_blanks(old: list[str], new: list[str]) -> list[Replaced]:
    """Replacements, those joined between which only a blank stays: three new words are one."""
    joined: list[Replaced] = []
    for here in replacements(old, new):
        last = joined[-1] if joined else None
        if last is not None and not "".join(old[last.old_end : here.old_start]).strip():
            joined[-1] = Replaced(last.old_start, here.old_end, last.new_start, here.new_end)
        else:
            joined.append(here)
    return joined
