"""What rows of two copies are called and say, and who made them so."""

import json
from datetime import datetime

from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.foundation.text_edits import TextEdits, edits_between
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.basis import DECIDED, Copy, Step
from qualcoder_sts.merge.declarations import PLACE, field_of_column, fields_of
from qualcoder_sts.merge.keys import SameKeys, pointing
from qualcoder_sts.merge.plan import Side
from qualcoder_sts.merge.resolving import Merged
from qualcoder_sts.project.history.row_words import RowNames, shortened
from qualcoder_sts.project.history.rows import StoredRow, StoredValue

_LONGEST_QUOTE = 60
_LONGEST_WORDS = 4000
_MOST_PLACES = 3
_AROUND = 24
# Wordings are shown whole, so that they can be compared.
WORDINGS = frozenset(
    {
        "abstract", "brief_definition", "content", "description", "examples", "exclusion_reason",
        "full_definition", "note", "statement", "terms", "when_not_to_use", "when_to_use",
    }
)  # fmt: skip
WRITABLE = WORDINGS | {
    "authors", "client_population", "design", "label", "name", "place", "provider", "published_in",
    "setting", "title", "value",
}  # fmt: skip


class MergedWords(RowNames):
    """Looks rows up in the merged state, then in the copies, then in what they said last."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self._merged = merged
        self._copies = (merged.copy, merged.ours, merged.theirs)
        self._actor = ""

    def row(self, table: str, row_id: str) -> StoredRow | None:
        """A row as it is to be, or as it was."""
        for copy in self._copies:
            if (row := copy.rows.get(table, {}).get(row_id)) is not None:
                return row
        for copy in self._copies:
            if (last := copy.last_rows.get((table, row_id))) is not None:
                found: StoredRow = json.loads(last)
                return found
        return None

    def quote(self, row: StoredRow) -> str:
        """The words a segment stands on."""
        text = self._merged.copy.texts.get(str(row["text_hash"]), "")
        span = Span(int(row["start"] or 0), int(row["end"] or 0))
        return shortened(span.of(text), _LONGEST_QUOTE)

    def field(self, table: str, name: str) -> str:
        """What one of a row's values is."""
        if name == PLACE:
            return _("place in the text")
        return self.column(fields_of(table)[name][0] if name != "target" else "target_id")

    def says(self, table: str, row: StoredRow, name: str) -> str:
        """What a row says in one of its values."""
        if name == PLACE:
            return self._place(row)
        columns = fields_of(table)[name]
        if name == "target":
            return self.value(table, row, "target_id")
        if columns[0] in WORDINGS and row[columns[0]]:
            return str(row[columns[0]])[:_LONGEST_WORDS]
        if columns == ("parent_id",):
            return self.path(row["parent_id"]) or _("at the top")
        words = [self.value(table, row, column) for column in columns[:2]]
        return words[0] if len(columns) == 1 else "; ".join(words)

    def path(self, code_id: StoredValue) -> str:
        """Where a code stands."""
        names: list[str] = []
        seen: set[StoredValue] = set()
        while code_id is not None and code_id not in seen:
            seen.add(code_id)
            row = self.row("code", str(code_id))
            names.insert(0, "" if row is None else str(row["name"]))
            code_id = None if row is None else row["parent_id"]
        return " › ".join(names)

    def _place(self, row: StoredRow) -> str:
        if row["start"] is None:
            return _("the whole source")
        words = _("characters %(start)s to %(end)s")
        place = words % {"start": f"{row['start']:,}", "end": f"{row['end']:,}"}
        text_hash = row.get("text_hash")
        if text_hash is None:
            source = self.row("source", str(row["source_id"]))
            text_hash = None if source is None else source["text_hash"]
        return f"{place}: “{self.quote({**row, 'text_hash': text_hash})}”"

    def coder_of(self, table: str, row: StoredRow, version: str) -> str:
        """Whose row it is; where it is nobody's in particular, who made it so."""
        if table != "coder" and row.get("coder_id") is not None:
            return self.called("coder", row["coder_id"])
        return self.coder_of_step(version)

    def coder_of_step(self, version: str) -> str:
        """Who took a step."""
        step = self.step(version)
        return "" if step is None else self.called("coder", self._key(step.coder_id))

    def step(self, version: str) -> Step | None:
        """The step that gave a version; None for what this merge decides."""
        return None if version == DECIDED else self._merged.copy.steps.get(version)

    def side(self, words: str, stored: StoredValue, version: str) -> Side:
        """One side of a conflict with who made it so."""
        step = self.step(version)
        if step is None:
            return Side(words, stored)
        at = datetime.fromisoformat(step.at)
        return Side(words, stored, self.coder_of_step(version), at, step.label)

    def _key(self, coder_id: str | None) -> str | None:
        return self._merged.same.get("coder", {}).get(coder_id or "", coder_id)

    def texts_compared(self, base: str | None, ours: str, theirs: str) -> tuple[str, str, str]:
        """Where two corrections of a text stand: the places before, in ours, in theirs."""
        texts = self._merged.copy.texts
        our_text, their_text = texts.get(ours, ""), texts.get(theirs, "")
        before = texts.get(base or "", our_text)
        to_ours, to_theirs = edits_between(before, our_text), edits_between(before, their_text)
        edits = sorted([*to_ours, *to_theirs])
        places = united(Span(max(0, each.start - 1), each.end + 1) for each in edits)
        said: tuple[list[str], list[str], list[str]] = ([], [], [])
        for place in places[:_MOST_PLACES]:
            said[0].append(_around(before, place))
            said[1].append(_around(our_text, _moved(to_ours, place)))
            said[2].append(_around(their_text, _moved(to_theirs, place)))
        words = [" ".join(each) for each in said]
        return "" if base is None else words[0], words[1], words[2]


