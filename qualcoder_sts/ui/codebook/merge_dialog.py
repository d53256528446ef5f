"""Merging a code into another, with what becomes of everything that stands on it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.operations.codes import MergeEffect, merge_codes, merge_effect
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.codebook.code_picker import CodePicker
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

_SIZE = (640, 440)


class MergeDialog(QDialog):
    """On the left the codes it can go into, on the right what happens then."""

    def __init__(
        self, operations: Operations, tree: CodeTree, code: CodeRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = _("Merge “%s” into…") % code.name
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(*_SIZE)
        self._operations = operations
        self._tree = tree
        self._code = code
        self._into: UUID | None = None
        below = {row.id for row in tree.subtree(code.id)}
        self.picker = CodePicker(_("Code to merge into"))
        self.effect = named(QLabel(), _("What merging does"))
        self.effect.setWordWrap(True)
        self.effect.setTextFormat(Qt.TextFormat.PlainText)
        self.effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        self.merge_button = buttons.addButton(_("Merge"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.merge_button, cancel):
            named(button, button.text())
            button.setAutoDefault(False)
        self.merge_button.setObjectName("mainButton")
        self.picker.current_changed.connect(self._preview)
        self.picker.chosen.connect(self._merge)
        buttons.accepted.connect(self._merge)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.picker.offer(tree, lambda row: row.id not in below)
        self._preview(self.picker.current())

    def merged_into(self) -> UUID | None:
        """The code into which it went, after the dialog was accepted."""
        return self._into

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(panel_heading(_("What happens")))
        right.addWidget(self.effect, 1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.picker, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    def _preview(self, into_id: UUID | None) -> None:
        self.merge_button.setEnabled(False)
        if into_id is None:
            self.effect.setText(_("There is no other code that fits."))
            return
        try:
            effect = self._operations.read(merge_effect, self._code.id, into_id)
        except QualcoderError as error:
            self.effect.setText(str(error))
            return
        words = effect_in_words(effect, self._code.name, self._tree[into_id].name)
        self.effect.setText("\n\n".join(words))
        self.merge_button.setEnabled(True)

    def _merge(self) -> None:
        into_id = self.picker.current()
        if into_id is None or not self.merge_button.isEnabled():
            return
        if self._operations.run(merge_codes, self._code.id, into_id) is not None:
            self._into = into_id
            self.accept()


def effect_in_words(effect: MergeEffect, name: str, into: str) -> list[str]:
    """What merging does, a sentence for each thing that there is."""
    moving = effect.segments - effect.already_coded
    sentences = [
        (
            moving,
            ngettext("%(n)d segment gets “%(into)s”.", "%(n)d segments get “%(into)s”.", moving),
        ),
        (
            effect.already_coded,
            ngettext(
                "%(n)d stands where the same coder has “%(into)s” already: the two become one, "
                "with the memos of both.",
                "%(n)d stand where the same coder has “%(into)s” already: each two become one, "
                "with the memos of both.",
                effect.already_coded,
            ),
        ),
        (
            effect.overlapping,
            ngettext(
                "%(n)d overlaps a segment of “%(into)s” by the same coder and stays apart.",
                "%(n)d overlap segments of “%(into)s” by the same coder and stay apart.",
                effect.overlapping,
            ),
        ),
        (
            effect.codes,
            ngettext(
                "%(n)d code below moves below “%(into)s”.",
                "%(n)d codes below move below “%(into)s”.",
                effect.codes,
            ),
        ),
        (
            effect.memos,
            ngettext("%(n)d memo goes along.", "%(n)d memos go along.", effect.memos),
        ),
        (
            effect.findings,
            ngettext(
                "%(n)d finding of the literature goes along.",
                "%(n)d findings of the literature go along.",
                effect.findings,
            ),
        ),
    ]
    said = [words % {"n": number, "into": into} for number, words in sentences if number]
    if not said:
        said = [_("Nothing stands on “%s” yet.") % name]
    return [*said, _("“%s” and its definition go. Undo brings all of it back.") % name]
