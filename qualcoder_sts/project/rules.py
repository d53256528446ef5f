"""What must hold between rows beyond what the tables' own constraints say.

Operations keep these rules; here they are asked of whatever state a file or an undo has come to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.kind_words import kind_word
from qualcoder_sts.project.tables.base import history_tables

Query: TypeAlias = Callable[[str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One row that breaks a rule, and how, as the end of a sentence."""

    table: str
    row_id: str
    what: str


# Where positions count in the source's present text.
_IN_PRESENT_TEXT = ("coded_segment", "speaker_turn", "finished_mark")
# Where they count in the text the row names, which may be an earlier one.
_IN_NAMED_TEXT = ("coded_segment", "consensus_decision", "suggestion_decision")

_LENGTHS = "WITH length_of AS MATERIALIZED (SELECT hash, length(content) AS characters FROM text) "


def broken_rules(query: Query) -> list[BrokenRule]:
    """Every breach in a project; ``query`` runs SQL and gives the rows found."""
    return [
        *_spans_outside_their_text(query),
        *_segments_on_an_earlier_text(query),
        *_codes_in_a_circle(query),
        *_siblings_of_one_name(query),
        *_memos_on_nothing(query),
    ]


def _spans_outside_their_text(query: Query) -> Iterable[BrokenRule]:
    for table in dict.fromkeys(_IN_PRESENT_TEXT + _IN_NAMED_TEXT):
        text = "row.text_hash" if table in _IN_NAMED_TEXT else "source.text_hash"
        found = query(
            f'{_LENGTHS}SELECT row.id, row."end", characters FROM "{table}" AS row '
            "JOIN source ON source.id = row.source_id "
            f'JOIN length_of ON length_of.hash = {text} WHERE row."end" > characters '
            'OR row."start" > row."end"'
        )
        for row_id, end, characters in found:
            what = _("ends at character %(end)d, but its text has %(length)d")
            yield BrokenRule(table, row_id, what % {"end": end, "length": characters})


def _segments_on_an_earlier_text(query: Query) -> Iterable[BrokenRule]:
    found = query(
        "SELECT row.id FROM coded_segment AS row JOIN source ON source.id = row.source_id "
        "WHERE row.text_hash <> source.text_hash"
    )
    for (row_id,) in found:
        what = _("counts in an earlier text of its source")
        yield BrokenRule("coded_segment", row_id, what)


def _codes_in_a_circle(query: Query) -> Iterable[BrokenRule]:
    rows = query("SELECT id, parent_id FROM code WHERE parent_id IS NOT NULL")
    parents: dict[str, str] = dict(rows)
    sound: set[str] = set()
    for code in parents:
        path: dict[str, None] = {}
        above: str | None = code
        while above is not None and above not in sound and above not in path:
            path[above] = None
            above = parents.get(above)
        if above in path:
            yield BrokenRule("code", code, _("lies below itself"))
        else:
            sound.update(path)


def _siblings_of_one_name(query: Query) -> Iterable[BrokenRule]:
    taken: set[tuple[str | None, str]] = set()
    for row_id, parent, name in query("SELECT id, parent_id, name FROM code ORDER BY id"):
        key = (parent, " ".join(name.split()).casefold())
        if key in taken:
            yield BrokenRule("code", row_id, _("has the name of a sibling, “%s”") % name)
        taken.add(key)


def _memos_on_nothing(query: Query) -> Iterable[BrokenRule]:
    for table in ("memo", "memo_link"):
        for target in history_tables():
            found = query(
                f"SELECT id FROM {table} WHERE target_table = '{target.name}' "
                f'AND target_id NOT IN (SELECT id FROM "{target.name}")'
            )
            for (row_id,) in found:
                what = _("is about a %s that is not there") % kind_word(target.name)
                yield BrokenRule(table, row_id, what)
