"""What kind of thing a label looks like, and when two labels are the same one."""

import re
from enum import StrEnum

from qualcoder_sts.transcripts.speakers.vocabulary import (
    PARTICLES,
    SENTENCE_WORDS,
    folded,
    is_nobody,
    is_role_word,
)


class Shape(StrEnum):
    """What a label looks like by itself."""

    ROLE = "role"  # Moderator, Participant 4, Speaker A, Unknown female
    CODE = "code"  # P3, I, SPEAKER_01, FG1_P3, M.B.
    NAME = "name"  # Anna, Dr. M.-L. O'Neill, PAUL
    LOWER_CASE = "lower case"  # anna, woman in red
    SENTENCE = "sentence"  # for example, He said


_CODE = re.compile(
    r"(?:[A-ZÀ-ÞА-Я]{1,3}\.?|(?:[A-ZÀ-ÞА-Я]\.[ -]?){1,4}"
    r"|[A-ZÀ-ÞА-Я][^\W\d_]{0,15}[ _.#\-]{0,2}\d{1,4}[A-Za-z]?"
    r"|[a-z]{1,2}\d{1,3}"
    r"|[A-Z]{1,5}\d{0,4}(?:[_\-./ ][A-Z]{0,4}\d{1,4}){1,3})"
)
_NUMBERS = re.compile(r"\d+")
_BETWEEN_LETTER_AND_DIGIT = re.compile(r"(?<=[^\W\d_])[ _.#\-]+(?=\d)")
_ELIDED = re.compile(r"(?:[dlot]|al|el)['’ʼ\-](?=\w)", re.IGNORECASE)  # d'Été, al-Hakim
_JOINS = re.compile(r"\s*[,/&+]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+")
_MOST_WORDS = 5


def shape_of(label: str) -> Shape:
    """What the label looks like, without regard to where it stands and to brackets after it."""
    label = label.partition(" (")[0]
    if is_nobody(label) or is_role_word(label):
        return Shape.ROLE
    if _CODE.fullmatch(label):
        return Shape.CODE
    words = [word.strip(",/&+") for word in re.split(r"[\s/]+", label)]
    words = [word for word in words if word]
    if not words or len(words) > _MOST_WORDS or folded(words[0]) in SENTENCE_WORDS:
        return Shape.SENTENCE
    if _is_capital(words[0]) and _is_capital(words[-1]) and all(map(_stands_in_name, words)):
        return Shape.NAME
    if len(words) <= 4 and label == label.lower() and not label.endswith("."):
        return Shape.LOWER_CASE
    return Shape.SENTENCE


def is_name_of_several_words(label: str) -> bool:
    """Whether the label is a full name."""
    return shape_of(label) is Shape.NAME and len(label.split()) > 1


def _stands_in_name(word: str) -> bool:
    return _is_capital(word) or word.casefold() in PARTICLES


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or is of a script that has none, or a number."""
    first = _ELIDED.sub("", word.lstrip("'’ʼ"))[:1]
    return first.isdigit() or (first.isalpha() and (first.isupper() or not first.islower()))


def same_speaker_key(label: str) -> str:
    """Equal for labels that mean the same speaker: ``P 1`` and ``p1``, ``Int.`` and ``INT``."""
    return _BETWEEN_LETTER_AND_DIGIT.sub("", folded(label))


def parts_of(label: str) -> list[str]:
    """The keys of the speakers that a label names together: ``P1 and P3``, ``Anna/Ben``."""
    parts = [part.strip() for part in _JOINS.split(label)]
    return [same_speaker_key(part) for part in parts if part]


def signature(label: str) -> str:
    """How a code is built: ``P1`` and ``P12`` are alike, ``I`` and ``Y`` too."""
    numbered = _NUMBERS.sub("9", same_speaker_key(label))
    return re.sub(r"[^\W\d_]+", "A", numbered)
