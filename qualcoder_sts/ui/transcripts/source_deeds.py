"""Renaming, deleting and describing sources, one or several at once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from qualcoder_sts.coding.finished import has_finished
from qualcoder_sts.coding.operations.finished import (
    mark_finished,
    unmark_finished,
    unmark_finished_up_to,
)
from qualcoder_sts.coding.queries import finished_up_to
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.operations.sources import (
    delete_sources,
    rename_source,
    set_lead_coder,
    set_method_of_sources,
)
from qualcoder_sts.transcripts.queries import (
    SourceBelongings,
    list_sources,
    original_content,
    source_belongings,
    source_details,
)
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.models.sources import method_name
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.source_details import SourceDetailsDialog
from qualcoder_sts.ui.widgets.questions import agreed, asked_name


class FileNotWrittenError(QualcoderError):
    """A file that could not be saved."""

    def __init__(self, name: str, why: str) -> None:
        sentence = _("“%(name)s” could not be saved: %(why)s.")
        super().__init__(sentence % {"name": name, "why": why})


class SourceDeeds:
    """Asks and does; ``window`` is what the questions stand over."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        self._operations = operations
        self._window = window

    def fill_menu(self, menu: QMenu, ids: Sequence[UUID]) -> None:
        """Offer what can be done with some sources."""
        is_one = len(ids) == 1
        details = menu.addAction(
            _with_key(_("Details…"), "Alt+Return"), lambda: self.show_details(ids)
        )
        save = menu.addAction(_("Save the original…"), lambda: self.ask_save_original(ids))
        for action in (details, save):
            action.setEnabled(is_one)
        menu.addSeparator()
        changes = (
            [menu.addAction(_with_key(_("Rename…"), "F2"), lambda: self.ask_rename(ids))]
            if is_one
            else []
        )
        changes.append(self._offer_methods(menu.addMenu(_("Method")), ids).menuAction())
        if is_one:
            lead = self._offer_leads(menu.addMenu(_("Coder who leads")), ids[0])
            changes.append(lead.menuAction())
            changes.append(self._offer_finished(menu, ids[0]))
            changes.extend(self._offer_unfinished_beginning(menu, ids[0]))
        menu.addSeparator()
        changes.append(menu.addAction(_with_key(_("Delete…"), "Del"), lambda: self.ask_delete(ids)))
        for action in changes:
            action.setEnabled(not self._operations.workspace.read_only)

    def show_details(self, ids: Sequence[UUID]) -> None:
        """Show what is known of a source, to be changed there."""
        if ids:
            dialog = SourceDetailsDialog(self._operations, ids[0], self._window)
            dialog.original_wanted.connect(lambda: self.ask_save_original(ids))
            dialog.open()

    def ask_rename(self, ids: Sequence[UUID]) -> None:
        """Ask for another name of a source."""
        if len(ids) != 1 or self._operations.refuse_when_read_only():
            return
        before = self._operations.read(source_details, ids[0]).source.name
        label = _("New name of the source")
        name = asked_name(self._window, _("Rename the source"), label, _("Rename"), before)
        if name and name != before:
            self._operations.run(rename_source, ids[0], name)

    def ask_delete(self, ids: Sequence[UUID]) -> None:
        """Delete sources after saying what goes with them."""
        if not ids or self._operations.refuse_when_read_only():
            return
        gone = belongings_words(self._operations.read(source_belongings, ids))
        names = [row.name for row in self._operations.read(list_sources) if row.id in ids]
        what = (
            f"“{names[0]}”"
            if len(ids) == 1
            else ngettext("%d source", "%d sources", len(ids)) % len(ids)
        )
        question = _(
            "Delete %(what)s with %(gone)s? People of whom nothing else is known go as well. "
            "Undo brings all of it back."
        )
        words = question % {"what": what, "gone": gone}
        if agreed(self._window, _("Delete sources"), words, _("Delete")):
            self._operations.run(delete_sources, ids)

    def ask_save_original(self, ids: Sequence[UUID]) -> None:
        """Ask where the file goes that a source was imported from."""
        if not ids:
            return
        details = self._operations.read(source_details, ids[0])
        if not details.has_original:
            words = _("“%s” was made in the project, not from a file.") % details.source.name
            self._operations.told.emit(words, False)
            return
        beside = self._operations.workspace.path.with_name(details.original_name)
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Save the original"), str(beside)
        )
        if name:
            self.save_original(ids[0], Path(name))

    def save_original(self, source_id: UUID, path: Path) -> None:
        """Write the file a source was imported from, byte for byte."""
        try:
            path.write_bytes(self._operations.read(original_content, source_id))
        except OSError as error:
            self._operations.failed.emit(FileNotWrittenError(path.name, str(error.strerror)))
        else:
            self._operations.told.emit(_("The original was saved as “%s”.") % path.name, False)

    def _offer_methods(self, menu: QMenu, ids: Sequence[UUID]) -> QMenu:
        methods = {row.method for row in self._operations.read(list_sources) if row.id in ids}
        for method in Method:
            deed = partial(self._operations.run, set_method_of_sources, ids, method)
            choice = menu.addAction(method_name(method), deed)
            choice.setCheckable(True)
            choice.setChecked(methods == {method})
        return menu

    def _offer_leads(self, menu: QMenu, source_id: UUID) -> QMenu:
        lead = self._operations.read(source_details, source_id).source.lead_coder_id
        choices: list[tuple[str, UUID | None]] = [(_("whoever alone has finished it"), None)]
        choices += [(coder.name, coder.id) for coder in self._operations.read(list_coders)]
        for words, coder_id in choices:
            deed = partial(self._operations.run, set_lead_coder, source_id, coder_id)
            choice = menu.addAction(as_words(words), deed)
            choice.setCheckable(True)
            choice.setChecked(coder_id == lead)
        return menu

    def _offer_finished(self, menu: QMenu, source_id: UUID) -> QAction:
        coder_id = self._operations.workspace.coder_id
        is_finished = self._operations.read(has_finished, source_id, coder_id)
        operation = unmark_finished if is_finished else mark_finished
        choice = menu.addAction(_("Finished by me"))
        choice.setCheckable(True)
        choice.setChecked(is_finished)
        if coder_id is not None:
            choice.triggered.connect(
                lambda: self._operations.run(operation, source_id, coder_id=coder_id)
            )
        return choice

    def _offer_unfinished_beginning(self, menu: QMenu, source_id: UUID) -> list[QAction]:
        """Taking back that the beginning is finished, where that was said."""
        coder_id = self._operations.workspace.coder_id
        if coder_id is None or source_id not in self._operations.read(finished_up_to, coder_id):
            return []
        return [
            menu.addAction(
                _("Beginning not finished after all"),
                lambda: self._operations.run(unmark_finished_up_to, source_id, coder_id=coder_id),
            )
        ]


def _with_key(words: str, key: str) -> str:
    """An entry of a menu with the key that does the same in the list."""
    return f"{words}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}"


def belongings_words(gone: SourceBelongings) -> str:
    """What goes with sources, only what there is of it."""
    segments = ngettext("%d segment", "%d segments", gone.segments) % gone.segments
    if gone.coders > 1:
        segments = _("%(segments)s by %(coders)d coders") % {
            "segments": segments,
            "coders": gone.coders,
        }
    parts = [
        (gone.segments, segments),
        (gone.memos, ngettext("%d memo", "%d memos", gone.memos) % gone.memos),
        (gone.turns, ngettext("%d turn", "%d turns", gone.turns) % gone.turns),
    ]
    return ", ".join(words for number, words in parts if number) or _("nothing coded in it")
