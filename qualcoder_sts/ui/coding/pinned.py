"""Which codes the keys 1 to 9 apply: what this coder pinned in this project."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.pinned_codes import read_pinned_codes, write_pinned_codes
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.details import project_id
from qualcoder_sts.ui.operations import Operations


class PinnedCodes(QObject):
    """A digit means the same code until somebody pins another one to it."""

    changed = Signal()
    failed = Signal(str)
    """A sentence on why a choice could not be kept."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._project_id = operations.read(project_id)
        self._coder = ""
        self._codes: dict[int, UUID] = {}

    def codes(self) -> dict[int, UUID]:
        """The pinned codes by digit; a code among them may have been deleted."""
        coder = self._operations.workspace.coder_name
        if coder != self._coder:
            self._coder, self._codes = coder, read_pinned_codes(self._project_id, coder)
        return dict(self._codes)

    def digits(self) -> dict[UUID, int]:
        """The digits by code."""
        return {code_id: digit for digit, code_id in self.codes().items()}

    def pin(self, code_id: UUID, digit: int) -> None:
        """Pin a code to a digit in place of whatever was there; 0 takes the code off its key."""
        codes = {key: other for key, other in self.codes().items() if other != code_id}
        if digit:
            codes[digit] = code_id
        self._codes = codes
        try:
            write_pinned_codes(self._project_id, self._coder, codes)
        except OSError as error:
            words = _("The key could not be kept for the next time (%s).")
            self.failed.emit(words % error.strerror)
        self.changed.emit()
