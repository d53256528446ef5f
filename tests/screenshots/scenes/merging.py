"""Merging the drifted copies of the sample study, from choosing them to the step."""

import shutil
from pathlib import Path

from qualcoder_sts.codebook.operations import Definition, add_code, define_code
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.merge.plan import Take
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import find_source, read_transcript
from qualcoder_sts.ui.merge.merge_page import MergePage
from qualcoder_sts.ui.merge.merging import State
from sample_transcripts.drifted_copies import make_drifted_copies
from tests.screenshots.camera import Scene, wait_until

OF_ANA, OF_TOMASZ = "I-08 Managing attorney", "I-15 Refugee youth program director"


def take(scene: Scene) -> None:
    """Ana's copy is open; Tomasz and Nadia have given theirs back."""
    application, camera = scene.application, scene.camera
    copies = make_drifted_copies(scene.folder / "copies")
    _drift_further(copies)
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
        application.actions["theme_dark"].trigger()
        camera.take(f"merge-{name}-dark")
        application.actions["theme_light"].trigger()
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


def _drift_further(copies: dict[str, Path]) -> None:
    """A code made twice; and each corrects a text that the other alone has coded."""
    with open_project(copies["Tomasz Lind"]) as workspace:
        coded = workspace.read(segments_of, workspace.read(find_source, OF_TOMASZ).id)[1]
    with open_project(copies["Ana Ruiz"]) as workspace:
        _add_defined(workspace, "Night shifts", "What helps those who work at night.")
        source = workspace.read(find_source, OF_TOMASZ)
        text = workspace.read(read_transcript, source.id).text
        workspace.run(edit_text, source.id, text[: coded.start] + text[coded.end :])
    with open_project(copies["Tomasz Lind"]) as workspace:
        workspace.act_as("Tomasz Lind")
        _add_defined(workspace, "Night shifts", "Who works at night, and how often.")
        source = workspace.read(find_source, OF_ANA)
        text = workspace.read(read_transcript, source.id).text
        workspace.run(edit_text, source.id, text.replace("Interviewer", "Nadia", 1))


def _add_defined(workspace: Workspace, name: str, brief: str) -> None:
    workspace.run(define_code, workspace.run(add_code, name).value, Definition(brief))
