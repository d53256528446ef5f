"""The frozen versions of the codebook, and what changed from one to another or to now."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.comparing import CodebookComparison
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.versions import (
    VersionRow,
    compare_versions,
    freeze_version,
    list_versions,
    number_of_next,
)
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.reports.codebook_comparison import (
    ComparedStates,
    comparison_body,
    write_comparison,
)
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.freeze_dialog import FreezeDialog
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import tool_button_for
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.rich_words import reading_pane, show_html, theme_marks

_MOST_ROWS = 5
_ID = Qt.ItemDataRole.UserRole
SHOWN_TABLES = ("code", "codebook_version")


class VersionsPage(LeadsFocus):
    """Above the versions, below what changed since the chosen one."""

    told = Signal(str)
    """A sentence naming a file that was written."""

    def __init__(self, operations: Operations, actions: Actions, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("Versions of the codebook"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations = operations
        self._themes = themes
        self._versions: list[VersionRow] = []
        self._comparison: CodebookComparison | None = None
        self.list = _version_list()
        self.list.currentItemChanged.connect(self._compare)
        self.other = named(QComboBox(), _("Compare with"))
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.other.setMinimumContentsLength(22)
        self.other.currentIndexChanged.connect(self._compare)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.pane = reading_pane(_("What has changed"))
        self._empty = EmptyPlace(
            _(
                "No version is frozen yet. Freeze one when a round of coding begins or an ethics "
                "board asks; later you see here what has changed since."
            ),
            _("Freeze a version…"),
            actions["freeze_version"].trigger,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._inside(actions))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 16, 8)
        column.addWidget(self._pages)
        self.lead_focus(self.list, self._empty)
        operations.settled.connect(self._reload_when_touched)
        themes.changed.connect(self._show_comparison)
        self.reload()

    def reload(self) -> None:
        """Show the versions there are now; what is chosen stays chosen."""
        chosen, other = self._chosen(), self.other.currentData()
        self._versions = self._operations.read(list_versions)
        self.list.blockSignals(True)
        self.other.blockSignals(True)
        self.list.clear()
        self.other.clear()
        self.other.addItem(_("now"), None)
        for version in self._versions:
            self.list.addTopLevelItem(_item(version))
            self.other.addItem(_called(version), version.id)
        ids = [version.id for version in self._versions]
        row = ids.index(chosen) if chosen in ids else 0
        if (item := self.list.topLevelItem(row)) is not None:
            self.list.setCurrentItem(item)
        self.other.setCurrentIndex(max(0, self.other.findData(other)) if other else 0)
        self.list.blockSignals(False)
        self.other.blockSignals(False)
        row_height = self.list.sizeHintForRow(0) if self._versions else 0
        rows = min(len(self._versions), _MOST_ROWS)
        self.list.setFixedHeight(self.list.header().sizeHint().height() + rows * row_height + 8)
        self._pages.setCurrentIndex(1 if self._versions else 0)
        self._compare()

    def ask_freeze(self) -> None:
        """Ask for a name and a note and freeze the codebook as it is now."""
        if self._operations.refuse_when_read_only():
            return
        number = self._operations.read(number_of_next)
        dialog = FreezeDialog(number, len(self._operations.read(code_tree)), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            name, note = dialog.name.text(), dialog.note.toPlainText()
            self._operations.run(freeze_version, name, note)
        dialog.deleteLater()

    def ask_export(self) -> None:
        """Ask for a file and write there what is compared."""
        if self._comparison is None:
            self.told.emit(_("Freeze a version first; then what has changed can be written."))
            return
        start = self._operations.workspace.path.with_name(_("codebook-changes") + ".html")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Write the changes"), str(start), "HTML (*.html)"
        )
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(".html"))

    def export(self, path: Path) -> None:
        """Write what is compared as a page to print or hand in."""
        if self._comparison is None:
            return
        states = ComparedStates(
            self._operations.workspace.path.stem, self._called_chosen(), self.other.currentText()
        )
        try:
            write_comparison(self._comparison, states, path, datetime.now(UTC))
        except QualcoderError as error:
            self._operations.failed.emit(error)
        else:
            self.told.emit(_("The changes were written to “%s”.") % path.name)

    def _inside(self, actions: Actions) -> QWidget:
        inside = QWidget()
        words = QLabel(_("Choose a version to see what has changed since, or up to another one."))
        words.setWordWrap(True)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(words, 1)
        head.addWidget(_button_for(actions["freeze_version"]))
        compared = QHBoxLayout()
        compared.addWidget(QLabel(_("Changes up to")))
        compared.addWidget(self.other)
        compared.addStretch()
        compared.addWidget(_button_for(actions["export_changes"]))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self._note)
        column.addLayout(compared)
        column.addWidget(self.pane, 1)
        return inside

    def _chosen(self) -> UUID | None:
        items = self.list.selectedItems()
        found = items[0].data(0, _ID) if items else None
        return found if isinstance(found, UUID) else None

    def _called_chosen(self) -> str:
        chosen = self._chosen()
        return next((_called(row) for row in self._versions if row.id == chosen), "")

    def _compare(self) -> None:
        chosen, other = self._chosen(), self.other.currentData()
        note = next((row.note for row in self._versions if row.id == chosen), "")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if chosen is None:
            self._comparison = None
            return
        workspace = self._operations.workspace

        def compare(_progress: Progress) -> CodebookComparison:
            return workspace.read(compare_versions, chosen, other)

        self._operations.compute("codebook versions", compare, self._take)

    def _take(self, comparison: CodebookComparison) -> None:
        self._comparison = comparison
        self._show_comparison()

    def _show_comparison(self) -> None:
        if self._comparison is not None:
            theme = self._themes.theme
            show_html(self.pane, comparison_body(self._comparison, theme_marks(theme)), theme)

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.reload()


def _button_for(action: QAction) -> QToolButton:
    button = tool_button_for(action)
    button.setText(action.text().replace("&", ""))
    button.setObjectName("placeButton")
    return button


def _version_list() -> QTreeWidget:
    tree = named(QTreeWidget(), _("Versions of the codebook"))
    tree.setObjectName("versions")
    titles: Sequence[str] = (_("Version"), _("Name"), _("Frozen on"), _("Codes"))
    tree.setHeaderLabels(list(titles))
    tree.setRootIsDecorated(False)
    tree.setAllColumnsShowFocus(True)
    tree.setUniformRowHeights(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = tree.header()
    header.setStretchLastSection(False)
    for column in range(len(titles)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return tree


def _item(version: VersionRow) -> QTreeWidgetItem:
    at = version.at.astimezone().strftime("%Y-%m-%d %H:%M")
    item = QTreeWidgetItem([str(version.number), version.name, at, f"{version.codes:,}"])
    item.setData(0, _ID, version.id)
    item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(1, version.note or version.name)
    return item


def _called(version: VersionRow) -> str:
    """A version as sentences name it."""
    named_so = f" “{version.name}”" if version.name else ""
    return _("version %(number)d%(name)s") % {"number": version.number, "name": named_so}
