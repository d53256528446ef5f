"""Importing transcripts from the window: choosing, reading in the background, the result lines."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.backup import BackupRule, back_up
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import ImportedSource, import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.readers.reading import known_endings
from qualcoder_sts.ui.models.sources import method_name
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named

_WORDS = 2  # the column of figures


class TranscriptImport(QObject):
    """Asks for files, imports them in one step, tells what came of each."""

    done = Signal(object)
    """The list of ``ImportedSource``."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(operations)
        self._operations = operations
        self._window = window

    def ask_files(self) -> None:
        """Ask for files and import them."""
        if self._operations.refuse_when_read_only():
            return
        patterns = " ".join(f"*{ending}" for ending in known_endings())
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Import transcripts"),
            "",
            f"{_('Transcripts')} ({patterns});;{_('All files')} (*)",
        )
        if chosen:
            self.start([Path(name) for name in chosen])

    def ask_folder(self) -> None:
        """Ask for a folder and import all transcripts in it."""
        if self._operations.refuse_when_read_only():
            return
        chosen = QFileDialog.getExistingDirectory(self._window, _("Import a folder of transcripts"))
        if chosen:
            self.start([Path(chosen)])

    def start(self, paths: Sequence[Path]) -> None:
        """Import files and folders in the background."""
        if self._operations.refuse_when_read_only():
            return
        work = importing_work(self._operations.workspace, paths)
        self._operations.write_long(work, self.done.emit)


def importing_work(
    workspace: Workspace, paths: Sequence[Path]
) -> Callable[[Progress], list[ImportedSource]]:
    """The work of importing, for a background job."""

    def work(progress: Progress) -> list[ImportedSource]:
        prepared = prepare_files(files_in(paths), progress=progress)
        # Without a way back nothing large is done: what this raises stops the import.
        back_up(workspace.path, "before import", BackupRule())
        return workspace.run(import_sources, prepared, progress).value

    return work


def import_sentence(lines: Sequence[ImportedSource]) -> str:
    """What came of an import, in a sentence."""
    good = sum(line.id is not None for line in lines)
    bad = len(lines) - good
    words = ngettext("%d transcript imported.", "%d transcripts imported.", good) % good
    if bad:
        words += " " + ngettext("%d was not.", "%d were not.", bad) % bad
    return words


class ImportResults(QDialog):
    """One line for each file: what it became, who speaks in it, or why it was not imported."""

    def __init__(self, lines: Sequence[ImportedSource], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What was imported"))
        self.setAccessibleName(_("What was imported"))
        self.resize(900, 440)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        named(close, _("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(QLabel(import_sentence(lines)))
        # What somebody must look after comes first.
        column.addWidget(_table(sorted(lines, key=lambda line: line.id is not None)))
        column.addWidget(buttons)


def _table(lines: Sequence[ImportedSource]) -> QTableWidget:
    table = named(QTableWidget(len(lines), 5), _("Imported files"))
    table.setHorizontalHeaderLabels(
        [_("File"), _("Kind"), _("Words"), _("Speakers (turns)"), _("Remarks")]
    )
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    for number, line in enumerate(lines):
        for place, words in enumerate(_cells(line)):
            item = QTableWidgetItem(words)
            aligned = Qt.AlignmentFlag.AlignRight if place == _WORDS else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(aligned | Qt.AlignmentFlag.AlignTop)
            table.setItem(number, place, item)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for place in (_WORDS + 1, _WORDS + 2):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.verticalHeader().setMinimumSectionSize(30)
    return table


def _cells(line: ImportedSource) -> tuple[str, ...]:
    if line.source is None or line.id is None:
        return (line.file.path.name, "", "", "", line.error)
    speakers = ", ".join(
        f"{speaker.label} ({speaker.turns})" for speaker in line.source.found.speakers
    )
    return (
        line.file.path.name,
        method_name(line.source.method),
        f"{line.source.words:,}",
        speakers or _("none"),
        " ".join(line.source.document.remarks),
    )