def _moved(edits: TextEdits, place: Span) -> Span:
    start = edits.moved_position(place.start)
    return Span(start, max(start, edits.moved_end(place.end)))


def _around(text: str, place: Span) -> str:
    piece = " ".join(text[max(0, place.start - _AROUND) : place.end + _AROUND].split())
    return f"…{piece}…"


def last_shared(
    table: str, row_id: str, name: str, copies: tuple[Copy, Copy], same: SameKeys
) -> StoredRow | None:
    """A row as it was when a value of it was last the same in both copies; None if it never was."""
    for of, other in (copies, copies[::-1]):
        found = _last_known(of, other, table, row_id, name)
        if found is not None:
            return pointing(table, found, same)
    return None


def _last_known(of: Copy, other: Copy, table: str, row_id: str, name: str) -> StoredRow | None:
    row = of.rows[table].get(row_id)
    if row is None:
        last = of.last_rows.get((table, row_id))
        row = None if last is None else json.loads(last)
    if row is None:
        return None
    columns = fields_of(table)[name]
    updates = of.past.get((table, row_id), ())
    states: list[StoredRow] = [*(json.loads(update.before) for update in updates), row]
    versions = of.versions[table][row_id]
    made = [_first_version(of, table, row_id, name)]
    for number, update in enumerate(updates):
        before, after = states[number], states[number + 1]
        if any(before.get(column) != after.get(column) for column in columns):
            made.append(_version_of(update.step_id, update.origin, table, name))
        else:
            made.append(made[-1])
    made[-1] = versions.of(name)
    for state, version in zip(reversed(states), reversed(made), strict=True):
        if other.knows.has(version, row_id):
            return state
    return None


def _first_version(of: Copy, table: str, row_id: str, name: str) -> str:
    versions = of.versions[table][row_id]
    return versions.common if name in versions.fields else versions.of(name)


def _version_of(step_id: str, origin: str | None, table: str, name: str) -> str:
    said: dict[str, str] = json.loads(origin or "{}")
    names = field_of_column(table)
    return next((each for column, each in said.items() if names.get(column) == name), step_id)
