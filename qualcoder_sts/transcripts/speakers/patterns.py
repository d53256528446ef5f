"""The ways in which transcripts write who speaks, as regular expressions for one line.

Every pattern has the groups ``label``, ``note`` (what stands in brackets after the label) and
``time``; the match ends where speech begins.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from qualcoder_sts.transcripts.speakers.labels import Shape, shape_of
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.times import BRACKETED_TIME, TIME_MARK, times_in


class Form(StrEnum):
    """How a label is set off from speech."""

    FORMAT = "named by the file format"
    COLON = "before a colon"
    TIMED = "beside a time code"
    SET_OFF = "in bold, or before a tab"
    ALONE = "alone on a line"


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker label as read from one line. ``length`` counts the line's characters up to speech.

    A weak label counts only when others prove the speaker: a digit follows its colon at once, as
    in ``John 3:16``, or it stands bare beside a time code with no speech below.
    """

    label: str
    note: str | None
    form: Form
    length: int
    start_ms: int | None = None
    end_ms: int | None = None
    is_listed: bool = False
    is_weak: bool = False


_SPACE = r"[ \t\u00a0\u2009\u202f]"
_LEAD = (
    rf"{_SPACE}*(?P<bullet>\d{{1,4}}[.)]?{_SPACE}+|[-–—•*]{_SPACE}+|>+{_SPACE}*|#{{1,6}}{_SPACE}+)?"
)
_MARK = r"(?:\*{1,3}|_{1,3})?"  # Markdown's bold and italics
_INSIDE = r"[^\n\r\t:：()\[\]{}<>\"“”„«»!?;|=…*]"
_LABEL = rf"(?P<label>[^\W\d_](?:{_INSIDE}{{0,58}}{_INSIDE.replace('^', '^ ')})??|\?{{1,3}})"
_NOTE = rf"(?:{_SPACE}*[(\[](?P<note>[^()\[\]:]{{1,40}})[)\]])?"
_DASH = rf"{_SPACE}*(?:[-–—|,]{_SPACE}*)?"
_TIME_FIRST = rf"(?:(?P<time>{TIME_MARK}){_DASH}{_MARK})"
_TIME_AFTER = rf"(?:{_SPACE}*,?{_SPACE}*(?P<later>{TIME_MARK}))"

_BEFORE_COLON = (
    rf"{_LEAD}{_MARK}{_TIME_FIRST}?[\[<\"]?{_LABEL}{_NOTE}{_TIME_AFTER}?{_SPACE}*{_MARK}[\]>\"]?"
    rf"{_SPACE}*[:：]"
)
_COLON = re.compile(rf"{_BEFORE_COLON}{_MARK}(?![\d/\\]){_SPACE}*")
_TIGHT_COLON = re.compile(rf"{_BEFORE_COLON}(?P<tight>(?=\d))")
_TIME_THEN_LABEL = re.compile(
    rf"{_LEAD}{_MARK}{_TIME_FIRST}[\[<]?{_LABEL}[\]>]?{_NOTE}{_MARK}"
    rf"(?:{_SPACE}*$|\t{_SPACE}*|{_SPACE}{{2,}}|{_SPACE}[-–—]{_SPACE})"
)
_TIME_THEN_NUMBERED = re.compile(
    rf"{_SPACE}*{_TIME_FIRST}(?P<label>[^\W\d_]{{3,15}}[ _]\d{{1,2}})(?P<note>){_SPACE}+"
)
# One space is enough before brackets or hours; "John 3:16" is no speaker with a time.
_BEFORE_TIME = (
    rf"(?:{_SPACE}{{2,}}|\t|{_SPACE}*[-–—|]|{_SPACE}(?=[\[(<#]|\d+:\d+:\d)|(?<=\d){_SPACE})"
)
_LABEL_THEN_TIME = re.compile(
    rf"{_LEAD}{_MARK}[\[<]?{_LABEL}[\]>]?{_NOTE}{_MARK}"
    rf"(?:{_BEFORE_TIME}{_SPACE}*(?P<time>{TIME_MARK}){_MARK}{_SPACE}*$"
    rf"|{_SPACE}*(?P<inline>{BRACKETED_TIME}){_MARK}{_SPACE}+)"
)
_TAB = re.compile(
    rf"(?:(?P<bullet>\d{{1,4}})\t+)?(?:(?P<time>{TIME_MARK}){_SPACE}*\t+)?"
    rf"{_LABEL}{_NOTE} *\t+{_SPACE}*"
)
_BOLD = re.compile(rf"{_LEAD}(?P<bold>\*\*|__){_LABEL}{_NOTE}(?P=bold){_SPACE}+")
_ALONE = re.compile(rf"{_LEAD}{_MARK}[\[<]?{_LABEL}[\]>]?{_NOTE}{_MARK}{_SPACE}*$")
_EDGE = re.compile(rf"(?:{_SPACE}|[.:：–—\-*])*")

