"""People and sources with their attributes, who speaks, and what is known of a source."""

from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.participants.attribute_deeds import AttributeDialog
from qualcoder_sts.ui.participants.participants_page import ParticipantsPage
from qualcoder_sts.ui.participants.uniting import UniteDialog
from qualcoder_sts.ui.transcripts.source_details import SourceDetailsDialog
from tests.screenshots.camera import Scene, wait


def take(scene: Scene) -> None:
    """The sheets, the questions they ask, a source's details."""
    project, camera, actions = scene.project, scene.camera, scene.application.actions
    window = scene.application.window
    operations = project.operations
    actions["show_participants"].trigger()
    page = project.places.coding.tabs.currentWidget()
    assert isinstance(page, ParticipantsPage)
    wait(50)
    page.people.view.setCurrentIndex(page.people.order.index(2, 1))
    page.people.paste(page.people.order.index(2, 1), (("nurse",), ("clerk",)))
    camera.take("participants", for_guide=True)
    page.show_sources()
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
    scene.application.actions["theme_dark"].trigger()
    page.show_sources()
    camera.take("source-attributes-dark")
