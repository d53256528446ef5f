"""Who asks and who is asked: interviewer or moderator, participant, nobody in particular."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qualcoder_sts.transcripts.document import SpeakerRole
from qualcoder_sts.transcripts.speakers.heading_block import KnownPerson
from qualcoder_sts.transcripts.speakers.labels import Shape, parts_of, same_speaker_key, shape_of
from qualcoder_sts.transcripts.speakers.vocabulary import (
    ANSWER_WORDS,
    INTERVIEWER_WORDS,
    MACHINE_WORDS,
    QUESTION_WORDS,
    folded,
    is_interviewer_word,
    is_nobody,
    is_respondent_word,
    is_role_word,
    without_number,
)

_INTERVIEWER = SpeakerRole.INTERVIEWER
_PARTICIPANT = SpeakerRole.PARTICIPANT

# Letters that stand for the interviewer, and those that stand for the interviewed, in the
# conventions of several languages. Letters that mean either are decided by the other labels.
_ASKING_CODES = frozenset({"i", "int", "intv", "ivr", "ir", "iv", "q", "mod", "fac", "fg mod"})
_PERHAPS_ASKING_CODES = frozenset({"m", "f", "e", "r", "mo", "fa"})
_ANSWERING_CODES = frozenset({"p", "r", "b", "a", "t", "s", "tn", "ip", "ie", "pt", "pp", "res"})

_CLEAR_QUESTIONS = 0.4  # of the interviewer's turns end in a question mark
_CLEAR_WORDS = 0.35  # at most this share of the words is the interviewer's
_SMALL_PART = 0.05  # of the turns: not counted when the two main speakers are compared
_FEWEST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Talk:
    """What one speaker contributes; ``questions`` are turns that hold a question mark at an end.

    ``notes`` stand in brackets after the label: ``Anna (moderator):``.
    """

    label: str
    turns: int
    words: int
    questions: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A label with its role."""

    label: str
    role: SpeakerRole


def assign_roles(
    talks: Sequence[Talk],
    *,
    people: Sequence[KnownPerson] = (),
    interviewers: Collection[str] = (),
) -> list[Assigned]:
    """The role of every speaker, in the order given.

    ``interviewers``, when given, are exactly the interviewers. Otherwise what the text itself says
    comes first (``people``), then what labels mean, then, between two speakers with labels that
    say nothing, who asks and speaks less; when that is not clear, all are participants.
    """
    if interviewers:
        asking = {same_speaker_key(label) for label in interviewers}
    else:
        asking = {same_speaker_key(label) for label in _interviewers(talks, people)}
    keys = {same_speaker_key(talk.label) for talk in talks}
    return [Assigned(talk.label, _role(talk.label, asking, keys)) for talk in talks]


def _role(label: str, asking: Collection[str], keys: Collection[str]) -> SpeakerRole:
    if same_speaker_key(label) in asking:
        return _INTERVIEWER
    parts = parts_of(label)
    are_several = len(parts) > 1 and all(part in keys for part in parts)
    return SpeakerRole.UNATTRIBUTED if are_several or is_nobody(label) else _PARTICIPANT


def is_generic(label: str) -> bool:
    """Whether the label names no person (``P1``, ``Speaker 2``, ``I``): it never links sessions."""
    if is_role_word(label) or folded(label) in QUESTION_WORDS | ANSWER_WORDS:
        return True
    if shape_of(label) is not Shape.CODE:
        return False
    # FG1_P3 is a person of the whole study; two letters or P3 are not.
    numbers = re.findall(r"\d+", label)
    letters = re.sub(r"[\W\d_]", "", label)
    return (
        len(numbers) == 1 or (not numbers and len(letters) <= 2) or folded(label) in _ASKING_CODES
    )


def _interviewers(talks: Sequence[Talk], people: Sequence[KnownPerson]) -> list[str]:
    named = [talk for talk in talks if not is_nobody(talk.label)]
    told = _told(named, people)
    if told and any(assigned.role is _INTERVIEWER for assigned in told):
        known = {assigned.label for assigned in told}
        rest = [talk for talk in named if talk.label not in known]
        return [a.label for a in told if a.role is _INTERVIEWER] + _by_word(rest)
    by_word = _by_word(named) or _by_code(named)
    if by_word:
        return by_word
    participants = {assigned.label for assigned in told}
    rest = [talk for talk in named if talk.label not in participants]
    return _only_other(named, rest) or _by_questions(named, participants)


