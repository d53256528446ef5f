"""What a merge would do, in numbers by coder and kind, and row by row."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QSplitter, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.plan import Decisions, Difference, KindNumbers, MergePlan, United, What
from qualcoder_sts.project.history.step_details import ValueChange
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

CHANGES = 2
_CHANGES_WIDTH = 320


class NumbersModel(RowsModel[KindNumbers]):
    """One line for each coder and kind."""

    def __init__(self, parent: QObject) -> None:
        titles = (_("Coder"), _("Kind"), _("New"), _("Changed"), _("Deleted"), _("Combined"))
        super().__init__(titles, parent, numbers=(2, 3, 4, 5))

    def cells(self, row: KindNumbers) -> tuple[str, ...]:
        """The words of a line; nothing stands where there is nothing."""
        figures = (row.new, row.changed, row.deleted, row.united)
        shown = (f"{figure:,}" if figure else "–" for figure in figures)
        return (row.coder or _("nobody in particular"), row.kind, *shown)


class DifferenceModel(RowsModel[Difference]):
    """One line for each row that would become another."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((_("What"), _("Becomes"), _("Changes"), _("Copy")), parent)

    def cells(self, row: Difference) -> tuple[str, ...]:
        """The words of a line."""
        return (row.name, what_words(row.what), changes_words(row.values), row.file)

    def more(self, row: Difference, column: int, role: int) -> object:  # noqa: ARG002
        """All that changes, where a cell is too short for it."""
        return changes_words(row.values) or None if role == Qt.ItemDataRole.ToolTipRole else None


class DifferencePane(LeadsFocus):
    """Numbers above; below the rows behind the chosen line."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("What would change"))
        self._differences: tuple[Difference, ...] = ()
        self.numbers = NumbersModel(self)
        self.table = table_view(_("Changes by coder and kind"), self.numbers, stretched=1)
        self.rows = DifferenceModel(self)
        self.list = table_view(_("Changes row by row"), self.rows)
        # As wide as the longest of them it would push the others out of sight.
        self.list.header().setSectionResizeMode(CHANGES, QHeaderView.ResizeMode.Interactive)
        self.list.setColumnWidth(CHANGES, _CHANGES_WIDTH)
        self._count = QLabel()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        split = named(QSplitter(Qt.Orientation.Vertical), _("Numbers and rows"))
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setSizes([220, 280])
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(split)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_chosen())
        self.lead_focus(self.table)

    def show_plan(self, plan: MergePlan, _decisions: Decisions) -> None:
        """Show what a plan would do."""
        row = max(self.table.currentIndex().row(), 0)
        self._differences = (*plan.differences, *map(_as_difference, plan.united))
        self.numbers.show_rows(plan.numbers)
        if plan.numbers:  # to choose a line shows its rows
            self.table.setCurrentIndex(self.numbers.index(min(row, len(plan.numbers) - 1), 0))
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.numbers.row_at(self.table.currentIndex())
        found = [
            row
            for row in self._differences
            if chosen is None or (row.coder, row.table) == (chosen.coder, chosen.table)
        ]
        self.rows.show_rows(found)
        self._count.setText(ngettext("%s row", "%s rows", len(found)) % f"{len(found):,}")


def _as_difference(united: United) -> Difference:
    """Two rows that become one, among the others."""
    return Difference(
        united.table, united.kept, What.UNITED, united.name, united.coder, united.file
    )


def what_words(what: What) -> str:
    """What becomes of a row."""
    return {
        What.NEW: _("new"),
        What.CHANGED: _("changed"),
        What.DELETED: _("deleted"),
        What.UNITED: _("combined"),
    }[what]


def changes_words(values: tuple[ValueChange, ...]) -> str:
    """``name: Peers → Peer support``."""
    return "; ".join(
        f"{one.what}: {one.before} → {one.after}" if one.before else f"{one.what}: {one.after}"
        for one in values
    )
