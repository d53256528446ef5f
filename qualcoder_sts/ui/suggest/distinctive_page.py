"""Words that are distinctive of a code, with the lines in which they stand: terms to be."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from qualcoder_sts.codebook.operations import set_code_terms
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.searching import SearchHit
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.suggest.set_up import OfferedTerm
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.distinctive_words import Distinctive, find_distinctive, find_lines
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

_WIDTHS = {0: 230, 3: 120}  # of what stands before a word, and of its source


class DistinctivePage(LeadsFocus):
    """Above the words of a code, below the lines of the chosen one."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it."""

    def __init__(self, operations: Operations, current_code: Callable[[], UUID | None]) -> None:
        super().__init__()
        named(self, _("Distinctive words"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations, self._current_code = operations, current_code
        self._codes: CodeTree = operations.read(code_tree)
        self._found: Distinctive | None = None
        self._job: Job | None = None
        self.words = plain_label(quiet=True)
        self.words.setText(
            _(
                "Words that participants say more often in the passages of a code than elsewhere: "
                "often they make good terms. Counted is your own coding, word by word and in pairs."
            )
        )
        self.look = push_button(_("Look for them"))
        self.look.setObjectName("mainButton")
        self.look.clicked.connect(self.look_for_them)
        self.cancel = push_button(_("Stop"), _("Stop looking"))
        self.cancel.clicked.connect(self._stop)
        self.code = choice_box(_("Which code"))
        self.code.setMinimumContentsLength(18)
        self.code.currentIndexChanged.connect(self._show_terms)
        self.add = push_button(_("Add as a term"), _("Let suggestions look for it"))
        self.add.clicked.connect(self._add)
        self.terms = _TermsModel(self)
        self.table = table_view(_("Distinctive words"), self.terms)
        self.table.selectionModel().currentChanged.connect(self._show_lines)
        self.lines = _LinesModel(self)
        self.concordance = table_view(_("Lines in which it stands"), self.lines, 2)
        header = self.concordance.header()
        for section, width in _WIDTHS.items():
            header.setSectionResizeMode(section, header.ResizeMode.Interactive)
            header.resizeSection(section, width)
        self.concordance.activated.connect(self._go_to)
        self._lay_out()
        self._show_work(is_working=False)
        operations.settled.connect(self._follow)

    def look_for_them(self) -> None:
        """Read all of the text in the background."""
        workspace, coder_id = self._operations.workspace, self._operations.workspace.coder_id
        if coder_id is None:
            return
        worker = self._operations.worker(_("suggester"))

        def work(progress: Progress) -> Distinctive | QualcoderError:
            try:
                return find_distinctive(workspace, worker, coder_id, progress)
            except Cancelled:
                raise
            except QualcoderError as error:
                return error

        job = self._operations.compute("distinctive words", work, self._take)
        job.ended.connect(self._end)
        self._job = job
        self._show_work(is_working=True)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        for part in (self.look, self.cancel, self.code):
            above.addWidget(part)
        above.addStretch()
        above.addWidget(self.add)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.concordance)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addLayout(above)
        column.addWidget(parts, 1)
        self.lead_focus(self.table, self.look)

    def _take(self, found: Distinctive | QualcoderError) -> None:
        if isinstance(found, QualcoderError):
            self.words.setText(str(found))
            return
        self._found = found
        if not found.passages:
            self.words.setText(_("You have coded nothing yet that words could be distinctive of."))
            return
        self._fill_codes(self._current_code())

    def _fill_codes(self, wanted: UUID | None) -> None:
        if self._found is None:
            return
        chosen = self._chosen_code() if wanted is None else wanted
        self.code.blockSignals(True)
        self.code.clear()
        for row in self._codes:
            if row.id in self._found.passages:
                self.code.addItem(row.name, row.id)
        self.code.setCurrentIndex(max(0, self.code.findData(chosen)))
        self.code.blockSignals(False)
        self._show_terms()

    def _chosen_code(self) -> UUID | None:
        code_id = self.code.currentData()
        return code_id if isinstance(code_id, UUID) and code_id in self._codes else None

    def _show_terms(self) -> None:
        code_id = self._chosen_code()
        found = [] if self._found is None or code_id is None else self._found.terms[code_id]
        there = () if code_id is None else self._codes[code_id].terms
        self.terms.show_terms(found, {folded(term) for term in there})
        self.lines.show_rows(())
        if found:
            self.table.setCurrentIndex(self.terms.index(0, 0))
        self._enable()

    def _show_lines(self, index: QModelIndex) -> None:
        term, code_id = self.terms.row_at(index), self._chosen_code()
        self._enable()
        if term is None or code_id is None or self._found is None:
            return
        passages = self._found.passages[code_id]
        workspace, worker = (
            self._operations.workspace,
            self._operations.worker(_("reader of words")),
        )

        def work(progress: Progress) -> list[SearchHit]:
            return find_lines(workspace, worker, term.term, passages, progress)

        self._operations.compute("lines of a word", work, self.lines.show_rows)

    def _add(self) -> None:
        term, code_id = self.terms.row_at(self.table.currentIndex()), self._chosen_code()
        if term is not None and code_id is not None:
            terms = (*self._codes[code_id].terms, term.term)
            self._operations.run(set_code_terms, code_id, terms)

    def _enable(self) -> None:
        index = self.table.currentIndex()
        is_new = self.terms.row_at(index) is not None and not self.terms.is_there(index)
        self.add.setEnabled(is_new and not self._operations.workspace.read_only)

    def _go_to(self, index: QModelIndex) -> None:
        if (hit := self.lines.row_at(index)) is not None:
            self.passage_wanted.emit(hit.source_id, hit.span)

    def _show_work(self, *, is_working: bool) -> None:
        self.look.setVisible(not is_working)
        self.cancel.setVisible(is_working)
        self.code.setVisible(self._found is not None)
        self.add.setVisible(self._found is not None)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._show_work(is_working=False)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._codes = self._operations.read(code_tree)
            row = self.table.currentIndex().row()
            self._fill_codes(None)
            if 0 <= row < self.terms.rowCount():
                self.table.setCurrentIndex(self.terms.index(row, 0))


class _TermsModel(RowsModel[OfferedTerm]):
    """Words that mark a code, and which of them are its terms already."""

    def __init__(self, parent: QWidget) -> None:
        titles = (
            _("Word"),
            _("In passages"),
            _("Elsewhere"),
            _("Sources"),
            _("Term already"),
        )
        super().__init__(titles, parent, numbers=(1, 2, 3))
        self._there: set[str] = set()

    def show_terms(self, terms: Sequence[OfferedTerm], there: set[str]) -> None:
        self._there = there
        self.show_rows(terms)

    def is_there(self, index: QModelIndex) -> bool:
        row = self.row_at(index)
        return row is not None and folded(row.term) in self._there

    def cells(self, row: OfferedTerm) -> tuple[str, ...]:
        there = _("yes") if folded(row.term) in self._there else ""
        return (row.term, f"{row.uses:,}", f"{row.elsewhere:,}", f"{row.sources:,}", there)


class _LinesModel(RowsModel[SearchHit]):
    """Where a word stands, what is before it at the right so that the words meet."""

    def __init__(self, parent: QWidget) -> None:
        titles = (_("Before"), _("Word"), _("After"), _("Source"))
        super().__init__(titles, parent, numbers=(0,))

    def cells(self, row: SearchHit) -> tuple[str, ...]:
        words = (" ".join(part.split()) for part in (row.before[-38:], row.text, row.after))
        return (*words, row.source)
