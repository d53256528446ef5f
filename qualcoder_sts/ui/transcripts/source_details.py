"""What is known of one source, on a card where it can be changed."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import list_sessions
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.session import Session
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.operations.sources import (
    assign_session,
    rename_source,
    set_lead_coder,
    set_method_of_sources,
    set_source_date,
    set_source_language,
)
from qualcoder_sts.transcripts.queries import SourceDetails, list_sources, source_details
from qualcoder_sts.ui.models.languages import language_name, offered_languages
from qualcoder_sts.ui.models.sources import method_name
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import add_form_row, push_button
from qualcoder_sts.ui.widgets.names import named

Typed = Callable[[Session, UUID, str], None]
"""An operation that takes what was typed."""

_WIDTH = 460
_TABLES = ("source", "finished_mark", "coder", "field_session", "speaker", "speaker_turn")


class SourceDetailsDialog(QDialog):
    """Every change is a step of its own, taken when its control is left."""

    original_wanted = Signal()
    """The original file is to be saved."""

    def __init__(self, operations: Operations, source_id: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._source_id = source_id
        title = _("Details of the source")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._name, self._date = QLineEdit(), QLineEdit()
        self._date.setPlaceholderText("2020-05-31")
        self._method, self._language = QComboBox(), QComboBox()
        self._lead, self._session = QComboBox(), QComboBox()
        self._finished = QCheckBox(_("I have finished coding it"))
        self._others, self._facts, self._error = QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show the source as it is now."""
        read = self._operations.read
        if self._source_id not in {row.id for row in read(list_sources)}:
            self.close()
            return
        details = read(source_details, self._source_id)
        source = details.source
        self._name.setText(source.name)
        self._date.setText(source.date)
        codes = dict.fromkeys((*offered_languages(), source.language))
        languages = [(language_name(code) or _("not known"), code) for code in codes]
        _fill(self._language, languages, source.language)
        _fill(self._method, [(method_name(one), one.value) for one in Method], source.method.value)
        coders = [(coder.name, str(coder.id)) for coder in read(list_coders)]
        nobody = (_("whoever alone has finished it"), "")
        _fill(self._lead, [nobody, *coders], str(source.lead_coder_id or ""))
        sessions = [(one.name, str(one.id)) for one in read(list_sessions)]
        _fill(self._session, [(_("none"), ""), *sessions], str(source.session_id or ""))
        self._show_finished(source.lead_coder_id)
        self._facts.setText(facts_words(details))
        self._save.setEnabled(details.has_original)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(7)
        add_form_row(form, _("&Name"), self._name, "")
        add_form_row(form, _("&Method"), self._method, "")
        add_form_row(form, _("&Date"), self._date, "")
        add_form_row(form, _("&Language"), self._language, "")
        add_form_row(form, _("&Session"), self._session, _("A field note may belong to a session."))
        lead_help = _("Whose coding counts in frequencies where several have coded it.")
        add_form_row(form, _("&Coder who leads"), self._lead, lead_help)
        named(self._finished, self._finished.text())
        form.addRow(QLabel(_("Finished")), self._finished)
        form.addRow(QLabel(""), self._others)
        self._facts.setObjectName("card")
        self._facts.setWordWrap(True)
        self._error.setWordWrap(True)
        self._error.hide()
        buttons = QDialogButtonBox()
        self._save = push_button(_("Save the original…"))
        close = push_button(_("Close"))
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.close)
        self._save.clicked.connect(self.original_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        for part in (self._error, self._facts, buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        for field, operation in (
            (self._name, rename_source),
            (self._date, set_source_date),
        ):
            field.editingFinished.connect(partial(self._type, field, operation))
        self._method.activated.connect(self._choose_method)
        self._language.activated.connect(self._choose_language)
        self._lead.activated.connect(self._choose_lead)
        self._session.activated.connect(self._choose_session)
        self._finished.clicked.connect(self._mark)
        self._operations.failed.connect(self._show_error)
        self._operations.settled.connect(self._reload_when_touched)
        is_open = not self._operations.workspace.read_only
        for control in (
            *(self._name, self._date, self._language),
            *(self._method, self._lead, self._session, self._finished),
        ):
            control.setEnabled(is_open)

    def _type(self, field: QLineEdit, operation: Typed) -> None:
        if field.isModified():
            field.setModified(False)
            self._error.hide()
            self._operations.run(operation, self._source_id, field.text())

    def _choose_method(self) -> None:
        method = Method(self._method.currentData())
        self._operations.run(set_method_of_sources, [self._source_id], method)

    def _choose_language(self) -> None:
        self._operations.run(set_source_language, self._source_id, self._language.currentData())

    def _choose_lead(self) -> None:
        self._operations.run(set_lead_coder, self._source_id, _key(self._lead))

    def _choose_session(self) -> None:
        self._operations.run(assign_session, self._source_id, _key(self._session))

    def _mark(self, on: bool) -> None:
        if (coder_id := self._operations.workspace.coder_id) is not None:
            operation = mark_finished if on else unmark_finished
            self._operations.run(operation, self._source_id, coder_id=coder_id)

    def _show_finished(self, lead_id: UUID | None) -> None:
        marks = self._operations.read(finished_marks)
        here = [mark for mark in marks if mark.source_id == self._source_id]
        me = self._operations.workspace.coder_id
        self._finished.setChecked(any(mark.coder_id == me for mark in here))
        lines = []
        for mark in here:
            name = _("%s (lead)") % mark.coder if mark.coder_id == lead_id else mark.coder
            lines.append(f"{name}, {mark.at.astimezone().strftime('%Y-%m-%d')}")
        self._others.setText("\n".join(lines) or _("Nobody has finished it yet."))

    def _show_error(self, error: QualcoderError) -> None:
        self._error.setText(str(error))
        self._error.show()
        self.reload()

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self.reload()


def facts_words(details: SourceDetails) -> str:
    """What cannot be changed: format, size, where it came from."""
    source = details.source
    words = ngettext("%s word", "%s words", details.words) % f"{details.words:,}"
    lines = [words]
    if details.turns:
        turns = ngettext("%s turn", "%s turns", details.turns) % f"{details.turns:,}"
        speakers = ngettext("%d speaker", "%d speakers", details.speakers) % details.speakers
        lines = [_("%(words)s, %(turns)s of %(speakers)s")
                 % {"words": words, "turns": turns, "speakers": speakers}]  # fmt: skip
    segments = ngettext("%d segment", "%d segments", source.segments) % source.segments
    lines[0] += f", {segments}"
    kind = ", ".join(filter(None, (source.format.upper(), source.encoding.upper())))
    when = details.imported_at.astimezone().strftime("%Y-%m-%d %H:%M")
    lines.append(_("Imported on %(when)s (%(kind)s)") % {"when": when, "kind": kind})
    if details.has_original:
        lines.append(_("Original file: %s") % details.original_name)
    return "\n".join(lines)


def _fill(box: QComboBox, choices: list[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for words, key in choices:
        box.addItem(words, key)
    box.setCurrentIndex(box.findData(chosen))


def _key(box: QComboBox) -> UUID | None:
    found = box.currentData()
    return UUID(found) if found else None
