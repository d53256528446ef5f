"""The window before an import: the files, what was found in each, and what becomes of them."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.matching import Directory
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.operations.importing_with_attributes import NamedTable
from qualcoder_sts.transcripts.planned_people import planned_directory
from qualcoder_sts.transcripts.preparing import PreparedFile
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.transcripts.readers.reading import known_endings
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcripts.attributes_choice import AttributesChoice
from qualcoder_sts.ui.transcripts.draft import ImportDraft, Standing
from qualcoder_sts.ui.transcripts.file_facts import Change
from qualcoder_sts.ui.transcripts.file_list import FileList
from qualcoder_sts.ui.transcripts.file_page import FilePage
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.questions import agreed

LIST_WIDTH = 372
_SIZE = (1180, 740)
_PAUSE_MS = 150


class ImportDialog(QDialog):
    """Everything is read in the background; *Import* hands on what was decided."""

    agreed = Signal(object, object)
    """The list of ``PreparedFile`` to import, and the ``NamedTable`` of attributes or None."""

    def __init__(
        self, operations: Operations, theme: Theme, settings: ImportSettings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import transcripts"))
        self.setAccessibleName(_("Import transcripts"))
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self._operations = operations
        self._people = operations.read(list_participants)
        self._sources = [row.name for row in operations.read(list_sources)]
        self.draft = ImportDraft(operations, settings, self)
        self.list = FileList(self.draft, theme)
        self._theme = theme
        self._page: FilePage | None = None
        self.attributes = AttributesChoice(operations, self._planned)
        self.add_files = push_button(_("Add files…"), _("Add more transcripts to the list"))
        self.add_folder = push_button(_("Add a folder…"), _("Add all transcripts of a folder"))
        self.next_doubt = push_button(_("Next to look at"), _("Go to the next file with a mark"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.cancel = push_button(_("Cancel"), _("Import nothing"))
        # No default button: Return ends typing in a field and must not import anything.
        self.import_button = push_button(
            _("Import"), _("Import all ticked files in one step (Ctrl+Return)")
        )
        self.import_button.setObjectName("mainButton")
        self._waiting = EmptyPlace(
            _("Choose transcripts, or drop files and folders here."),
            _("Add files…"),
            self.ask_files,
        )
        self._right = QStackedWidget()
        self._right.addWidget(self._waiting)
        self._people_pause = QTimer(self)
        self._people_pause.setSingleShot(True)
        self._people_pause.setInterval(_PAUSE_MS)
        self._people_pause.timeout.connect(self.attributes.look_again)
        self._complaints: list[str] = []
        self._arrange()
        self._connect()
        self._show_state()

    @property
    def page(self) -> FilePage:
        """Shows the file in front; made when there is one, so that the window opens at once."""
        if self._page is None:
            self._page = FilePage(self._theme, self._people)
            self._page.decided.connect(self._decide)
            self._page.decided_here.connect(self._decide_here)
            self._page.attributes_wanted.connect(self._take_attributes)
        return self._page

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders to the list."""
        self._complaints.clear()
        # Made, laid out and filled in one go, while files are read, the page would stop the window.
        steps = deque[Callable[[], object]]([lambda: self.draft.add(paths)])
        if self._page is None:
            steps.extendleft((self._lay_out_page, lambda: self.page))
        self._take_steps(steps)

    def ask_files(self) -> None:
        """Ask for more files."""
        if chosen := asked_files(self):
            self.add(chosen)

    def ask_folder(self) -> None:
        """Ask for one more folder."""
        if chosen := asked_folder(self):
            self.add(chosen)

    def go_to_next_doubt(self) -> None:
        """Bring the next file that wants a look to the front, from the one in front on."""
        files = self.draft.files
        front = self.list.front
        start = next((n for n, file in enumerate(files) if file.path == front), -1) + 1
        for file in (*files[start:], *files[:start]):
            if file.standing in (Standing.DOUBTFUL, Standing.BAD, Standing.KNOWN):
                self.list.show_file(file.path)
                return

    def reject(self) -> None:
        """Leave without importing; what was decided is not lost by a slip of the hand."""
        decided = self.draft.decided
        sentence = ngettext(
            "Something was decided about %d file. It is lost when you leave without importing.",
            "Something was decided about %d files. It is lost when you leave without importing.",
            decided,
        )
        leaves = not decided or agreed(
            self, _("Import nothing?"), sentence % decided, _("Import nothing"), _("Go on")
        )
        if leaves:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever is still being read is wanted no more."""
        self.draft.close()
        super().done(result)

    def accept(self) -> None:
        """Hand on what is to be imported."""
        if not self.import_button.isEnabled():
            return
        prepared: list[PreparedFile] = self.draft.prepared()
        table: NamedTable | None = self.attributes.table
        super().accept()
        self.agreed.emit(prepared, table)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """More files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        urls = event.mimeData().urls()
        if paths := [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]:
            event.acceptProposedAction()
            self.add(paths)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.add_files, self.add_folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left.addLayout(buttons)
        left.addWidget(self.attributes)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LIST_WIDTH)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(side)
        middle.addWidget(_hairline())
        middle.addWidget(self._right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sentence, 1)
        for button in (self.next_doubt, self.cancel, self.import_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.draft.listed.connect(self._show_state)
        # Only now it is known who else speaks in which file.
        self.draft.rested.connect(self._show_front)
        self.draft.rested.connect(self._show_state)
        self.draft.changed.connect(self._follow)
        self.draft.complained.connect(self._complain)
        self.list.current_changed.connect(self._show_front)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_front())
        self.add_files.clicked.connect(self.ask_files)
        self.add_folder.clicked.connect(self.ask_folder)
        self.next_doubt.clicked.connect(self.go_to_next_doubt)
        self.cancel.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.attributes.changed.connect(self._show_state)

    def _show_front(self) -> None:
        path = self.list.front
        file = self.draft.file(path)
        if path is None or file is None:
            self._right.setCurrentWidget(self._waiting)
            return
        self.draft.look_at(path)
        self.page.show_file(file, max(1, len(self.list.chosen())), self.draft.names_elsewhere(path))
        self._right.setCurrentWidget(self.page)

    def _take_steps(self, steps: deque[Callable[[], object]]) -> None:
        """Take one step after the other; in between the window has its turn."""
        if steps:
            steps.popleft()()
            QTimer.singleShot(0, self, lambda: self._take_steps(steps))

    def _lay_out_page(self) -> None:
        self._right.addWidget(self.page)
        self.setTabOrder(self.attributes.leave, self.page)
        self.setTabOrder(self.page, self.next_doubt)

    def _decide(self, change: Change) -> None:
        self.draft.decide(self.list.chosen(), change)
        self._show_state()

    def _decide_here(self, change: Change) -> None:
        if self.list.front is not None:
            self.draft.decide([self.list.front], change)
            self._show_state()

    def _take_attributes(self) -> None:
        """The table in front holds attributes of people, not what they said."""
        if (path := self.list.front) is not None:
            self.draft.remove([path])
            self.attributes.take(path)

    def _follow(self, path: Path) -> None:
        if path == self.list.front:
            self._show_front()
        self._show_state()
        self._people_pause.start()

    def _complain(self, sentence: str) -> None:
        self._complaints.append(sentence)
        self._show_state()

    def _planned(self) -> Directory:
        return planned_directory(self._people, self._sources, self.draft.prepared())

    def _show_state(self) -> None:
        files, wanted = self.draft.files, len(self.draft.wanted)
        read = sum(file.prepared is not None for file in files)
        marked = sum(file.standing in (Standing.DOUBTFUL, Standing.BAD) for file in files)
        words = sum(file.words for file in self.draft.wanted)
        told = list(self._complaints)
        if read < len(files):
            told.append(_("Reading %(read)d of %(all)d…") % {"read": read, "all": len(files)})
        elif files:
            told.append(ngettext("%s word", "%s words", words) % f"{words:,}")
        if marked:
            told.append(ngettext("%d file wants a look", "%d files want a look", marked) % marked)
        self.sentence.setText("  ·  ".join(told))
        self.next_doubt.setVisible(any(f.standing not in _CALM for f in files))
        label = ngettext("Import %d file", "Import %d files", wanted) % wanted
        self.import_button.setText(label if wanted else _("Import"))
        self.import_button.setAccessibleName(self.import_button.text())
        self.import_button.setEnabled(bool(wanted) and not self.draft.is_reading)


_CALM = frozenset({Standing.GOOD, Standing.WAITING})


def asked_files(parent: QWidget) -> list[Path]:
    """The files somebody chose."""
    patterns = " ".join(f"*{ending}" for ending in known_endings())
    chosen, _filter = QFileDialog.getOpenFileNames(
        parent,
        _("Import transcripts"),
        "",
        f"{_('Transcripts')} ({patterns});;{_('All files')} (*)",
    )
    return [Path(name) for name in chosen]


def asked_folder(parent: QWidget) -> list[Path]:
    """The folder somebody chose."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Import a folder of transcripts"))
    return [Path(chosen)] if chosen else []


def _hairline() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setObjectName("hairline")
    return line
