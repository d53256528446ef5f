"""Codebooks out of files and into files.

What reads, writes and shows them is imported when it is wanted: start-up pays nothing for it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from qualcoder_sts.codebook.queries import codebook_document
from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.shipped_files import codebooks_folder
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.writing_files import replacing
from qualcoder_sts.ui.operations import Operations

if TYPE_CHECKING:
    from qualcoder_sts.ui.codebook.import_dialog import OfferedCodebook

READABLE = "*.yaml *.yml *.csv *.tsv *.xlsx *.qdc"
WRITABLE = (
    ("YAML (*.yaml)", ".yaml"),
    ("Excel (*.xlsx)", ".xlsx"),
    ("CSV (*.csv)", ".csv"),
    ("REFI-QDA (*.qdc)", ".qdc"),
)


class CodebookFiles:
    """Asks for files, shows what they would change, and says what they cannot hold."""

    def __init__(
        self, operations: Operations, window: QWidget, say: Callable[[str], object]
    ) -> None:
        self._operations = operations
        self._window = window
        self._say = say

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "import_codebook": self.ask_import,
            "take_ready_codebook": self.ask_ready,
            "export_codebook": self.ask_export,
        }

    def ask_import(self) -> None:
        """Ask for a file, read it, and show what it would add and change."""
        if self._operations.refuse_when_read_only():
            return
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _("Import a codebook"), "", f"{_('Codebooks')} ({READABLE})"
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Read a file and show what it would add and change."""
        title = _("Import the codebook “%s”") % path.name
        self._read([path], lambda offered: self._show(title, offered))

    def ask_ready(self) -> None:
        """Show the codebooks that come with the program, to take one in."""
        if self._operations.refuse_when_read_only():
            return
        try:
            files = _ready_made()
        except QualcoderError as error:
            self._operations.failed.emit(error)
            return
        title = _("Start from a ready-made codebook")
        self._read(files, lambda offered: self._show(title, offered))

    def ask_begin(self) -> None:
        """Offer a new project one of the codebooks that come with the program."""
        try:
            files = _ready_made()
        except QualcoderError as error:
            self._operations.failed.emit(error)
            return
        title, verb, otherwise = _("Begin with a codebook?"), _("Begin with it"), _("Begin empty")
        self._read(files, lambda offered: self._show(title, offered, verb, otherwise))

    def ask_export(self) -> None:
        """Ask for a file and write the codebook there."""
        start = self._operations.workspace.path.with_name(_("codebook") + ".yaml")
        kinds = [kind for kind, _ending in WRITABLE]
        name, chosen = QFileDialog.getSaveFileName(
            self._window, _("Export the codebook"), str(start), ";;".join(kinds)
        )
        if name:
            path = Path(name)
            ending = dict(WRITABLE).get(chosen, ".yaml")
            self.export(path if path.suffix else path.with_name(path.name + ending))

    def export(self, path: Path) -> None:
        """Write the codebook as the file's ending says, and say what that cannot hold."""
        from qualcoder_sts.codebook.files.reading import write_codebook  # noqa: PLC0415

        document = self._operations.read(codebook_document)
        try:
            with replacing(path) as unfinished:
                lost = write_codebook(document, unfinished)
        except QualcoderError as error:
            self._operations.failed.emit(error)
            return
        remarks = [*lost, *(_one_text() if path.suffix.casefold() == ".qdc" else ())]
        self._say(" ".join([_("The codebook was written to “%s”.") % path.name, *remarks]))

    def _read(self, files: Sequence[Path], show: Callable[[list["OfferedCodebook"]], None]) -> None:
        def read(progress: Progress) -> list["OfferedCodebook"]:
            return [_offered(path) for path in progress.track(files)]

        self._operations.compute("codebook files", read, show)

    def _show(
        self, title: str, offered: list["OfferedCodebook"], verb: str = "", otherwise: str = ""
    ) -> None:
        from qualcoder_sts.ui.codebook.import_dialog import ImportDialog  # noqa: PLC0415

        dialog = ImportDialog(
            self._operations, title, offered, self._window, verb=verb, otherwise=otherwise
        )
        if dialog.exec():
            self._say(_("The codebook “%s” is in the project now.") % dialog.chosen.name)
        dialog.deleteLater()


def _ready_made() -> list[Path]:
    """The codebooks that come with the program, that on interventions first."""
    return sorted(codebooks_folder().glob("*.yaml"), reverse=True)


def _offered(path: Path) -> "OfferedCodebook":
    from qualcoder_sts.codebook.files.reading import read_codebook  # noqa: PLC0415
    from qualcoder_sts.ui.codebook.import_dialog import OfferedCodebook  # noqa: PLC0415

    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path.name, f"{error.strerror}.") from error
    read = read_codebook(content, path.name)
    return OfferedCodebook(read.document.name or path.stem, read)


def _one_text() -> tuple[str]:
    return (
        _(
            "REFI-QDA files have one description for each code: the fields and terms stand in it "
            "one after the other, with their names, and other programs show them so."
        ),
    )
