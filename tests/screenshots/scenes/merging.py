"""Merging the drifted copies of the sample study, from choosing them to the step."""

import shutil

from qualcoder_sts.merge.plan import Take
from qualcoder_sts.ui.merge.merge_page import MergePage
from qualcoder_sts.ui.merge.merging import State
from sample_transcripts.drifted_copies import make_drifted_copies
from tests.screenshots.camera import Scene, wait_until


def take(scene: Scene) -> None:
    """Ana's copy is open; Tomasz and Nadia have given theirs back."""
    application, camera = scene.application, scene.camera
    copies = make_drifted_copies(scene.folder / "copies")
    mine = scene.folder / "Study of Ana.qsts"
    shutil.copyfile(copies["Ana Ruiz"], mine)
    application.open(mine)
    application.actions["show_merge"].trigger()
    page = application.window.findChild(MergePage)
    camera.take("merge-choose")
    page.compare([copies["Tomasz Lind"], copies["Nadia Osei"]])
    wait_until(lambda: page.merging.state is State.REVIEWING)
    review = page.review
    camera.take("merge-conflicts")
    review.conflicts.take(Take.OURS)
    review.conflicts.table.selectRow(0)
    camera.take("merge", for_guide=True)
    for card, name in (
        (review.of_differences, "changes"),
        (review.of_questions, "questions"),
        (review.of_moved, "moved"),
        (review.of_unplaced, "unplaced"),
    ):
        card.click()
        camera.take(f"merge-{name}")
    review.of_conflicts.click()
    application.actions["theme_dark"].trigger()
    camera.take("merge-dark")
    application.actions["theme_light"].trigger()
    for rule in (review.conflicts.newest, review.conflicts.all_yours):
        rule.click()  # what was decided may bring up further conflicts
        wait_until(lambda: page.merging.plan.decisions == page.merging.decisions)
    camera.take("merge-decided")
    page.merge.click()
    wait_until(lambda: page.merging.state is State.DONE)
    camera.take("merge-done")
