"""The suggestion check: how good suggestions would have been for what is coded already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.figures import CheckOptions, CodeCheck, SuggestionCheck
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.set_up import check_as_set_up, vectors_at_hand
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.check_words import check_sentences, out_of_ten, passages_for_one
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view


class CheckPage(LeadsFocus):
    """Runs the check on one's own coding and tells the figures in sentences."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        named(self, _("Suggestion check"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations = operations
        self._job: Job | None = None
        self.about = plain_label(quiet=True)
        self.about.setText(
            _(
                "Each transcript that you have finished is left out in turn. Suggestions are "
                "learnt from the others and compared with what you coded in it. It takes a while; "
                "you can go on working."
            )
        )
        self.run = push_button(_("Check my coding"))
        self.run.setObjectName("mainButton")
        self.run.clicked.connect(self.check)
        self.cancel = push_button(_("Stop"), _("Stop the check"))
        self.cancel.clicked.connect(self._stop)
        self.bar = named(QProgressBar(), _("Progress of the check"))
        self.bar.setTextVisible(False)
        self.sentences = plain_label()
        self.heading = panel_heading(_("Code by code, of what would be shown as likely"))
        self.model = _CodesModel(self)
        self.table = table_view(_("Code by code"), self.model)
        self._lay_out()
        self._show_work(is_working=False)
        self._show(None)

    def check(self) -> None:
        """Run the check in the background; a newer one replaces it."""
        coder_id = self._operations.workspace.coder_id
        if coder_id is None:
            return
        workspace, worker = self._operations.workspace, self._operations.worker(_("suggester"))

        preferences = read_preferences()

        def work(progress: Progress) -> SuggestionCheck | QualcoderError:
            try:
                material = workspace.read(load_material, coder_id)
                kept = vectors_at_hand(workspace, worker, progress, preferences)
                return worker.run(
                    check_as_set_up, progress, material, CheckOptions(), preferences, kept
                )
            except Cancelled:
                raise
            except QualcoderError as error:
                return error

        job = self._operations.compute("suggestion check", work, self._take)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._end)
        self._job = job
        self._show_work(is_working=True)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.run)
        above.addWidget(self.cancel)
        above.addWidget(self.bar, 1)
        above.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addLayout(above)
        column.addWidget(self.sentences)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.lead_focus(self.run, self.cancel)

    def _take(self, check: SuggestionCheck | QualcoderError) -> None:
        if isinstance(check, QualcoderError):
            self._show(None)
            self.sentences.setText(str(check))
        else:
            self._show(check)

    def _show(self, check: SuggestionCheck | None) -> None:
        self.sentences.setText(
            "" if check is None else "\n".join(f"• {one}" for one in check_sentences(check))
        )
        self.sentences.setAccessibleDescription(self.sentences.text())
        self.model.show_codes(() if check is None else check.per_code)
        for part in (self.heading, self.table):
            part.setVisible(check is not None)

    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        self.bar.setMaximum(total or 0)
        self.bar.setValue(done)
        self.bar.setAccessibleDescription(what)

    def _show_work(self, *, is_working: bool) -> None:
        self.run.setVisible(not is_working)
        self.cancel.setVisible(is_working)
        self.bar.setVisible(is_working)
        self.bar.setMaximum(0)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._show_work(is_working=False)


class _CodesModel(RowsModel[CodeCheck]):
    """How good suggestions of each code would have been, those coded most often first."""

    def __init__(self, parent: QWidget) -> None:
        titles = (
            _("Code"),
            _("Coded"),
            _("Right of 10"),
            _("Found of 10"),
            _("Looked at for one"),
        )
        super().__init__(titles, parent, numbers=range(1, len(titles)))

    def show_codes(self, codes: Sequence[CodeCheck]) -> None:
        self.show_rows(sorted(codes, key=lambda one: -one.coded))

    def cells(self, row: CodeCheck) -> tuple[str, ...]:
        return (
            row.code.rpartition(PATH_SEPARATOR)[2],
            f"{row.coded:,}",
            out_of_ten(row.precision),
            out_of_ten(row.recall),
            passages_for_one(row.rev80),
        )
