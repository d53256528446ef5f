"""The Analyse place, and both places in every theme."""

from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.analysis.chart_view import ChartView
from qualcoder_sts.ui.shell.places import Place
from tests.screenshots.camera import SETTLING_MS, Scene, wait, wait_until
from tests.screenshots.scenes.coding import FOCUS_GROUP, free_passage

THEMES = ("light", "dark", "high_contrast")


def take(scene: Scene) -> None:
    """Light, dark and high contrast."""
    application, project, camera = scene.application, scene.project, scene.camera
    project.places.coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    application.window.show_place(Place.ANALYSE)
    wait_until(lambda: bool(project.places.analyse.findChildren(ChartView)))
    camera.take("chart", for_guide=True)
    for theme in THEMES:
        application.actions[f"theme_{theme}"].trigger()
        name = theme.replace("_", "-")
        application.window.show_place(Place.ANALYSE)
        camera.take(f"chart-{name}")
        application.window.show_place(Place.CODE)
        camera.take("dark" if theme == "dark" else f"code-{name}", for_guide=theme == "dark")
        view = project.places.coding.current_view()
        assert view is not None
        view.select(free_passage(view))
        project.places.coding.applying.ask_code()
        wait(SETTLING_MS)
        camera.take(f"quick-code-{name}", project.places.coding.applying.box)
        project.places.coding.applying.box.hide()
    application.actions["theme_light"].trigger()
