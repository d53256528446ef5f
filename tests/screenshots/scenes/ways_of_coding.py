"""Ways of coding: the box, the inspector, menus, searching, filtering."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.coding.search_page import SearchPage
from qualcoder_sts.ui.coding.speaker_coding import SpeakerCoding
from qualcoder_sts.ui.shell.key_sheet import KeySheet
from tests.screenshots.camera import SETTLING_MS, Scene, wait, wait_until
from tests.screenshots.scenes.coding import FOCUS_GROUP, free_passage


def take(scene: Scene) -> None:
    """One way after the other."""
    application, project, camera = scene.application, scene.project, scene.camera
    coding = project.places.coding
    view = coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    assert view.row is not None
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
    wait_until(lambda: bool(inspector._cards))
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
    view.select(Span(0, 0))
    coding.filter.show_only_code(project.operations.read(find_code, "Individual").id)
    camera.take("filter")
    coding.filter.ask()
    camera.take("filter-box", coding.filter.box)
    coding.filter.box.hide()
    coding.filter.all_button.click()
    _search(scene)
    dialog = SpeakerCoding(
        project.operations, application.window, source_id=view.row.source_id, label="P1"
    )
    dialog.code.choose(project.operations.read(find_code, "Collegial support").id)
    camera.take_alone(dialog, "speaker-coding")
    camera.take_alone(KeySheet(application.actions, application.window), "keys")


def _search(scene: Scene) -> None:
    application, project, camera = scene.application, scene.project, scene.camera
    application.actions["show_search"].trigger()
    page = project.places.coding.tabs.currentWidget()
    assert isinstance(page, SearchPage)
    camera.take("search-empty")
    page.form.field.setText("support")
    page.form.ask()
    page.code.choose(project.operations.read(find_code, "Organizational support").id)
    page.unit.setCurrentIndex(1)
    wait_until(lambda: "new" in page.preview.text())
    page.tree.setCurrentIndex(page.model.index(0, 0))
    camera.take("search", for_guide=True)
    application.actions["theme_dark"].trigger()
    camera.take("search-dark")
    application.actions["theme_light"].trigger()
    page.form.mode.choose(SearchMode.LEMMA)
    page.form.field.setText("carry")
    page.order.choose(HitOrder.AFTER)
    wait_until(lambda: not page.model.is_by_source)
    page.form.ask()
    wait_until(lambda: "carried" in page.found.text())
    page.lines.setCurrentIndex(page.model.index(2, 0, page.lines.rootIndex()))
    camera.take("concordance", for_guide=True)
    application.actions["theme_dark"].trigger()
    camera.take("concordance-dark")
    application.actions["theme_light"].trigger()
    page.order.choose(HitOrder.PLACE)
    page.form.mode.choose(SearchMode.REGEX)
    page.form.field.setText("support(")
    page.form.ask()
    camera.take("search-wrong")
    application.actions["close_transcript"].trigger()
