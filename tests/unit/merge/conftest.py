"""Copies of one project with Ana Ruiz, Tomasz Lind and Nadia Osei, and hands to work on them."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.codebook.tree import read_path
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import SegmentRow, segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.plan import Decisions, MergeOutcome, MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import ImportSettings, prepare_file
from qualcoder_sts.transcripts.queries import find_source, read_transcript

ANA, TOMASZ, NADIA = "Ana Ruiz", "Tomasz Lind", "Nadia Osei"
TEXT = (
    "Interviewer: What helps you?\n"
    "P1: A kind word in the corridor helps. We talk after hard cases.\n"
    "Interviewer: And the work itself?\n"
    "P1: Fewer families on my list, and a supervisor who asks.\n"
)


@dataclass
class Person:
    """A coder with a copy of the project, opened for every single thing they do."""

    name: str
    path: Path

    def opened(self) -> Workspace:
        return open_project(self.path, coder=self.name, backups=None)

    def run(self, operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with self.opened() as workspace:
            return workspace.run(operation, *args, **kwargs).value

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with open_project(self.path, read_only=True) as workspace:
            return workspace.read(query, *args, **kwargs)

    def undo(self) -> None:
        with self.opened() as workspace:
            workspace.undo()

    def redo(self) -> None:
        with self.opened() as workspace:
            workspace.redo()

    @property
    def id(self) -> UUID:
        with self.opened() as workspace:
            assert workspace.coder_id is not None
            return workspace.coder_id

    def code(self, path: str) -> UUID:
        return UUID(str(self.read(find_code, path).id))

    def source(self, name: str = "I-01") -> UUID:
        return UUID(str(self.read(find_source, name).id))

    def text(self, name: str = "I-01") -> str:
        return str(self.read(read_transcript, self.source(name)).text)

    def apply(self, code: str, words: str, source: str = "I-01") -> UUID:
        start = self.text(source).index(words)
        span = Span(start, start + len(words))
        source_id, code_id = self.source(source), self.code(code)
        with self.opened() as workspace:
            coder_id = workspace.coder_id
            assert coder_id is not None
            return workspace.run(apply_code, source_id, span, code_id, coder_id=coder_id).value

    def segments(self, source: str = "I-01") -> list[SegmentRow]:
        return list(self.read(segments_of, self.source(source)))

    def codings(self, source: str = "I-01") -> set[tuple[str, str, str]]:
        """Who coded which words with what."""
        text = self.text(source)
        return {(row.coder, row.code, text[row.start : row.end]) for row in self.segments(source)}

    def has_code(self, path: str) -> bool:
        return self.read(code_tree).at_path(read_path(path)) is not None

    def rows(self) -> HistoryRows:
        with closing(sqlite3.connect(self.path)) as connection:
            return history_rows(lambda sql: connection.execute(sql).fetchall())

    def plan(self, *others: "Person", decisions: Decisions | None = None, **how: Any) -> MergePlan:
        with self.opened() as workspace:
            return plan_merge(workspace, [other.path for other in others], decisions, **how)

    def merge(
        self,
        *others: "Person",
        take: Take | None = None,
        decisions: Decisions | None = None,
        **how: Any,
    ) -> MergeOutcome:
        """Merge; whatever is undecided is taken from one side, where one is named."""
        with self.opened() as workspace:
            plan = plan_merge(workspace, [other.path for other in others], decisions, **how)
            while take is not None and plan.open_conflicts:
                plan = decide(plan, decided_alike(plan, take))
            outcome = workspace.run(apply_merge, plan).value
        assert check_project(self.path) == ()
        return outcome

    def copy_for(self, name: str) -> "Person":
        return Person(name, self.copied(name))

    def copied(self, file: str) -> Path:
        path = self.path.with_name(f"{file}.qsts")
        shutil.copyfile(self.path, path)
        return path


def bring_in(person: Person, name: str = "I-01", text: str = TEXT) -> None:
    """Import a text under a name."""
    path = person.path.parent / person.name / "interviews" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    person.run(import_sources, [prepare_file(path, ImportSettings())])


@dataclass
class Team:
    ana: Person
    tomasz: Person
    nadia: Person

    def everybody(self) -> Sequence[Person]:
        return (self.ana, self.tomasz, self.nadia)


def started(folder: Path, name: str = ANA, file: str = "") -> Person:
    person = Person(name, folder / f"{file or name}.qsts")
    with create_project(person.path, "Study", coder=name):
        pass
    return person


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Three copies of a project with one interview and three codes."""
    ana = started(tmp_path)
    with ana.opened() as workspace:
        for name in (TOMASZ, NADIA):
            workspace.act_as(name)
    for code in ("Support", "Workload", "Debriefing"):
        ana.run(add_code, code)
    bring_in(ana)
    return Team(ana, ana.copy_for(TOMASZ), ana.copy_for(NADIA))
