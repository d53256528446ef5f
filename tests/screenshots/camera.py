"""A camera for the real program: pictures of its window, its menus and its dialogs."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from qualcoder_sts.ui.application import Application
from qualcoder_sts.ui.open_project import OpenProject

ROOT = Path(__file__).resolve().parents[2]
ALL = ROOT / "screenshots"
GUIDE = ROOT / "docs" / "guide" / "pictures"
SETTLING_MS = 350
SIZE_OF_GUIDE = "1280x800"


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one window at one size, named after both.

    A picture ``for_guide`` also goes to the guide, in few colours.
    """

    window: QWidget
    size: str

    def take(self, name: str, *others: QWidget, for_guide: bool = False) -> None:
        """A picture of the window with the menus and boxes that stand over it."""
        wait(SETTLING_MS)
        picture = self.window.grab().toImage()
        painter = QPainter(picture)
        corner = self.window.mapToGlobal(QPoint(0, 0))
        for other in others:
            painter.drawImage(other.mapToGlobal(QPoint(0, 0)) - corner, other.grab().toImage())
        painter.end()
        self._write(picture, name, for_guide)

    def take_alone(
        self, dialog: QWidget, name: str, *, for_guide: bool = False, goes_on: bool = False
    ) -> None:
        """A picture of a dialog alone, which is then closed unless the walk ``goes_on`` in it."""
        dialog.show()
        wait(SETTLING_MS)
        self._write(dialog.grab().toImage(), name, for_guide)
        if not goes_on:
            dialog.close()

    def _write(self, picture: QImage, name: str, for_guide: bool) -> None:
        picture.save(str(ALL / f"{name} {self.size}.png"))
        if for_guide and self.size == SIZE_OF_GUIDE:
            _make_small(ALL / f"{name} {self.size}.png", GUIDE / f"{name}.png")


@dataclass(frozen=True)
class Scene:
    """The program with a fresh copy of the sample study open, and a camera."""

    application: Application
    camera: Camera
    folder: Path

    @property
    def project(self) -> OpenProject:
        """What is open."""
        project = self.application.project
        assert project is not None
        return project


def _make_small(picture: Path, target: Path) -> None:
    """The same picture in few colours, a third of the size."""
    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(target, optimize=True)


def wait(milliseconds: int) -> None:
    """Let the window work; unlike a test's own waiting, other threads go on as well."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool], most_ms: int = 20_000) -> None:
    """Wait for something that a background job brings about."""
    for _ in range(most_ms // 50):
        if is_so():
            return
        wait(50)
    sys.exit("the program did not come to an end with something")
