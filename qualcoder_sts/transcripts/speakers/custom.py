"""The user's own way of finding labels: a regular expression, with a limit on its time."""

import time
from dataclasses import dataclass

import regex

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.speakers.candidates import Candidate
from qualcoder_sts.transcripts.speakers.labels import same_speaker_key, shape_of
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.patterns import Form, Label
from qualcoder_sts.transcripts.speakers.times import times_in

SECONDS_PER_DOCUMENT = 5.0
# A pattern that is fast is never asked for the clock on every line.
_SHORTEST_TIMEOUT = 0.001


class InvalidSpeakerPatternError(QualcoderError):
    """A regular expression that cannot be used for finding speakers."""

    def __init__(self, expression: str, why: str) -> None:
        super().__init__(
            _(
                "The pattern for speakers “%(pattern)s” cannot be used: %(why)s. Write for example "
                "%(example)s"
            )
            % {"pattern": expression, "why": why, "example": r"(?P<label>P\d+|Moderator):"}
        )
        self.expression = expression


class SpeakerPatternTooSlowError(QualcoderError):
    """A regular expression that takes too long on a text."""

    def __init__(self, expression: str) -> None:
        super().__init__(
            _(
                "The pattern for speakers “%s” takes too long on this text. Make it simpler, with "
                "fewer repetitions inside one another."
            )
            % expression
        )
        self.expression = expression


@dataclass(frozen=True, slots=True)
class SpeakerPattern:
    """A regular expression tried at the beginning of every line.

    Its group ``label`` is the speaker, the optional group ``time`` a time code; speech begins where
    the match ends. Everything it matches is taken for a speaker.
    """

    expression: str
    seconds: float = SECONDS_PER_DOCUMENT

    def __post_init__(self) -> None:
        try:
            groups = regex.compile(self.expression).groupindex
        except regex.error as error:
            raise InvalidSpeakerPatternError(self.expression, str(error)) from error
        if "label" not in groups:
            raise InvalidSpeakerPatternError(
                self.expression, _("it has no part named label, %s") % "(?P<label>…)"
            )

    def candidates_in(self, lines: list[Line]) -> list[Candidate]:
        """All lines that the pattern matches, and those whose speaker the format names."""
        pattern = regex.compile(self.expression)
        has_time = "time" in pattern.groupindex
        deadline = time.monotonic() + self.seconds
        found: list[Candidate] = []
        for number, line in enumerate(lines):
            if line.kind is ParagraphKind.NOTE or not line.text.strip():
                continue
            remaining = max(_SHORTEST_TIMEOUT, deadline - time.monotonic())
            try:
                match = pattern.match(line.text, timeout=remaining)
            except TimeoutError as error:
                raise SpeakerPatternTooSlowError(self.expression) from error
            if match is None or not (label := " ".join((match["label"] or "").split())):
                continue
            mark = (match["time"] or "") if has_time else ""
            start_ms, end_ms = times_in(mark)
            length = match.end()
            length += len(line.text[length:]) - len(line.text[length:].lstrip())
            read = Label(label, None, Form.FORMAT, length, start_ms, end_ms)
            found.append(Candidate(number, read, same_speaker_key(label), shape_of(label)))
        return found
