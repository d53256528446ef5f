"""The real window on small projects; nothing of it outlives its test."""

import gc
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.ui.application import Application
from qualcoder_sts.ui.crash import CrashReporter

TALK = (
    "Moderator: What helps after a hard day? 🙂🙂 Take your time.\n"
    "P1: We sit together, nobody writes anything down, and you say what you carried.\n"
    "Moderator: And what would you change?\n"
    "P2: Fewer families for each of us. When they capped us at twenty I could breathe again.\n"
    "P1: The Friday table. It is not supervision, it is just not being alone with it.\n"
    "Moderator: Thank you both.\n"
    "P2: You are welcome. Nobody asks us that.\n"
)


@dataclass(frozen=True)
class SmallProject:
    """A project file with one focus group of three speakers and three codes."""

    path: Path
    text: str


@pytest.fixture(scope="session")
def small_file(tmp_path_factory):
    return make_small(tmp_path_factory.mktemp("small"))


def make_small(folder):
    """A project with one transcript and a few codes."""
    (folder / "focus-groups").mkdir()
    (folder / "focus-groups" / "FG-1 Harbour.txt").write_text(TALK, encoding="utf-8")
    path = folder / "Small.qsts"
    with create_project(path, "Small", coder="Ana Ruiz") as workspace:
        parent = workspace.run(add_code, "Organizational", codable=False).value
        for name in ("Lower caseloads", "Collegial support"):
            workspace.run(add_code, name, parent_id=parent)
        workspace.run(add_code, "R&D / other")
        workspace.run(import_sources, prepare_files(files_in([folder / "focus-groups"])))
    return path


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "Port Ellery.qsts"
    take_study(
        sample_study_folder(), path, coder="Ana Ruiz", codebooks=codebooks_folder()
    ).workspace.close()
    return path


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The program's own settings, with a coder named Ana Ruiz."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(folder))
    write_preferences(Preferences(coder="Ana Ruiz", theme="light"))
    return folder


@pytest.fixture
def make_application(qapp, qtbot, settings):
    """Makes the program's window, as often as a test starts the program."""
    made = []

    def make(project=None):
        application = Application(qapp)
        made.append(application)
        application.window.show()
        application.window.activateWindow()
        qtbot.waitExposed(application.window)
        if project is not None:
            application.open(project)
            if application.project is not None:
                # What is read beside the window must not come in the middle of a test.
                rest(application.project, qtbot)
        return application

    yield make
    for application in made:
        leave(application)
    made.clear()
    gc.collect()


def rest(project, qtbot):
    """Wait until all have been told what happened, and have read what is read beside the window."""
    told = project.operations
    qtbot.waitUntil(lambda: told.settled.is_over and not told._under_way, timeout=20_000)


def leave(application):
    """End the program as closing its window does, and take its objects down.

    Without its question about work under way: nobody would answer it after a test that failed.
    """
    application.window.may_close = lambda: True
    application.window.close()
    application.window.deleteLater()
    application._themes.deleteLater()
    application.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def small(small_file, tmp_path):
    """A copy of the small project that a test may write to."""
    path = tmp_path / "Small.qsts"
    shutil.copy(small_file, path)
    return path


@pytest.fixture
def sample(sample_file, tmp_path):
    """A copy of the sample study that a test may write to."""
    path = tmp_path / "Port Ellery.qsts"
    shutil.copy(sample_file, path)
    return path


@pytest.fixture
def application(make_application, small):
    """The program with the small project open."""
    return make_application(small)


@pytest.fixture
def project(application):
    return application.project


@pytest.fixture
def transcript(project):
    """The small project's transcript, open."""
    from qualcoder_sts.transcripts.queries import find_source

    source = project.operations.read(find_source, "FG-1 Harbour")
    view = project.places.coding.open(source.id)
    view.setFocus()
    return view


@pytest.fixture
def span_of():
    """Finds a quote in a transcript."""
    from qualcoder_sts.foundation.spans import Span

    def find(view, quote):
        start = view.row.text.index(quote)
        return Span(start, start + len(quote))

    return find


@pytest.fixture
def segments():
    """The segments of a view's source, as they stand in the project file."""
    from qualcoder_sts.coding.queries import segments_of

    def read(project, view):
        return project.operations.read(segments_of, view.row.source_id)

    return read


@pytest.fixture
def settled(qtbot):
    """Waits until what follows a step has followed it."""

    def wait(project):
        qtbot.waitUntil(lambda: not project.places.inspector._rest.isActive())
        rest(project, qtbot)

    return wait


@pytest.fixture(autouse=True)
def _no_crash_is_shown(request, monkeypatch):
    """What nobody foresaw fails the test instead of waiting for somebody to close a dialog."""
    happened = []
    if "reporter" not in request.fixturenames:
        monkeypatch.setattr(CrashReporter, "_show", lambda _, what, _log: happened.append(what))
    yield
    assert happened == []
