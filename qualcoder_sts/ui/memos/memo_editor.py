"""Writing one memo. What is typed is kept by itself: after two quiet seconds, or when left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.memos.browsing import MemoEntry, Subject
from qualcoder_sts.memos.operations import (
    Target,
    delete_memo,
    edit_memo,
    link_memo,
    unlink_memo,
    write_memo,
)
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.ui.memos.memo_links import MemoLinks
from qualcoder_sts.ui.memos.words import about_words, day, kind_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.link_button import LinkButton
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.text_edit import LONGEST, LongText

QUIET_MS = 2000


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody can write of a memo."""

    title: str = ""
    content: str = ""
    kind: MemoKind = MemoKind.ANALYTIC
    private: bool = False


class MemoEditor(QWidget):
    """Shows one memo; a new one comes into the project with its first words."""

    kept = Signal(object)
    """The ``UUID`` of a memo that was written or worded anew."""
    deleted = Signal()
    subject_wanted = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        offers: Callable[[], Sequence[Subject]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Memo"))
        self._operations = operations
        self._entry: MemoEntry | None = None
        self._memo_id: UUID | None = None
        self._about: Subject | None = None
        self._stored = Written()  # in the project
        self._filled = Written()  # in the fields, before anybody typed
        self.about = LinkButton(_("About"), _("Go to what this memo is about"))
        self.title = named(QLineEdit(), _("Title of the memo"))
        self.title.setPlaceholderText(_("Title"))
        self.kind = named(QComboBox(), _("What the memo is for"))
        for kind in MemoKind:
            self.kind.addItem(kind_words(kind), kind)
        self.private = named(
            QCheckBox(_("Private")),
            _("Private"),
            _("Only you see it; it is left out of files, reports and merging"),
        )
        self.content = LongText(_("Text of the memo"), _("What do you notice?"))
        self.content.setFont(reading_font(11.5))
        self.links = MemoLinks(offers)
        self.delete = push_button(_("Delete the memo"))
        self._facts = QLabel()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._lay_out()
        self._connect()

    @property
    def memo_id(self) -> UUID | None:
        """The memo that is shown; None for a new one without words."""
        return self._memo_id

    def start(self, about: Subject | None, kind: MemoKind = MemoKind.ANALYTIC) -> None:
        """A new memo on something; on nothing, a journal entry."""
        self.keep()
        self._entry, self._memo_id, self._about = None, None, about
        self._fill(Written(kind=kind))
        self._show_facts()
        self.content.setFocus()

    def forget(self) -> None:
        """Show nothing: the memo is gone."""
        self._entry, self._memo_id, self._about = None, None, None
        self._fill(Written())

    def show_entry(self, entry: MemoEntry) -> None:
        """Show a memo; of the one that is being written only what somebody else changed."""
        if entry.memo.id != self._memo_id:
            self.keep()
        memo = entry.memo
        stored = Written(memo.title, memo.content, memo.kind, memo.private)
        is_same = memo.id == self._memo_id
        self._entry, self._memo_id, self._about = entry, memo.id, entry.about
        if not (is_same and (self._is_typing or stored == self._stored)):
            self._fill(stored)
        self._show_facts()

    def keep(self) -> None:
        """Bring what was typed into the project, as one step."""
        self._quiet.stop()
        written, coder_id = self._written(), self._operations.workspace.coder_id
        if not self._is_typing or coder_id is None or not self.may_change:
            return
        if self._memo_id is None:
            self._write_new(written, coder_id)
            return
        done = self._operations.run(
            edit_memo,
            self._memo_id,
            written.content,
            title=written.title,
            kind=written.kind,
            private=written.private,
        )
        if done is not None:
            self._stored = self._filled = written
            self.kept.emit(self._memo_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is lost, whatever takes the editor away."""
        self.keep()
        super().hideEvent(event)

    @property
    def may_change(self) -> bool:
        """Whether this coder may change what is shown: memos are their coder's."""
        workspace = self._operations.workspace
        is_own = self._entry is None or self._entry.memo.coder_id == workspace.coder_id
        return is_own and not workspace.read_only

    def _write_new(self, written: Written, coder_id: UUID) -> None:
        if not written.content.strip() and not written.title.strip():
            return
        about = self._about
        done = self._operations.run(
            write_memo,
            written.content,
            coder_id=coder_id,
            target=None if about is None else Target(about.table, about.id),
            title=written.title,
            kind=written.kind,
            private=written.private,
        )
        if done is not None:
            self._memo_id, self._stored, self._filled = done.value, written, written
            self.kept.emit(done.value)

    def _written(self) -> Written:
        return Written(
            self.title.text().strip(),
            self.content.text(),
            MemoKind(self.kind.currentData()),
            self.private.isChecked(),
        )

    @property
    def _is_typing(self) -> bool:
        """Whether something is written that is not in the project yet."""
        return self._written() != self._filled

    def _fill(self, written: Written) -> None:
        self.title.setText(written.title)
        self.content.setPlainText(written.content)
        self.kind.setCurrentIndex(self.kind.findData(written.kind))
        self.private.setChecked(written.private)
        self._stored, self._filled = written, self._written()
        self._quiet.stop()

    def _show_facts(self) -> None:
        self.about.show_words(about_words(self._about))
        self.about.setEnabled(self._about is not None)
        may_change = self.may_change
        self.title.setReadOnly(not may_change)
        self.content.setReadOnly(not may_change)
        for control in (self.kind, self.private, self.delete):
            control.setEnabled(may_change)
        self.delete.setVisible(self._memo_id is not None)
        self._facts.setText(self._fact_words(may_change=may_change))
        links = self._entry.links if self._entry is not None else ()
        self.links.setVisible(self._memo_id is not None)
        self.links.show_links(links, may_change=may_change)

    def _fact_words(self, *, may_change: bool) -> str:
        if self._entry is None:
            return _("New; kept as soon as you write something.")
        memo = self._entry.memo
        written, changed = day(memo.created_at), day(memo.changed_at)
        words = _("Written by %(coder)s on %(day)s") % {"coder": memo.coder, "day": written}
        if changed != written:
            words += _(", changed on %s") % changed
        if memo.private:
            words += _(". Only you see it.")
        elif not may_change and not self._operations.workspace.read_only:
            words += _(". Only %s changes it.") % memo.coder
        return words

    def _delete(self) -> None:
        if self._memo_id is not None and not self._operations.refuse_when_read_only():
            gone = self._memo_id
            self.forget()
            self.deleted.emit()
            self._operations.run(delete_memo, gone)

    def _link(self, subject: Subject) -> None:
        self.keep()
        if self._memo_id is not None:
            self._operations.run(link_memo, self._memo_id, Target(subject.table, subject.id))

    def _unlink(self, subject: Subject) -> None:
        if self._memo_id is not None:
            self._operations.run(unlink_memo, self._memo_id, Target(subject.table, subject.id))

    def _refuse(self, characters: int) -> None:
        words = ngettext("%d character", "%d characters", characters) % characters
        self.told.emit(
            _(
                "%(words)s are too many for a memo, which holds %(most)d at most. Import the text "
                "as a document instead."
            )
            % {"words": words, "most": LONGEST}
        )

    def _lay_out(self) -> None:
        self.title.setObjectName("memoTitle")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.content.setObjectName("memoText")
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._facts.setWordWrap(True)
        font = self._facts.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        self._facts.setFont(font)
        marks = QHBoxLayout()
        marks.setSpacing(12)
        marks.addWidget(self.kind)
        marks.addWidget(self.private)
        marks.addStretch()
        marks.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addWidget(self.title)
        column.addLayout(marks)
        column.addWidget(self.content, 1)
        column.addWidget(self._facts)
        column.addWidget(self.links)

    def _connect(self) -> None:
        for changed in (self.title.textEdited, self.content.textChanged):
            changed.connect(self._quiet.start)
        self._quiet.timeout.connect(self.keep)
        self.title.editingFinished.connect(self.keep)
        self.content.left.connect(self.keep)
        self.content.refused.connect(self._refuse)
        self.kind.activated.connect(self.keep)
        self.private.clicked.connect(self.keep)
        self.about.clicked.connect(lambda: self.subject_wanted.emit(self._about))
        self.delete.clicked.connect(self._delete)
        self.links.wanted.connect(self.subject_wanted)
        self.links.link_wanted.connect(self._link)
        self.links.unlink_wanted.connect(self._unlink)
