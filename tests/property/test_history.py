"""The history holds under every operation: undo is exact, the log says all, nothing dangles.

A machine carries out operations in any order, with odd text, by two coders, closing and reopening
the project in between. It begins with hardly anything, or in the middle of a study. A list with a
pointer is what undo and redo are compared with.
"""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from sqlalchemy.orm import Session

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.codebook import versions
from qualcoder_sts.coding.operations import codes, segments
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.project import schema
from qualcoder_sts.project.blindness import blindness_of
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import (
    NothingToRedoError,
    NothingToUndoError,
    StepHiddenError,
    StepNotUndoableError,
)
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.triggers import generated_triggers
from tests.made_up_language import made_up_language, untranslated_words, words_in
from tests.property.arguments import CODE, NAMES, SEGMENT, SOURCE, SPANS, WORDS
from tests.property.beginnings import (
    CODERS,
    Beginning,
    begin,
    begun,
    hardly_anything,
    study_under_way,
)
from tests.property.examples import AS_FOUND, IS_THOROUGH, SEEDS, let_run
from tests.property.hands import ACTING, MOSTLY, Hands, Operation, Rows, keys_from, operation
from tests.property.operations import ALL, ON_MEMOS, TRIED

NAMING = ("name", "title", "label", "value")


class History(RuleBasedStateMachine):
    """The project beside a list of its states; ``position`` is where undo and redo have come to."""

    operations: Sequence[Operation] = TRIED
    done: ClassVar[Counter[Callable[..., Any]]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.path = self.folder / "study.qsts"
        self.told: list[Changes] = []
        self.coder = CODERS[0]

    @initialize(seed=SEEDS, is_under_way=MOSTLY)
    def begin(self, seed: int, is_under_way: bool) -> None:
        self.open.enter_context(keys_from(seed))
        beginning = self.beginning(is_under_way)
        self.open.enter_context(made_up_language())
        self.path.write_bytes(beginning.content)
        self.reader = self.open.enter_context(closing(sqlite3.connect(self.path)))
        self.states = list(beginning.states)
        self.position = len(self.states) - 1
        self.open_as(self.coder)

    def beginning(self, is_under_way: bool) -> Beginning:
        return study_under_way() if is_under_way else hardly_anything()

    def open_as(self, coder: str) -> None:
        self.coder = coder
        self.workspace = open_project(self.path, coder=coder, backups=None)
        self.open.callback(self.workspace.close)
        assert self.workspace.notices == ()
        self.workspace.subscribe(self.told.append)
        assert self.workspace_rows() == self.now

    def workspace_rows(self) -> HistoryRows:
        return history_rows(lambda sql: self.reader.execute(sql).fetchall())

    @property
    def now(self) -> HistoryRows:
        return self.states[self.position]

    def arrive(self, changes: Changes) -> None:
        """After a step that is none of undo and redo: a new state, and nothing left to redo."""
        rows = self.workspace_rows()
        if not changes:
            assert rows == self.now
            return
        assert changed(self.now, rows) <= {
            (table, row.hex) for table, ids in changes.rows.items() for row in ids
        }
        self.states[self.position + 1 :] = [rows]
        self.position += 1

    def hands(self, data: st.DataObject) -> Hands:
        return Hands(self.folder, self.reader, data, self.workspace.coder_id)

    def run(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> bool:
        """Whether it has changed anything."""
        self.told.clear()
        data = {*names_in(self.now), *strings_in([*arguments, *named.values()])}
        try:
            changes = self.workspace.run(function, *arguments, **named).changes
        except QualcoderError as error:
            self.refused(error, data)
            assert self.told == []
            return False
        data |= set(names_in({"code": self.workspace_rows()["code"]}))  # in vivo: the text's words
        assert english_in(f"{changes.label} {changes.told}", data) == set()
        assert self.told == ([changes] if changes else [])
        self.arrive(changes)
        return bool(changes)

    def refused(self, error: QualcoderError, data: Iterable[str]) -> None:
        """Nothing has changed, and the reason is in the language that is spoken."""
        assert english_in(str(error), data) == set()
        assert self.workspace_rows() == self.now

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """One rule for all that happens: of several, Hypothesis leaves some out of each example."""
        happens = [
            *[self.work] * 12, self.go_back_and_forth, self.go_back_and_return,
            self.undo_an_earlier_step, self.reopen, self.fail_halfway,
        ]  # fmt: skip
        happens[data.draw(st.integers(0, len(happens) - 1), label="what happens")](data)

    def work(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.operations), label="operation")
        arguments, named = self.hands(data).arguments(chosen)
        if self.run(chosen.function, *arguments, **named):
            self.done[chosen.function] += 1

    def go_back_and_forth(self, data: st.DataObject) -> None:
        for by in data.draw(st.lists(st.sampled_from([-1, +1]), min_size=1, max_size=4)):
            self.go(by)

    def go_back_and_return(self, data: st.DataObject) -> None:
        times = data.draw(st.integers(1, 4))
        for by in [-1] * times + [+1] * times:
            self.go(by)

    def go(self, by: int) -> None:
        """Undo or redo, if there is anything to and who acts may know of it."""
        try:
            changes = self.workspace.undo() if by < 0 else self.workspace.redo()
        except (NothingToUndoError, NothingToRedoError):
            assert self.position == (0 if by < 0 else len(self.states) - 1)
        except StepHiddenError:
            assert self.workspace.read(blindness_of, self.workspace.coder_id)
        else:
            assert changes.kind is (ChangeKind.UNDO if by < 0 else ChangeKind.REDO)
            self.position += by
        assert self.workspace_rows() == self.now

    def undo_an_earlier_step(self, data: st.DataObject) -> None:
        steps = self.workspace.read(audit_trail)
        step = steps[data.draw(st.integers(0, len(steps) - 1))]
        words = {*names_in(self.now), *strings_in([step.label])}
        try:
            changes = self.workspace.undo_step(step.id)
        except (StepNotUndoableError, StepHiddenError) as error:
            self.refused(error, words)
            return
        if changes.kind is ChangeKind.UNDO:
            self.position -= 1
            assert self.workspace_rows() == self.now
        else:
            self.arrive(changes)

    def reopen(self, data: st.DataObject) -> None:
        self.workspace.close()
        self.open_as(data.draw(st.sampled_from(CODERS[:2])))

    def fail_halfway(self, _data: st.DataObject) -> None:
        with pytest.raises(ZeroDivisionError):
            self.workspace.run(add_and_fail)
        assert self.workspace_rows() == self.now

    @invariant()
    def nothing_dangles(self) -> None:
        assert self.reader.execute("PRAGMA foreign_key_check").fetchall() == []

    def teardown(self) -> None:
        with self.open:
            if self.path.exists():  # there has been a beginning
                self.workspace.close()
                self.look_back()

    def look_back(self) -> None:
        """What must hold of the file in the end."""
        assert check_project(self.path) == ()


def english_in(sentence: str, data: Iterable[str]) -> set[str]:
    """Words that were not translated; the names of things in the project are nobody's to."""
    return untranslated_words(sentence, words_in(" ".join(data)))


def names_in(rows: HistoryRows) -> Iterable[str]:
    """What the rows of a state are called."""
    for table in history_tables():
        if table.name not in rows:
            continue
        columns = ["", *table.columns.keys()]
        places = [columns.index(name) for name in NAMING if name in columns]
        for row in rows[table.name].values():
            yield from (str(row[place]) for place in places)


def strings_in(arguments: Sequence[Any]) -> Iterable[str]:
    """What somebody has typed, whatever it was wrapped in."""
    for argument in arguments:
        if is_dataclass(argument) and not isinstance(argument, type):
            yield from strings_in([getattr(argument, each.name) for each in fields(argument)])
        elif isinstance(argument, list | tuple):
            yield from strings_in(argument)
        elif isinstance(argument, str) and not isinstance(argument, Enum):
            yield argument


def add_and_fail(session: Session) -> None:
    codebook.add_code(session, f"Halfway {uuid4()}")
    raise ZeroDivisionError


def changed(before: HistoryRows, after: HistoryRows) -> set[tuple[str, str]]:
    """The rows in which two states differ."""
    return {
        (table, key)
        for table in before
        for key in before[table].keys() | after[table].keys()
        if before[table].get(key) != after[table].get(key)
    }


@pytest.mark.timeout(0 if IS_THOROUGH else 900)
@pytest.mark.parametrize("seeds", [range(55), range(55, 110)], ids=["once", "again"])
def test_the_history_holds(seeds: range) -> None:
    History.done.clear()
    let_run(History, seeds, thorough=1500)
    assert [each.function for each in ALL if not History.done[each.function]] == []


class FewOperations(History):
    """The same with the few operations that the sabotaged triggers record, so that it is quick."""

    operations = (
        operation(codebook.rename_code, CODE, NAMES),
        operation(codes.split_off_code, CODE, Rows("coded_segment"), NAMES),
        operation(codes.delete_code, CODE),
        operation(versions.freeze_version, NAMES, WORDS),
        operation(codebook.add_code, NAMES),
        operation(segments.apply_code, SOURCE, SPANS, CODE, coder_id=ACTING),
        operation(segments.resize_segment, SEGMENT, SPANS),
        operation(segments.remove_segments, Rows("coded_segment")),
        ON_MEMOS[0],
    )

    def beginning(self, is_under_way: bool) -> Beginning:
        return begun(begin)  # with the sabotaged triggers


def without(*names: str) -> dict[str, str]:
    return {name: sql for name, sql in generated_triggers().items() if name not in names}


def with_forgotten_column(table: str, column: str) -> dict[str, str]:
    """Triggers that record a column's old value where it has changed."""
    name = f"record_update_{table}"
    sql = generated_triggers()[name]
    forgetful = sql.replace(f"'{column}', NEW.\"{column}\"", f"'{column}', OLD.\"{column}\"")
    assert forgetful != sql
    return generated_triggers() | {name: forgetful}


SABOTAGE: dict[str, Callable[[], dict[str, str]]] = {
    "no insert of codes": lambda: without("record_insert_code"),
    "no update of segments": lambda: without("record_update_coded_segment"),
    "no delete of segments": lambda: without("record_delete_coded_segment"),
    "memos stay behind": lambda: without("memos_go_with_code"),
    "a code's name": lambda: with_forgotten_column("code", "name"),
    "a segment's end": lambda: with_forgotten_column("coded_segment", "end"),
}


@pytest.mark.timeout(900)  # on a busy machine it may take long until it is seen
@pytest.mark.parametrize("sabotage", SABOTAGE)
def test_the_machine_sees_a_sabotaged_trigger(
    sabotage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    triggers = SABOTAGE[sabotage]()
    monkeypatch.setattr(schema, "generated_triggers", lambda: triggers)
    with pytest.raises((AssertionError, QualcoderError, LookupError)):
        let_run(FewOperations, range(100), thorough=100, how=AS_FOUND)
