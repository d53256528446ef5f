"""Which of the possible labels are speakers. All thresholds are ours; see each function."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from qualcoder_sts.transcripts.document import ParagraphKind, RejectedLabel, WhyNot
from qualcoder_sts.transcripts.speakers.candidates import Candidate, Group, grouped
from qualcoder_sts.transcripts.speakers.labels import (
    Shape,
    is_name_of_several_words,
    parts_of,
    signature,
)
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.patterns import Form
from qualcoder_sts.transcripts.speakers.vocabulary import (
    INTERJECTIONS,
    folded,
    is_heading_word,
    is_nobody,
    is_question_or_answer,
    without_number,
)

# A label counts when it stands as the text's labels mostly do. Each way comes with the factor by
# which it must have more labels than the one before: bold words, cells of tables and short lines
# often are no labels.
_LABELLED: tuple[Form, ...] = (Form.COLON, Form.TIMED)
_FAMILIES: tuple[tuple[tuple[Form, ...], float], ...] = (
    (_LABELLED, 1),
    ((*_LABELLED, Form.SET_OFF), 1.25),
    ((Form.ALONE,), 2),
)
_CERTAIN = (Shape.ROLE, Shape.CODE)
_RAREST = 0.01  # labelled lines among lines with text
_DENSE = 0.6  # from here on a line without a label is the exception
_DENSE_AMONG_NAMES = 0.2  # the same, where other labels are names of one word
_ALIKE = 0.75  # a misspelt label against the right one


@dataclass(frozen=True)
class Evidence:
    """What the judgement rests on."""

    lines: list[Line]
    text: str
    groups: list[Group]

    @cached_property
    def ordinary_words(self) -> frozenset[str]:
        """Words that the text writes in lower case somewhere."""
        words = re.finditer(r"(?<!\w)[^\W\d_A-Z]\w*", self.text)
        return frozenset(match.group() for match in words)

    @cached_property
    def lines_with_text(self) -> int:
        """Lines somebody may have said: none that are blank, or hold a label and no speech."""
        body = (ParagraphKind.BODY, ParagraphKind.TABLE_ROW)
        bare = {
            candidate.line
            for group in self.groups
            for candidate in group.candidates
            if candidate.label.length >= len(self.lines[candidate.line].text.rstrip())
        }
        return sum(
            1
            for number, line in enumerate(self.lines)
            if line.kind in body and number not in bare and not line.is_blank
        )

    @cached_property
    def family(self) -> tuple[Form, ...]:
        """How most labels that recur are set off."""
        best, most = _LABELLED, 0.0
        for family, factor in _FAMILIES:
            times = [group.times(family) for group in self.groups if _is_possible(group)]
            support = sum(number for number in times if number > 1)
            if support > most * factor:
                best, most = family, support
        return best

    def times(self, group: Group) -> int:
        """How often the label stands in the text's usual way."""
        return group.times(self.family)

    def share_labelled(self, groups: Iterable[Group]) -> float:
        """How many of the lines with text begin with one of these labels."""
        labelled = sum(self.times(group) for group in groups)
        return labelled / max(1, self.lines_with_text)

    def is_ordinary(self, group: Group) -> bool:
        """Whether a label of one word is an ordinary word of the text."""
        return group.label.casefold() in self.ordinary_words

    def is_title(self, group: Group) -> bool:
        """Whether a label stands once, above everything, and no turn begins on the next line."""
        with_text = [number for number, line in enumerate(self.lines) if not line.is_blank]
        labelled = {candidate.line for each in self.groups for candidate in each.candidates}
        lines = [candidate.line for candidate in group.candidates]
        return lines == with_text[:1] and labelled.isdisjoint(with_text[1:2])


@dataclass(frozen=True, slots=True)
class Verdict:
    """The labels that are speakers, by key, and those that are not."""

    accepted: frozenset[str]
    rejected: tuple[RejectedLabel, ...]


