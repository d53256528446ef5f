"""What moved along with a corrected text, and what lost its words."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeView, QVBoxLayout

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Decisions, MergePlan, Reanchored, Unplaced
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

_NAME_WIDTH, _SHOWN_BEFORE = 260, 24


class MovedModel(RowsModel[Reanchored]):
    """One line for each place that moved."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((_("What"), _("Coder"), _("Source"), _("Copy")), parent)

    def cells(self, row: Reanchored) -> tuple[str, ...]:
        """The words of a line; a segment is called by the words it stands on now."""
        return (row.name, row.coder, row.source, row.file)

    def more(self, row: Reanchored, column: int, role: int) -> object:  # noqa: ARG002
        """The whole passage."""
        return row.quote if role == Qt.ItemDataRole.ToolTipRole else None


class UnplacedModel(RowsModel[Unplaced]):
    """One line for each row without a place, with the words around it in the copy."""

    def __init__(self, parent: QObject) -> None:
        titles = (_("What"), _("Coder"), _("Source"), _("Words in the copy"), _("Copy"))
        super().__init__(titles, parent)

    def cells(self, row: Unplaced) -> tuple[str, ...]:
        """The words of a line."""
        words = f"{_end_of(row.before)}[{row.quote}]{row.after}"
        return (row.name, row.coder, row.source, _line(words), row.file)

    def more(self, row: Unplaced, column: int, role: int) -> object:  # noqa: ARG002
        """The whole passage."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.before}[{row.quote}]{row.after}"
        return None


class MovedPane(LeadsFocus):
    """Everything that moved, to look through."""

    def __init__(self) -> None:
        super().__init__()
        words = _("One side corrected these texts. What the other put in them went along.")
        self.model = MovedModel(self)
        self.table = table_view(_("Moved with the text"), self.model)
        _fill(self, words, self.table)
        self.lead_focus(self.table)

    def show_plan(self, plan: MergePlan, _decisions: Decisions) -> None:
        """Show what moved."""
        self.model.show_rows(plan.reanchored)


class UnplacedPane(LeadsFocus):
    """Everything whose words are gone."""

    def __init__(self) -> None:
        super().__init__()
        words = _(
            "The corrected text no longer has the words in brackets. These are not taken over; the "
            "merge report lists them, so that you can code the passages anew."
        )
        self.model = UnplacedModel(self)
        self.table = table_view(_("Could not be placed"), self.model, stretched=3)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, _NAME_WIDTH)
        _fill(self, words, self.table)
        self.lead_focus(self.table)

    def show_plan(self, plan: MergePlan, _decisions: Decisions) -> None:
        """Show what has no place."""
        self.model.show_rows(plan.unplaced)


def _fill(pane: LeadsFocus, words: str, table: QTreeView) -> None:
    named(pane, table.accessibleName())
    label = QLabel(words)
    label.setWordWrap(True)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label)
    column.addWidget(table, 1)


def _end_of(words: str) -> str:
    """The last few words: what stands in brackets behind them is to be seen in a narrow column."""
    words = _line(words) + " " * words[-1:].isspace()
    if len(words) <= _SHOWN_BEFORE:
        return words
    start = words.find(" ", len(words) - _SHOWN_BEFORE)
    return f"…{words[start + 1 :]}"


def _line(words: str) -> str:
    return " ".join(words.split())
