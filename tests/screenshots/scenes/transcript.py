"""The transcript: ends of a segment, finding, editing, two side by side."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.transcript_view.ends import End
from tests.screenshots.camera import SETTLING_MS, Scene, wait

FOCUS_GROUP, INTERVIEW = "FG-1 Staff in Port Ellery", "I-01 Clinical director"


def take(scene: Scene) -> None:
    """What is done in a transcript besides coding it."""
    project, camera, actions = scene.project, scene.camera, scene.application.actions
    coding = project.places.coding
    other = coding.open(project.operations.read(find_source, INTERVIEW).id)
    view = coding.open(project.operations.read(find_source, FOCUS_GROUP).id)
    segments = sorted(view.segments(), key=lambda row: row.start)
    active = segments[len(segments) // 2]
    view.scroll_to(active.start)
    view.select(Span(active.start, active.start))
    actions["next_here"].trigger()
    camera.take("ends", for_guide=True)
    view.ends.step(End.END, 3)
    view.ends.restore()
    actions["find"].trigger()
    coding.finding.bar.field.setText("work")
    camera.take("find")
    coding.finding.bar.expression.click()
    coding.finding.bar.field.setText("work(")
    camera.take("find-problem")
    coding.finding.close()
    actions["edit_text"].trigger()
    view.select(Span(active.start, active.start))
    QTest.keyClicks(view._text, "Well, to be honest, ")
    camera.take("editing", for_guide=True)
    coding.correction.save()
    camera.take("edited")
    actions["side_by_side"].trigger()
    wait(SETTLING_MS)
    camera.take("side-by-side")
    other._text.setFocus()
    QTest.keyClick(other._text, Qt.Key.Key_Period)
    camera.take("side-by-side-other")
    actions["side_by_side"].trigger()
    scene.application.actions["theme_dark"].trigger()
    coding.open(view.row.source_id)
    camera.take("transcript-dark")