def judge(evidence: Evidence, in_block: Iterable[Candidate]) -> Verdict:
    """Decide on every label. Candidates of the block before the first turn are only reported."""
    reasons: dict[str, WhyNot] = {}
    possible = [group for group in evidence.groups if _note_impossible(group, reasons)]
    possible = _without_lone_questions(possible, evidence, reasons)
    recurring = [group for group in possible if evidence.times(group) > 1]
    accepted = _recurring_speakers(recurring, evidence, reasons) or _short_dialogue(
        possible, evidence
    )
    keys = {group.key for group in accepted}
    for group in possible:
        if group.key in keys or group.key in reasons:
            continue
        reason = _why_not_one_more(group, accepted, evidence)
        if reason is None:
            keys.add(group.key)
        else:
            reasons[group.key] = reason
    return Verdict(frozenset(keys), _rejected(evidence, reasons, in_block))


def _is_possible(group: Group) -> bool:
    return group.shape is not Shape.SENTENCE and not is_heading_word(group.label)


def _note_impossible(group: Group, reasons: dict[str, WhyNot]) -> bool:
    """Whether the label can be a speaker by its shape; if not, the reason is noted."""
    if group.times((Form.FORMAT,)):
        return True
    if is_heading_word(group.label):
        reasons[group.key] = WhyNot.HEADING
    elif (
        group.shape is Shape.SENTENCE
        or _is_interjection(group)
        or all(c.label.is_weak for c in group.candidates)
    ):
        reasons[group.key] = WhyNot.SENTENCE
    return group.key not in reasons


def _is_interjection(group: Group) -> bool:
    """``Okay:`` once, or a bare ``Yes`` after a time code."""
    return folded(group.label) in INTERJECTIONS and group.times((Form.COLON,)) < 2


def _is_table_head(group: Group) -> bool:
    """``Speaker`` above the cells with speakers."""
    forms = {candidate.label.form for candidate in group.candidates}
    has_number = any(character.isdigit() for character in group.label)
    is_bare_role = group.shape is Shape.ROLE and not has_number and not is_nobody(group.label)
    return is_bare_role and forms == {Form.SET_OFF}


def _without_lone_questions(
    possible: list[Group], evidence: Evidence, reasons: dict[str, WhyNot]
) -> list[Group]:
    """``Question:`` is a speaker only when it recurs and something answers it."""
    recurring = {group.key for group in possible if evidence.times(group) > 1}
    kept: list[Group] = []
    for group in possible:
        if is_question_or_answer(group.label) and not (
            group.key in recurring and len(recurring) > 1
        ):
            reasons[group.key] = WhyNot.HEADING
        else:
            kept.append(group)
    return kept


def _recurring_speakers(
    recurring: list[Group], evidence: Evidence, reasons: dict[str, WhyNot]
) -> list[Group]:
    """Speakers among labels that recur.

    Roles and codes are. Names are when at least one of them is no ordinary word of the text, when
    they are not too rare, and a single one only when it stands before half of all lines.
    """
    is_alone = evidence.family == (Form.ALONE,)
    certain = [group for group in recurring if _is_certain(group, is_alone=is_alone)]
    names = [
        group
        for group in recurring
        if group not in certain and group.shape in (Shape.NAME, Shape.CODE)
    ]
    if not certain and all(evidence.is_ordinary(group) for group in names):
        reasons.update((group.key, WhyNot.ORDINARY) for group in names)
        names = []
    if is_alone:
        names = _names_alone(names, evidence, reasons)
    lower = [group for group in recurring if group.shape is Shape.LOWER_CASE]
    names += [group for group in lower if _is_lower_case_speaker(group, evidence)]
    if not certain:
        share = evidence.share_labelled(names)
        if share < (_RAREST if len(names) > 1 else 0.5):
            reasons.update((group.key, WhyNot.RARE) for group in names)
            return []
    return certain + names


def _is_certain(group: Group, *, is_alone: bool) -> bool:
    """Roles and codes are; letters alone on a line may be anything."""
    if is_alone and group.shape is Shape.CODE:
        return any(character.isdigit() for character in group.label)
    return group.shape in _CERTAIN


def _names_alone(names: list[Group], evidence: Evidence, reasons: dict[str, WhyNot]) -> list[Group]:
    """Names alone on a line: at least three times, and hardly ever elsewhere in the text."""
    kept: list[Group] = []
    for group in names:
        times = evidence.times(group)
        everywhere = len(re.findall(rf"(?<!\w){re.escape(group.label)}(?!\w)", evidence.text))
        if times >= 3 and times * 2 >= everywhere and not evidence.is_ordinary(group):
            kept.append(group)
        else:
            reasons[group.key] = WhyNot.ORDINARY if times >= 3 else WhyNot.RARE
    return kept


