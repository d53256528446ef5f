"""Ways of coding: the box, the inspector, menus, searching, filtering."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import find_source
from tests.screenshots.camera import SETTLING_MS, Scene, wait
from tests.screenshots.scenes.coding import FOCUS_GROUP, free_passage


def take(scene: Scene) -> None:
    """One way after the other."""
    application, project, camera = scene.application, scene.project, scene.camera
    coding = project.places.coding
    view = coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    for digit, name in enumerate(("Lower caseloads", "Collegial support"), 1):
        coding.applying.pinned.pin(project.operations.read(find_code, name).id, digit)
    passage = free_passage(view)
    view.scroll_to(passage.start)
    view.select(passage)
    camera.take("ways-selected")
    coding.applying.ask_code()
    wait(SETTLING_MS)
    box = coding.applying.box
    QTest.keyClicks(box.field, "supp")
    QTest.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    camera.take("ways-several", box)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    inspector = project.places.inspector
    card = inspector._cards[0]
    card._star.click()
    card._weight.setValue(70)
    card._weigh()
    card.memo._text.setPlainText("The table carries what supervision does not.")
    card.memo.save()
    camera.take("ways-inspector")
    view.select(passage)
    coding.applying.ask_new_code()
    wait(SETTLING_MS)
    QTest.keyClicks(box.field, "Friday table")
    camera.take("ways-new-code", box)
    box.hide()
    menu = coding.menu_for(view, view.current_segments())
    menu.popup(view.mapToGlobal(QPoint(200, 200)))
    camera.take("ways-menu", menu)
    menu.close()
    application.actions["theme_dark"].trigger()
    camera.take("ways-dark")
    application.actions["theme_light"].trigger()
    view.select(Span(0, 0))
