"""Wordings with their insertions and deletions as HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from qualcoder_sts.foundation.word_differences import Wording, WordsCompared


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around inserted and deleted words; ``{}`` are the words."""

    inserted: str = "<ins>{}</ins>"
    deleted: str = "<del>{}</del>"


def marked_wording(words: Iterable[WordsCompared], marks: Marks) -> str:
    """The words of both wordings, those that changed marked."""
    return "".join(_marked(one, marks) for one in words)


def _marked(one: WordsCompared, marks: Marks) -> str:
    words = escape(one.words).replace("\n", "<br>")
    if one.what is Wording.INSERTED:
        return marks.inserted.format(words)
    if one.what is Wording.DELETED:
        return marks.deleted.format(words)
    return words
