"""Two transcripts side by side with and without the panels, notices, a new project's codebook."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qualcoder_sts.coding.operations.segments import weigh_segment
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.queries import find_source
from tests.screenshots.camera import Scene, wait, wait_until
from tests.screenshots.scenes.coding import FOCUS_GROUP


def take(scene: Scene) -> None:
    """In the order of a day."""
    _side_by_side(scene)
    _found(scene)
    _begin(scene)


def _side_by_side(scene: Scene) -> None:
    project, camera, actions = scene.project, scene.camera, scene.application.actions
    for name in ("I-01 Clinical director", FOCUS_GROUP):
        view = project.places.coding.open(project.operations.read(find_source, name).id)
    assert view is not None
    actions["side_by_side"].trigger()
    camera.take("side-by-side-crowded")
    actions["only_text"].trigger()
    scene.application.window.notices.hide()
    camera.take("side-by-side-only-text")
    actions["side_by_side"].trigger()
    actions["only_text"].trigger()
    segment = view.segments()[2]
    project.operations.run(weigh_segment, segment.id, 70)
    view.activate_segment(segment.id)
    project.places.codebook.show_code(project.places.codebook.codes.children(None)[0].id)
    notices = scene.application.window.notices
    notices.show_notice("4 transcripts were imported.", "Show each file", lambda: None, seconds=0)
    notices.show_notice("The chart was saved as “theme-frequency.png”.")
    notices.show_notice("Removed a segment of “Job rotation”.", "Undo", lambda: None)
    camera.take("notices")
    scene.application._themes.choose("dark")
    camera.take("notices-dark")
    scene.application._themes.choose("light")
    notices.hide()


def _found(scene: Scene) -> None:
    coding = scene.project.places.coding
    coding.finding.start()
    coding.finding.bar.field.setText("week")
    wait(400)
    scene.camera.take("found-in-the-strip")
    coding.finding.close()


def _begin(scene: Scene) -> None:
    application = scene.application
    path = scene.folder / "New study.qsts"
    create_project(path, path.stem, coder="Ana Ruiz").close()
    application.open(path)
    shown: list[QWidget] = []

    def take_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, take_dialog)
            return
        scene.camera.take_alone(dialog, "begin-with-a-codebook")
        shown.append(dialog)

    take_dialog()
    scene.project.places.codebook.begin()
    wait_until(lambda: bool(shown))
