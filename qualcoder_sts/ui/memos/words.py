"""How memos are spoken of on the screen."""

from datetime import datetime

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import Hanging, MemoEntry, Subject
from qualcoder_sts.project.tables.memos import MemoKind


def kind_words(kind: MemoKind) -> str:
    """What a memo is for."""
    return {
        MemoKind.ANALYTIC: _("Analytic"),
        MemoKind.METHOD: _("Method"),
        MemoKind.REFLEXIVE: _("Reflexive"),
        MemoKind.TEAM: _("Team"),
    }[kind]


def hanging_words(hanging: Hanging) -> str:
    """The memos that hang on such things."""
    return {
        Hanging.NOTHING: _("Journal"),
        Hanging.SEGMENT: _("On segments"),
        Hanging.CODE: _("On codes"),
        Hanging.SOURCE: _("On sources"),
        Hanging.PARTICIPANT: _("On participants"),
        Hanging.ELSE: _("On other things"),
    }[hanging]


def about_words(about: Subject | None) -> str:
    """What a memo is about."""
    if about is None:
        return _("Journal entry")
    if about.hanging is Hanging.CODE:
        return _("On the code %s") % about.name
    if about.place:
        return _("On %(quote)s, %(place)s") % {"quote": about.name, "place": about.place}
    return _("On %s") % about.name


def line_below(entry: MemoEntry) -> str:
    """What a list says below the name of a memo."""
    memo = entry.memo
    parts = [kind_words(memo.kind), memo.coder, day(memo.changed_at)]
    if memo.private:
        parts.insert(0, _("Private"))
    return " · ".join(parts)


def day(moment: datetime) -> str:
    """The day of a moment, here."""
    return moment.astimezone().strftime("%Y-%m-%d")
