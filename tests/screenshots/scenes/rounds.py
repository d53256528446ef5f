"""Who codes what, a round being opened, the record of rounds."""

from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.open_round_dialog import OpenRoundDialog
from qualcoder_sts.ui.team.rounds_page import RoundsPage
from tests.screenshots.camera import Scene, wait, wait_until


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    window.show_place(Place.TEAM)
    application.actions["show_rounds"].trigger()
    page = window.findChild(RoundsPage)
    wait_until(lambda: page.assignments.rowCount() > 0)
    operations = scene.project.operations
    model = page.assignments
    for row in range(8):
        index = model.index(row, 2 + row % 3)
        model.setData(index, 2, 10)
    wait(100)
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        application.actions["open_round"].trigger()
        dialog = window.findChild(OpenRoundDialog)
        camera.take_alone(
            dialog, f"open-round{'' if theme == 'light' else '-dark'}", for_guide=theme == "light",
            goes_on=True,
        )  # fmt: skip
        if theme == "light":
            dialog.accept()
        else:
            dialog.reject()
        wait(200)
        camera.take(f"rounds-{theme}", for_guide=theme == "light")
    application.actions["show_team"].trigger()
    wait(300)
    camera.take("team-while-a-round-is-open")
    assert operations
