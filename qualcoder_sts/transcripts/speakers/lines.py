"""A document as lines with their place in the text and what the format says about them."""

import re
from dataclasses import dataclass

from qualcoder_sts.transcripts.document import ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.speakers.times import is_time_alone

# Lines about the recording, which nobody said: rules, "Tape 1 – Side B", "END OF INTERVIEW".
_PART = r"(?:tape|side|track|disc|cassette|kassette|file|part)"
_WHOLE = (
    r"(?:interview|recording|transcript|transcription|audio|tape|session|focus group|discussion)"
)
RECORDING_LINE = (
    r"(?:[-–—_=*~.•#][ \t]*){3,}"
    r"|[^\w\n]{0,3}(?:"
    rf"(?:end|start|beginning) of (?:the )?(?:{_WHOLE}|{_PART})\b[^\n.?!:]{{0,30}}"
    rf"|{_PART} [0-9A-Z]{{1,2}}[ \t]*[-–—,/][ \t]*{_PART} [0-9A-Z]{{1,2}}"
    rf"|{_WHOLE} (?:ends|ended|begins|starts|stopped|paused|resumes|resumed)"
    r"|page \d+ of \d+)[^\w\n]{0,3}"
)
_RECORDING_LINE = re.compile(rf"[ \t]*(?:{RECORDING_LINE})[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source's text."""

    text: str
    start: int
    kind: ParagraphKind = ParagraphKind.BODY
    speaker: str | None = None
    emphasised: int = 0
    cue_start_ms: int | None = None
    cue_end_ms: int | None = None

    @property
    def end(self) -> int:
        """Where the line's last visible character ends."""
        return self.start + len(self.text.rstrip())

    @property
    def first(self) -> int:
        """Where the line's first visible character stands; the line's start when it is blank."""
        return self.start + len(self.text) - len(self.text.lstrip() or self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nobody says anything in it: white space, a time code alone, a rule."""
        text = self.text
        if not text.strip():
            return True
        if len(text) > 60:
            return False
        return is_time_alone(text) or _RECORDING_LINE.fullmatch(text) is not None


def lines_of(document: ReadDocument) -> list[Line]:
    """The document's lines; a paragraph with line feeds inside gives several."""
    lines: list[Line] = []
    position = 0
    for paragraph in document.paragraphs:
        offset = 0
        for text in paragraph.text.split("\n"):
            lines.append(
                Line(
                    text=text,
                    start=position + offset,
                    kind=paragraph.kind,
                    speaker=paragraph.speaker,
                    emphasised=max(0, min(paragraph.emphasised - offset, len(text))),
                    cue_start_ms=paragraph.cue_start_ms,
                    cue_end_ms=paragraph.cue_end_ms,
                )
            )
            offset += len(text) + 1
        position += len(paragraph.text) + 1
    return lines
