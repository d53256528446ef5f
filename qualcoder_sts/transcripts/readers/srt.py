"""SubRip subtitles; the srt library does the parsing."""

import re
from datetime import timedelta

from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.cues import Cue, joined_paragraphs
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.errors import DamagedFileError, damage_reported
from qualcoder_sts.transcripts.readers.normalise import normalise

KIND = "SubRip (.srt)"
_TAG = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")


def read_srt(content: bytes, name: str) -> ReadDocument:
    """Read a SubRip file; its speakers are labels in the cues."""
    import srt  # noqa: PLC0415

    decoded = read_text(content)
    text = normalise(decoded.text)
    with damage_reported(name, KIND, srt.SRTParseError, ValueError, LookupError, OverflowError):
        subtitles = list(srt.parse(text, ignore_errors=True))
    if not subtitles:
        raise DamagedFileError(name, KIND)
    cues = [
        Cue(_milliseconds(subtitle.start), _milliseconds(subtitle.end), _plain(subtitle.content))
        for subtitle in sorted(subtitles, key=lambda subtitle: subtitle.start)
    ]
    return ReadDocument(
        joined_paragraphs(cues), format="srt", encoding=decoded.encoding, remarks=decoded.remarks
    )


def _plain(marked_up: str) -> str:
    return _BLANK_LINES.sub("\n", _TAG.sub("", marked_up)).strip()


def _milliseconds(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)
