"""Places in texts: two copies' spans, told in one text before they are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from qualcoder_sts.coding.moving import moved_segment, moved_turn
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdits, edits_between
from qualcoder_sts.merge.basis import Copy, value_of
from qualcoder_sts.merge.declarations import MOVED_WITH_THE_TEXT, PLACE, fields_of
from qualcoder_sts.project.history.rows import StoredRow, StoredValue

Place: TypeAlias = tuple[StoredValue, ...]


@dataclass(slots=True)
class Places:
    """Tells places in the texts that the merged sources have; ``texts`` are all that are known."""

    merged_texts: Mapping[str, str]  # by source
    texts: Mapping[str, str]
    _edits: dict[tuple[str, str], TextEdits] = field(default_factory=dict)

    def told(self, table: str, row: StoredRow, copy: Copy) -> Place | None:
        """A row's place in the merged text of its source; None when its words are gone."""
        old, new = self._texts_of(table, row, copy)
        place = value_of(row, fields_of(table)[PLACE])
        if old == new or (table == "finished_mark" and row["start"] is None):
            return place
        edits = self._edits_from(old, new)
        match table:
            case "coded_segment":
                span = moved_segment(edits, _span(row), self.texts[old])
                return None if span is None else (new, span.start, span.end)
            case "speaker_turn":
                start, speech, end = (int(each or 0) for each in place)
                return moved_turn(edits, start, speech, end)
        moved = edits.moved(_span(row))
        return None if moved is None else (moved.start, moved.end)

    def is_moved(self, table: str, row: StoredRow, copy: Copy) -> bool:
        """Whether a copy's row counts in another text than the merged one."""
        if table not in MOVED_WITH_THE_TEXT:
            return False
        old, new = self._texts_of(table, row, copy)
        return old != new

    def quote(self, table: str, row: StoredRow, copy: Copy) -> str:
        """The words a copy's row stands on."""
        if row["start"] is None:
            return ""
        return _span(row).of(self.texts[self._texts_of(table, row, copy)[0]])

    def around(self, table: str, row: StoredRow, copy: Copy, width: int) -> tuple[str, str]:
        """What stands before and after those words."""
        if row["start"] is None:
            return "", ""
        text, span = self.texts[self._texts_of(table, row, copy)[0]], _span(row)
        return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]

    def _texts_of(self, table: str, row: StoredRow, copy: Copy) -> tuple[str, str]:
        """The text a row counts in, and the one it shall count in."""
        source_id = str(row["source_id"])
        if table == "coded_segment":
            old = str(row["text_hash"])
        else:
            old = str(copy.rows["source"][source_id]["text_hash"])
        return old, self.merged_texts.get(source_id, old)

    def _edits_from(self, old: str, new: str) -> TextEdits:
        if (old, new) not in self._edits:
            self._edits[old, new] = edits_between(self.texts[old], self.texts[new])
        return self._edits[old, new]


def _span(row: StoredRow) -> Span:
    return Span(int(row["start"] or 0), int(row["end"] or 0))
