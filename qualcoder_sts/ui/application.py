"""The composition root: builds everything once and hands it down."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import default_coder, read_preferences
from qualcoder_sts.foundation.translation import SYSTEM_LANGUAGE, _, choose_language
from qualcoder_sts.merge.copying import MadeCopy
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.crash import CrashReporter
from qualcoder_sts.ui.garbage import UnseenCollection
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.merge.words import copy_sentence
from qualcoder_sts.ui.open_project import OpenProject
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.settings.applying import AppliedChoices
from qualcoder_sts.ui.settings.choices import Choices
from qualcoder_sts.ui.settings.settings_dialog import SettingsDialog
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.shell.choosing import ProjectChooser
from qualcoder_sts.ui.shell.facts import TranscriptFacts
from qualcoder_sts.ui.shell.greeting import greet
from qualcoder_sts.ui.shell.key_sheet import KeySheet
from qualcoder_sts.ui.shell.main_window import MainWindow, ShownProject
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.project_places import build_places
from qualcoder_sts.ui.shell.reading_size import ReadingSize
from qualcoder_sts.ui.shell.reopening import Reopening, opened_tabs
from qualcoder_sts.ui.shell.round_words import RoundWords
from qualcoder_sts.ui.shell.sample import is_sample, make_sample
from qualcoder_sts.ui.shell.splitters import note_splitters, restore_splitters
from qualcoder_sts.ui.shell.step_words import StepWords, forget_steps
from qualcoder_sts.ui.shell.tour import Tour
from qualcoder_sts.ui.shell.tour_steps import tour_steps
from qualcoder_sts.ui.shell.window_memory import WindowMemory
from qualcoder_sts.ui.theme.apply import SYSTEM, ThemeChoice
from qualcoder_sts.ui.theme.theme import THEME_NAMES
from qualcoder_sts.ui.transcripts.importing import TranscriptImport
from qualcoder_sts.ui.widgets.questions import agreed, asked_name

# Work in another thread may hold the window up for this long whenever both want to compute.
SECONDS_BETWEEN_THREADS = 0.001

if TYPE_CHECKING:  # what belongs to importing comes in with the first import
    from qualcoder_sts.transcripts.operations.importing_with_attributes import Imported


def run_window(project: Path | None = None) -> int:
    """Open the window, on a project when one is given; returns when it is closed."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName("qualcoder-sts")
    language = read_preferences().language
    choose_language(language)
    if language != SYSTEM_LANGUAGE:
        qt.setLayoutDirection(QLocale(language).textDirection())
    application = Application(qt)
    application.window.show()
    stay_responsive(qt, application)
    if project is not None:
        QTimer.singleShot(0, lambda: application.open(project))
    return int(qt.exec())


def stay_responsive(qt: QApplication, application: "Application") -> None:
    """Keep Python's own work from holding up the window. It concerns the whole process."""
    sys.setswitchinterval(SECONDS_BETWEEN_THREADS)
    garbage = UnseenCollection(qt)
    application.window.emptied.connect(garbage.collect_soon)


