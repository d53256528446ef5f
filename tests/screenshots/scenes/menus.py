"""Every menu, the context menus, the small dialogs."""

from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.open_project import OpenProject
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.widgets.questions import NameDialog
from tests.screenshots.camera import Scene
from tests.screenshots.scenes.coding import FOCUS_GROUP


def take(scene: Scene) -> None:
    """Open one after the other."""
    application, project, camera = scene.application, scene.project, scene.camera
    project.places.coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
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
