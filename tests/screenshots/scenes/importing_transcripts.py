"""Bringing in transcripts: what is shown before an import, and what came of it."""

import shutil
from pathlib import Path

from PySide6.QtWidgets import QDialog

from qualcoder_sts.foundation.shipped_files import sample_study_folder
from qualcoder_sts.ui.transcripts.import_dialog import ImportDialog
from tests.screenshots.camera import Scene, wait_until

SURVEY = (
    "Respondent,Town,Years,What helps you most in hard weeks?,What should change?\n"
    "R1,Port Ellery,12,Talking with the others about it at the Friday table,Fewer families\n"
    "R2,Hill End,3,Long walks with my old dog and no telephone,More time for every client\n"
    "R3,Hill End,,Nothing really; I count the days until the holidays,Somebody who asks\n"
)
ATTRIBUTES = (
    "name,session,role,years\nMarta Lind,,interpreter,12\nP1,FG-9 Night shift,nurse,4\n"
    "P2,FG-9 Night shift,porter,20\nP7,FG-9 Night shift,nurse,1\n"
)
INTERVIEW = (
    "Interviewer: How long have you been here?\n"
    "Marta Lind: Twelve years in spring. I came for one winter.\n"
    "For example: the first week I interpreted in four different hospitals.\n"
    "Interviewer: And what stays with you in the evening?\n"
    "Marta Lind: The voices. Not the stories, the voices. You speak in the first person all day.\n"
    "Interviewer: Is there somebody you tell?\n"
    "Marta Lind: On Fridays. We sit, nobody writes anything down.\n"
) * 6
GROUP = (
    "Moderator: What helps after a night like that?\n"
    "P1: We have tea at six, whoever is there.\n"
    "P2: And nobody asks. That is the good thing about it.\n"
    "P3: I would rather somebody asked.\n"
    "Moderator: Tell me more.\n"
    "P3: You go home, and it is morning, and everybody is getting up.\n"
    "P1: Yes.\n"
) * 5


def take(scene: Scene) -> None:
    """The list and each kind of file, in the order of a first import."""
    folder = _files(scene.folder)
    scene.project.imports.start([folder])
    dialog = scene.project.imports.dialog
    assert dialog is not None
    wait_until(lambda: bool(dialog.draft.files) and not dialog.draft.is_reading)
    for name, picture in (
        ("I-21 Interpreter.txt", "import-interview"),
        ("FG-9 Night shift.md", "import-focus-group"),
        ("answers.csv", "import-survey"),
        ("I-22 Letter.txt", "import-encoding"),
        ("I-23 Broken.docx", "import-broken"),
        ("I-01 Clinical director.txt", "import-known"),
    ):
        _show(dialog, name)
        for_guide = picture == "import-interview"
        scene.camera.take_alone(dialog, picture, for_guide=for_guide, goes_on=True)
    dialog.attributes.take(scene.folder / "people.csv")
    wait_until(lambda: dialog.attributes.table is not None)
    _show(dialog, "I-21 Interpreter.txt")
    scene.camera.take_alone(dialog, "import-attributes", goes_on=True)
    dialog.accept()
    notices = scene.application.window.notices
    wait_until(lambda: notices.isVisible() and "imported" in notices.words)
    scene.camera.take("imported", for_guide=True)
    notices.action_button.click()
    results = next(one for one in scene.application.window.findChildren(QDialog) if one.isVisible())
    scene.camera.take_alone(results, "import-results")


def _show(dialog: ImportDialog, name: str) -> None:
    path = next(file.path for file in dialog.draft.files if file.path.name.startswith(name[:8]))
    dialog.list.show_file(path)
    wait_until(lambda: not dialog.draft.is_reading)


def _files(folder: Path) -> Path:
    """A folder as researchers have it, not without its troubles."""
    brought = folder / "Field work"
    for name, content in (
        ("interviews/I-21 Interpreter.txt", INTERVIEW.encode()),
        ("interviews/I-22 Letter.txt", "I: Où ?\nAnaïs: À l'hôpital.\n".encode("mac_roman") * 9),
        ("interviews/I-23 Broken.docx", b"PK\x03\x04 not a document"),
        ("focus-groups/FG-9 Night shift.md", GROUP.encode()),
        ("surveys/answers.csv", SURVEY.encode()),
    ):
        file = brought / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    known = min((sample_study_folder() / "interviews").iterdir())
    shutil.copy(known, brought / "interviews" / known.name)
    (folder / "people.csv").write_text(ATTRIBUTES)
    return brought
