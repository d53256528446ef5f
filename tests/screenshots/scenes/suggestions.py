"""Suggestions: the invitation, the queue beside the transcript, comparing, the check."""

from PySide6.QtCore import Qt

from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.suggest.basis_page import BasisPage
from qualcoder_sts.ui.suggest.check_page import CheckPage
from qualcoder_sts.ui.suggest.distinctive_page import DistinctivePage
from qualcoder_sts.ui.suggest.nearness_page import ReadNextPage, SimilarPage
from qualcoder_sts.ui.suggest.suggester import State
from tests.screenshots.camera import Scene, wait, wait_until

TRANSCRIPT = "FG-1 Staff in Port Ellery"
LONGEST_MS = 240_000


def take(scene: Scene) -> None:
    """From the empty panel to a decision, then what it rests on."""
    project, camera, actions = scene.project, scene.camera, scene.application.actions
    suggestions = project.places.suggestions
    suggester, panel = suggestions.suggester, suggestions.panel
    coding = project.places.coding
    coding.open(project.operations.read(find_source, TRANSCRIPT).id)
    actions["go_to_suggestions"].trigger()
    camera.take("suggestions-off")
    suggester.switch(on=True)
    wait(400)
    camera.take("suggestions-computing")
    wait_until(
        lambda: suggester.state is State.RESTING and suggester.last_run is not None, LONGEST_MS
    )
    wait(500)
    camera.take("suggestions-come")
    panel.order.setCurrentIndex(panel.order.findData("sureness"))
    wait(300)
    panel.queue.setFocus()
    panel.queue.setCurrentIndex(panel.model.nearest(0))
    panel.queue.activated.emit(panel.queue.currentIndex())
    panel.queue.setFocus()
    wait(600)
    camera.take("suggestions", for_guide=True)
    actions["accept_suggestion"].trigger()
    wait(600)
    camera.take("suggestions-accepted")
    actions["show_suggestion_basis"].trigger()
    basis = coding.tabs.currentWidget()
    assert isinstance(basis, BasisPage)
    wait_until(basis.encoder.set_up.isVisible, LONGEST_MS)
    camera.take("suggestions-basis", for_guide=True)
    actions["show_compare_suggestion"].trigger()
    camera.take("suggestions-compare", for_guide=True)
    actions["show_hidden_suggestions"].trigger()
    camera.take("suggestions-hidden")
    actions["show_suggestion_check"].trigger()
    camera.take("suggestions-check-start")
    page = coding.tabs.currentWidget()
    assert isinstance(page, CheckPage)
    page.check()
    wait(1500)
    camera.take("suggestions-check-running")
    wait_until(lambda: bool(page.sentences.text()), LONGEST_MS)
    camera.take("suggestions-check")
    panel.queue.activated.emit(panel.queue.currentIndex())
    _explore(scene)
    panel.queue.activated.emit(panel.queue.currentIndex())
    for theme in ("dark", "high_contrast", "light"):
        scene.application.actions[f"theme_{theme}"].trigger()
        camera.take(f"suggestions-{theme.replace('_', '-')}")


def _explore(scene: Scene) -> None:
    """More like a passage, what to read next, words of a code."""
    camera, actions = scene.camera, scene.application.actions
    tabs = scene.project.places.coding.tabs
    actions["show_similar"].trigger()
    similar = tabs.currentWidget()
    assert isinstance(similar, SimilarPage)
    wait_until(lambda: similar.model.rowCount() > 0, LONGEST_MS)
    first = similar.model.index(0, 0)
    similar.model.setData(first, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    similar.code.setCurrentIndex(similar.code.findText("Counseling"))
    camera.take("suggestions-similar", for_guide=True)
    actions["show_read_next"].trigger()
    following = tabs.currentWidget()
    assert isinstance(following, ReadNextPage)
    following.look.click()
    wait_until(lambda: following.model.rowCount() > 0, LONGEST_MS)
    camera.take("suggestions-read-next")
    actions["show_distinctive_words"].trigger()
    words = tabs.currentWidget()
    assert isinstance(words, DistinctivePage)
    words.look.click()
    wait_until(lambda: words.lines.rowCount() > 0, LONGEST_MS)
    camera.take("suggestions-words")
    for page in (similar, following, words):
        tabs.close_page(page)
