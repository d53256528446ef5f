"""What taking a codebook in would do, shown before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.files.document import CodebookDocument, ReadCodebook
from qualcoder_sts.codebook.importing import PlannedCode, import_codebook, import_plan
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.reports.codebook_comparison import field_titles
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.rich_words import reading_pane

_SIZE = (860, 560)
_LIST_WIDTH = 210
_ABOUT_HEIGHT = 96
_MOST_REMARKS = 6


@dataclass(frozen=True, slots=True)
class OfferedCodebook:
    """A codebook that can be taken in, and what was said about its file."""

    title: str
    read: ReadCodebook


class ImportDialog(QDialog):
    """The codes of a codebook with what becomes of each: new, changed, as it is.

    Where several codebooks are offered, one of them is chosen on the left.
    """

    def __init__(
        self,
        operations: Operations,
        title: str,
        offered: Sequence[OfferedCodebook],
        parent: QWidget,
        *,
        verb: str = "",
        otherwise: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(*_SIZE)
        self._operations = operations
        self._offered = tuple(offered)
        self.choices = named(QListWidget(), _("Codebooks"))
        self.choices.setObjectName("codeList")
        self.choices.setFrameShape(QFrame.Shape.NoFrame)
        self.choices.setFixedWidth(_LIST_WIDTH)
        for one in self._offered:
            self.choices.addItem(QListWidgetItem(one.title))
        self.choices.setVisible(len(self._offered) > 1)
        self._about = reading_pane(_("What the codebook is for"))
        self._about.setFixedHeight(_ABOUT_HEIGHT)
        self.numbers = named(QLabel(), _("What is taken in"))
        self.numbers.setWordWrap(True)
        self.codes = _plan_tree()
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.RichText)
        self._remarks.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.take = buttons.addButton(verb or _("Import"), roles.AcceptRole)
        self.leave = buttons.addButton(otherwise or _("Cancel"), roles.RejectRole)
        for button in (self.take, self.leave):
            named(button, button.text())
        self.take.setObjectName("mainButton")
        buttons.accepted.connect(self._import)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.choices.currentRowChanged.connect(self._show)
        self.choices.setCurrentRow(0)

    @property
    def chosen(self) -> CodebookDocument:
        """The codebook that is shown."""
        return self._offered[max(0, self.choices.currentRow())].read.document

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._about)
        right.addWidget(self.numbers)
        right.addWidget(self.codes, 1)
        right.addWidget(self._remarks)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.choices)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    def _show(self, row: int) -> None:
        read = self._offered[row].read
        self._about.setPlainText(read.document.description)
        self._about.setVisible(bool(read.document.description))
        plan = self._operations.read(import_plan, read.document)
        self.numbers.setText(plan_in_numbers(plan))
        self.codes.clear()
        items: dict[object, QTreeWidgetItem] = {}
        for planned in plan:
            item = QTreeWidgetItem([planned.path[-1], _what_happens(planned)])
            item.setToolTip(1, _details(planned))
            items[planned.code_id] = item
            above = items.get(planned.parent_id)
            if above is None:
                self.codes.addTopLevelItem(item)
            else:
                above.addChild(item)
        self.codes.expandAll()
        self.take.setEnabled(any(one.is_new or one.fields for one in plan))
        self._say_remarks(read.remarks)

    def _say_remarks(self, remarks: Sequence[str]) -> None:
        said = [f"<li>{escape(remark)}</li>" for remark in remarks[:_MOST_REMARKS]]
        if (more := len(remarks) - _MOST_REMARKS) > 0:
            said.append(f"<li>{ngettext('and %d more', 'and %d more', more) % more}</li>")
        heading = escape(_("Read with these remarks:"))
        self._remarks.setText(f"{heading}<ul>{''.join(said)}</ul>")
        self._remarks.setVisible(bool(remarks))

    def _import(self) -> None:
        if self._operations.run(import_codebook, self.chosen) is not None:
            self.accept()


def plan_in_numbers(plan: Sequence[PlannedCode]) -> str:
    """How many codes are new, change, and stay as they are."""
    new = sum(one.is_new for one in plan)
    changed = sum(bool(one.fields) and not one.is_new for one in plan)
    same = len(plan) - new - changed
    if not new and not changed:
        return _("All of it is in the project already; nothing would change.")
    parts = [
        (new, ngettext("%d code is new", "%d codes are new", new)),
        (changed, ngettext("%d is worded anew", "%d are worded anew", changed)),
        (same, ngettext("%d stays as it is", "%d stay as they are", same)),
    ]
    said = ", ".join(words % number for number, words in parts if number)
    return _("%s. Nothing is deleted.") % said


def _plan_tree() -> QTreeWidget:
    tree = named(QTreeWidget(), _("Codes of the codebook"))
    tree.setHeaderLabels([_("Code"), _("What happens")])
    tree.setUniformRowHeights(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setAllColumnsShowFocus(True)
    tree.header().setStretchLastSection(True)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    return tree


def _what_happens(planned: PlannedCode) -> str:
    if planned.is_new:
        return _("new")
    names = field_titles() | {"colour": _("Colour"), "codable": _("Can be applied")}
    if planned.fields:
        fields = ", ".join(names[one.field] for one in planned.fields)
        return _("changes: %s") % fields
    return _("stays as it is")


def _details(planned: PlannedCode) -> str:
    """What is replaced by what, for those who want to know before."""
    lines = [f"{one.before or '–'}\n→ {one.after}" for one in planned.fields]
    return "\n\n".join(lines) or planned.entry.brief_definition
