"""The Code place: reading, choosing a code, a coded passage and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from tests.screenshots.camera import SETTLING_MS, Scene, wait

FOCUS_GROUP = "FG-1 Staff in Port Ellery"


def take(scene: Scene) -> None:
    """From reading to a coded passage and back."""
    project, camera = scene.project, scene.camera
    coding = project.places.coding
    camera.take("nothing-open")
    view = coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    coding.open(project.operations.read(find_source, "I-01 Clinical director").id)
    coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    camera.take("code-top")
    passage = free_passage(view)
    view.scroll_to(passage.start)
    view.select(Span(passage.start, passage.start))
    camera.take("code", for_guide=True)
    view.select(passage)
    camera.take("selected")
    coding.applying.ask_code()
    wait(SETTLING_MS)
    camera.take("quick-code-all", coding.applying.box)
    QTest.keyClicks(coding.applying.box.field, "coll")
    camera.take("quick-code", coding.applying.box, for_guide=True)
    QTest.keyClick(coding.applying.box.field, Qt.Key.Key_Return)
    camera.take("coded", for_guide=True)
    coding.changing.remove_current()
    camera.take("undo", for_guide=True)
    finish_beginning(scene, view)


def finish_beginning(scene: Scene, view: TranscriptView) -> None:
    """The hairline below a long turn, below a short one, and in the dark."""
    actions, camera = scene.application.actions, scene.camera
    assert view.row is not None
    actions["finish_source"].trigger()  # all of it was
    lengths = [turn.end - turn.start for turn in view.row.turns[4:24]]
    for name, length in (("long", max(lengths)), ("short", min(lengths))):
        turn = view.row.turns[4 + lengths.index(length)]
        view.scroll_to(turn.start)
        view.select(Span(turn.end, turn.end))
        actions["finish_up_to_here"].trigger()
        wait(SETTLING_MS)
        camera.take(f"finished-up-to-{name}")
    actions["theme_dark"].trigger()
    camera.take("finished-up-to-dark")
    actions["theme_light"].trigger()


def free_passage(view: TranscriptView) -> Span:
    """A sentence somewhere in the middle that is not coded yet."""
    assert view.row is not None
    text = view.row.text
    coded = [(segment.start, segment.end) for segment in view.segments()]
    place = len(text) // 3
    while True:
        start = text.index(". ", place) + 2
        end = text.index(".", start) + 1
        is_free = all(end <= a or start >= b for a, b in coded)
        if is_free and 60 < end - start < 160 and "\n" not in text[start:end]:
            return Span(start, end)
        place = start
