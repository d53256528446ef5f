"""Searching all transcripts, and coding what was found in one step."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.searching import (
    CodingPreview,
    SearchHits,
    code_hits,
    preview_coding,
)
from qualcoder_sts.coding.units import CodingUnit
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.coding.code_button import CodeButton
from qualcoder_sts.ui.coding.hit_views import hits_by_source, hits_in_order
from qualcoder_sts.ui.coding.hits_model import HitsModel
from qualcoder_sts.ui.coding.project_search import (
    FoundHits,
    SearchWanted,
    find_hits,
    order_of,
)
from qualcoder_sts.ui.coding.search_form import ChoiceBox, SearchForm
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

TEXT_TABLES = ("source", "text", "speaker", "speaker_turn")
# The sources of later hits are opened by hand: all 17,000 of a common word would take 120 ms.
MOST_OPENED = 2000
_PREVIEW_PAUSE_MS = 150
_FORMS_SHOWN = 6


class SearchPage(LeadsFocus):
    """What to search for, what was found by source, and the code for it."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it that is to be seen."""
    told = Signal(str)
    """A sentence on what was coded."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Search in the project"))
        self._operations = operations
        self._wanted: SearchWanted | None = None
        self._is_searching = False
        self.form = SearchForm()
        self.form.wanted.connect(self._search_once)
        self.form.hits_wanted.connect(self._go_to_hits)
        self.model = HitsModel(self)
        self.model.ticked_changed.connect(self._preview_soon)
        self.found = QLabel(_("Search in all transcripts, then tick what belongs together."))
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.order = ChoiceBox[HitOrder](_("In which order"), _orders(), least=14)
        self.order.setToolTip(_("By words, the lines become a concordance: key words in context"))
        self.tree, self.lines = hits_by_source(self.model), hits_in_order(self.model)
        self._views = QStackedWidget()
        for view in (self.tree, self.lines):
            view.activated.connect(self._show_passage)
            self._views.addWidget(view)
        self.code = CodeButton(operations)
        self.unit = ChoiceBox[CodingUnit](_("How much is coded"), _units())
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self.preview.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.apply_button = push_button(_("Apply to what is ticked"))
        self.apply_button.setObjectName("mainButton")
        self._all, self._none = push_button(_("Tick all")), push_button(_("Tick none"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PREVIEW_PAUSE_MS)
        self._connect()
        self._lay_out()
        self._preview_soon()

    def search(self, wanted: SearchWanted) -> None:
        """Search in the background; what is wrong with the words is said in place of hits."""
        self._wanted = wanted
        self._is_searching = True
        self.found.setText(_("Searching…"))
        workspace = self._operations.workspace

        order, reader = self._order(), self._operations.worker(_("reader of words"))

        def work(progress: Progress) -> FoundHits | QualcoderError:
            try:
                return find_hits(workspace, wanted, order, reader, progress)
            except Cancelled:
                raise
            except QualcoderError as error:
                return error

        self._operations.compute("search", work, self._show)

    def reorder(self) -> None:
        """Put what was found in the order that is chosen; what is ticked stays ticked."""
        if self._is_searching and self._wanted is not None:
            self.search(self._wanted)
            return
        hits, order = self.model.hits, self._order()
        self._operations.compute(
            "search", lambda _progress: order_of(hits, order), self._show_order
        )

    def apply(self) -> None:
        """Apply the code to all hits that are ticked, in one step."""
        code_id, coder_id = self.code.code_id, self._operations.workspace.coder_id
        if self._operations.refuse_when_read_only() or coder_id is None:
            return
        if code_id is None:
            self.code.ask()
            return
        workspace, hits, unit = self._operations.workspace, self.model.ticked(), self._unit()

        def work(_progress: Progress) -> int:
            done = workspace.run(code_hits, hits, code_id, coder_id=coder_id, unit=unit)
            return len(done.changes.ids("coded_segment"))

        self._operations.write_long(work, self._tell)

    def _connect(self) -> None:
        self.code.chosen.connect(self._preview_soon)
        self.unit.currentIndexChanged.connect(self._preview_soon)
        self.order.currentIndexChanged.connect(self.reorder)
        self.apply_button.clicked.connect(self.apply)
        self._all.clicked.connect(lambda: self.model.tick_all(True))
        self._none.clicked.connect(lambda: self.model.tick_all(False))
        self._pause.timeout.connect(self._count)
        self._operations.settled.connect(self._follow)
        self.lead_focus(self.form)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.found, 1)
        above.addWidget(self.order)
        above.addWidget(self._all)
        above.addWidget(self._none)
        code = QHBoxLayout()
        code.setSpacing(8)
        code.addWidget(QLabel(_("Apply")))
        code.addWidget(self.code, 1)
        code.addWidget(QLabel(_("to")))
        code.addWidget(self.unit, 1)
        code.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.preview, 1)
        below.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addLayout(above)
        column.addWidget(self._views, 1)
        column.addLayout(code)
        column.addLayout(below)

    def _search_once(self, wanted: SearchWanted) -> None:
        """Asked again for what stands there already, go to it."""
        if wanted == self._wanted and len(self.model.hits):
            self._go_to_hits()
        else:
            self.search(wanted)

    def _go_to_hits(self) -> None:
        if len(self.model.hits):
            self.tree.setFocus()
            first = self.model.index(0, 0, self.tree.rootIndex())
            is_source = self.model.is_by_source
            self.tree.setCurrentIndex(self.model.index(0, 0, first) if is_source else first)

    def _show(self, found: FoundHits | QualcoderError) -> None:
        self._is_searching = False
        shown = FoundHits(SearchHits([]), None) if isinstance(found, QualcoderError) else found
        self.model.show_hits(shown.hits, shown.order)
        self._bring_lines()
        self.found.setText(str(found) if isinstance(found, QualcoderError) else _found_words(shown))

    def _show_order(self, order: Sequence[int] | None) -> None:
        self.model.show_order(order)
        self._bring_lines()

    def _bring_lines(self) -> None:
        if self.model.is_by_source:
            self._views.setCurrentWidget(self.tree)
            self._open_first(self.model.hits)
        else:
            self._views.setCurrentWidget(self.lines)
            self.lines.setRootIndex(self.model.index(0, 0))

    def _open_first(self, hits: SearchHits) -> None:
        opened = 0
        for row, group in enumerate(hits.groups()):
            opened += group.count
            if row and opened > MOST_OPENED:
                return
            self.tree.expand(self.model.index(row, 0))

    def _show_passage(self, index: QModelIndex) -> None:
        if (hit := self.model.hit_at(index)) is not None:
            self.passage_wanted.emit(hit.source_id, hit.span)

    def _preview_soon(self) -> None:
        ticked = self.model.ticked_count
        can_write = not self._operations.workspace.read_only
        self.apply_button.setEnabled(bool(ticked) and can_write)
        for button in (self._all, self._none):
            button.setEnabled(self.model.rowCount() > 0)
        self.preview.setText(ngettext("%d ticked", "%d ticked", ticked) % ticked if ticked else "")
        self._pause.start()

    def _count(self) -> None:
        code_id, coder_id = self.code.code_id, self._operations.workspace.coder_id
        if code_id is None or coder_id is None or not self.model.ticked_count:
            return
        workspace, hits, unit = self._operations.workspace, self.model.ticked(), self._unit()

        def work(_progress: Progress) -> CodingPreview | QualcoderError:
            try:
                return workspace.read(preview_coding, hits, code_id, coder_id=coder_id, unit=unit)
            except QualcoderError as error:
                return error

        self._operations.compute("search preview", work, self._show_preview)

    def _show_preview(self, preview: CodingPreview | QualcoderError) -> None:
        if isinstance(preview, QualcoderError):
            self.preview.setText(str(preview))
            return
        there = preview.passages - preview.new
        words = ngettext("%d new segment", "%d new segments", preview.new) % preview.new
        if there:
            words += "; " + ngettext("%d is there already", "%d are there already", there) % there
        self.preview.setText(words)

    def _tell(self, new: int) -> None:
        words = ngettext("%d passage was coded.", "%d passages were coded.", new) % new
        self.told.emit(words if new else _("All of this was coded so already."))
        self._count()

    def _unit(self) -> CodingUnit:
        return self.unit.value or CodingUnit.MATCH

    def _order(self) -> HitOrder:
        return self.order.value or HitOrder.PLACE

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self.code.refresh()
        if changes.touches(*TEXT_TABLES) and self._wanted is not None:
            self.search(self._wanted)
        elif changes.touches("coded_segment"):
            self._pause.start()


def _units() -> list[tuple[CodingUnit | None, str]]:
    return [
        (CodingUnit.MATCH, _("the words themselves")),
        (CodingUnit.SENTENCE, _("their sentences")),
        (CodingUnit.TURN, _("their turns")),
    ]


def _orders() -> list[tuple[HitOrder | None, str]]:
    return [
        (HitOrder.PLACE, _("By source")),
        (HitOrder.BEFORE, _("By words before")),
        (HitOrder.FOUND, _("By words found")),
        (HitOrder.AFTER, _("By words after")),
    ]


def _found_words(found: FoundHits) -> str:
    hits = found.hits
    if not len(hits):
        return _("Found nowhere.")
    groups = len(hits.groups())
    times = ngettext("Found %s time", "Found %s times", len(hits)) % f"{len(hits):,}"
    places = ngettext("in %d source.", "in %d sources.", groups) % groups
    return f"{times} {places} {_forms_words(found.forms)}".rstrip()


def _forms_words(forms: Sequence[str]) -> str:
    if not forms:
        return ""
    shown = ", ".join(forms[:_FORMS_SHOWN])
    return _("Forms: %s.") % (shown if len(forms) <= _FORMS_SHOWN else f"{shown}, …")
