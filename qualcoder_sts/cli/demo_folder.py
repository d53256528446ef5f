"""Where the demo puts its files, without ever touching anybody's work.

A list in the folder says what the demo wrote and how it looked. Files that still look so are
replaced by the next demo; as soon as one was changed, opened or is somebody else's, the next demo
goes into a folder with a number.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from qualcoder_sts.project.lock import lock_path

_LIST = "demo.json"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """What the demo makes in a folder."""

    folder: Path

    @property
    def project(self) -> Path:
        """The project file."""
        return self.folder / "Sample study.qsts"

    @property
    def chart(self) -> Path:
        """The chart as a picture."""
        return self.folder / "Theme frequency.png"

    @property
    def drawing(self) -> Path:
        """The same chart as a drawing that can be enlarged."""
        return self.folder / "Theme frequency.svg"

    @property
    def report(self) -> Path:
        """The Word report."""
        return self.folder / "Theme summary.docx"

    def __iter__(self) -> Iterator[Path]:
        yield from (self.project, self.chart, self.drawing, self.report)


def place_for_demo(wanted: Path) -> DemoFiles:
    """The folder that was asked for, or where that has other files one with a number after it."""
    wanted = wanted.resolve()
    names = (wanted if n == 1 else wanted.with_name(f"{wanted.name} {n}") for n in count(1))
    return next(files for files in map(DemoFiles, names) if _is_free(files))


def move_into_place(made: DemoFiles, place: DemoFiles) -> None:
    """Put finished files where they belong and note how they look."""
    for source, target in zip(made, place, strict=True):
        source.replace(target)
    looks = {file.name: _look_of(file) for file in place}
    text = json.dumps(looks, indent=2) + "\n"
    (place.folder / _LIST).write_text(text, encoding="utf-8")


def _is_free(files: DemoFiles) -> bool:
    """Whether nothing stands in the way but what a demo left and nobody has touched."""
    if files.folder.exists() and not files.folder.is_dir():
        return False
    present = [file for file in files if file.exists()]
    if not present:
        return True
    noted = _noted(files.folder)
    is_open = lock_path(files.project).exists()
    return not is_open and all(noted.get(file.name) == _look_of(file) for file in present)


def _noted(folder: Path) -> dict[str, str]:
    try:
        noted = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _look_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
