"""Rows of copies in numbers and plain words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.copying import MadeCopy
from qualcoder_sts.merge.plan import MergePlan, What

_NO_BREAK = "\N{NO-BREAK SPACE}"
_KINDS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "coded_segment": lambda n: ngettext("%s segment", "%s segments", n),
        "memo": lambda n: ngettext("%s memo", "%s memos", n),
        "finished_mark": lambda n: ngettext("%s finished mark", "%s finished marks", n),
        "suggestion_decision": lambda n: ngettext(
            "%s decision on a suggestion", "%s decisions on suggestions", n
        ),
        "consensus_decision": lambda n: ngettext(
            "%s consensus decision", "%s consensus decisions", n
        ),
        "assignment": lambda n: ngettext("%s assignment", "%s assignments", n),
        "round_result": lambda n: ngettext("%s result of a round", "%s results of rounds", n),
    }
)
"""What people have done, in the order in which it is told; the rest goes along with it."""


def copy_sentence(made: MadeCopy) -> str:
    """What was made, and what is left out of it."""
    words = _("“%(file)s” is ready for %(name)s. Left out: %(what)s.")
    what = left_out_words(made.withheld, is_whole=made.is_whole)
    return words % {"file": made.file.name, "name": made.coder, "what": what}


def left_out_words(rows: Mapping[str, int], *, is_whole: bool) -> str:
    """What is left out of a copy: ``412 segments, 3 memos and 15 finished marks``.

    What a blind round keeps from whoever is told is named, and not counted.
    """
    parts = [
        words(rows[table]) % f"{rows[table]:,}"
        for table, words in _KINDS.items()
        if rows.get(table)
    ]
    if not is_whole:
        parts.append(_("what the open blind round keeps from you"))
    return joined(parts) if parts else _("nothing")


def numbers_words(plan: MergePlan) -> str:
    """How many rows a merge adds, changes, deletes and combines: ``349 new · 4 deleted``."""
    words = {
        What.NEW: _("%s new"),
        What.CHANGED: _("%s changed"),
        What.DELETED: _("%s deleted"),
        What.UNITED: _("%s combined"),
    }
    numbers = {what: plan.count(what) for what in words}
    parts = [words[what] % f"{number:,}" for what, number in numbers.items() if number]
    return " · ".join(part.replace(" ", _NO_BREAK) for part in parts)
