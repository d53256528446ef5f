"""Takes pictures of every place, dialog and theme of the real program on the sample study.

Run by ``make screenshots`` on a virtual screen. The few that the guide and the README show go to
``docs/guide/pictures/``, all of them to the ignored folder ``screenshots/``.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PIL import Image
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.application import Application
from qualcoder_sts.ui.open_project import OpenProject
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.transcripts.importing import ImportResults
from qualcoder_sts.ui.widgets.questions import NameDialog

ROOT = Path(__file__).resolve().parents[2]
ALL = ROOT / "screenshots"
GUIDE = ROOT / "docs" / "guide" / "pictures"
IN_GUIDE = {"start", "code", "quick-code", "coded", "imported", "chart", "dark", "undo"}
SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}
THEMES = ("light", "dark", "high_contrast")
FOCUS_GROUP = "FG-1 Staff in Port Ellery"
SETTLING_MS = 350


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one window at one size, named after both."""

    window: QWidget
    size: str

    def take(self, name: str, *others: QWidget) -> None:
        """A picture of the window with the menus and boxes that stand over it."""
        wait(SETTLING_MS)
        picture = self.window.grab().toImage()
        painter = QPainter(picture)
        corner = self.window.mapToGlobal(QPoint(0, 0))
        for other in others:
            painter.drawImage(other.mapToGlobal(QPoint(0, 0)) - corner, other.grab().toImage())
        painter.end()
        self._write(picture, name)

    def take_alone(self, dialog: QWidget, name: str) -> None:
        """A picture of a dialog by itself."""
        dialog.show()
        wait(SETTLING_MS)
        self._write(dialog.grab().toImage(), name)
        dialog.close()

    def _write(self, picture: QImage, name: str) -> None:
        picture.save(str(ALL / f"{name} {self.size}.png"))
        if name in IN_GUIDE and self.size == "1280x800":
            _make_small(ALL / f"{name} {self.size}.png", GUIDE / f"{name}.png")


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


def main() -> int:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUALCODER_STS_CONFIG"] = str(Path(folder) / "settings")
        write_preferences(Preferences(coder="Ana Ruiz"))
        for target in (ALL, GUIDE):
            target.mkdir(parents=True, exist_ok=True)
        qt = QApplication(sys.argv[:1])
        for size in SIZES:
            _walk(qt, size, Path(folder))
    sys.stdout.write(f"Pictures are in {ALL} and {GUIDE}.\n")
    return 0


def _walk(qt: QApplication, size: str, folder: Path) -> None:
    """One size of the window, through all places."""
    study = folder / f"Port Ellery study {size}.qsts"
    take_study(
        sample_study_folder(), study, coder="Ana Ruiz", codebooks=codebooks_folder()
    ).workspace.close()
    application = Application(qt)
    window = application.window
    window.resize(*SIZES[size])
    window.show()
    camera = Camera(window, size)
    application.actions["theme_light"].trigger()
    camera.take("start")
    _take_empty_project(application, camera, folder / f"New study {size}.qsts")
    application.open(study)
    project = _opened(application)
    camera.take("nothing-open")
    _take_coding(project, camera)
    _take_menus(application, project, camera)
    _take_places_and_themes(application, project, camera)
    application.close_project()
    camera.take("start-with-recent")
    window.close()


def _take_empty_project(application: Application, camera: Camera, path: Path) -> None:
    """What a new project says, and importing into it."""
    create_project(path, path.stem, coder="Ana Ruiz").close()
    application.open(path)
    project = _opened(application)
    camera.take("empty-code")
    application.window.show_place(Place.ANALYSE)
    camera.take("empty-analyse")
    application.window.show_place(Place.CODE)
    told: list[object] = []
    project.imports.done.connect(told.append)
    bad = path.with_name("I-04 Scanned page.pdf")
    bad.write_bytes(b"%PDF-1.4 nothing in it")
    study = sample_study_folder()
    project.imports.start([study / "interviews", study / "focus-groups", bad])
    wait_until(lambda: bool(told))
    camera.take("imported")
    lines: list = told[0]  # type: ignore[type-arg, assignment]
    camera.take_alone(ImportResults(lines, application.window), "import-results")
    project.operations.run(add_code, "Lower caseloads")
    project.places.coding.open(next(line.id for line in lines if line.id))
    application.window.show_place(Place.ANALYSE)
    camera.take("nothing-finished")


