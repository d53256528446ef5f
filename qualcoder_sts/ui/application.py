"""The composition root: builds everything once and hands it down."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import (
    default_coder,
    read_preferences,
    write_preferences,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import ImportedSource
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.crash import CrashReporter
from qualcoder_sts.ui.jobs import Jobs
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.choosing import ProjectChooser
from qualcoder_sts.ui.shell.main_window import MainWindow
from qualcoder_sts.ui.shell.project_places import ProjectPlaces, build_places
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcripts.importing import (
    ImportResults,
    TranscriptImport,
    import_sentence,
)

# Steps after which a notice offers to take them back: those that make something disappear.
TAKING_AWAY = ("Remove", "Delete", "Merge")


def run_window(project: Path | None = None) -> int:
    """Open the window, on a project when one is given; returns when it is closed."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName("qualcoder-sts")
    application = Application(qt)
    application.window.show()
    if project is not None:
        QTimer.singleShot(0, lambda: application.open(project))
    # What start-up made lives as long as the program; a full collection over it takes 60 ms.
    gc.collect()
    gc.freeze()
    return int(qt.exec())


@dataclass(frozen=True, slots=True)
class OpenProject:
    """An open project with all that was built for it."""

    workspace: Workspace
    operations: Operations
    places: ProjectPlaces
    imports: TranscriptImport


class Application(QObject):
    """The window with its services; at most one project is open."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._preferences = read_preferences()
        self._themes = ThemeChoice(qt, self._preferences.theme)
        self._jobs = Jobs(self)
        self._actions = Actions(self)
        self.window = MainWindow(self._actions, self._jobs, self._themes)
        self._chooser = ProjectChooser(self.window)
        self._open: OpenProject | None = None
        self._crashes = CrashReporter(self)
        self._crashes.watch(self.window)
        self._connect()
        self.window.start_page.show_recent(self._preferences.recent_projects)

    @property
    def project(self) -> OpenProject | None:
        """What is open."""
        return self._open

    def open(self, path: Path) -> None:
        """Open a project file, asking where it is in use or cannot be written."""
        self._show(self._chooser.open(path, default_coder()))

    def close_project(self) -> None:
        """Close what is open and show the start page."""
        if self._open is None:
            return
        self.window.forget_project()
        self._actions.withdraw(_deeds(self._open))
        self._open.operations.close()
        self._open = None
        self.window.start_page.show_recent(self._preferences.recent_projects)

    def shut_down(self) -> None:
        """End all work and let go of the file."""
        self._jobs.shut_down()
        if self._open is not None:
            self._open.operations.close()
            self._open = None
        self._crashes.stop()

    def _connect(self) -> None:
        window, chooser = self.window, self._chooser
        self._actions.offer(
            {
                "new_project": lambda: self._show(chooser.ask_new(default_coder())),
                "open_project": lambda: self._show(chooser.ask_open(default_coder())),
                "open_sample": lambda: self._show(chooser.open_sample(default_coder())),
                "close_project": self.close_project,
                "quit": window.close,
            }
        )
        chooser.failed.connect(self._say)
        window.start_page.recent_chosen.connect(self.open)
        window.files_dropped.connect(self._take_files)
        window.closing.connect(self.shut_down)

    def _show(self, workspace: Workspace | None) -> None:
        """Put a project that has been opened into the window, in place of another."""
        if workspace is None:
            return
        self.close_project()
        operations = Operations(workspace, self._jobs, self)
        places = build_places(operations, self._actions, self._themes)
        imports = TranscriptImport(operations, self.window)
        self._open = OpenProject(workspace, operations, places, imports)
        operations.failed.connect(self._say)
        operations.changed.connect(self._after_step)
        imports.done.connect(self._tell_import)
        places.transcripts.wanted.connect(self.window.notices.show_notice)
        places.chart.saved.connect(self.window.notices.show_notice)
        self.window.show_project(
            places,
            workspace.path.stem,
            workspace.coder_name,
            read_only=workspace.read_only,
        )
        for notice in workspace.notices:
            self.window.notices.show_notice(notice)
        self._actions.offer(_deeds(self._open))
        self._name_next_steps()
        self._preferences = self._preferences.with_recent_project(workspace.path)
        write_preferences(self._preferences)

    def _take_files(self, paths: list[Path]) -> None:
        """Files dropped on the window: a project is opened, transcripts are imported."""
        project = self._chooser.project_among(paths)
        if project is not None:
            self.open(project)
        elif self._open is not None:
            self._open.imports.start(paths)
        else:
            self.window.notices.show_notice(_("Open or start a project first, then drop files."))

    def _after_step(self, changes: Changes) -> None:
        self._name_next_steps()
        if changes.kind is ChangeKind.EDIT and changes.label.startswith(TAKING_AWAY):
            self.window.notices.show_notice(changes.label, _("Undo"), self._actions["undo"].trigger)

    def _name_next_steps(self) -> None:
        if self._open is None:
            return
        steps = self._open.operations.read(next_steps)
        for action_id, label, words in (
            ("undo", steps.undo, _("&Undo")),
            ("redo", steps.redo, _("&Redo")),
        ):
            action = self._actions[action_id]
            action.setEnabled(label is not None and not self._open.workspace.read_only)
            action.setText(f"{words}: {label}" if label else words)

    def _tell_import(self, lines: list[ImportedSource]) -> None:
        self.window.notices.show_notice(
            import_sentence(lines),
            _("Show"),
            lambda: ImportResults(lines, self.window).exec(),
            seconds=0,
        )

    def _say(self, error: QualcoderError) -> None:
        self.window.notices.show_notice(str(error), seconds=0)


def _deeds(project: OpenProject) -> dict[str, Callable[[], object]]:
    """What actions do to an open project."""
    places = project.places
    return {
        "undo": project.operations.undo,
        "redo": project.operations.redo,
        "import_files": project.imports.ask_files,
        "import_folder": project.imports.ask_folder,
        "add_code": places.codebook.ask_new_code,
        "apply_code": places.transcripts.ask_code,
        "remove_segment": places.transcripts.remove_current,
        "zoom_in": lambda: places.transcripts.zoom_by(1),
        "zoom_out": lambda: places.transcripts.zoom_by(-1),
        "save_chart": places.chart.ask_save,
        "write_report": places.chart.ask_report,
    }
