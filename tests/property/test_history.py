"""The history holds under every operation: undo is exact, the log says all, nothing dangles.

A machine carries out operations in any order, with odd text, by two coders, closing and reopening
the project in between. A list with a pointer is what undo and redo are compared with.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.codebook import versions
from qualcoder_sts.coding.operations import codes, segments, texts
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.project import schema
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import (
    NothingToRedoError,
    NothingToUndoError,
    StepNotUndoableError,
)
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.triggers import generated_triggers
from qualcoder_sts.transcripts.operations import importing
from tests.made_up_language import made_up_language, untranslated_words, words_in
from tests.property.operations import (
    ACTING,
    CODE,
    NAMES,
    ON_CODES,
    ON_LITERATURE,
    ON_MEMOS,
    ON_PEOPLE,
    ON_SEGMENTS,
    ON_SOURCES,
    ON_TEAM,
    SEGMENT,
    SOURCE,
    SPANS,
    TRANSCRIPTS,
    WORDS,
    Hands,
    Operation,
    Rows,
    edited,
    operation,
    prepared,
)

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
MACHINE_SETTINGS = settings(
    max_examples=600 if THOROUGH else 40,
    stateful_step_count=60 if THOROUGH else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

NAMING = ("name", "title", "label", "value")


class History(RuleBasedStateMachine):
    """The project beside a list of its states; ``position`` is where undo and redo have come to."""

    on_codes, on_segments, on_sources, on_memos = ON_CODES, ON_SEGMENTS, ON_SOURCES, ON_MEMOS
    on_team, on_people, on_literature = ON_TEAM, ON_PEOPLE, ON_LITERATURE

    def __init__(self) -> None:
        super().__init__()
        self.language = ExitStack()
        self.language.enter_context(made_up_language())
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "study.qsts"
        self.coder = "Anna"
        self.workspace = create_project(self.path, "Study \u2028", coder=self.coder)
        self.told: list[Changes] = []
        self.workspace.subscribe(self.told.append)
        self.states = [self.workspace_rows()]
        self.position = 0
        self.first_undone()

    def first_undone(self) -> None:
        """Adding the coder is a step too: the state before it is the first one."""
        self.workspace.undo()
        self.states.insert(0, self.workspace_rows())
        self.workspace.redo()
        self.position = 1

    def workspace_rows(self) -> HistoryRows:
        with closing(sqlite3.connect(self.path)) as connection:
            return history_rows(lambda sql: connection.execute(sql).fetchall())

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

    def carry_out(self, data: st.DataObject, choices: Sequence[Operation]) -> None:
        chosen = data.draw(st.sampled_from(choices), label="operation")
        arguments, named = self.hands(data).arguments(chosen)
        self.run(chosen.function, *arguments, **named)

    def hands(self, data: st.DataObject) -> Hands:
        return Hands(self.path, data, self.workspace.coder_id)

    def run(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        self.told.clear()
        data = {*names_in(self.now), *strings_in([*arguments, *named.values()])}
        try:
            changes = self.workspace.run(function, *arguments, **named).changes
        except QualcoderError as error:
            self.refused(error, data)
            assert self.told == []
            return
        data |= set(names_in({"code": self.workspace_rows()["code"]}))  # in vivo: the text's words
        assert english_in(f"{changes.label} {changes.told}", data) == set()
        assert self.told == ([changes] if changes else [])
        self.arrive(changes)

    def refused(self, error: QualcoderError, data: Iterable[str]) -> None:
        """Nothing has changed, and the reason is in the language that is spoken."""
        assert english_in(str(error), data) == set()
        assert self.workspace_rows() == self.now

    @initialize()
    def begin_with_something(self) -> None:
        self.run(codebook.add_code, "Trust")
        self.import_source(0)
        source = UUID(hex=next(iter(self.now["source"])))
        code = UUID(hex=next(iter(self.now["code"])))
        coder = self.workspace.coder_id
        self.run(segments.apply_code, source, Span(3, 12), code, coder_id=coder)
        self.run(memos.write_memo, "Why?", coder_id=coder, target=memos.Target("code", code))

    def import_source(self, number: int) -> None:
        self.run(importing.import_sources, [prepared(self.path.parent, number)])

    @rule(number=st.integers(0, len(TRANSCRIPTS) - 1))
    def import_one(self, number: int) -> None:
        self.import_source(number)

    @rule(data=st.data())
    def work_on_codes(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_codes)

    @rule(data=st.data())
    def work_on_segments(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_segments)

    @rule(data=st.data())
    def code_some_more(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_segments[:3])

    @rule(data=st.data())
    def work_on_sources(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_sources)

    @rule(data=st.data())
    def work_on_memos(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_memos)

    @rule(data=st.data())
    def work_as_a_team(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_team)

    @rule(data=st.data())
    def work_on_people(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_people)

    @rule(data=st.data())
    def work_on_literature(self, data: st.DataObject) -> None:
        self.carry_out(data, self.on_literature)

    @rule(data=st.data())
    def edit_a_text(self, data: st.DataObject) -> None:
        hands = self.hands(data)
        source = hands.row("source")
        self.run(texts.edit_text, source, edited(hands, source, SPANS, WORDS))

    @rule()
    def undo(self) -> None:
        if self.position == 0:
            with pytest.raises(NothingToUndoError):
                self.workspace.undo()
        else:
            changes = self.workspace.undo()
            assert changes.kind is ChangeKind.UNDO
            self.position -= 1
        assert self.workspace_rows() == self.now

    @rule()
    def redo(self) -> None:
        if self.position == len(self.states) - 1:
            with pytest.raises(NothingToRedoError):
                self.workspace.redo()
        else:
            changes = self.workspace.redo()
            assert changes.kind is ChangeKind.REDO
            self.position += 1
        assert self.workspace_rows() == self.now

    @rule(times=st.integers(2, 6))
    def undo_and_redo_several(self, times: int) -> None:
        for _ in range(times):
            self.undo()
        for _ in range(times):
            self.redo()

    @rule(number=st.integers(0, 60))
    def undo_an_earlier_step(self, number: int) -> None:
        steps = self.workspace.read(audit_trail)
        step = steps[number % len(steps)]
        data = {*names_in(self.now), *strings_in([step.label])}
        try:
            changes = self.workspace.undo_step(step.id)
        except StepNotUndoableError as error:
            self.refused(error, data)
            return
        if changes.kind is ChangeKind.UNDO:
            self.position -= 1
            assert self.workspace_rows() == self.now
        else:
            self.arrive(changes)

    @rule(coder=st.sampled_from(["Anna", "Bert"]))
    def reopen(self, coder: str) -> None:
        self.workspace.close()
        self.coder = coder
        self.workspace = open_project(self.path, coder=coder, backups=None)
        assert self.workspace.notices == ()
        self.workspace.subscribe(self.told.append)
        assert self.workspace_rows() == self.now

    @rule()
    def fail_halfway(self) -> None:
        with pytest.raises(ZeroDivisionError):
            self.workspace.run(add_and_fail)
        assert self.workspace_rows() == self.now

    @invariant()
    def nothing_dangles(self) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def teardown(self) -> None:
        self.language.close()
        self.workspace.close()
        findings = check_project(self.path)
        self.folder.cleanup()
        assert findings == ()


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


History.TestCase.settings = MACHINE_SETTINGS
TestHistory = History.TestCase


class FewOperations(History):
    """The same with the few operations that the sabotaged triggers record, so that it is quick."""

    on_codes = (
        operation(codebook.rename_code, CODE, NAMES),
        operation(codes.split_off_code, CODE, Rows("coded_segment"), NAMES),
        operation(codes.delete_code, CODE),
        operation(versions.freeze_version, NAMES, WORDS),
        operation(codebook.add_code, NAMES),
    )
    on_segments = (
        operation(segments.apply_code, SOURCE, SPANS, CODE, coder_id=ACTING),
        operation(segments.resize_segment, SEGMENT, SPANS),
        operation(segments.remove_segments, Rows("coded_segment")),
    )
    on_sources = on_segments
    on_memos = on_literature = ON_MEMOS[:1]
    on_team = on_people = on_segments


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
    quick = settings(
        MACHINE_SETTINGS, max_examples=300, phases=[Phase.generate], database=None,
        report_multiple_bugs=False, print_blob=False,
    )  # fmt: skip
    with pytest.raises((AssertionError, QualcoderError, LookupError)):
        run_state_machine_as_test(FewOperations, settings=quick)  # type: ignore[no-untyped-call]
