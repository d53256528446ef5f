"""Giving some of a code's segments to a new or another code."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.operations.codes import split_code, split_off_code
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.codebook.code_picker import CodePicker
from qualcoder_sts.ui.codebook.passages import (
    Passage,
    PassageModel,
    passage_list,
    read_passages,
)
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import push_button, search_field
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

_SIZE = (860, 560)
_PLACE = "passages to split off"


class SplitDialog(QDialog):
    """On the left the segments, to be found by words and ticked; on the right where they go."""

    def __init__(
        self, operations: Operations, tree: CodeTree, code: CodeRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = _("Split off from “%s”") % code.name
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(*_SIZE)
        self._operations = operations
        self._code = code
        self.passages = PassageModel(self, ticks=True)
        self._list = passage_list(_("Segments of the code"), self.passages)
        self.words = search_field(_("Find segments"), _("Words in the quote, speaker, source…"))
        self.words.textChanged.connect(self.passages.show_fitting)
        self.tick_all = push_button(_("Tick all shown"))
        self.untick_all = push_button(_("Untick all shown"))
        self.tick_all.clicked.connect(lambda: self.passages.tick_shown(on=True))
        self.untick_all.clicked.connect(lambda: self.passages.tick_shown(on=False))
        self.to_new = named(QRadioButton(_("A new code")), _("To a new code"))
        self.to_other = named(QRadioButton(_("A code that is there")), _("To another code"))
        self.to_new.setChecked(True)
        self.name = named(QLineEdit(), _("Name of the new code"))
        self.name.setPlaceholderText(_("Name of the new code"))
        self.picker = CodePicker(_("Code that gets the segments"))
        self.picker.offer(tree, lambda row: row.codable and row.id != code.id)
        self._count = named(QLabel(), _("What will be split off"))
        self._count.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.split_button = buttons.addButton(
            _("Split off"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.split_button, cancel):
            named(button, button.text())
            button.setAutoDefault(False)
        self.split_button.setObjectName("mainButton")
        buttons.accepted.connect(self._split)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        for told in (self.passages.dataChanged, self.name.textChanged, self.to_new.toggled):
            told.connect(self._look)
        self.picker.current_changed.connect(self._look)
        self._look()
        operations.failed.connect(self._say)
        read_passages(operations, _PLACE, [code.id], self._show)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.tick_all)
        ticks.addWidget(self.untick_all)
        ticks.addStretch()
        left = QVBoxLayout()
        left.addWidget(self.words)
        left.addWidget(self._list)
        left.addLayout(ticks)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(panel_heading(_("The ticked ones go to")))
        parts: tuple[QWidget, ...] = (self.to_new, self.name, self.to_other, self.picker)
        for part in parts:
            right.addWidget(part)
        right.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    def _show(self, passages: Sequence[Passage]) -> None:
        self.passages.show_passages(passages)
        self._look()

    def _look(self) -> None:
        """Enable what can be done with what is ticked, and say in numbers what it would do."""
        is_new = self.to_new.isChecked()
        self.name.setEnabled(is_new)
        self.picker.setEnabled(not is_new)
        ticked, total = len(self.passages.ticked), self.passages.total()
        words = ngettext(
            "%(ticked)d of %(total)d segment is ticked.",
            "%(ticked)d of %(total)d segments are ticked.",
            total,
        )
        self._count.setText(words % {"ticked": ticked, "total": total})
        target = self.name.text().strip() if is_new else self.picker.current()
        self.split_button.setEnabled(bool(ticked and target))

    def _say(self, error: QualcoderError) -> None:
        self._count.setText(str(error))

    def _split(self) -> None:
        segment_ids = list(self.passages.ticked)
        if self.to_new.isChecked():
            name = self.name.text().strip()
            done = self._operations.run(split_off_code, self._code.id, segment_ids, name)
            is_done = done is not None
        else:
            into_id: UUID | None = self.picker.current()
            is_done = into_id is not None and (
                self._operations.run(split_code, self._code.id, into_id, segment_ids) is not None
            )
        if is_done:
            self.accept()