def _is_lower_case_speaker(group: Group, evidence: Evidence) -> bool:
    """``anna:`` or ``older woman:`` at least three times, and mostly as a label."""
    words = re.escape(group.label)
    everywhere = len(re.findall(rf"(?<!\w){words}(?!\w)", evidence.text, re.IGNORECASE))
    times = evidence.times(group)
    return times >= 3 and times * 2 > everywhere


def _short_dialogue(possible: list[Group], evidence: Evidence) -> list[Group]:
    """Where nothing recurs, in a text of few turns: two roles or codes before half of the lines."""
    once = [g for g in possible if g.shape in _CERTAIN and evidence.times(g)]
    return once if len(once) > 1 and evidence.share_labelled(once) >= 0.5 else []


def _why_not_one_more(group: Group, accepted: list[Group], evidence: Evidence) -> WhyNot | None:
    """Why a label that is not yet a speaker is none; None when it is one after all."""
    if group.times((Form.FORMAT,)):
        return None
    if not accepted:
        return WhyNot.NO_OTHER if len(group.candidates) == 1 else WhyNot.RARE
    if not evidence.times(group):
        return WhyNot.OTHER_FORM
    if group.shape is Shape.LOWER_CASE:
        return WhyNot.SENTENCE
    if all(candidate.label.is_listed for candidate in group.candidates):
        return WhyNot.ONCE
    return _why_not_alike(group, accepted, evidence)


def _why_not_alike(group: Group, accepted: list[Group], evidence: Evidence) -> WhyNot | None:
    """Why a label that occurs once is not built like the text's speakers."""
    if evidence.is_title(group):
        return WhyNot.TITLE
    if {other.key for other in accepted}.issuperset(parts_of(group.label)):
        return None  # P1 and P3
    if _is_table_head(group):
        return WhyNot.HEADING
    if group.shape is Shape.ROLE or _is_misspelt(group, accepted, evidence):
        return None
    if group.shape is Shape.CODE:
        codes = [other.label for other in accepted if other.shape is Shape.CODE]
        known = {*map(signature, codes), *map(without_number, codes)}
        return (
            None if known & {signature(group.label), without_number(group.label)} else WhyNot.ONCE
        )
    return _why_not_a_name(group, accepted, evidence)


def _why_not_a_name(group: Group, accepted: list[Group], evidence: Evidence) -> WhyNot | None:
    full_names = sum(is_name_of_several_words(other.label) for other in accepted)
    if is_name_of_several_words(group.label):
        return None if full_names else WhyNot.ONCE
    if evidence.is_ordinary(group):
        return WhyNot.ORDINARY
    share = evidence.share_labelled(accepted)
    names = sum(other.shape is Shape.NAME for other in accepted)
    is_usual = share >= (_DENSE if names == full_names else _DENSE_AMONG_NAMES)
    return None if is_usual else WhyNot.ONCE


def _is_misspelt(group: Group, accepted: list[Group], evidence: Evidence) -> bool:
    """``Moderater`` beside ``Moderator``: a speaker, to be corrected by the user."""
    if len(group.label) < 5 or evidence.is_ordinary(group):
        return False
    word = folded(group.label)
    return any(
        SequenceMatcher(None, word, folded(other.label)).ratio() >= _ALIKE for other in accepted
    )


def _rejected(
    evidence: Evidence, reasons: dict[str, WhyNot], in_block: Iterable[Candidate]
) -> tuple[RejectedLabel, ...]:
    """What to report, in order of the text. Lines that merely could be a name alone are not."""
    found = [
        (group.candidates[0].line, RejectedLabel(group.label, len(group.candidates), WhyNot.BLOCK))
        for group in grouped(in_block)
    ]
    for group in evidence.groups:
        forms = {candidate.label.form for candidate in group.candidates}
        if group.key in reasons and (forms != {Form.ALONE} or len(group.candidates) > 1):
            first = group.candidates[0].line
            times = len(group.candidates)
            found.append((first, RejectedLabel(group.label, times, reasons[group.key])))
    return tuple(rejected for _, rejected in sorted(found, key=lambda item: item[0]))
