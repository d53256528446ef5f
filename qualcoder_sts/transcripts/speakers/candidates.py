"""Lines that begin with what may be a speaker label, grouped by label."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.speakers.labels import Shape, same_speaker_key, shape_of
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.patterns import Form, Label, label_of
from qualcoder_sts.transcripts.speakers.times import is_time_alone
from qualcoder_sts.transcripts.speakers.vocabulary import INTERJECTIONS, folded


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label with the number of its line; ``key`` is equal for the same speaker."""

    line: int
    label: Label
    key: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Group:
    """All candidates of one label, in order; ``label`` is its most frequent spelling."""

    key: str
    label: str
    shape: Shape
    candidates: tuple[Candidate, ...]

    def times(self, forms: Iterable[Form]) -> int:
        """How often the label stands in one of these forms, weak ones left out."""
        wanted = frozenset(forms)
        return sum(
            1
            for candidate in self.candidates
            if candidate.label.form in wanted and not candidate.label.is_weak
        )


def candidates_in(lines: list[Line]) -> list[Candidate]:
    """Everything that may be a speaker label, in order of the text."""
    found: list[Candidate] = []
    time_above = False
    for number, line in enumerate(lines):
        if line.kind is ParagraphKind.NOTE or not line.text.strip():
            continue
        below_time, time_above = time_above, is_time_alone(line.text)
        label = label_of(line)
        if label is None or (label.form is Form.ALONE and folded(label.label) in INTERJECTIONS):
            continue
        if label.form is Form.ALONE and below_time:
            label = replace(label, form=Form.TIMED)
        key = same_speaker_key(label.label)
        found.append(Candidate(number, label, key, shape_of(label.label)))
    with_speech: list[Candidate] = []
    for i, candidate in enumerate(found):
        if not _is_bare(candidate, lines) or _has_speech_below(found, i, lines):
            with_speech.append(candidate)
        elif candidate.label.form is Form.TIMED:
            weak = replace(candidate.label, is_weak=True)
            with_speech.append(replace(candidate, label=weak))
    return with_speech


def grouped(candidates: Iterable[Candidate]) -> list[Group]:
    """Candidates by label, in order of first appearance."""
    by_key: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_key.setdefault(candidate.key, []).append(candidate)
    return [_group(key, members) for key, members in by_key.items()]


def _group(key: str, members: list[Candidate]) -> Group:
    # Counter keeps the order of first appearance among equally frequent spellings.
    label = Counter(member.label.label for member in members).most_common(1)[0][0]
    return Group(key, label, shape_of(label), tuple(members))


def _is_bare(candidate: Candidate, lines: list[Line]) -> bool:
    """Whether nothing but form tells a label: neither colon nor speech on the same line."""
    label, text = candidate.label, lines[candidate.line].text.rstrip()
    if label.form is Form.TIMED:
        return label.length >= len(text) and not text.endswith((":", "："))
    return label.form is Form.ALONE


def _may_be_label(candidate: Candidate) -> bool:
    is_word = candidate.shape not in (Shape.SENTENCE, Shape.LOWER_CASE)
    return is_word and not candidate.label.is_weak


def _has_speech_below(found: list[Candidate], i: int, lines: list[Line]) -> bool:
    """Whether speech follows before the next label. In a list of names it does not."""
    labels = (found[j].line for j in range(i + 1, len(found)) if _may_be_label(found[j]))
    next_label = next(labels, len(lines))
    between = lines[found[i].line + 1 : next_label]
    return any(not line.is_blank and line.kind is not ParagraphKind.HEADING for line in between)
