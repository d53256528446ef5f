"""The settings page by page, the whole interface larger, and what a mistake shows."""

from qualcoder_sts.foundation.settings import SettingsPage
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.crash_dialog import CrashDialog
from qualcoder_sts.ui.settings.settings_dialog import SettingsDialog
from tests.screenshots.camera import SETTLING_MS, Scene, wait
from tests.screenshots.scenes.coding import FOCUS_GROUP


def take(scene: Scene) -> None:
    """Every page of the settings, in both themes; then the window in a larger size."""
    application, camera = scene.application, scene.camera
    source = scene.project.operations.read(find_source, FOCUS_GROUP)
    scene.project.places.coding.open(source.id)
    wait(SETTLING_MS)
    for theme in ("light", "dark"):
        application.actions[f"theme_{theme}"].trigger()
        for page in SettingsPage:
            dialog = SettingsDialog(application._choices, application.actions, application.window)
            dialog.show_page(page)
            is_shown = theme == "light" and page is SettingsPage.KEYS
            camera.take_alone(dialog, f"settings-{page}-{theme}", for_guide=is_shown)
    application.actions["theme_light"].trigger()
    for _ in range(3):
        application.actions["interface_larger"].trigger()
    camera.take("interface-larger")
    application.actions["interface_as_it_came"].trigger()
    camera.take("status")
    log = scene.folder / "crash 2026-01-01.log"
    log.write_text("Traceback (most recent call last):\n  …\nKeyError: 'a mistake'\n")
    camera.take_alone(CrashDialog("KeyError: 'a mistake'", log, application.window), "crash")
