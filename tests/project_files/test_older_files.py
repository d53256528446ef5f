"""A small project of every schema version opens, whole, with its history."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.connections import SCHEMA_VERSION
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.queries import list_sources

FILES = sorted(Path(__file__).parent.glob("version-*.qsts.gz"))


@pytest.fixture(params=FILES, ids=lambda path: path.name.partition(".")[0])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "older.qsts"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def laid_out(path: Path) -> dict[str, object]:
    """The columns of every table, and the names of indexes and triggers."""
    with closing(sqlite3.connect(path)) as connection:
        parts = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
        columns = {
            name: connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            for kind, name in parts
            if kind == "table"
        }
        keys = {
            name: sorted(
                row[2:] for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')
            )
            for name in columns
        }
    return {"parts": sorted(parts), "columns": columns, "keys": keys}


def test_there_is_a_file_of_every_earlier_version() -> None:
    names = [path.name for path in FILES]
    assert names == [f"version-{number}.qsts.gz" for number in range(1, SCHEMA_VERSION)]


def test_it_opens_with_all_that_is_in_it(older: Path) -> None:
    with open_project(older, coder="Ana Ruiz") as workspace:
        assert workspace.notices == (f"The project was upgraded to file version {SCHEMA_VERSION}.",)
        (source,) = workspace.read(list_sources)
        (segment,) = workspace.read(segments_of, source.id)
        assert (segment.code, segment.coder) == ("Trust", "Ana Ruiz")
        memos = workspace.read(memos_by_row, "coded_segment")
        assert [memo.content for memo in memos[segment.id]] == ["Said twice."]
        apply = workspace.run(
            apply_code, source.id, Span(0, 5), segment.code_id, coder_id=segment.coder_id
        )
        assert apply.changes
        workspace.undo()
        assert workspace.read(segments_of, source.id) == [segment]
    assert check_project(older) == ()


def test_it_is_laid_out_as_a_new_file(older: Path, tmp_path: Path) -> None:
    open_project(older).close()
    create_project(tmp_path / "new.qsts", "New").close()
    assert laid_out(older) == laid_out(tmp_path / "new.qsts")
