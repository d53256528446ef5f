"""Looking again at passages that were coded under another wording of their code."""

from collections.abc import Callable, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.operations import Definition, definition_of
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.operations.rechecking import confirm_segments, recode_segments
from qualcoder_sts.coding.operations.segments import remove_segments
from qualcoder_sts.coding.rechecking import OutdatedSegments, segments_to_recheck
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.foundation.word_differences import Wording, word_differences
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.session import Session
from qualcoder_sts.reports.codebook_comparison import field_titles
from qualcoder_sts.reports.marked_wording import marked_wording
from qualcoder_sts.ui.codebook.code_picker import PickerBox
from qualcoder_sts.ui.codebook.passages import (
    PASSAGE_ROLE,
    Passage,
    PassageModel,
    passage_list,
    read_passages,
)
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.rich_words import reading_pane, show_html, theme_marks
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

_MOST_GROUPS, _WORDINGS_HEIGHT = 4, 190
COMPARED = ("brief_definition", "full_definition", "when_to_use", "when_not_to_use")
SHOWN_TABLES = ("code", "coded_segment")

_OnSegments = Callable[[Session, Sequence[UUID]], None]


class RecheckPage(LeadsFocus):
    """Above the codes, in the middle the old and the new wording, below the passages."""

    passage_wanted = Signal(object)
    """A ``Passage`` to be shown in its transcript."""
    definitions_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        themes: ThemeChoice,
        current_code: Callable[[], UUID | None],
    ) -> None:
        super().__init__()
        named(self, _("Look again"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations = operations
        self._themes = themes
        self._current_code = current_code
        self._codes = CodeTree(())
        self._found: list[OutdatedSegments] = []
        self.groups = named(QListWidget(), _("Codes with another wording"))
        self.groups.setObjectName("codeList")
        self.groups.setFrameShape(QFrame.Shape.NoFrame)
        self.groups.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
        self.groups.currentRowChanged.connect(self._show_group)
        self.old = reading_pane(_("The wording then"))
        self.new = reading_pane(_("The wording now"))
        self.passages = PassageModel(self)
        self.list = passage_list(_("Passages to look at again"), self.passages)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.activated.connect(self._go_to)
        self.list.selectionModel().selectionChanged.connect(self._enable)
        self._picker = PickerBox(self)
        self.fits = push_button(_("&Still fits"), _("Keep the code under the new wording"))
        self.fits.clicked.connect(lambda: self._settle_with(confirm_segments))
        self.change = push_button(_("&Change the code…"), _("Give the passages another code"))
        self.change.clicked.connect(self._ask_code)
        self.remove = push_button(_("&Remove the code"), _("Take the code off the passages"))
        self.remove.clicked.connect(lambda: self._settle_with(remove_segments))
        self.go = push_button(_("&Go to the passage"), _("Read it in its transcript (Return)"))
        self.go.clicked.connect(lambda: self._go_to(self.list.currentIndex()))
        self._count = QLabel()
        self._empty = EmptyPlace(
            _(
                "Nothing to look at again: every passage was coded under the present wording of "
                "its code."
            ),
            _("Show the definitions"),
            self.definitions_wanted.emit,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._inside())
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 16, 10)
        column.addWidget(self._pages)
        self.lead_focus(self.groups, self._empty)
        operations.settled.connect(self._reload_when_touched)
        themes.changed.connect(self._show_group)

    def reload(self) -> None:
        """Show what is to be looked at now; the code that is shown stays as long as it is there."""
        shown = self._shown()
        self._show_found(None if shown is None else (shown.code_id, shown.definition_version))

    def _show_found(self, wanted: tuple[UUID, int] | None) -> None:
        self._codes = self._operations.read(code_tree)
        order = {row.id: place for place, row in enumerate(self._codes)}
        self._found = sorted(
            self._operations.read(segments_to_recheck),
            key=lambda one: (order[one.code_id], one.definition_version),
        )
        self.groups.blockSignals(True)
        self.groups.clear()
        for one in self._found:
            self.groups.addItem(self._item(one))
        keys = [(one.code_id, one.definition_version) for one in self._found]
        self.groups.setCurrentRow(keys.index(wanted) if wanted in keys else 0)
        self.groups.blockSignals(False)
        rows = min(len(self._found), _MOST_GROUPS)
        self.groups.setFixedHeight(rows * self.groups.sizeHintForRow(0) + 6)
        total = sum(len(one.segment_ids) for one in self._found)
        words = ngettext(
            "%d passage was coded under another wording of its code. Does it still fit?",
            "%d passages were coded under another wording of their code. Do they still fit?",
            total,
        )
        self._count.setText(words % total)
        self._pages.setCurrentIndex(1 if self._found else 0)
        self._show_group()

    def _inside(self) -> QWidget:
        inside = QWidget()
        wordings = QGridLayout()
        wordings.setHorizontalSpacing(12)
        wordings.addWidget(panel_heading(_("The wording then")), 0, 0)
        wordings.addWidget(panel_heading(_("The wording now")), 0, 1)
        for column, pane in enumerate((self.old, self.new)):
            pane.setFixedHeight(_WORDINGS_HEIGHT)
            wordings.addWidget(pane, 1, column)
        buttons = QHBoxLayout()
        for button in (self.fits, self.change, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.go)
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._count)
        whole.addWidget(self.groups)
        whole.addLayout(wordings)
        whole.addWidget(self.list, 1)
        whole.addLayout(buttons)
        return inside

    def _shown(self) -> OutdatedSegments | None:
        row = self.groups.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _item(self, one: OutdatedSegments) -> QListWidgetItem:
        code = self._codes[one.code_id]
        number = len(one.segment_ids)
        words = ngettext("%(code)s · %(n)d passage", "%(code)s · %(n)d passages", number)
        return QListWidgetItem(swatch(code.colour), words % {"code": code.name, "n": number})

    def _show_group(self) -> None:
        one = self._shown()
        if one is None:
            return
        self._show_wordings(one, self._codes[one.code_id])
        place = "passages to look at again"
        read_passages(self._operations, place, [one.code_id], self._show_passages)

    def _show_passages(self, passages: Sequence[Passage]) -> None:
        one = self._shown()
        wanted = set() if one is None else set(one.segment_ids)
        row = max(0, self.list.currentIndex().row())
        self.passages.show_passages([each for each in passages if each.id in wanted])
        last = self.passages.rowCount() - 1
        self.list.setCurrentIndex(self.passages.index(min(row, last)))
        self._enable()

    def _show_wordings(self, one: OutdatedSegments, code: CodeRow) -> None:
        theme = self._themes.theme
        if one.wording is None:
            unknown = _("How it was worded then is not recorded in this file.")
            show_html(self.old, f"<p>{escape(unknown)}</p>", theme)
            show_html(self.new, _plainly(definition_of(code)), theme)
            return
        marks = theme_marks(theme)
        panes: dict[Wording, QTextBrowser] = {
            Wording.INSERTED: self.old,
            Wording.DELETED: self.new,
        }
        titles = field_titles()
        for left_out, pane in panes.items():
            parts = []
            for name in COMPARED:
                words = word_differences(getattr(one.wording, name), getattr(code, name))
                shown = marked_wording((w for w in words if w.what is not left_out), marks)
                if any(w.what is not Wording.KEPT for w in words):
                    parts.append(f"<p><b>{escape(titles[name])}</b><br>{shown or '–'}</p>")
            show_html(pane, "".join(parts), theme)

    def _chosen(self) -> list[Passage]:
        indexes = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [index.data(PASSAGE_ROLE) for index in indexes]

    def _enable(self) -> None:
        may = bool(self._chosen()) and not self._operations.workspace.read_only
        for button in (self.fits, self.change, self.remove):
            button.setEnabled(may)
        self.go.setEnabled(self.list.currentIndex().isValid())

    def _settle_with(self, operation: _OnSegments) -> None:
        ids = [passage.id for passage in self._chosen()]
        if ids and not self._operations.refuse_when_read_only():
            self._operations.run(operation, ids)

    def _ask_code(self) -> None:
        ids = [passage.id for passage in self._chosen()]
        one = self._shown()
        if not ids or one is None:
            return

        def recode(code_id: UUID | None) -> None:
            if code_id is not None:
                self._operations.run(recode_segments, ids, code_id)

        self._picker.picker.offer(self._codes, lambda row: row.codable and row.id != one.code_id)
        place = self.change.mapToGlobal(QPoint(0, 0))
        self._picker.ask(place, _("Change the code to…"), recode)

    def _go_to(self, index: QModelIndex) -> None:
        passage = index.data(PASSAGE_ROLE) if index.isValid() else None
        if isinstance(passage, Passage):
            self.passage_wanted.emit(passage)

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES) and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while the page was not seen is shown now."""
        super().showEvent(event)
        self.reload()
        codes = [one.code_id for one in self._found]
        if (code_id := self._current_code()) in codes:
            self.groups.setCurrentRow(codes.index(code_id))


def _plainly(wording: Definition) -> str:
    titles = field_titles()
    texts = [(titles[name], getattr(wording, name)) for name in COMPARED]
    return "".join(
        f"<p><b>{escape(title)}</b><br>{escape(text)}</p>" for title, text in texts if text
    )
