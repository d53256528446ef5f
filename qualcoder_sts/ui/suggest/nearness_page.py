"""Passages found by how near they are to others: more like one, and what to read next."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.queries import passage_around
from qualcoder_sts.suggest.set_up import NearPassage, PassageOf, find_as_set_up, vectors_at_hand
from qualcoder_sts.suggest.storing import keep_vectors
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.nearness_model import CODES, PASSAGE, SOURCE, NearnessModel
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.words import shortened
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

_WIDTH = 130
_LONGEST_QUOTE = 240
_CODE_LETTERS = 24


class NearnessPage(LeadsFocus):
    """A list of passages; Return and a double click go to one, what is ticked is coded at once."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it."""

    def __init__(
        self,
        operations: Operations,
        name: str,
        about: str,
        current_code: Callable[[], UUID | None],
    ) -> None:
        super().__init__()
        named(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations, self._current_code = operations, current_code
        self._job: Job | None = None
        self._wanted: PassageOf | None = None
        self.about = plain_label(quiet=True)
        self.about.setText(about)
        self.words = plain_label()
        self.cancel = push_button(_("Stop"), _("Stop looking"))
        self.cancel.clicked.connect(self._stop)
        self.model = NearnessModel(self)
        self.table = table_view(name, self.model, PASSAGE)
        header = self.table.header()
        for section in (SOURCE, CODES):
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
        column.addWidget(self._coding())
        column.addStretch()
        self.lead_focus(self.table, self.cancel)
        self.cancel.hide()
        self._show_list(is_shown=False)
        self.model.ticked_changed.connect(self._enable)
        operations.settled.connect(self._follow)

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
        job.ended.connect(self._end)
        self._job = job
        self.words.setText(_("Looking…"))
        self.cancel.show()

    def apply(self) -> None:
        """Apply the chosen code to all passages that are ticked, in one step."""
        code_id, coder_id = self.code.currentData(), self._operations.workspace.coder_id
        ticked, tree = self.model.ticked(), self._operations.read(code_tree)
        if self._operations.refuse_when_read_only() or coder_id is None or not ticked:
            return
        if code_id not in tree:
            self.words.setText(_("Choose a code for what is ticked first."))
            return
        still = [one for one in ticked if self._stands(one)]
        wanted = [
            NewSegment(one.source_id, one.span, code_id, coder_id, origin=SegmentOrigin.SEARCH)
            for one in still
        ]
        if wanted and self._operations.run(apply_codes, wanted) is not None:
            said = ngettext(
                "Coded %(n)d passage with “%(code)s”.",
                "Coded %(n)d passages with “%(code)s”.",
                len(wanted),
            )
            self._operations.told.emit(said % {"n": len(wanted), "code": tree[code_id].name}, True)
            self.model.show_coded(still, code_id, tree)
        if gone := len(ticked) - len(still):
            words = ngettext(
                "%d passage was left out: its text was edited. Look for it again.",
                "%d passages were left out: their text was edited. Look for them again.",
                gone,
            )
            self.words.setText(words % gone)

    def _stands(self, one: NearPassage) -> bool:
        """Whether the passage's words still stand where they were found."""
        return self._operations.read(passage_around, one.source_id, one.span, 0).text == one.text

    def _coding(self) -> QWidget:
        self.code = choice_box(_("Which code what is ticked gets"))
        self.code.setMinimumContentsLength(_CODE_LETTERS)
        self.code.setPlaceholderText(_("Choose a code"))
        self.apply_button = push_button(_("Apply to what is ticked"))
        self.apply_button.clicked.connect(self.apply)
        self.coding = QWidget()
        row = QHBoxLayout(self.coding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.code)
        row.addWidget(self.apply_button)
        row.addStretch()
        return self.coding

    def _fill_codes(self, chosen: UUID | None) -> None:
        self.code.clear()
        for row in self._operations.read(code_tree):
            if row.codable:
                self.code.addItem(row.name, row.id)
        self.code.setCurrentIndex(self.code.findData(chosen))

    def _show_list(self, *, is_shown: bool) -> None:
        self.table.setVisible(is_shown)
        self.coding.setVisible(is_shown)
        self._enable()

    def _enable(self) -> None:
        can_write = not self._operations.workspace.read_only
        self.apply_button.setEnabled(bool(self.model.ticked()) and can_write)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._fill_codes(self.code.currentData())

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
        self._fill_codes(self._current_code())
        self._show_list(is_shown=bool(found))
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

    def __init__(self, operations: Operations, current_code: Callable[[], UUID | None]) -> None:
        super().__init__(
            operations,
            _("More like this"),
            _("Select a passage in a transcript and choose “Find more like this”."),
            current_code,
        )

    def show_more_like(self, wanted: PassageOf) -> None:
        """Look for more like a passage."""
        around = self._operations.read(passage_around, wanted.source_id, wanted.span, 0)
        self.about.setText(f"“{shortened(around.text, _LONGEST_QUOTE)}”")
        self.look_for(wanted)


class ReadNextPage(NearnessPage):
    """What is least like anything that is coded."""

    def __init__(self, operations: Operations, current_code: Callable[[], UUID | None]) -> None:
        super().__init__(
            operations,
            _("Read next"),
            _(
                "What participants say that is least like anything you have coded, in transcripts "
                "that you have not finished. What no code foresees is often found here."
            ),
            current_code,
        )
        self.look = push_button(_("Look for them"))
        self.look.setObjectName("mainButton")
        self.look.clicked.connect(lambda: self.look_for(None))
        self.above.addWidget(self.look)
        self.lead_focus(self.look, self.table)


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
