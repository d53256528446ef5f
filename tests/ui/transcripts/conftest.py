"""Files as researchers have them, and the window that is shown before an import."""

import pytest


@pytest.fixture
def write(tmp_path):
    """Writes files into folders whose names tell the kind."""

    def make(name, content):
        file = tmp_path / "files" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return make


@pytest.fixture
def looked_at(project, qtbot):
    """Opens the window before an import on files, all of them read."""

    def open_window(*paths):
        project.imports.start(list(paths))
        dialog = project.imports.dialog
        qtbot.waitUntil(lambda: bool(dialog.draft.files), timeout=10_000)
        read(dialog)
        return dialog

    def read(dialog):
        qtbot.waitUntil(lambda: not dialog.draft.is_reading, timeout=20_000)
        qtbot.waitUntil(lambda: dialog.list.front is None or bool(dialog.page.title.text()))
        qtbot.waitUntil(lambda: not dialog.page.speakers.is_filling)

    open_window.read = read
    return open_window


@pytest.fixture
def brought_in(project, qtbot):
    """Imports what the window shows, and tells what came of it."""

    def bring(dialog):
        with qtbot.waitSignal(project.imports.done, timeout=20_000) as told:
            dialog.accept()
        return told.args[0]

    return bring
