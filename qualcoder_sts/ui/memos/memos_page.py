"""Memos and the journal: all of them on the left, one of them on the right."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.memos.browsing import (
    Hanging,
    MemoEntry,
    MemoFilter,
    Subject,
    browse_memos,
    subjects_of,
)
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.memos.at_hand import AtHand
from qualcoder_sts.ui.memos.memo_editor import MemoEditor
from qualcoder_sts.ui.memos.memo_list import MemoList, MemoModel
from qualcoder_sts.ui.memos.memo_saving import MemoSaving
from qualcoder_sts.ui.memos.words import hanging_words, kind_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.controls import search_field, tool_button_for
from qualcoder_sts.ui.widgets.days import DayRange
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

SHOWN_TABLES = (
    "memo", "memo_link", "coded_segment", "code", "source", "participant", "coder",
)  # fmt: skip
LIST_WIDTH = 290


class MemosPage(LeadsFocus):
    """Finds memos by what they are, whose, when and what they say; the editor writes them."""

    subject_wanted = Signal(object)
    """A ``Subject`` to go to."""
    told = Signal(str)

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        at_hand: AtHand,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Memos and journal"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self._entries: list[MemoEntry] = []
        self._at_hand = at_hand
        self._is_stale = True
        self.text = search_field(_("Words in memos"), _("Words in memos…"))
        self.kind = choice_box(_("What memos are for"))
        self.hanging = choice_box(_("What memos hang on"))
        self.coder = choice_box(_("Whose memos"))
        self.days = DayRange()
        self.model = MemoModel(self)
        self.list = MemoList(self.model, themes.theme)
        self.editor = MemoEditor(operations, self._offers)
        self.saving = MemoSaving(operations, self)
        self._count = QLabel()
        self._empty = EmptyPlace(
            _("No memo yet. Write down what you notice, or why you decide as you do."),
            _("New journal entry"),
            actions["new_journal_entry"].trigger,
        )
        self._nothing_fits = QLabel(_("No memo fits all that is chosen."))
        self._offer_choices()
        self._lay_out(actions)
        self._connect(themes)

    def start_journal_entry(self) -> None:
        """A new journal entry."""
        self._start(None)

    def start_on_code(self) -> None:
        """A new memo on the code that is chosen in the codebook."""
        missing = _("Choose a code in the codebook first, then write a memo on it.")
        self._start_on(Hanging.CODE, missing)

    def start_on_source(self) -> None:
        """A new memo on the transcript that was last in front."""
        missing = _("Open a transcript first, then write a memo on it.")
        self._start_on(Hanging.SOURCE, missing)

    def start_on_participant(self) -> None:
        """A new memo on the participant who was chosen last."""
        missing = _(
            "Choose somebody in the sheet of participants first, then write a memo on them."
        )
        self._start_on(Hanging.PARTICIPANT, missing)

    def ask_save(self) -> None:
        """Write the memos that are listed to a file."""
        self.editor.keep()
        self.saving.ask(self._wanted())

    def reload(self) -> None:
        """Find the memos anew."""
        workspace = self._operations.workspace
        reader_id = workspace.coder_id
        self._is_stale = False

        def find(_progress: Progress) -> list[MemoEntry]:
            return workspace.read(browse_memos, reader_id=reader_id)

        self._operations.compute("memos", find, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing typed is lost."""
        self.editor.keep()
        super().hideEvent(event)

    def _start_on(self, hanging: Hanging, missing: str) -> None:
        subjects = self._named(self._at_hand.keys(hanging))
        if subjects:
            self._start(subjects[0])
        else:
            self.told.emit(missing)

    def _start(self, about: Subject | None) -> None:
        if self._operations.refuse_when_read_only():
            return
        kind = self.kind.currentData()
        self._pages.setCurrentWidget(self._both)
        self.list.mark(None)
        self.editor.start(about, MemoKind(kind) if kind is not None else MemoKind.ANALYTIC)
        self._right.setCurrentWidget(self.editor)

    def _offers(self) -> list[Subject]:
        """What the open memo can be linked to and is not yet."""
        keys = self._at_hand.keys()
        entry = next((e for e in self._entries if e.memo.id == self.editor.memo_id), None)
        known = set() if entry is None else {(link.table, link.id) for link in entry.links}
        return [
            subject for subject in self._named(keys) if (subject.table, subject.id) not in known
        ]

    def _named(self, keys: list[tuple[str, UUID]]) -> list[Subject]:
        found = self._operations.read(subjects_of, keys)
        return [found[key] for key in keys if key in found]

    def _wanted(self) -> list[MemoEntry]:
        wanted = MemoFilter(
            kind=self.kind.currentData(),
            hanging=self.hanging.currentData(),
            coder_id=self.coder.currentData(),
            since=self.days.since,
            until=self.days.until,
            text=self.text.text(),
        )
        return [entry for entry in self._entries if wanted.fits(entry)]

    def _show(self, entries: list[MemoEntry]) -> None:
        self._entries = entries
        self._offer_coders()
        current = self.editor.memo_id
        shown = next((entry for entry in entries if entry.memo.id == current), None)
        if shown is not None:
            self.editor.show_entry(shown)
        self._filter()
        is_new = current is None and self._right.currentWidget() is self.editor
        if current is not None and shown is None:
            self._show_nothing()  # it was deleted, or an undo took it away
        self._pages.setCurrentWidget(self._both if entries or is_new else self._empty)

    def _filter(self) -> None:
        wanted = self._wanted()
        self.model.show_entries(wanted)
        self.list.mark(self.editor.memo_id)
        number = len(wanted)
        words = ngettext("%d memo", "%d memos", number) % number
        if number != len(self._entries):
            words = _("%(shown)s of %(all)d") % {"shown": words, "all": len(self._entries)}
        self._count.setText(words)
        self._nothing_fits.setVisible(not wanted)

    def _open(self, entry: MemoEntry) -> None:
        self.editor.show_entry(entry)
        self._right.setCurrentWidget(self.editor)

    def _show_nothing(self) -> None:
        self.editor.forget()
        self.list.mark(None)
        self._right.setCurrentWidget(self._hint)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self._is_stale = True
            if self.isVisible():
                self.reload()

    def _offer_choices(self) -> None:
        fill_choices(self.kind, _("All types"), [(kind_words(kind), kind) for kind in MemoKind])
        fill_choices(
            self.hanging, _("On anything"), [(hanging_words(each), each) for each in Hanging]
        )
        self._offer_coders()

    def _offer_coders(self) -> None:
        coders = [(coder.name, coder.id) for coder in self._operations.read(list_coders)]
        fill_choices(self.coder, _("All coders"), coders)

    def _lay_out(self, actions: Actions) -> None:
        self._count.setForegroundRole(self._count.palette().ColorRole.PlaceholderText)
        self._nothing_fits.setForegroundRole(self._count.palette().ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        button = tool_button_for(actions["new_journal_entry"])
        button.setObjectName("placeButton")
        head.addWidget(button)
        choices = QGridLayout()
        choices.setSpacing(6)
        for number, box in enumerate((self.kind, self.hanging, self.coder, self.days.box)):
            choices.addWidget(box, number // 2, number % 2)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(14, 12, 10, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(choices)
        column.addWidget(self.days)
        column.addWidget(self._nothing_fits)
        column.addWidget(self.list, 1)
        self._hint = QLabel(_("Choose a memo to read it."))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(self._count.palette().ColorRole.PlaceholderText)
        self._right = QStackedWidget()
        self._right.addWidget(self._hint)
        self._right.addWidget(self.editor)
        self._both = QSplitter()
        named(self._both, _("Memos and the open memo"))
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(left)
        self._both.addWidget(self._right)
        self._both.setSizes([LIST_WIDTH, 1000])
        self._both.setStretchFactor(1, 1)
        self._both.setHandleWidth(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._both)
        self._pages.addWidget(self._empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
        self.lead_focus(self.text, self._empty)

    def _connect(self, themes: ThemeChoice) -> None:
        self.text.textChanged.connect(self._filter)
        self.days.changed.connect(self._filter)
        for box in (self.kind, self.hanging, self.coder):
            box.currentIndexChanged.connect(self._filter)
        self.list.chosen.connect(self._open)
        for told in (self.editor.told, self.saving.saved):
            told.connect(self.told)
        self.editor.deleted.connect(self._show_nothing)
        self.editor.subject_wanted.connect(self.subject_wanted)
        self._operations.settled.connect(self._follow)
        themes.changed.connect(self.list.set_theme)
