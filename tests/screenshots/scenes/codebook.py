"""The codebook: the tree with what is done in it, definitions, versions, files."""

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.files.reading import read_codebook
from qualcoder_sts.codebook.operations import add_code, define_code, definition_of, rename_code
from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.coding.operations.codes import merge_codes
from qualcoder_sts.foundation.shipped_files import codebooks_folder
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.codebook.codebook_page import CodebookPage
from qualcoder_sts.ui.codebook.freeze_dialog import FreezeDialog
from qualcoder_sts.ui.codebook.import_dialog import ImportDialog, OfferedCodebook
from qualcoder_sts.ui.codebook.merge_dialog import MergeDialog
from qualcoder_sts.ui.codebook.split_dialog import SplitDialog
from tests.screenshots.camera import SETTLING_MS, Scene, wait


def take(scene: Scene) -> None:
    """From the tree to its dialogs and pages."""
    project, camera = scene.project, scene.camera
    window, panel = scene.application.window, project.places.codebook
    project.places.coding.open(project.operations.read(find_source, "I-01 Clinical director").id)
    code = project.operations.read(find_code, "Lower caseloads")
    panel.show_code(code.id)
    _choose_next(panel)
    panel.deeds()["recolour_code"]()
    camera.take("codebook-colours", panel._changing.palette)
    panel._changing.palette.hide()
    panel.deeds()["move_code_to"]()
    camera.take("codebook-move-to", panel._changing.picker)
    panel._changing.picker.hide()
    tree = project.operations.read(code_tree)
    merging = MergeDialog(project.operations, tree, code, window)
    QTest.keyClicks(merging.picker.field, "coll")
    camera.take_alone(merging, "codebook-merge")
    splitting = SplitDialog(project.operations, tree, code, window)
    splitting.show()
    wait(SETTLING_MS * 3)
    splitting.passages.tick_shown(on=True)
    camera.take_alone(splitting, "codebook-split")
    _define(scene)


def _define(scene: Scene) -> None:
    """The page of definitions."""
    camera, places = scene.camera, scene.project.places
    scene.application.actions["show_codebook"].trigger()
    page = next(page for page in places.tab_pages if page.name == "codebook").widget()
    assert isinstance(page, CodebookPage)
    camera.take("definitions")
    page.card.form.from_passage.click()
    wait(SETTLING_MS * 2)
    camera.take("definitions-example", page.card.passages)
    page.card.passages.hide()
    page.card.tabs.setCurrentWidget(page.card.history)
    camera.take("definitions-history")
    page.card.tabs.setCurrentIndex(0)
    _compare(scene)
    _look_again(scene)
    _take_in(scene)


def _compare(scene: Scene) -> None:
    """A version, and what has changed since."""
    project, camera = scene.project, scene.camera
    actions = scene.application.actions
    actions["show_codebook_versions"].trigger()
    camera.take("versions-none")
    run, read = project.operations.run, project.operations.read
    run(freeze_version, "Pilot", "As handed to the ethics board in March.")
    code = read(find_code, "Lower caseloads")
    wording = replace(
        definition_of(code),
        full_definition=code.full_definition.replace("caps,", "caps and ceilings,"),
        when_not_to_use=code.when_not_to_use.partition("\n")[2],
    )
    run(define_code, code.id, wording)
    run(merge_codes, read(find_code, "Job rotation").id, read(find_code, "Teambuilding").id)
    run(rename_code, read(find_code, "Counseling").id, "Counselling")
    run(add_code, "Rituals", parent_id=read(find_code, "Individual").id)
    wait(SETTLING_MS * 2)
    scene.application.window.notices.hide()
    camera.take("versions", for_guide=True)
    dialog = FreezeDialog(2, 16, scene.application.window)
    camera.take_alone(dialog, "freeze")


def _look_again(scene: Scene) -> None:
    """Passages of the code that was worded anew."""
    scene.application.actions["show_recheck"].trigger()
    wait(SETTLING_MS * 2)
    scene.camera.take("look-again")


def _take_in(scene: Scene) -> None:
    """What a ready-made codebook would add."""
    offered = [
        OfferedCodebook(read.document.name, read)
        for read in (
            read_codebook(path.read_bytes(), path.name)
            for path in sorted(codebooks_folder().glob("*.yaml"), reverse=True)
        )
    ]
    title = "Start from a ready-made codebook"
    dialog = ImportDialog(scene.project.operations, title, offered, scene.application.window)
    scene.camera.take_alone(dialog, "import-codebook")
    scene.application.actions["theme_dark"].trigger()
    scene.application.actions["show_codebook"].trigger()
    scene.camera.take("definitions-dark")
    scene.application.actions["show_codebook_versions"].trigger()
    scene.camera.take("versions-dark")
    scene.application.actions["theme_light"].trigger()


def _choose_next(panel) -> None:  # type: ignore[no-untyped-def]
    """Two codes are chosen."""
    tree = panel._tree
    below = tree.indexBelow(tree.currentIndex())
    flag = QItemSelectionModel.SelectionFlag
    tree.selectionModel().select(below, flag.Select | flag.Rows)
