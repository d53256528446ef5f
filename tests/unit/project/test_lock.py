"""One project is open for writing once: in this process, on this computer, on another one."""

import json
import os
import platform
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.project import lock as locking
from qualcoder_sts.project.errors import FolderNotWritableError, ProjectInUseError
from qualcoder_sts.project.lock import lock_holder, lock_path, take_lock
from qualcoder_sts.project.opening import create_project, open_project

PROJECT = "study.qsts"


def left_behind(project: Path, **changes: Any) -> None:
    """A lock file as another process leaves it when it is killed."""
    holder = {"who": "Bea", "computer": platform.node(), "since": "yesterday", "process": 2**22 + 1}
    lock_path(project).write_text(json.dumps(holder | changes), encoding="utf-8")


def test_taken_once_and_given_back(tmp_path: Path) -> None:
    project = tmp_path / PROJECT
    lock = take_lock(project)
    assert lock_holder(lock_path(project)) == lock.holder
    with pytest.raises(ProjectInUseError) as caught:
        take_lock(project)
    assert caught.value.computer == platform.node()
    lock.release()
    lock.release()
    assert not lock_path(project).exists()
    take_lock(project).release()


def test_what_an_ended_process_left_is_taken_over(tmp_path: Path) -> None:
    left_behind(tmp_path / PROJECT)
    lock = take_lock(tmp_path / PROJECT)
    assert lock.holder.process == os.getpid()
    lock.release()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"who": "x"}', "null", "\ud800"])
def test_a_file_that_says_nothing_is_taken_over(content: str, tmp_path: Path) -> None:
    lock_path(tmp_path / PROJECT).write_bytes(content.encode("utf-8", "surrogatepass"))
    take_lock(tmp_path / PROJECT).release()
    assert list(tmp_path.iterdir()) == []


def test_another_computer_is_asked_about(tmp_path: Path) -> None:
    project = tmp_path / PROJECT
    left_behind(project, computer="laptop-of-bea")
    with pytest.raises(ProjectInUseError, match="Bea on laptop-of-bea, since yesterday"):
        take_lock(project)
    assert lock_path(project).exists()
    lock = take_lock(project, take_over=True)
    assert lock_holder(lock_path(project)) == lock.holder
    lock.release()


def test_taking_over_from_somebody_at_work(tmp_path: Path) -> None:
    project = tmp_path / PROJECT
    first = take_lock(project)
    second = take_lock(project, take_over=True)
    first.release()
    assert lock_holder(lock_path(project)) == second.holder
    with pytest.raises(ProjectInUseError):
        take_lock(project)
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_two_processes_take_over_at_once(tmp_path: Path) -> None:
    """Both find what a third left behind; only one of them gets it, every time."""
    project = tmp_path / PROJECT
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from qualcoder_sts.project.errors import ProjectInUseError
        from qualcoder_sts.project.lock import take_lock
        print("ready", flush=True)
        for line in sys.stdin:
            try:
                lock = take_lock(Path(sys.argv[1]))
            except ProjectInUseError:
                print("refused", flush=True)
                sys.stdin.readline()
            else:
                print("taken", flush=True)
                sys.stdin.readline()
                lock.release()
            print("done", flush=True)
        """
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(project)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        for _ in range(3)
    ]

    def tell(word: str) -> list[str]:
        for child in children:
            assert child.stdin is not None
            child.stdin.write(f"{word}\n")
            child.stdin.flush()
        return [child.stdout.readline().strip() for child in children if child.stdout]

    try:
        assert [child.stdout.readline().strip() for child in children if child.stdout]
        for _ in range(60):
            left_behind(project)
            assert sorted(tell("go")) == ["refused", "refused", "taken"]
            assert tell("end") == ["done"] * 3
            assert not lock_path(project).exists()
    finally:
        for child in children:
            child.kill()
            child.communicate()


def test_threads_of_one_process(tmp_path: Path) -> None:
    project = tmp_path / PROJECT
    left_behind(project)
    outcomes: list[str] = []
    barrier = threading.Barrier(8)

    def take() -> None:
        barrier.wait()
        try:
            take_lock(project)
        except ProjectInUseError:
            outcomes.append("refused")
        else:
            outcomes.append("taken")

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["taken"]


def test_without_locks_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network folders know none: then the file's content alone decides."""
    monkeypatch.setattr(locking, "_held_by_the_system", lambda _: None)
    project = tmp_path / PROJECT
    lock = take_lock(project)
    with pytest.raises(ProjectInUseError):
        take_lock(project)
    lock.release()
    left_behind(project)
    take_lock(project).release()
    left_behind(project, process=os.getpid())
    with pytest.raises(ProjectInUseError):
        take_lock(project)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_project(tmp_path / PROJECT, "Study").close()

    def refuse(*_: Any, **__: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FolderNotWritableError, match="read-only"):
        open_project(tmp_path / PROJECT, backups=None)
    with open_project(tmp_path / PROJECT, read_only=True) as workspace:
        assert workspace.read_only
    with pytest.raises(FolderNotWritableError):
        create_project(tmp_path / "other.qsts", "Study")


def test_a_project_is_opened_for_writing_once(tmp_path: Path) -> None:
    with create_project(tmp_path / PROJECT, "Study"):
        with pytest.raises(ProjectInUseError):
            open_project(tmp_path / PROJECT)
        with open_project(tmp_path / PROJECT, read_only=True):
            pass
        with open_project(tmp_path / PROJECT, take_over=True, backups=None):
            pass
    assert [path.name for path in tmp_path.iterdir()] == [PROJECT]
