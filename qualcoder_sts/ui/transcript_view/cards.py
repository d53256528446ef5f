"""What is said about a segment when the pointer rests on it."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QDate, QLocale

from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow

_LONGEST_MEMO = 400


def hover_card(segments: Iterable[SegmentRow], theme: Theme) -> str:
    """Code, coder, date and memo of each segment, as rich text."""
    cards = "<hr>".join(_card(segment, theme) for segment in segments)
    return f"<qt>{cards}</qt>" if cards else ""


def _card(segment: SegmentRow, theme: Theme) -> str:
    sign = f'<span style="color:{theme.stripe(segment.colour)}">■</span>'
    lines = [f"{sign} <b>{escape(segment.code_name)}</b>"]
    if origin := " · ".join(escape(part) for part in (segment.coder, _date(segment)) if part):
        lines.append(f'<span style="color:{theme.text_quiet}">{origin}</span>')
    if segment.memo:
        memo = segment.memo
        if len(memo) > _LONGEST_MEMO:
            memo = memo[:_LONGEST_MEMO].rstrip() + "…"
        lines.append(escape(memo).replace("\n", "<br>"))
    return "<br>".join(lines)


def _date(segment: SegmentRow) -> str:
    if segment.created_at is None:
        return ""
    day = segment.created_at.astimezone().date()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