class Application(QObject):
    """The window with its services; at most one project is open."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self._choices = Choices(self)
        chosen = self._choices.preferences
        self._themes = ThemeChoice(qt, chosen.theme, scale=chosen.interface_percent / 100)
        self._memory = WindowMemory()
        self._jobs = Jobs(self)
        self._actions = Actions(self)
        self.window = MainWindow(self._actions, self._jobs, self._themes)
        self.window.may_close = self._may_close
        self._applied = AppliedChoices(self._choices, self._actions, self._themes)
        self._chooser = ProjectChooser(self.window)
        self._open: OpenProject | None = None
        self._crashes = CrashReporter(self)
        self._crashes.watch(self.window)
        self._connect()
        self.window.restoreGeometry(self._memory.bytes_of("window"))
        self._list_recent()

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
        self._note_window(project)
        self._actions.withdraw(project.deeds())
        self.window.forget_project()
        project.operations.close()
        project.operations.deleteLater()
        forget_steps(self._actions)

    def shut_down(self) -> None:
        """End all work and let go of the file."""
        self._jobs.shut_down()
        self._memory.note_bytes("window", bytes(self.window.saveGeometry().data()))
        self.close_project()
        self._memory.keep()
        self._crashes.stop()

    def _connect(self) -> None:
        window, chooser = self.window, self._chooser
        deeds: dict[str, Callable[[], object]] = {
            "new_project": self._start_new,
            "open_project": self._ask_open,
            "open_sample": self._open_sample,
            "close_project": self._ask_close,
            "name_coder": self._ask_coder,
            "settings": self.show_settings,
            "take_tour": self._take_tour,
            "interface_larger": lambda: self._applied.zoom_interface(1),
            "interface_smaller": lambda: self._applied.zoom_interface(-1),
            "interface_as_it_came": lambda: self._applied.zoom_interface(0),
            "quit": window.close,
            "key_sheet": lambda: KeySheet(self._actions, window).exec(),
            "about": lambda: AboutDialog(window).exec(),
        }
        for place in Place:
            deeds[place.action_id] = partial(window.show_place, place)
        for panel in ("sources", "codebook", "transcript", "inspector", "suggestions"):
            deeds[f"go_to_{panel}"] = partial(window.go_to, panel)
        deeds["only_text"] = window.toggle_panels
        for name in (SYSTEM, *THEME_NAMES):
            deeds[f"theme_{name}"] = partial(self._choices.set, "theme", name)
        self._actions.offer(deeds)
        chooser.failed.connect(self._say)
        self._choices.failed.connect(window.notices.show_notice)
        self._choices.changed.connect(self._after_choice)
        window.start_page.recent_chosen.connect(self.open)
        window.start_page.recent_forgotten.connect(self._choices.forget_project)
        window.files_dropped.connect(self._take_files)
        window.closing.connect(self.shut_down)

    def show_settings(self) -> None:
        """Show what can be set, over the window."""
        SettingsDialog(self._choices, self._actions, self.window).open()

    def _start_new(self) -> None:
        if self._may_close():
            workspace = self._chooser.ask_new(default_coder())
            self._show(workspace)
            if workspace is not None and self._open is not None:
                self._open.places.codebook.begin()

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
        for page in places.tab_pages:
            page.greeted = partial(restore_splitters, memory=self._memory)
        imports = TranscriptImport(operations, self._themes, self.window)
        self._open = OpenProject(workspace, operations, places, imports)
        operations.failed.connect(self._say)
        imports.done.connect(self._tell_import)
        for told in (
            places.coding.wanted,
            places.codebook.told,
            places.analyse.told,
        ):
            told.connect(self.window.notices.show_notice)
        places.coding.correction.told.connect(self._tell_edit)
        places.team.giving.made.connect(self._tell_copy)
        places.coding.announced.connect(self.window.status.announce)
        self._actions.offer(self._open.deeds())
        shown = ShownProject(workspace.path.stem, workspace.coder_name, workspace.read_only)
        self.window.show_project(places, shown, self._memory.bytes_of("panels"))
        StepWords(operations, self._actions, self.window.notices, self.window.status)
        RoundWords(operations, self.window.status)
        facts = TranscriptFacts(operations, self.window.status)
        places.coding.current_changed.connect(facts.follow)
        ReadingSize(self._choices, places.coding.tabs)
        self._reopen(self._open)
        reminders = self._choices.preferences.reminders
        greet(workspace, self.window.notices, self._actions, reminders=reminders)
        self._choices.remember_project(workspace.path)

    def _take_tour(self) -> None:
        """Over the sample study, which is opened first where something else is open."""
        project = self._open
        if project is None or not is_sample(project.workspace.path):
            self._choices.note_tour(taken=False)
            self._open_sample()
            return
        self._choices.note_tour(taken=True)
        steps = tour_steps(self.window, project.operations, project.places, self._actions)
        Tour(self.window, steps, project.operations).begin()

    def _reopen(self, project: OpenProject) -> None:
        """Show what was open in the project the last time."""
        opened = self._memory.tabs_of(project.workspace.path)
        reopening = Reopening(project.operations, project.places, opened)
        if is_sample(project.workspace.path) and not self._choices.preferences.tour_taken:
            reopening.over.connect(self._take_tour)
        if opened.place in set(Place):
            self.window.show_place(Place(opened.place))
        if self.window.place is not Place.CODE:
            reopening.over.connect(self.window.focus_front)

    def _note_window(self, project: OpenProject) -> None:
        """Note how the window looks, for the next time."""
        self._memory.note_bytes("panels", self.window.panels())
        for page in project.places.tab_pages:
            if page.made is not None:
                note_splitters(page.made, self._memory)
        opened = opened_tabs(project.places, self.window.place)
        self._memory.note_tabs(project.workspace.path, opened)

    def _ask_coder(self) -> None:
        name = asked_name(
            self.window,
            _("Who codes"),
            _("The name under which you code on this computer"),
            _("Code under this name"),
            default_coder(),
        )
        if name is not None:
            self._choices.set("coder", name)

    def _after_choice(self, choice: str) -> None:
        """What was set concerns the open project or the start page."""
        if choice == "coder" and self._open is not None:
            self._code_as(default_coder())
        elif choice == "recent_projects":
            self._list_recent()

    def _code_as(self, name: str) -> None:
        if self._open is not None and not self._open.workspace.read_only:
            workspace = self._open.workspace
            workspace.expect(name)
            self._open.places.suggestions.suggester.follow_coder()
            self._open.operations.show_anew()
            self.window.status.show_project(workspace.path.stem, name, read_only=False)
            self.window.notices.hide()

    def _list_recent(self) -> None:
        self.window.start_page.show_recent(self._choices.preferences.recent_projects)

    def _may_close(self) -> bool:
        """Whether what is open may be closed; asked only while something is being written."""
        if self._open is None:
            return True
        if not self._open.places.coding.correction.may_close_all():
            return False
        if not self._open.operations.is_writing:
            return True
        return agreed(
            self.window,
            _("Stop what is being written?"),
            _(
                "Something large is being written to the project. If you stop now, it is left out "
                "as a whole; everything before it is saved."
            ),
            _("Stop it"),
            _("Let it go on"),
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

    def _tell_edit(self, words: str) -> None:
        """What saving a text did, with the way back."""
        undo = self._actions["undo"].trigger
        self.window.notices.show_notice(words, _("Undo"), undo, seconds=0, until_next_step=True)

    def _tell_copy(self, made: MadeCopy) -> None:
        """What was given to a colleague, with the way to it."""
        folder = QUrl.fromLocalFile(str(made.file.parent))
        self.window.notices.show_notice(
            copy_sentence(made),
            _("Show in folder"),
            lambda: QDesktopServices.openUrl(folder),
            seconds=0,
        )

    def _tell_import(self, imported: "Imported") -> None:
        from qualcoder_sts.ui.transcripts.import_results import import_sentence  # noqa: PLC0415

        self.window.notices.show_notice(
            import_sentence(imported),
            _("Show each file"),
            lambda: self._show_import(imported),
            seconds=0,
        )

    def _show_import(self, imported: "Imported") -> None:
        from qualcoder_sts.ui.transcripts.import_results import ImportResults  # noqa: PLC0415

        results = ImportResults(imported, self.window)
        if self._open is not None:
            results.source_wanted.connect(self._open.places.coding.open)
        results.open()

    def _say(self, error: QualcoderError) -> None:
        self.window.notices.show_notice(str(error), seconds=0)
