"""What a reader makes of a file: paragraphs with what the format itself says about them.

A source's text is the paragraphs' texts joined by line feeds; every position in the program is
a position in that text.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import SpeakerRole

__all__ = [
    "Doubt",
    "FoundSpeaker",
    "FoundSpeakers",
    "Paragraph",
    "ParagraphKind",
    "ReadDocument",
    "RejectedLabel",
    "SpeakerRole",
    "Turn",
    "WhyNot",
]


class ParagraphKind(StrEnum):
    """What a paragraph is, as far as its format tells."""

    BODY = "body"
    HEADING = "heading"
    TABLE_ROW = "table row"
    NOTE = "note"  # footnotes, endnotes, comments printed in the text
    QUESTION = "question"  # a survey's question; the paragraph after it is the answer


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or line, as it will stand in the source's text.

    ``speaker`` is set when the format itself names the speaker (a VTT voice, an ELAN tier); the
    label then need not stand in ``text``. ``emphasised`` counts the leading characters of ``text``
    that are set off from the rest of the paragraph by bold, underline or a character style, zero
    when the whole paragraph or none of it is. Cue times are milliseconds from the recording's
    beginning.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.BODY
    speaker: str | None = None
    emphasised: int = 0
    cue_start_ms: int | None = None
    cue_end_ms: int | None = None


class Doubt(str):
    """A remark on something that may be wrong; the others only say what was left out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file as read. ``remarks`` are sentences on what was left out or guessed."""

    paragraphs: tuple[Paragraph, ...]
    format: str  # "docx", "odt", …: the format found in the bytes, whatever the file's ending
    encoding: str | None = None  # of plain-text formats
    title: str | None = None  # for one of several sources in one file (a survey's respondent)
    attributes: dict[str, str] = field(default_factory=dict)  # a survey's columns
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The source's text."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn in a source's text.

    ``span`` is the whole turn with its label and time code; ``speech_start`` is where speech
    begins, ``span.start <= speech_start <= span.end``.
    """

    span: Span
    speech_start: int
    label: str
    cue_start_ms: int | None = None
    cue_end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class FoundSpeaker:
    """A speaker label of one source, with what it is based on."""

    label: str
    role: SpeakerRole
    turns: int
    words: int


class WhyNot(StrEnum):
    """Why something that looked like a speaker label is none."""

    HEADING = "heading word"
    TITLE = "in the title"
    BLOCK = "in the block of facts"
    SENTENCE = "part of a sentence"
    ONCE = "only once"
    NO_OTHER = "no other recurs"
    ORDINARY = "ordinary word"
    RARE = "too rare"
    OTHER_FORM = "set off otherwise"
    LEFT_OUT = "by hand"

    @property
    def in_words(self) -> str:
        """The reason as people read it."""
        words = {
            WhyNot.HEADING: _("a word of headings and notes, not a person"),
            WhyNot.TITLE: _("stands once, in the title"),
            WhyNot.BLOCK: _("stands in the block of facts before the first turn"),
            WhyNot.SENTENCE: _("reads like part of a sentence"),
            WhyNot.ONCE: _("occurs only once and is not built like the other labels"),
            WhyNot.NO_OTHER: _("occurs only once, and no other label recurs"),
            WhyNot.ORDINARY: _("the text also has it as an ordinary word"),
            WhyNot.RARE: _("too rare for the length of the text"),
            WhyNot.OTHER_FORM: _("the other labels of this text are set off in another way"),
            WhyNot.LEFT_OUT: _("left out by hand"),
        }
        return words[self]


@dataclass(frozen=True, slots=True)
class RejectedLabel:
    """Something that looked like a speaker label and was judged not to be one."""

    label: str
    times: int
    reason: WhyNot


@dataclass(frozen=True, slots=True)
class FoundSpeakers:
    """The outcome of looking for speakers in one document."""

    turns: tuple[Turn, ...]
    speakers: tuple[FoundSpeaker, ...]
    rejected: tuple[RejectedLabel, ...] = ()
