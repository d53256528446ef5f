"""The tour, stop by stop."""

from qualcoder_sts.ui.shell.tour import Tour
from qualcoder_sts.ui.shell.tour_steps import tour_steps
from tests.screenshots.camera import SETTLING_MS, Scene, wait


def take(scene: Scene) -> None:
    """Every stop in light, the first in dark as well."""
    application, project, camera = scene.application, scene.project, scene.camera
    wait(SETTLING_MS)
    steps = tour_steps(application.window, project.operations, project.places, application.actions)
    tour = Tour(application.window, steps, project.operations)
    tour.begin()
    for number in range(1, len(steps) + 1):
        camera.take(f"tour-{number}")
        if tour.card is not None:
            tour.card.next.click()
    application.actions["theme_dark"].trigger()
    tour.begin()
    camera.take("tour-dark")
    tour.end()
    application.actions["theme_light"].trigger()
