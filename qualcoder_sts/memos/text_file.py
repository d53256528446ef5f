"""Memos as text: Markdown, or plain."""

from collections.abc import Iterable

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import MemoEntry, Subject
from qualcoder_sts.project.choice_words import choice_word


def as_markdown(entries: Iterable[MemoEntry]) -> str:
    """One section for each memo."""
    return "\n".join(_section(entry, heading="## ", mark="*") for entry in entries)


def as_plain_text(entries: Iterable[MemoEntry]) -> str:
    """One block for each memo, its name underlined."""
    return "\n".join(_section(entry, heading="", mark="") for entry in entries)


def details(entry: MemoEntry) -> str:
    """What kind of memo it is, whose, when, and about what."""
    memo = entry.memo
    parts = [
        choice_word(memo.kind.value),
        memo.coder,
        memo.changed_at.astimezone().strftime("%Y-%m-%d"),
    ]
    if entry.about is None:
        parts.append(_("journal"))
    else:
        parts.append(_("on %s") % subject_words(entry.about))
    return " · ".join(parts)


def subject_words(subject: Subject) -> str:
    """What a memo is about, with its place."""
    return f"{subject.name} ({subject.place})" if subject.place else subject.name


def _section(entry: MemoEntry, *, heading: str, mark: str) -> str:
    name = entry.name or _("Memo")
    lines = [f"{heading}{name}"] if heading else [name, "=" * len(name)]
    lines += ["", f"{mark}{details(entry)}{mark}", "", entry.memo.content.strip(), ""]
    if entry.links:
        lines += [f"- {subject_words(link)}" for link in entry.links]
        lines.append("")
    return "\n".join(lines)
