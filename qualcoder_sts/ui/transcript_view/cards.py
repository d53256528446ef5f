"""What is said about segments and suggestions when the pointer rests on them."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QDate, QLocale

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, SuggestedRow

_LONGEST_MEMO = 400


def hover_card(
    segments: Iterable[SegmentRow], theme: Theme, suggested: Iterable[SuggestedRow] = ()
) -> str:
    """Code, coder, date and memo of each segment, then each suggestion; as rich text."""
    cards = [_card(segment, theme) for segment in segments]
    cards += [_suggestion_card(row, theme) for row in suggested]
    return f"<qt>{'<hr>'.join(cards)}</qt>" if cards else ""


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


def _suggestion_card(row: SuggestedRow, theme: Theme) -> str:
    sign = f'<span style="color:{theme.stripe(row.colour)}">┅</span>'
    name = _("%s: suggested") % row.code_name
    quiet = f'<span style="color:{theme.text_quiet}">{escape(row.how_sure)}</span>'
    lines = [f"{sign} <b>{escape(name)}</b> · {quiet}"]
    return "<br>".join([*lines, escape(row.why)] if row.why else lines)


def _date(segment: SegmentRow) -> str:
    if segment.created_at is None:
        return ""
    day = segment.created_at.astimezone().date()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
