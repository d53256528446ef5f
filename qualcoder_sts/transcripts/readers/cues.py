"""What timed formats (VTT, SRT, ELAN) have in common: cues of one speaker become one paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualcoder_sts.transcripts.document import Paragraph

# “Name: text” at a cue's beginning: up to five words, no sentence's end inside.
_LABEL = re.compile(r"[ \t]*(?P<label>[^\W_][^:\n?!;,\"“”]{0,48}?)[ \t]*:(?=\s|$)[ \t]*")
_DIALOGUE_MARK = re.compile(r"\s*(?:>>+|[-–—](?=\s|\w))\s*")
_MOST_LABEL_WORDS = 5
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
     "al", "bin", "ibn", "y", "e")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of speech with its times; ``voice`` when the format names the speaker."""

    start_ms: int
    end_ms: int
    text: str
    voice: str | None = None


@dataclass(slots=True)
class _Turn:
    """Cues being joined; ``speaker`` is None while nobody has been named."""

    speaker: str | None
    texts: list[str]
    start_ms: int
    end_ms: int

    def paragraph(self) -> Paragraph:
        text = " ".join(self.texts)
        if self.speaker is not None:
            text = f"{self.speaker}: {text}" if text else f"{self.speaker}:"
        return Paragraph(
            text, speaker=self.speaker, cue_start_ms=self.start_ms, cue_end_ms=self.end_ms
        )


def joined_paragraphs(cues: Sequence[Cue]) -> tuple[Paragraph, ...]:
    """One paragraph for each stretch of cues of the same speaker.

    A cue that names nobody goes on with the speaker before it; before anybody was named, and in
    files that never name anybody, each cue stays a paragraph of its own.
    """
    labels = _labels(line for cue in cues if cue.voice is None for line in cue.text.split("\n"))
    turns: list[_Turn] = []
    for cue in (part for whole in cues for part in _parted(whole, labels)):
        speaker, text = _attributed(cue, labels)
        text = " ".join(text.split("\n")).strip()
        before = turns[-1] if turns else None
        continues = before is not None and before.speaker is not None
        if before is not None and continues and speaker in {None, before.speaker}:
            before.texts += [text] if text else []
            before.end_ms = max(before.end_ms, cue.end_ms)
        elif text or speaker:
            turns.append(_Turn(speaker, [text] if text else [], cue.start_ms, cue.end_ms))
    return tuple(turn.paragraph() for turn in turns)


def _parted(cue: Cue, labels: frozenset[str]) -> list[Cue]:
    """A cue in which several people speak, one on each line, as one cue for each."""
    if cue.voice is not None or "\n" not in cue.text:
        return [cue]
    parts: list[str] = []
    for line in cue.text.split("\n"):
        label, _ = split_by_label(line)
        if parts and label not in labels:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return [replace(cue, text=part) for part in parts]


def split_by_label(text: str) -> tuple[str | None, str]:
    """The label a cue begins with, if it looks like a name, and the text after it."""
    mark = _DIALOGUE_MARK.match(text)
    match = _LABEL.match(text, mark.end() if mark else 0)
    if match is None or not _looks_like_name(match["label"]):
        return None, text
    return match["label"], text[match.end() :]


def _attributed(cue: Cue, labels: frozenset[str]) -> tuple[str | None, str]:
    label, rest = split_by_label(cue.text)
    if cue.voice is not None:
        # Some programs write the voice and then the name again.
        return cue.voice, rest if label == cue.voice else cue.text
    return (label, rest) if label in labels else (None, cue.text)


def _labels(texts: Iterable[str]) -> frozenset[str]:
    """What is taken for a speaker's name: a label that recurs, or any where most cues have one."""
    found: Counter[str] = Counter()
    cues = 0
    for text in texts:
        cues += 1
        label, _ = split_by_label(text)
        if label is not None:
            found[label] += 1
    most_are_labelled = 2 * found.total() > cues
    return frozenset(label for label, times in found.items() if times > 1 or most_are_labelled)


def _looks_like_name(label: str) -> bool:
    """Every word begins with a capital or a digit, or is written without capitals at all."""
    words = label.split()
    if not words or len(words) > _MOST_LABEL_WORDS or words[0][0].isdigit():
        return False
    return all(
        not word[0].isalpha() or not word[0].islower() or word in _PARTICLES for word in words
    )
