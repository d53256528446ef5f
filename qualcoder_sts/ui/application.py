"""The composition root: builds everything once and hands it down."""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import (
    default_coder,
    read_preferences,
    write_preferences,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing_with_attributes import Imported
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.actions.rows import Needs
from qualcoder_sts.ui.crash import CrashReporter
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.open_project import OpenProject
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.shell.choosing import ProjectChooser
from qualcoder_sts.ui.shell.main_window import MainWindow, ShownProject
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.project_places import build_places
from qualcoder_sts.ui.shell.sample import make_sample
from qualcoder_sts.ui.theme.apply import SYSTEM, ThemeChoice
from qualcoder_sts.ui.theme.theme import THEME_NAMES
from qualcoder_sts.ui.transcripts.import_results import ImportResults, import_sentence
from qualcoder_sts.ui.transcripts.importing import TranscriptImport
from qualcoder_sts.ui.widgets.questions import agreed, asked_name

# Steps after which a notice offers to take them back: those that make something disappear.
TAKING_AWAY = {
    "Remove": "Removed",
    "Delete": "Deleted",
    "Merge": "Merged",
    "Join": "Joined",
    "Unite": "United",
}


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


class Application(QObject):
    """The window with its services; at most one project is open."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._preferences = read_preferences()
        theme = self._preferences.theme
        self._themes = ThemeChoice(qt, theme if theme in THEME_NAMES else SYSTEM)
        self._jobs = Jobs(self)
        self._actions = Actions(self)
        self.window = MainWindow(self._actions, self._jobs, self._themes)
        self.window.may_close = self._may_close
        self._chooser = ProjectChooser(self.window)
        self._open: OpenProject | None = None
        self._crashes = CrashReporter(self)
        self._crashes.watch(self.window)
        self._connect()
        self._actions.check(f"theme_{self._themes.name}")
        self.window.start_page.show_recent(self._preferences.recent_projects)

    @property
    def project(self) -> OpenProject | None:
        """What is open."""
        return self._open

    @property
    def actions(self) -> Actions:
        """What a user can do."""
        return self._actions

    def open(self, path: Path) -> None:
        """Open a project file, asking where it is in use or cannot be written."""
        if self._open is not None and self._open.workspace.path.resolve() == path.resolve():
            self.window.notices.show_notice(_("“%s” is open already.") % path.stem)
        elif self._may_close():
            self._show(self._chooser.open(path, default_coder()))

    def close_project(self) -> None:
        """Close what is open and show the start page."""
        if self._open is None:
            return
        project, self._open = self._open, None
        project.imports.close()
        self._actions.withdraw(project.deeds())
        self.window.forget_project()
        project.operations.close()
        project.operations.deleteLater()
        for action_id in ("undo", "redo"):
            self._actions.name_step(action_id, None)
        self.window.start_page.show_recent(self._preferences.recent_projects)

    def shut_down(self) -> None:
        """End all work and let go of the file."""
        self._jobs.shut_down()
        self.close_project()
        self._crashes.stop()

    def _connect(self) -> None:
        window, chooser = self.window, self._chooser
        deeds: dict[str, Callable[[], object]] = {
            "new_project": self._start_new,
            "open_project": self._ask_open,
            "open_sample": self._open_sample,
            "close_project": self._ask_close,
            "name_coder": self._ask_coder,
            "quit": window.close,
            "about": lambda: AboutDialog(window).exec(),
        }
        for place in Place:
            deeds[place.action_id] = partial(window.show_place, place)
        for name in (SYSTEM, *THEME_NAMES):
            deeds[f"theme_{name}"] = partial(self._choose_theme, name)
        self._actions.offer(deeds)
        chooser.failed.connect(self._say)
        window.start_page.recent_chosen.connect(self.open)
        window.files_dropped.connect(self._take_files)
        window.closing.connect(self.shut_down)

    def _start_new(self) -> None:
        if self._may_close():
            self._show(self._chooser.ask_new(default_coder()))

    def _ask_open(self) -> None:
        if (path := self._chooser.ask_file()) is not None:
            self.open(path)

    def _ask_close(self) -> None:
        if self._may_close():
            self.close_project()

    def _open_sample(self) -> None:
        """The first time the copy is made, which takes a moment."""
        coder = default_coder()
        job = Job(lambda progress: make_sample(coder, progress))
        job.succeeded.connect(self.open)
        job.failed.connect(self._say)
        self._jobs.write(job)

    def _show(self, workspace: Workspace | None) -> None:
        """Put a project that has been opened into the window, in place of another."""
        if workspace is None:
            return
        self.close_project()
        operations = Operations(workspace, self._jobs, self)
        places = build_places(operations, self._actions, self._themes)
        imports = TranscriptImport(operations, self._themes, self.window)
        self._open = OpenProject(workspace, operations, places, imports)
        operations.failed.connect(self._say)
        operations.told.connect(self._tell_step)
        operations.changed.connect(self._after_step)
        operations.settled.connect(self._name_next_steps)
        imports.done.connect(self._tell_import)
        for told in (places.coding.wanted, places.analyse.chart.saved, places.analyse.quotes.told):
            told.connect(self.window.notices.show_notice)
        places.coding.announced.connect(self.window.status.announce)
        self._actions.offer(self._open.deeds())
        shown = ShownProject(workspace.path.stem, workspace.coder_name, workspace.read_only)
        self.window.show_project(places, shown)
        self._name_next_steps()
        self._tell_opening(workspace)
        self._keep(recent=workspace.path)

    def _tell_opening(self, workspace: Workspace) -> None:
        sentences = list(workspace.notices)
        if workspace.read_only:
            sentences.append(
                _("This project is open read-only: read, count and save charts as you like.")
            )
        if self._is_newcomer(workspace):
            sentences.append(
                _("You code as “%s”, who has not coded in this project yet.") % workspace.coder_name
            )
            ask = self._actions["name_coder"]
            self.window.notices.show_notice(
                " ".join(sentences), as_words(ask.text()), ask.trigger, seconds=0
            )
        elif sentences:
            self.window.notices.show_notice(" ".join(sentences), seconds=0)

    def _is_newcomer(self, workspace: Workspace) -> bool:
        """Whether others have coded here, but nobody of the name under which this user codes."""
        names = {coder.name for coder in workspace.read(list_coders)}
        return bool(names) and not workspace.read_only and workspace.coder_name not in names

    def _ask_coder(self) -> None:
        name = asked_name(
            self.window,
            _("Who codes"),
            _("The name under which you code on this computer"),
            _("Code under this name"),
            default_coder(),
        )
        if name is None:
            return
        self._preferences = replace(self._preferences, coder=name)
        self._keep()
        if self._open is not None and not self._open.workspace.read_only:
            self._open.workspace.expect(name)
            self.window.status.show_project(name, read_only=False)
            self.window.notices.hide()

    def _may_close(self) -> bool:
        """Whether what is open may be closed; asked only while something is being written."""
        if self._open is None or not self._open.operations.is_writing:
            return True
        return agreed(
            self.window,
            _("Stop the import?"),
            _("Transcripts are being imported. If you stop now, none of them is brought in."),
            _("Stop the import"),
            _("Go on importing"),
        )

    def _take_files(self, paths: list[Path]) -> None:
        """Files dropped on the window: a project is opened, transcripts are imported."""
        project = self._chooser.project_among(paths)
        if project is not None:
            self.open(project)
        elif self._open is not None:
            self._open.imports.start(paths)
        else:
            self.window.notices.show_notice(_("Start or open a project first, then drop files."))

    def _after_step(self, changes: Changes) -> None:
        notices = self.window.notices
        notices.step_taken()
        verb, _space, what = changes.label.partition(" ")
        if changes.kind is ChangeKind.EDIT and verb in TAKING_AWAY:
            undo, told = self._actions["undo"].trigger, f"{TAKING_AWAY[verb]} {what}."
            notices.show_notice(told, _("Undo"), undo, until_next_step=True)

    def _tell_step(self, words: str, offers_undo: bool) -> None:
        undo = self._actions["undo"].trigger if offers_undo else None
        self.window.notices.show_notice(words, _("Undo"), undo, until_next_step=offers_undo)

    @Slot()
    def _name_next_steps(self) -> None:
        if self._open is None:
            return
        steps = self._open.operations.read(next_steps)
        self._actions.show_present(
            {Needs.UNDO: steps.undo is not None, Needs.REDO: steps.redo is not None}
        )
        self._actions.name_step("undo", steps.undo)
        self._actions.name_step("redo", steps.redo)

    def _tell_import(self, imported: Imported) -> None:
        self.window.notices.show_notice(
            import_sentence(imported),
            _("Show each file"),
            lambda: self._show_import(imported),
            seconds=0,
        )

    def _show_import(self, imported: Imported) -> None:
        results = ImportResults(imported, self.window)
        if self._open is not None:
            results.source_wanted.connect(self._open.places.coding.open)
        results.open()

    def _choose_theme(self, name: str) -> None:
        self._themes.choose(name)
        self._keep(theme=name)

    def _keep(self, *, theme: str | None = None, recent: Path | None = None) -> None:
        """Remember a choice on this computer; where that fails, work goes on."""
        if theme is not None:
            self._preferences = replace(self._preferences, theme=theme)
        if recent is not None:
            self._preferences = self._preferences.with_recent_project(recent)
        try:
            write_preferences(self._preferences)
        except OSError as error:
            words = _("Your choice could not be kept for the next time (%s).")
            self.window.notices.show_notice(words % error.strerror)

    def _say(self, error: QualcoderError) -> None:
        self.window.notices.show_notice(str(error), seconds=0)
