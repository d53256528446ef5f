"""Two coders side by side in a transcript, and what is settled."""

from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.disagreements_page import DisagreementsPage
from tests.screenshots.camera import Scene, wait_until


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    window.show_place(Place.TEAM)
    application.actions["show_disagreements"].trigger()
    page = window.findChild(DisagreementsPage)
    wait_until(lambda: page.model.rowCount() > 0)
    application.actions["take_agreed"].trigger()
    page.card.reason.setText("Said of the whole team, not of one supervisor.")
    application.actions["take_first"].trigger()
    application.actions["leave_out"].trigger()
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"disagreements-{theme}", for_guide=theme == "light")
