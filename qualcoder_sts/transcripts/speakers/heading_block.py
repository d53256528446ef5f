"""The block of facts before the first turn: who interviews, who is interviewed, when, where."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qualcoder_sts.transcripts.document import SpeakerRole
from qualcoder_sts.transcripts.speakers.candidates import Candidate
from qualcoder_sts.transcripts.speakers.labels import Shape, shape_of
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.patterns import Form
from qualcoder_sts.transcripts.speakers.vocabulary import (
    INTERJECTIONS,
    INTERVIEWER_WORDS,
    RESPONDENT_WORDS,
    folded,
    is_heading_word,
    is_interviewer_word,
    is_respondent_word,
    is_role_word,
)

_MOST_LINES = 60
_EQUATION = re.compile(r"(?<!\S)([^\W\d_][\w. ]{0,11}?)\s*=\s*([^\W\d_][\w /\-]{2,30})")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&+]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b)\s*")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of whom the block says what they are: a name, or a label such as ``I``."""

    name: str
    role: SpeakerRole


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """Which candidates belong to the block, and what it says about people."""

    candidates: frozenset[int]  # numbers of lines
    people: tuple[KnownPerson, ...] = ()


def heading_block(
    lines: list[Line], candidates: Iterable[Candidate], ordinary_words: frozenset[str]
) -> HeadingBlock:
    """Find the block; ``ordinary_words`` are the words that the text also writes in lower case."""
    candidates = list(candidates)
    occurrences = Counter(candidate.key for candidate in candidates)
    members: list[int] = []
    people: list[KnownPerson] = []
    first_turn = min(_MOST_LINES, len(lines))
    for candidate in candidates:
        if candidate.line >= first_turn:
            break
        label = candidate.label
        value = lines[candidate.line].text[label.length :].strip(" \t*_")
        if label.form is Form.COLON and _is_fact(candidate, value, ordinary_words):
            members.append(candidate.line)
            people.extend(_people(label.label, value))
        elif not _may_stand_above(candidate, occurrences[candidate.key]):
            first_turn = candidate.line
    for line in lines[:first_turn]:
        people.extend(_equations(line.text))
    return HeadingBlock(frozenset(members), tuple(people))


def _may_stand_above(candidate: Candidate, times: int) -> bool:
    """Whether a line that is no known fact may all the same stand before the first turn."""
    if candidate.label.form is Form.TIMED:
        return False
    return times == 1 and candidate.shape is not Shape.ROLE


def _is_fact(candidate: Candidate, value: str, ordinary_words: frozenset[str]) -> bool:
    label = candidate.label.label
    if is_heading_word(label):
        return True
    if candidate.shape is Shape.CODE or not is_role_word(label):
        return _is_role(value)
    return _names_people(value, ordinary_words)


def _is_role(value: str) -> bool:
    """Whether a legend's right side is a role: ``I: Interviewer``."""
    return len(value.split()) <= 3 and value[-1:] not in (*"?.!",) and _role(value) is not None


def _names_people(value: str, ordinary_words: frozenset[str]) -> bool:
    names = [name for name in _BETWEEN_NAMES.split(value) if name]
    if not names or len(value) > 120 or value[-1] in "?!…":
        return False
    if value[-1] == "." and len(value.split()) == 1:
        return False
    words = {word.casefold().strip(".") for name in names for word in name.split()}
    if words & INTERJECTIONS or any(name.casefold() in ordinary_words for name in names):
        return False
    return all(shape_of(name.rstrip(".")) in (Shape.NAME, Shape.CODE) for name in names)


def _people(label: str, value: str) -> list[KnownPerson]:
    if _is_role(value):
        role = _role(value)
        return [KnownPerson(label, role)] if role else []
    role = _role(label)
    return [KnownPerson(name, role) for name in _BETWEEN_NAMES.split(value) if name and role]


def _equations(text: str) -> list[KnownPerson]:
    """Legends such as ``I = interviewer; Y = informant``."""
    if "=" not in text:
        return []
    found = ((match[1], _role(match[2].strip())) for match in _EQUATION.finditer(text))
    return [KnownPerson(name, role) for name, role in found if role]


def _role(words: str) -> SpeakerRole | None:
    if is_interviewer_word(words) or folded(words) in INTERVIEWER_WORDS:
        return SpeakerRole.INTERVIEWER
    if is_respondent_word(words) or folded(words).rstrip("s") in RESPONDENT_WORDS:
        return SpeakerRole.PARTICIPANT
    return None
