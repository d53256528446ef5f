"""What a participant said within a turn, without what the transcriber added.

Square brackets hold the transcriber's or the editor's words, never the participant's: notes such as
``[inaudible]``, and also clarifications such as ``[my director]``. Round brackets are
left out when they hold a time, the length of a pause or a known word for a sound; other round
brackets are speech. A line with nothing but a time code, a rule, or a remark about the recording
(``End of Tape 1``) is nobody's speech either.
"""

import re

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.speakers.lines import RECORDING_LINE
from qualcoder_sts.transcripts.speakers.times import BRACKETED_TIME, TIME_MARK

_SOUNDS = (
    r"inaudib\w*|unintelligib\w*|indistinct|indecipherable|incomprehensible|garbled|"
    r"laugh\w*|chuckl\w*|giggl\w*|smil\w*|pause[sd]?|pausing|silence|sigh\w*|cough\w*|"
    r"cry|cries|crying|sob\w*|tearful|sniff\w*|cross-?talk|overlap\w*|interrupt\w*|nod[sd]?|nodding|"
    r"whisper\w*|shouts?|groans?|gasps?|clears throat|phone rings|"
    r"rires?|rit|rient|soupir\w*|silences|toux|tousse|pleure\w*|inintelligible|"
    r"lacht|lachen\w*|lachend|gelächter|schmunzelt|seufz\w*|hustet|weint|unverst\.?|unv\.|"
    r"unverständlich\w*|schweigen|nickt|räuspert\w*|stille|"
    r"risas?|ríen?|riendo|suspir\w*|silencio|pausas?|ininteligible|llora\w*|tose|"
    r"risos?|inaudív\w*|inaudible|silêncio|risate|pausa|silenzio|incomprensibile|"
    r"utydelig\w*|latter|griner|ler|grin|skratt\w*|ohörbar\w*|uhørbar\w*|suk|hoster|stilhed|"
    r"onverstaanbaar|gelach|stilte|zucht\w*|naurua|naurahtaa|tauko|epäselvä\w*"
)
_PAUSE_LENGTH = (
    r"\d{1,2}(?:[.,]\d{1,2})?\s*(?:s|sec|secs|seconds?|sek\w*|segundos?|secondes?|secondi)?\.?"
)
_IN_ROUND_BRACKETS = (
    rf"\(\s*(?:[.…·\-–—\s]++|\?+|{_PAUSE_LENGTH}"
    r"|(?:sound |audio |recording )?unclear[\s,;.\d:]*"
    rf"|(?:[^\W\d_]+\s+){{0,2}}(?:{_SOUNDS})(?!\w)[^()\n]{{0,60}})\s*\)"
)
_IN_SQUARE_BRACKETS = r"\[(?:[^\[\]\n]++|\[[^\[\]\n]*+\])*+\]"
_NOT_SPEECH = re.compile(
    rf"{_IN_SQUARE_BRACKETS}|{_IN_ROUND_BRACKETS}|(?=[(<{{#]){BRACKETED_TIME}"
    rf"|^[^\S\n]*(?:{RECORDING_LINE}|{TIME_MARK})[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)

_ALL_SOUND = re.compile(rf"(?:[^\W\d_]+\s+){{0,2}}(?:{_SOUNDS})(?!\w).*", re.IGNORECASE)


def is_sound(note: str) -> bool:
    """Whether a note's content is a known word for a sound: ``laughing``, ``all laugh``."""
    return _ALL_SOUND.fullmatch(note.strip()) is not None


def speech_spans(text: str, turn: Turn) -> list[Span]:
    """The evaluable stretches of a turn, in order, without white space at their ends."""
    spans: list[Span] = []
    position = turn.speech_start
    for note in _NOT_SPEECH.finditer(text, turn.speech_start, turn.span.end):
        _append_stripped(spans, text, position, note.start())
        position = note.end()
    _append_stripped(spans, text, position, turn.span.end)
    return spans


def said_around(text: str, turn: Turn, span: Span) -> Span:
    """From the first to the last word said in a turn that holds a span.

    The transcriber's notes at its ends belong to it only where the span reaches into them.
    """
    said = speech_spans(text, turn)
    if said and (whole := Span(said[0].start, said[-1].end)).encloses(span):
        return whole
    return _stripped(text, Span(turn.speech_start, turn.span.end))


def notes_in(text: str, span: Span) -> list[Span]:
    """The transcriber's notes and time codes inside a span, in order."""
    return [
        Span(note.start(), note.end()) for note in _NOT_SPEECH.finditer(text, span.start, span.end)
    ]


def _append_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    if piece := _stripped(text, Span(start, end)):
        spans.append(piece)


def _stripped(text: str, span: Span) -> Span:
    piece = span.of(text)
    stripped = piece.strip()
    start = span.start + (len(piece) - len(piece.lstrip()) if stripped else 0)
    return Span(start, start + len(stripped))