def _told(talks: Iterable[Talk], people: Sequence[KnownPerson]) -> list[Assigned]:
    """What the block before the first turn says about the labels."""
    told: list[Assigned] = []
    for talk in talks:
        roles = {person.role for person in people if _is_person(talk.label, person.name)}
        if len(roles) == 1:
            told.append(Assigned(talk.label, roles.pop()))
    return told


def _is_person(label: str, name: str) -> bool:
    """``Paul`` and ``PT`` are ``Prof. Paul Thompson``."""
    if same_speaker_key(label) == same_speaker_key(name):
        return True
    words = [word for word in re.split(r"[\s.]+", folded(name)) if word]
    parts = [word for word in re.split(r"[\s.]+", folded(label)) if word]
    if shape_of(label) is Shape.CODE:
        initials = "".join(word[0] for word in words)
        letters = "".join(parts)
        return len(letters) > 1 and initials.endswith(letters)
    return bool(parts) and set(parts) <= set(words)


def _by_word(talks: Iterable[Talk]) -> list[str]:
    """Labels, or brackets after them, that say *interviewer*, *moderator*, …."""
    return [
        talk.label
        for talk in talks
        if is_interviewer_word(talk.label)
        or folded(talk.label) in QUESTION_WORDS
        or any(is_interviewer_word(note) for note in talk.notes)
    ]


def _by_code(talks: Sequence[Talk]) -> list[str]:
    """Letters such as ``I``, ``Q``, or ``M`` among ``P1``, ``P2``; an assistant among users."""
    bases = {talk.label: without_number(talk.label) for talk in talks}
    others = set(bases.values())
    if len(bases) < 2:
        return [label for label, base in bases.items() if base in _ASKING_CODES]
    if others & (MACHINE_WORDS | INTERVIEWER_WORDS) and others & {"user", "human", "participant"}:
        return [label for label, base in bases.items() if base in MACHINE_WORDS]
    asking = [label for label, base in bases.items() if base in _ASKING_CODES]
    if asking:
        return asking if len(asking) < len(bases) else []
    perhaps = [label for label, base in bases.items() if base in _PERHAPS_ASKING_CODES]
    answering = others & _ANSWERING_CODES
    clear = [
        label
        for label in perhaps
        if label.isalpha() and answering - {bases[label]} and _is_asking_among(label, bases)
    ]
    return clear if len(clear) == 1 else []


def _is_asking_among(label: str, bases: dict[str, str]) -> bool:
    """``M`` beside ``P1``, ``R`` (researcher) beside ``P``, not ``F`` beside ``M``."""
    numbered = [other for other in bases if other != label and other[-1].isdigit()]
    base = bases[label]
    others = {bases[other] for other in bases if other != label}
    if base == "f":
        return "m" not in others and bool(numbered)
    if base == "m":
        return "f" not in others
    return bool(others & {"p", "tn", "t", "s", "pt", "pp"})


def _only_other(talks: Sequence[Talk], rest: Sequence[Talk]) -> list[str]:
    """The one speaker who is not called a participant, where all others are."""
    open_talks = [talk for talk in rest if not _is_answering(talk.label)]
    turns = sum(talk.turns for talk in talks)
    if len(talks) > 1 and len(open_talks) == 1 and open_talks[0].turns >= 0.1 * turns:
        return [open_talks[0].label]
    return []


def _is_answering(label: str) -> bool:
    if is_respondent_word(label) or folded(label) in ANSWER_WORDS:
        return True
    base = without_number(label)
    return base in _ANSWERING_CODES and base != folded(label)


def _by_questions(talks: Sequence[Talk], participants: Collection[str]) -> list[str]:
    """Of two main speakers the one who clearly asks: many questions, few words."""
    turns = sum(talk.turns for talk in talks)
    main = [talk for talk in talks if talk.turns >= _SMALL_PART * turns]
    if len(main) != 2 or min(talk.turns for talk in main) < _FEWEST_TURNS:
        return []
    asking, answering = sorted(main, key=lambda talk: talk.questions / talk.turns, reverse=True)
    share = asking.questions / asking.turns
    is_clear = (
        share >= _CLEAR_QUESTIONS
        and share >= 2 * answering.questions / answering.turns
        and asking.words <= _CLEAR_WORDS * (asking.words + answering.words)
    )
    return [asking.label] if is_clear and asking.label not in participants else []