_LONGEST_PREFIX = 130
_LONGEST_LABEL_LINE = 60


def label_of(line: Line) -> Label | None:
    """The label with which a line begins, by the first form that fits; it may prove to be none."""
    if not line.text.strip():
        return None
    if line.speaker is not None:
        return _named_by_format(line)
    head = line.text[:_LONGEST_PREFIX]
    return (
        (_emphasised(line) if line.emphasised else None)
        or _before_colon(head)
        or _beside_time(head, line.text)
        or _set_off(head, line.text)
        or _alone(line.text)
        or _before_colon(head, _TIGHT_COLON)
    )


def _named_by_format(line: Line) -> Label:
    speaker = " ".join((line.speaker or "").split())
    match = re.match(
        rf"{_SPACE}*(?:<v[^>]*>)?{re.escape(speaker)}{_SPACE}*[:：]{_SPACE}*",
        line.text,
        re.IGNORECASE,
    )
    return Label(speaker, None, Form.FORMAT, match.end() if match else 0)


def _emphasised(line: Line) -> Label | None:
    """A label in bold at the beginning of a paragraph, with or without a colon."""
    bold = line.text[: line.emphasised]
    colon = _before_colon(line.text[:_LONGEST_PREFIX])
    if colon is not None and (":" in bold or "：" in bold):
        return colon
    rest = _EDGE.match(line.text, line.emphasised)
    length = rest.end() if rest else line.emphasised
    if colon is not None and colon.length <= length:
        return colon  # the colon itself is not in bold
    match = _ALONE.match(bold.strip().rstrip(".:-–— "))
    if match is None or _shape(match) is Shape.SENTENCE:
        return None
    form = Form.SET_OFF if line.text[length:].strip() else Form.ALONE
    return _label(match, form, length)


def _before_colon(head: str, pattern: re.Pattern[str] = _COLON) -> Label | None:
    if ":" not in head and "：" not in head:
        return None
    match = pattern.match(head)
    if match is None:
        return None
    form = Form.COLON if not match["time"] and not match["later"] else Form.TIMED
    return _label(match, form, match.end(), time=match["time"] or match["later"])


def _beside_time(head: str, text: str) -> Label | None:
    if not any(digit in head for digit in "0123456789"):
        return None
    for pattern in (_TIME_THEN_LABEL, _TIME_THEN_NUMBERED, _LABEL_THEN_TIME):
        match = pattern.match(text if len(text) <= _LONGEST_LABEL_LINE else head)
        if match is not None and _shape(match) is not Shape.SENTENCE:
            groups = match.groupdict()
            return _label(
                match, Form.TIMED, match.end(), time=groups["time"] or groups.get("inline")
            )
    return None


def _set_off(head: str, text: str) -> Label | None:
    match = (_TAB.match(head) if "\t" in head else None) or _BOLD.match(head)
    if match is None or _shape(match) is Shape.SENTENCE or match.end() >= len(text.rstrip()):
        return None
    return _label(match, Form.SET_OFF, match.end(), time=match.groupdict().get("time"))


def _alone(text: str) -> Label | None:
    if len(text) > _LONGEST_LABEL_LINE or text.rstrip()[-1:] in "!?…,;":
        return None
    match = _ALONE.match(text)
    if match is None:
        return None
    shape = _shape(match)
    is_sentence = shape is Shape.NAME and match["label"].endswith(".")  # "Okay."
    if is_sentence or shape in (Shape.SENTENCE, Shape.LOWER_CASE):
        return None
    return _label(match, Form.ALONE, len(text))


def _shape(match: re.Match[str]) -> Shape:
    return shape_of(_tidy(match["label"]))


def _tidy(label: str) -> str:
    return " ".join(label.split()).strip("*_ ")


def _label(match: re.Match[str], form: Form, length: int, time: str | None = None) -> Label:
    groups = match.groupdict()
    start_ms, end_ms = times_in(time) if time else (None, None)
    bullet = groups.get("bullet") or ""
    note = (groups.get("note") or "").strip()
    return Label(
        label=_tidy(match["label"]),
        note=note or None,
        form=form,
        length=length,
        start_ms=start_ms,
        end_ms=end_ms,
        is_listed=bool(bullet.strip(" >#")),
        is_weak="tight" in groups,
    )
