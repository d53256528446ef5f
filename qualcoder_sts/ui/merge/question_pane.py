"""Whether things that were made apart are the same: a tick says they are."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Decisions, MergePlan, Question
from qualcoder_sts.ui.models.rows import Index, RowsModel
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

SAME, OURS, THEIRS = range(3)
_ANSWER_WIDTH = 170


class QuestionModel(RowsModel[Question]):
    """One question a row; the first column is ticked where both are the same."""

    answered = Signal(str, bool)
    """The id of a question, and whether both are the same."""

    def __init__(self, parent: QObject) -> None:
        titles = (_("The same?"), _("Here"), _("In the copy"), _("Question"), _("Copy"))
        super().__init__(titles, parent)
        self._answers: Mapping[str, bool] = {}

    def show_questions(self, questions: tuple[Question, ...], answers: Mapping[str, bool]) -> None:
        """Show these with the answers in force."""
        self._answers = answers
        if tuple(self._rows) != questions:
            self.show_rows(questions)
        elif questions:
            self.dataChanged.emit(self.index(0, 0), self.index(len(questions) - 1, 0))

    def is_same(self, question: Question) -> bool:
        """The answer in force."""
        return self._answers.get(question.id, question.is_same)

    def cells(self, row: Question) -> tuple[str, ...]:
        """The words of a row."""
        same = _("yes, combine") if self.is_same(row) else _("no, keep both")
        return (same, row.ours, row.theirs, row.sentence, row.file)

    def more(self, row: Question, column: int, role: int) -> object:
        """The tick, and the question in full."""
        if role == Qt.ItemDataRole.CheckStateRole and column == SAME:
            return Qt.CheckState.Checked if self.is_same(row) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return row.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == SAME else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Answer a question."""
        question = self.row_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or question is None:
            return False
        self.answered.emit(question.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


class QuestionPane(LeadsFocus):
    """The questions, and what an answer does."""

    answered = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        named(self, _("The same or not?"))
        self.model = QuestionModel(self)
        self.model.answered.connect(self.answered)
        self.table = table_view(_("The same or not?"), self.model, stretched=OURS)
        self.table.header().setSectionResizeMode(SAME, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(SAME, _ANSWER_WIDTH)
        self.table.header().setSectionResizeMode(THEIRS, QHeaderView.ResizeMode.Stretch)
        words = QLabel(
            _(
                "These were made apart and look alike. Ticked, both become one, with everything "
                "that belongs to either; otherwise both are kept. Space changes the answer."
            )
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        self.lead_focus(self.table)

    def show_plan(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show the questions of a plan with the answers in force."""
        self.model.show_questions(plan.questions, decisions.answers)
