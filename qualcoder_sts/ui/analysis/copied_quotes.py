"""Quotes on the clipboard: as plain text, and as rich text for a word processor."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import QMimeData

from qualcoder_sts.analysis.quote_groups import reference
from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.participants.queries import ParticipantRow


def copied_quotes(
    segments: Sequence[RetrievedSegment], people: Mapping[UUID, ParticipantRow]
) -> QMimeData:
    """The quotes, each with who said it and where."""
    copied = QMimeData()
    placed = [(segment.text.strip(), reference(segment, people)) for segment in segments]
    copied.setText("\n\n".join(f"“{text}” ({place})" for text, place in placed))
    copied.setHtml("".join(_as_html(text, place) for text, place in placed))
    return copied


def _as_html(text: str, place: str) -> str:
    lines = "<br>".join(escape(line) for line in text.splitlines() if line.strip())
    return f"<blockquote>“{lines}”<br><small>{escape(place)}</small></blockquote>"
