"""The Team place, and giving a copy to a colleague."""

from qualcoder_sts.ui.merge.give_dialog import GiveDialog
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.overview_page import OverviewPage
from tests.screenshots.camera import Scene, wait, wait_until


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    window.show_place(Place.TEAM)
    overview = window.findChild(OverviewPage)
    wait_until(lambda: overview.model.rowCount() > 0)
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"team-{theme}")
        application.actions["give_copy"].trigger()
        dialog = window.findChild(GiveDialog)
        dialog.who.setCurrentText("Tomasz Lind")
        wait_until(lambda dialog=dialog: "segments" in dialog.left_out.text())
        camera.take_alone(
            dialog, f"give-copy{'' if theme == 'light' else '-dark'}", for_guide=theme == "light",
            goes_on=True,
        )  # fmt: skip
        if theme == "light":
            dialog.accept()
            wait_until(lambda: "ready for" in window.notices.words)
            camera.take("copy-given")
        else:
            dialog.reject()
            wait(50)
