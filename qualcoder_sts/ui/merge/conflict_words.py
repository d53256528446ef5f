"""One conflict to read: what both sides have made of the last common value, word by word."""

from html import escape

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.word_differences import word_differences
from qualcoder_sts.merge.plan import Conflict, Side
from qualcoder_sts.reports.marked_wording import Marks, marked_wording
from qualcoder_sts.ui.merge.conflict_model import side_words, when_words


def conflict_html(conflict: Conflict, marks: Marks) -> str:
    """The conflict as the reading pane shows it."""
    what = escape(f"{conflict.what}: {conflict.why}" if conflict.what else conflict.why)
    parts = [f"<h3>{escape(conflict.name)}</h3>", f'<p class="quiet">{what}</p>']
    if conflict.base is not None:
        parts.append(_part(_("Before"), "", _text(conflict.base)))
    ours, theirs = _compared(conflict, marks)
    parts.append(_part(_("Yours"), _who(conflict.ours), ours))
    parts.append(_part(_("Theirs, in “%s”") % conflict.file, _who(conflict.theirs), theirs))
    return "".join(parts)


def _compared(conflict: Conflict, marks: Marks) -> tuple[str, str]:
    """Both wordings against the last common one; where there is none, theirs against yours."""
    ours, theirs = conflict.ours, conflict.theirs
    if not conflict.is_wording or ours.is_deleted or theirs.is_deleted:
        return _text(side_words(ours)), _text(side_words(theirs))
    if conflict.base is None:
        return _text(ours.words), marked_wording(word_differences(ours.words, theirs.words), marks)
    first, second = (
        marked_wording(word_differences(conflict.base, side.words), marks)
        for side in (ours, theirs)
    )
    return first, second


def _part(title: str, who: str, body: str) -> str:
    quiet = f' <span class="quiet">{escape(who)}</span>' if who else ""
    return f"<p><b>{escape(title)}</b>{quiet}<br>{body}</p>"


def _who(side: Side) -> str:
    return ", ".join(part for part in (side.coder, when_words(side.at), side.step) if part)


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>") or escape(_("nothing"))
