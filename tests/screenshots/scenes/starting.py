"""Starting: no project, an empty one, and what importing says."""

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.foundation.shipped_files import sample_study_folder
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.analysis.missing import Missing
from qualcoder_sts.ui.shell.places import Place
from tests.screenshots.camera import Scene, wait_until


def take(scene: Scene) -> None:
    """From the start page to a project with transcripts and nothing coded."""
    application, camera = scene.application, scene.camera
    application.close_project()
    camera.take("start-again")
    for project in application._choices.preferences.recent_projects:
        application._choices.forget_project(project)
    camera.take("start", for_guide=True)
    path = scene.folder / "New study.qsts"
    create_project(path, path.stem, coder="Ana Ruiz").close()
    application.open(path)
    empty = scene.project
    camera.take("empty-code")
    application.window.show_place(Place.ANALYSE)
    camera.take("empty-analyse")
    application.window.show_place(Place.CODE)
    told: list[object] = []
    empty.imports.done.connect(told.append)
    bad = path.with_name("I-04 Scanned page.pdf")
    bad.write_bytes(b"%PDF-1.4 nothing in it")
    study = sample_study_folder()
    empty.imports.start([study / "interviews", study / "focus-groups", bad])
    dialog = empty.imports.dialog
    assert dialog is not None
    wait_until(lambda: bool(dialog.draft.files) and not dialog.draft.is_reading)
    dialog.accept()
    wait_until(lambda: bool(told))
    empty.operations.run(add_code, "Lower caseloads")
    empty.places.coding.open(empty.operations.read(list_sources)[0].id)
    application.window.show_place(Place.ANALYSE)
    chart = empty.places.analyse.chart
    wait_until(lambda: chart._pages.currentWidget() is chart._empty[Missing.FINISHED])
    camera.take("nothing-finished")
