"""One go at putting two copies together in which each row has one key."""

from collections.abc import Iterable

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.merge.basis import DECIDED, Copy
from qualcoder_sts.merge.breaches import Breach, put_in_order
from qualcoder_sts.merge.comparing import Clash, RowCompared, RowComparison
from qualcoder_sts.merge.declarations import (
    MOVED_WITH_THE_TEXT,
    PLACE,
    fields_of,
    pointers_of,
    tables,
)
from qualcoder_sts.merge.deleting import (
    By,
    Removal,
    RowKey,
    Together,
    contest_what_is_built_upon,
    hanging,
    removal,
    together,
)
from qualcoder_sts.merge.draft import Draft
from qualcoder_sts.merge.places import Places
from qualcoder_sts.merge.plan import Decision, Decisions, Take
from qualcoder_sts.project.history.rows import StoredRow

# Nobody is deleted whose work is there, and a trace of merging stays until its row is back.
_NEVER_ASKED = frozenset({"coder", "merged_away"})


class Joining:
    """Two copies, and the draft of what comes of them."""

    def __init__(
        self, ours: Copy, theirs: Copy, kept: dict[RowKey, bool], decisions: Decisions
    ) -> None:
        self.ours, self.theirs = ours, theirs
        self._decisions = decisions
        self.draft = Draft(ours)
        self.places = Places(self._merged_texts(), {**theirs.texts, **ours.texts})
        self._comparison = RowComparison(ours, theirs, self.places, kept)
        self._removals: list[Removal] = []
        self.clashes: list[Clash] = []
        self.deletions: list[Together] = []
        self.breaches: list[Breach] = []
        self._into = _merged_away(ours, theirs)
        self.heirs: dict[RowKey, str] = {}
        self.reanchored: list[tuple[RowKey, Copy]] = []
        self.unplaced: list[tuple[RowKey, Copy]] = []

    def join(self) -> None:
        """Go through all rows, then through what they are to each other."""
        for table in tables():
            if table == "alias":
                continue
            ours, theirs = self.ours.rows[table], self.theirs.rows[table]
            for row_id in theirs:
                if row_id in ours:
                    self._compare(table, row_id)
                else:
                    self._take_or_leave(table, row_id, self.theirs, self.ours, By.US)
            for row_id in ours.keys() - theirs.keys():
                self._take_or_leave(table, row_id, self.ours, self.theirs, By.THEM)
        self._delete()
        self._forget_traces()
        self.breaches = put_in_order(self.draft, self.ours, self.theirs, self._choice)

    def _merged_texts(self) -> dict[str, str]:
        """The text that each source is to have."""
        texts = {
            source_id: str(row["text_hash"])
            for rows in (self.theirs.rows["source"], self.ours.rows["source"])
            for source_id, row in rows.items()
        }
        comparison = RowComparison(self.ours, self.theirs, Places({}, {}), {})
        for source_id in self.ours.rows["source"].keys() & self.theirs.rows["source"].keys():
            compared = comparison.compared("source", source_id)
            if compared is None or compared.row is None:
                continue
            texts[source_id] = str(compared.row["text_hash"])
            for clash in compared.clashes:
                decision = self._decision(clash_id(clash))
                is_theirs = decision is not None and decision.take is Take.THEIRS
                if clash.field == "text_hash" and is_theirs:
                    texts[source_id] = str(clash.theirs[0])
        return texts

    def _compare(self, table: str, row_id: str) -> None:
        compared = self._comparison.compared(table, row_id)
        if compared is None:
            return
        if compared.row is None:
            self._unplace(table, row_id, self.ours)
            return
        for clash in compared.clashes:
            self.clashes.append(clash)
            self._decide(compared, clash)
        self.draft.put(table, row_id, compared.row, compared.versions)
        if table == "coded_segment":
            self._note_moved(row_id, compared.row)

    def _decide(self, compared: RowCompared, clash: Clash) -> None:
        decision = self._decision(clash_id(clash))
        if decision is None or compared.row is None:
            return
        columns = fields_of(clash.table)[clash.field]
        if decision.take is Take.THEIRS:
            compared.row.update(zip(columns, clash.theirs, strict=True))
        elif decision.take is Take.WRITTEN and len(columns) == 1:
            compared.row[columns[0]] = written(columns[0], decision.written)
        compared.versions = compared.versions.with_fields({clash.field: DECIDED})

    def _note_moved(self, row_id: str, row: StoredRow) -> None:
        """A segment whose place was told anew, and not by whoever corrected the text."""
        key = ("coded_segment", row_id)
        stands_there = [
            copy.rows["coded_segment"][row_id]["text_hash"] == row["text_hash"]
            and copy.rows["coded_segment"][row_id]["start"] == row["start"]
            and copy.rows["coded_segment"][row_id]["end"] == row["end"]
            for copy in (self.ours, self.theirs)
        ]
        if not any(stands_there):
            is_ours = self.places.is_moved(*self._row_of(key, self.ours))
            self.reanchored.append((key, self.ours if is_ours else self.theirs))

    @staticmethod
    def _row_of(key: RowKey, copy: Copy) -> tuple[str, StoredRow, Copy]:
        return key[0], copy.rows[key[0]][key[1]], copy

    def _take_or_leave(self, table: str, row_id: str, having: Copy, lacking: Copy, by: By) -> None:
        """A row that only one copy has: new, or deleted by the other."""
        found, is_there = removal(table, row_id, having, lacking, by)
        if is_there:
            self._place(table, row_id, having)
            return
        assert found is not None, "what is not there was removed"
        self._removals.append(found)
        self.draft.remove(table, row_id, found.version or DECIDED)

    def _place(self, table: str, row_id: str, having: Copy) -> None:
        """Put a row where its words stand by now."""
        row, versions = having.rows[table][row_id], having.versions[table][row_id]
        if not self.places.is_moved(table, row, having):
            self.draft.put(table, row_id, row, versions)
            return
        place = self.places.told(table, row, having)
        if place is None:
            self._unplace(table, row_id, having)
            return
        told = {**row, **dict(zip(fields_of(table)[PLACE], place, strict=True))}
        self.draft.put(table, row_id, told, versions)
        if table == "coded_segment":
            self.reanchored.append(((table, row_id), having))

    def _unplace(self, table: str, row_id: str, having: Copy) -> None:
        """A row whose words are gone goes as if the correction had been made in its own copy."""
        source_id = str(having.rows[table][row_id]["source_id"])
        version = self.draft.versions["source"][source_id].of("text_hash")
        self.draft.remove(table, row_id, version)
        if table in MOVED_WITH_THE_TEXT:
            self.unplaced.append(((table, row_id), having))

    def _delete(self) -> None:
        groups = together(self._removals)
        back: list[Together] = []
        while True:
            for group in groups:
                if group.is_contested and group not in back and self._is_kept(group):
                    back.append(group)
                    self._bring_back(group)
            if not contest_what_is_built_upon(self.draft.rows, groups):
                break
        self.deletions = [
            group for group in groups if group.is_contested and group.root.table not in _NEVER_ASKED
        ]
        gone = [member.key for group in groups if group not in back for member in group.members]
        gone += [key for key, _having in self.unplaced if key[1] not in self.draft.rows[key[0]]]
        for group in self.deletions:
            self._find_heir(group)
        for group in self.deletions:
            if group not in back:
                for member in group.members:
                    self.draft.remove(member.table, member.row_id, DECIDED)
        self._let_go(gone)

    def _is_kept(self, group: Together) -> bool:
        decision = self._decision(group.id)
        if decision is None or group.root.table in _NEVER_ASKED:
            return True
        return (decision.take is Take.OURS) is (group.root.by is By.THEM)

    def _bring_back(self, group: Together) -> None:
        for member in group.members:
            having = self.ours if member.by is By.THEM else self.theirs
            self._place(member.table, member.row_id, having)
            if member.row_id in self.draft.rows[member.table]:
                row = self.draft.rows[member.table][member.row_id]
                versions = member.versions.with_existence(DECIDED, is_there=True)
                self.draft.put(member.table, member.row_id, row, versions)

    def _find_heir(self, group: Together) -> None:
        table, row_id = group.root.key
        seen = {row_id}
        # The row into which it went may itself have been merged since.
        while (into := self._into.get((table, row_id))) is not None and into not in seen:
            if into in self.draft.rows[table]:
                self.heirs[group.root.key] = into
                return
            seen.add(into)
            row_id = into

    def _forget_traces(self) -> None:
        """What is there again was not made part of anything."""
        for trace_id, trace in list(self.draft.rows["merged_away"].items()):
            if trace["gone_id"] in self.draft.rows[str(trace["table_name"])]:
                self.draft.remove("merged_away", trace_id, DECIDED)

    def _let_go(self, gone: Iterable[RowKey]) -> None:
        """What hangs on rows that are to go: follows into their heirs, is cleared, or goes too."""
        targets: dict[RowKey, object] = dict.fromkeys(gone)
        while found := list(hanging(self.draft.rows, targets)):
            for (table, row_id), target in found:
                if row_id not in self.draft.rows[table]:
                    continue
                changed = self._released(table, self.draft.rows[table][row_id], target)
                if changed is None:
                    self.draft.remove(table, row_id, DECIDED)
                    targets[table, row_id] = None
                else:
                    name = "target" if "target_id" in changed else next(iter(changed))
                    self.draft.decide(table, row_id, name, changed)

    def _released(self, table: str, row: StoredRow, target: RowKey) -> StoredRow | None:
        """How a row lets go of another; None when it goes too."""
        heir = self.heirs.get(target)
        for pointer in pointers_of(table):
            if (pointer.table, row[pointer.column]) == target:
                if heir is not None:
                    return {pointer.column: heir}
                return {pointer.column: None} if pointer.clears else None
        return None if heir is None else {"target_id": heir}

    def _decision(self, conflict_id: str) -> Decision | None:
        return self._decisions.conflicts.get(conflict_id)

    def _choice(self, conflict_id: str) -> tuple[str, str] | None:
        decision = self._decision(conflict_id)
        return None if decision is None else (decision.take.value, decision.written)


def _merged_away(*copies: Copy) -> dict[RowKey, str]:
    """Rows that were made part of others, in any of the copies."""
    traces = [row for copy in copies for row in copy.rows["merged_away"].values()]
    # Where copies disagree both choose alike.
    traces.sort(key=lambda trace: str(trace["into_id"]))
    return {
        (str(trace["table_name"]), str(trace["gone_id"])): str(trace["into_id"]) for trace in traces
    }


def clash_id(clash: Clash) -> str:
    """How a conflict about a value is known."""
    return f"{clash.table} {clash.row_id} {clash.field} {clash.their_version}"


def written(column: str, text: str) -> str:
    """A third value as it is stored."""
    return tidied(cleaned(text)) if column in {"name", "label", "title"} else cleaned(text)
