"""Finding out who speaks in a document."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import count_words
from qualcoder_sts.transcripts.document import (
    FoundSpeaker,
    FoundSpeakers,
    ParagraphKind,
    ReadDocument,
    RejectedLabel,
    Turn,
    WhyNot,
)
from qualcoder_sts.transcripts.speakers.candidates import Candidate, Group, candidates_in, grouped
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern
from qualcoder_sts.transcripts.speakers.heading_block import HeadingBlock, heading_block
from qualcoder_sts.transcripts.speakers.judging import Evidence, judge
from qualcoder_sts.transcripts.speakers.labels import Shape, same_speaker_key
from qualcoder_sts.transcripts.speakers.lines import Line, lines_of
from qualcoder_sts.transcripts.speakers.notes_after_labels import with_kept_notes
from qualcoder_sts.transcripts.speakers.patterns import Form
from qualcoder_sts.transcripts.speakers.roles import Talk, assign_roles
from qualcoder_sts.transcripts.speakers.speech import speech_spans
from qualcoder_sts.transcripts.speakers.survey import is_survey, survey_speakers
from qualcoder_sts.transcripts.speakers.turns import turns_in

_ASKS = re.compile(r"[?？؟;][\"'”’»)\]\s.…]*$")
_NO_BLOCK = HeadingBlock(frozenset())


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """What somebody who knows better says of labels: speakers all the same, and none at all."""

    speakers: frozenset[str] = frozenset()
    no_speakers: frozenset[str] = frozenset()

    def wants(self, candidate: Candidate) -> bool:
        """Whether this was said to be a speaker's label."""
        return candidate.key in {same_speaker_key(label) for label in self.speakers}

    def denies(self, candidate: Candidate) -> bool:
        """Whether this was said to be no speaker's label."""
        return candidate.key in {same_speaker_key(label) for label in self.no_speakers}


AS_JUDGED = LabelChoices()


@dataclass(frozen=True, slots=True)
class _Starts:
    """The lines at which turns begin, and what came out besides."""

    candidates: list[Candidate]
    block: HeadingBlock = _NO_BLOCK
    rejected: tuple[RejectedLabel, ...] = ()


def find_speakers(
    document: ReadDocument,
    *,
    labels: SpeakerPattern | None = None,
    interviewers: Collection[str] = (),
    choices: LabelChoices = AS_JUDGED,
) -> FoundSpeakers:
    """The document's turns and speakers.

    ``labels`` replaces the built-in ways of recognising a label; ``interviewers`` are the labels of
    interviewers and moderators, and ``choices`` the labels that are or are not speakers, where the
    user knows better.

    Raises ``SpeakerPatternTooSlowError`` when the user's pattern takes too long.
    """
    if is_survey(document):
        return survey_speakers(document)
    lines = lines_of(document)
    starts = _as_chosen(_starts(lines, document.text, labels, choices), choices)
    groups = grouped(starts.candidates)
    turns = turns_in(lines, starts.candidates, {group.key: group.label for group in groups})
    talks = _talks(document.text, turns, groups)
    roles = assign_roles(talks, people=starts.block.people, interviewers=interviewers)
    speakers = tuple(
        FoundSpeaker(talk.label, assigned.role, talk.turns, talk.words)
        for talk, assigned in zip(talks, roles, strict=True)
    )
    return FoundSpeakers(turns, speakers, starts.rejected)


def _starts(
    lines: list[Line], text: str, labels: SpeakerPattern | None, choices: LabelChoices
) -> _Starts:
    if labels is not None:
        return _Starts(labels.candidates_in(lines))
    candidates = with_kept_notes(candidates_in(lines))
    evidence = Evidence(lines, text, grouped(candidates))
    block = heading_block(lines, candidates, evidence.ordinary_words)
    in_block = [c for c in candidates if c.line in block.candidates]
    others = [c for c in candidates if c.line not in block.candidates]
    evidence = replace(evidence, groups=grouped(others))
    verdict = judge(evidence, in_block)
    accepted = {c.line for c in others if c.key in verdict.accepted and _counts(c, lines, evidence)}
    starts = [c for c in candidates if c.line in accepted or choices.wants(c)]
    wanted = {c.key for c in candidates if choices.wants(c)}
    rejected = tuple(one for one in verdict.rejected if same_speaker_key(one.label) not in wanted)
    return _Starts(starts, block, rejected)


def _as_chosen(starts: _Starts, choices: LabelChoices) -> _Starts:
    """Without the labels that were said to be none, which are reported instead."""
    denied = grouped(c for c in starts.candidates if choices.denies(c))
    if not denied:
        return starts
    told = (RejectedLabel(group.label, len(group.candidates), WhyNot.LEFT_OUT) for group in denied)
    return replace(
        starts,
        candidates=[c for c in starts.candidates if not choices.denies(c)],
        rejected=(*told, *starts.rejected),
    )


def _counts(candidate: Candidate, lines: list[Line], evidence: Evidence) -> bool:
    """Whether an accepted label really is one here, where labels mostly are set off otherwise.

    A name alone on a line may be an answer, and ``P1`` before a tab a row of a table of people.
    """
    form = candidate.label.form
    if form not in (Form.ALONE, Form.SET_OFF) or form in evidence.family:
        return True
    line = lines[candidate.line]
    if form is Form.SET_OFF:
        return line.emphasised > 0 or line.text.lstrip().startswith(("**", "__"))
    return line.kind is ParagraphKind.HEADING or candidate.shape in (Shape.ROLE, Shape.CODE)


def _talks(text: str, turns: Sequence[Turn], groups: Sequence[Group]) -> list[Talk]:
    """What each speaker contributes, in order of first appearance."""
    notes = {
        group.label: tuple(c.label.note for c in group.candidates if c.label.note)
        for group in groups
    }
    talks: dict[str, Talk] = {}
    for turn in turns:
        speech = speech_spans(text, turn)
        talk = talks.get(turn.label) or Talk(turn.label, 0, 0, 0, notes.get(turn.label, ()))
        talks[turn.label] = replace(
            talk,
            turns=talk.turns + 1,
            words=talk.words + sum(count_words(span.of(text)) for span in speech),
            questions=talk.questions + _is_question(text, speech),
        )
    return list(talks.values())


def _is_question(text: str, speech: Sequence[Span]) -> bool:
    return bool(speech) and _ASKS.search(speech[-1].of(text)[-12:]) is not None
