"""Passages found by how near they are to others: more like one, and what to read next."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.queries import passage_around
from qualcoder_sts.suggest.set_up import NearPassage, PassageOf, find_as_set_up, vectors_at_hand
from qualcoder_sts.suggest.storing import keep_vectors
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.words import shortened
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

_PASSAGE, _SOURCE, _CODES, _NEAR = range(4)
_WIDTH = 130
_LONGEST_QUOTE = 240
_DOTS = 5


class NearnessPage(LeadsFocus):
    """A list of passages; Return and a double click go to one."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it."""

    def __init__(self, operations: Operations, name: str, about: str) -> None:
        super().__init__()
        named(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations = operations
        self._job: Job | None = None
        self._wanted: PassageOf | None = None
        self.about = plain_label(quiet=True)
        self.about.setText(about)
        self.words = plain_label()
        self.cancel = push_button(_("Stop"), _("Stop looking"))
        self.cancel.clicked.connect(self._stop)
        self.model = _NearnessModel(self)
        self.table = table_view(name, self.model, _PASSAGE)
        header = self.table.header()
        for section in (_SOURCE, _CODES):
            header.setSectionResizeMode(section, header.ResizeMode.Interactive)
            header.resizeSection(section, _WIDTH)
        self.table.activated.connect(self._go_to)
        self.above = QHBoxLayout()
        self.above.addWidget(self.words, 1)
        self.above.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addLayout(self.above)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.lead_focus(self.table, self.cancel)
        self.cancel.hide()
        self.table.hide()

    def look_for(self, wanted: PassageOf | None) -> None:
        """Look in the background for more like a passage, or for what is like nothing coded."""
        workspace, coder_id = self._operations.workspace, self._operations.workspace.coder_id
        if coder_id is None:
            return
        self._wanted = wanted
        worker = self._operations.worker(_("suggester"))

        def work(progress: Progress) -> Sequence[NearPassage] | QualcoderError:
            try:
                return _found(workspace, worker, coder_id, wanted, progress)
            except Cancelled:
                raise
            except QualcoderError as error:
                return error

        job = self._operations.compute(self.accessibleName(), work, self._take)
        job.ended.connect(lambda: self._end(job))
        self._job = job
        self.words.setText(_("Looking…"))
        self.cancel.show()

    def _take(self, found: Sequence[NearPassage] | QualcoderError) -> None:
        if isinstance(found, QualcoderError):
            self.words.setText(str(found))
            found = ()
        elif not found:
            self.words.setText(_nothing_words(self._wanted))
        else:
            words = ngettext(
                "%d passage, in this order:", "%d passages, in this order:", len(found)
            )
            self.words.setText(words % len(found))
        self.model.show_passages(found, self._operations.read(code_tree))
        self.table.setVisible(bool(found))
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.cancel.hide()
            if self.words.text() == _("Looking…"):
                self.words.setText(_("Stopped."))

    def _go_to(self, index: QModelIndex) -> None:
        if (passage := self.model.row_at(index)) is not None:
            self.passage_wanted.emit(passage.source_id, passage.span)


class SimilarPage(NearnessPage):
    """More like a passage that was selected."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(
            operations,
            _("More like this"),
            _("Select a passage in a transcript and choose “Find more like this”."),
        )

    def show_more_like(self, wanted: PassageOf) -> None:
        """Look for more like a passage."""
        around = self._operations.read(passage_around, wanted.source_id, wanted.span, 0)
        self.about.setText(f"“{shortened(around.text, _LONGEST_QUOTE)}”")
        self.look_for(wanted)


class ReadNextPage(NearnessPage):
    """What is least like anything that is coded."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(
            operations,
            _("Read next"),
            _(
                "What participants say that is least like anything you have coded, in transcripts "
                "that you have not finished. What no code foresees is often found here."
            ),
        )
        self.look = push_button(_("Look for them"))
        self.look.setObjectName("mainButton")
        self.look.clicked.connect(lambda: self.look_for(None))
        self.above.addWidget(self.look)
        self.lead_focus(self.look, self.table)


class _NearnessModel(RowsModel[NearPassage]):
    """Passages with the codes that are theirs already."""

    def __init__(self, parent: QWidget) -> None:
        titles = (_("Passage"), _("Source"), _("Your codes there"), _("How near"))
        super().__init__(titles, parent)
        self._codes = CodeTree(())

    def show_passages(self, passages: Sequence[NearPassage], codes: CodeTree) -> None:
        self._codes = codes
        self.show_rows(passages)

    def cells(self, row: NearPassage) -> tuple[str, ...]:
        names = [self._codes[key].name for key in row.code_ids if key in self._codes]
        dots = round(_DOTS * min(1.0, row.nearness))
        near = "●" * dots + "○" * (_DOTS - dots)
        return (shortened(row.text), row.source, ", ".join(names), near)

    def more(self, row: NearPassage, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and column == _PASSAGE:
            return shortened(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == _NEAR:
            return _("%d of 100") % round(100 * row.nearness)
        return None


def _found(
    workspace: Workspace,
    worker: WorkerProcess,
    coder_id: UUID,
    wanted: PassageOf | None,
    progress: Progress,
) -> Sequence[NearPassage]:
    """Ask the worker, and keep vectors that the project did not have."""
    preferences = read_preferences()
    material = workspace.read(load_material, coder_id)
    kept = vectors_at_hand(workspace, worker, progress, preferences)
    found = worker.run(find_as_set_up, progress, material, wanted, preferences, kept)
    if found.fresh and not workspace.read_only:
        workspace.keep(keep_vectors, found.fresh)
    return found.passages


def _nothing_words(wanted: PassageOf | None) -> str:
    if wanted is None:
        return _(
            "Nothing was found. It takes some coding to be unlike, and transcripts that you have "
            "not finished."
        )
    return _(
        "Nothing was found. Select some of what a participant says: questions are not compared."
    )
