"""Thousands of steps are taken here: none waits until the disk has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from qualcoder_sts.project import connections


@pytest.fixture(scope="session", autouse=True)
def _the_disk_is_not_waited_for() -> Iterator[None]:
    """What outlasts a crash is tried in ``tests/crash``."""
    original = connections._engine

    def engine(path: Path, mode: str, begin: str, pragmas: tuple[str, ...]) -> Engine:
        return original(path, mode, begin, (*pragmas, "synchronous=OFF"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "_engine", engine)
        yield
