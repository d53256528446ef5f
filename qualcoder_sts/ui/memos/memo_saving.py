"""Writing memos to a file: Word, Markdown or plain text. Private ones are never in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.memos.browsing import MemoEntry
from qualcoder_sts.memos.text_file import as_markdown, as_plain_text
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.saved_files import asked_file

KINDS = ("Word (*.docx)", "Markdown (*.md)", "Text (*.txt)")


class MemosNotWrittenError(QualcoderError):
    """A file of memos could not be written."""

    def __init__(self, path: Path, why: str) -> None:
        sentence = _("The memos could not be written to “%(file)s”: %(why)s.")
        super().__init__(sentence % {"file": path, "why": why})


class MemoSaving(QObject):
    """Asks for a file and writes memos there in the background."""

    saved = Signal(str)
    """A sentence naming the file, and how many memos are not in it."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent

    def ask(self, entries: Sequence[MemoEntry]) -> None:
        """Ask for a file and write these memos."""
        proposal = self._operations.workspace.path.with_name("memos.docx")
        path = asked_file(self._window, _("Save the memos"), proposal, KINDS)
        if path is not None:
            self.write(path, entries)

    def write(self, path: Path, entries: Sequence[MemoEntry]) -> None:
        """Write these memos as the ending says; an unknown ending means plain text."""
        workspace = self._operations.workspace
        shown = [entry for entry in entries if not entry.memo.private]
        left_out = len(entries) - len(shown)

        def write(progress: Progress) -> str:
            if path.suffix.lower() == ".docx":
                # python-docx comes with it, and start-up pays nothing for that.
                from qualcoder_sts.reports.manifest import project_state  # noqa: PLC0415
                from qualcoder_sts.reports.memos_document import (  # noqa: PLC0415
                    write_memos_document,
                )

                state = workspace.read(project_state)
                write_memos_document(state, shown, path, progress=progress)
            else:
                _write_text(path, shown)
            return _told(path, left_out)

        self._operations.compute("memos to a file", write, self.saved.emit)


def _write_text(path: Path, entries: Sequence[MemoEntry]) -> None:
    is_markdown = path.suffix.lower() == ".md"
    text = as_markdown(entries) if is_markdown else as_plain_text(entries)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise MemosNotWrittenError(path, error.strerror or str(error)) from error


def _told(path: Path, left_out: int) -> str:
    words = _("The memos were written to “%s”.") % path.name
    if left_out:
        words += (
            " "
            + ngettext("%d private memo is not in it.", "%d private memos are not in it.", left_out)
            % left_out
        )
    return words
