"""WebVTT transcripts, as video meetings save them; webvtt-py does the parsing."""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.cues import Cue, joined_paragraphs
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.errors import damage_reported
from qualcoder_sts.transcripts.readers.normalise import normalise

if TYPE_CHECKING:
    from webvtt.models import Caption

KIND = "WebVTT (.vtt)"
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?(?:c|i|b|u|v|ruby|rt|lang)(?:[.\s][^>]*)?>|<[\d:.]+>")


def read_vtt(content: bytes, name: str) -> ReadDocument:
    """Read a WebVTT file; its speakers are voices or labels in the cues."""
    from webvtt import from_string  # noqa: PLC0415
    from webvtt.errors import MalformedCaptionError, MalformedFileError  # noqa: PLC0415

    decoded = read_text(content)
    text = normalise(decoded.text)
    errors = (MalformedFileError, MalformedCaptionError, ValueError, LookupError, AttributeError)
    with damage_reported(name, KIND, *errors):
        captions = from_string(text).captions
    cues = [cue for caption in captions for cue in _cues(caption)]
    return ReadDocument(
        joined_paragraphs(cues), format="vtt", encoding=decoded.encoding, remarks=decoded.remarks
    )


def _cues(caption: "Caption") -> Iterator[Cue]:
    """A caption's voices as cues of their own, all with the caption's times."""
    start, end = _milliseconds(caption.start), _milliseconds(caption.end)
    before, *voiced = _VOICE.split(caption.raw_text)
    if plain := _plain(before):
        yield Cue(start, end, plain)
    for voice, text in zip(voiced[::2], voiced[1::2], strict=True):
        yield Cue(start, end, _plain(text), html.unescape(voice).strip() or None)


def _plain(marked_up: str) -> str:
    # “- ” sets the voices of one caption apart on the screen.
    text = html.unescape(_TAG.sub("", marked_up)).strip()
    return text.removesuffix("\n-").strip("\n") if text != "-" else ""


def _milliseconds(written: str) -> int:
    """Of a time as webvtt-py gives it, ``HH:MM:SS.mmm``."""
    hours, minutes, seconds = written.split(":")
    whole, _, fraction = seconds.partition(".")
    return (int(hours) * 3600 + int(minutes) * 60 + int(whole)) * 1000 + int(fraction or "0")
