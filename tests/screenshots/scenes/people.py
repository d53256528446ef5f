"""People and sources with their attributes, who speaks, and what is known of a source."""

from PySide6.QtCore import QPoint

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.transcripts.queries import find_source, turns_of
from qualcoder_sts.ui.participants.attribute_deeds import AttributeDialog
from qualcoder_sts.ui.participants.participants_page import ParticipantsPage
from qualcoder_sts.ui.participants.uniting import UniteDialog
from qualcoder_sts.ui.transcripts.choosing_person import PersonDialog
from qualcoder_sts.ui.transcripts.source_details import SourceDetailsDialog
from qualcoder_sts.ui.transcripts.speaker_deeds import NewSpeakerDialog
from qualcoder_sts.ui.transcripts.speakers_page import SpeakersPage
from tests.screenshots.camera import Scene, wait, wait_until


def take(scene: Scene) -> None:
    """The sheets, the questions they ask, a source's details."""
    project, camera, actions = scene.project, scene.camera, scene.application.actions
    window = scene.application.window
    operations = project.operations
    actions["show_participants"].trigger()
    page = project.places.coding.tabs.currentWidget()
    assert isinstance(page, ParticipantsPage)
    wait(50)
    page.people.view.setFocus()
    page.people.view.setCurrentIndex(page.people.order.index(2, 1))
    page.people.paste(page.people.order.index(2, 1), (("nurse",), ("clerk",)))
    camera.take("participants", for_guide=True)
    bar = page.people.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("participants-scrolled")
    page.show_sources()
    window.notices.hide()
    camera.take("source-attributes")
    people = operations.read(list_participants)
    camera.take_alone(
        UniteDialog(operations, window, people, people[1].id, people[-1].id), "same-person"
    )
    camera.take_alone(AttributeDialog(window, AttributeBearer.PARTICIPANT), "new-attribute")
    source = operations.read(find_source, "I-01 Clinical director")
    camera.take_alone(SourceDetailsDialog(operations, source.id, window), "source-details")
    menu = project.places.sources.menu_for((source.id,))
    camera.take_alone(menu, "source-menu")
    speakers(scene)
    scene.application.actions["theme_dark"].trigger()
    camera.take("speakers-dark")
    scene.application.actions["theme_high_contrast"].trigger()
    actions["show_participants"].trigger()
    page.people.view.setCurrentIndex(page.people.order.index(2, 1))
    camera.take("participants-high-contrast")


def speakers(scene: Scene) -> None:
    """Who speaks in the focus group, and corrections in its margin."""
    project, camera = scene.project, scene.camera
    group = project.operations.read(find_source, "FG-1 Staff in Port Ellery")
    view = project.places.coding.open(group.id)
    wait(100)
    turn = project.operations.read(turns_of, group.id)[4]
    view.select(Span(turn.speech_start + 20, turn.speech_start + 20))
    menu = project.places.turns.menu_for(view, turn.start)
    assert menu is not None
    menu.popup(view.mapToGlobal(QPoint(60, 120)))
    camera.take("turn-menu", menu)
    menu.close()
    scene.application.actions["show_speakers"].trigger()
    page = project.places.coding.tabs.currentWidget()
    assert isinstance(page, SpeakersPage)
    wait_until(lambda: page.table.model().rowCount() > 0)
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    page.roster.table.setCurrentIndex(page.roster.table.model().index(1, 0))
    camera.take("speakers", for_guide=True)
    people = project.operations.read(list_participants)
    camera.take_alone(PersonDialog(page, "Which person is “P1”?", "Link", people), "which-person")
    camera.take_alone(NewSpeakerDialog(page), "new-speaker")
