"""How far the sample study's coders agree: by code, by source, by pair, in words."""

from qualcoder_sts.ui.analysis.agreement_page import AgreementPage, Shown
from tests.screenshots.camera import Scene, wait, wait_until


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    application.actions["show_agreement"].trigger()
    page = window.findChild(AgreementPage)
    page.choices.unit.setCurrentIndex(2)
    wait_until(lambda: "speaker turns" in page.scope.text())
    page.view.setFocus()
    page.view.setCurrentIndex(page.order.index(6, 2))
    wait(50)
    camera.take("agreement", for_guide=True)
    page.everything.setChecked(True)
    page.view.setCurrentIndex(page.order.index(18, 7))
    camera.take("agreement-all")
    page.everything.setChecked(False)
    page.bring(Shown.SOURCES)
    page.view.setCurrentIndex(page.order.index(3, 2))
    camera.take("agreement-sources")
    page.bring(Shown.PAIRS)
    camera.take("agreement-pairs")
    page.bring(Shown.WORDS)
    camera.take("agreement-words")
    page.bring(Shown.SOURCES)
    for theme in ("dark", "high_contrast"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"agreement-{theme.replace('_', '-')}")