def _opened(application: Application) -> OpenProject:
    project = application.project
    assert project is not None
    return project


def _take_coding(project: OpenProject, camera: Camera) -> None:
    """From reading to a coded passage and back."""
    coding = project.places.coding
    view = coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    project.places.coding.open(project.operations.read(find_source, "I-01 Clinical director").id)
    coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    camera.take("code-top")
    passage = _passage(view)
    view.scroll_to(passage.start)
    view.select(Span(passage.start, passage.start))
    camera.take("code")
    view.select(passage)
    camera.take("selected")
    coding.applying.ask_code()
    wait(SETTLING_MS)
    camera.take("quick-code-all", coding.applying.box)
    QTest.keyClicks(coding.applying.box.field, "coll")
    camera.take("quick-code", coding.applying.box)
    QTest.keyClick(coding.applying.box.field, Qt.Key.Key_Return)
    camera.take("coded")
    coding.applying.remove_current()
    camera.take("undo")


def _passage(view: TranscriptView) -> Span:
    """A sentence somewhere in the middle that is not coded yet."""
    assert view.row is not None
    text = view.row.text
    coded = [(segment.start, segment.end) for segment in view.segments()]
    place = len(text) // 3
    while True:
        start = text.index(". ", place) + 2
        end = text.index(".", start) + 1
        is_free = all(end <= a or start >= b for a, b in coded)
        if is_free and 60 < end - start < 160 and "\n" not in text[start:end]:
            return Span(start, end)
        place = start


def _take_menus(application: Application, project: OpenProject, camera: Camera) -> None:
    """Every menu, the context menus, the dialogs."""
    bar = application.window.menuBar()
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            place = bar.mapToGlobal(bar.actionGeometry(action).bottomLeft())
            menu.popup(place)
            camera.take(f"menu-{action.text().replace('&', '').lower()}", menu)
            menu.close()
    coding, codebook = project.places.coding, project.places.codebook
    view = coding.current_view()
    assert view is not None
    menus = (
        (coding.menu_for(view, view.segments()[:2]), "menu-passage"),
        (codebook.menu_for(_some_code(project)), "menu-code"),
    )
    for menu, name in menus:
        menu.popup(application.window.mapToGlobal(QPoint(500, 300)))
        camera.take(name, menu)
        menu.close()
    camera.take_alone(AboutDialog(application.window), "about")
    label = "Name of the new code"
    camera.take_alone(NameDialog(application.window, "New code", label, "Add"), "new-code")


def _some_code(project: OpenProject) -> UUID:
    return next(code.id for code in project.operations.read(code_tree) if code.codable)


def _take_places_and_themes(application: Application, project: OpenProject, camera: Camera) -> None:
    application.window.show_place(Place.ANALYSE)
    wait(2500)
    camera.take("chart")
    for theme in THEMES:
        application.actions[f"theme_{theme}"].trigger()
        name = theme.replace("_", "-")
        application.window.show_place(Place.ANALYSE)
        camera.take(f"chart-{name}")
        application.window.show_place(Place.CODE)
        camera.take("dark" if theme == "dark" else f"code-{name}")
        view = project.places.coding.current_view()
        assert view is not None
        view.select(_passage(view))
        project.places.coding.applying.ask_code()
        wait(SETTLING_MS)
        camera.take(f"quick-code-{name}", project.places.coding.applying.box)
        project.places.coding.applying.box.hide()
    application.actions["theme_light"].trigger()


if __name__ == "__main__":
    sys.exit(main())
