"""Started by ``test_kill``: forks children that work on a project until they are killed.

Reads lines ``project seed`` (tab between them), forks a child for each and writes its number; then
waits for the child to end and writes ``ended``. Forking saves each child the imports. A child
writes to ``project.diary`` what it begins and what it has done, with a mark of the rows after it.
"""

import contextlib
import hashlib
import os
import random
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from qualcoder_sts.codebook.operations import add_code, move_code, rename_code
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes, remove_segments
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.project.history.replay import history_rows
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import prepare_file


def mark_of_rows(project: Path) -> str:
    """The same for the same rows in all history tables."""
    with closing(sqlite3.connect(project)) as connection:
        rows = history_rows(lambda sql: connection.execute(sql).fetchall())
    return hashlib.sha256(repr(rows).encode()).hexdigest()


class Child:
    """Imports, codes, edits, undoes, one thing after the other, without end."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project = project
        self.chance = random.Random(seed)
        self.diary = os.open(f"{project}.diary", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.number = 0

    def note(self, what: str) -> None:
        os.write(self.diary, f"{what}\n".encode())

    def work(self) -> None:
        with open_project(self.project, coder="Anna", backups=None) as workspace:
            self.note(f"done {mark_of_rows(self.project)}")
            self.do(workspace, lambda: workspace.run(add_code, self.name()))
            while True:
                self.do(workspace, self.chance.choice(self.choices(workspace)))

    def do(self, workspace: Workspace, action: Callable[[], object]) -> None:
        self.note("begin")
        # Nothing to undo, a name that is taken: then nothing is changed.
        with contextlib.suppress(QualcoderError):
            action()
        self.note(f"done {mark_of_rows(self.project)}")

    def name(self) -> str:
        self.number += 1
        return f"Name {self.number} {self.chance.random()} 😀\u2028"

    def some(self, table: str, most: int = 1) -> list[UUID]:
        with closing(sqlite3.connect(self.project)) as connection:
            found = connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return [UUID(hex=self.chance.choice(found)[0]) for _ in range(most if found else 0)]

    def choices(self, workspace: Workspace) -> Sequence[Callable[[], object]]:
        code, other = (self.some("code", 2) + [UUID(int=1)] * 2)[:2]
        source = (self.some("source") or [UUID(int=1)])[0]
        coder = workspace.coder_id
        assert coder is not None
        return (
            lambda: workspace.run(add_code, self.name(), parent_id=code),
            lambda: workspace.run(rename_code, code, self.name()),
            lambda: workspace.run(move_code, code, None),
            lambda: workspace.run(merge_codes, code, other),
            lambda: workspace.run(delete_code, code),
            lambda: workspace.run(
                write_memo, "m" * 9000, coder_id=coder, target=Target("code", code)
            ),
            lambda: workspace.run(remove_segments, list(set(self.some("coded_segment", 20)))),
            lambda: workspace.run(apply_codes, self.segments(source, code, coder)),
            lambda: workspace.run(apply_codes, self.segments(source, code, coder)),
            lambda: workspace.run(edit_text, source, self.text()),
            lambda: workspace.run(import_sources, [prepare_file(self.file(), ImportSettings())]),
            lambda: workspace.run(import_sources, [prepare_file(self.file(), ImportSettings())]),
            workspace.undo,
            workspace.undo,
            workspace.redo,
        )

    def segments(self, source: UUID, code: UUID, coder: UUID) -> list[NewSegment]:
        starts = self.chance.sample(range(900), 60)
        return [NewSegment(source, Span(start, start + 9), code, coder) for start in starts]

    def text(self) -> str:
        turns = [f"I: And {self.chance.random()}?\nP1: I said so, I did." for _ in range(60)]
        return "\n".join(turns)

    def file(self) -> Path:
        path = self.project.with_suffix(".txt")
        path.write_text(self.text(), encoding="utf-8")
        return path


def main() -> None:
    for line in sys.stdin:
        project, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            try:
                Child(Path(project), int(seed)).work()
            finally:
                os._exit(1)  # a child only ever ends by being killed
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "failed", flush=True)


if __name__ == "__main__":
    main()
