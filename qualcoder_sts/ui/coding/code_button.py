"""A button that says which code is meant, and asks for another in the quick-code box."""

from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.coding.code_choices import CodeAnswer, CodeQuestion
from qualcoder_sts.ui.coding.quick_code import QuickCodeBox
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch


class CodeButton(QPushButton):
    """Knows one code, or none yet."""

    chosen = Signal(object)
    """The ``UUID`` of the code that is meant from now on."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._code_id: UUID | None = None
        self.setAutoDefault(False)
        self.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
        self.box = QuickCodeBox(self)
        self.clicked.connect(self.ask)
        self.refresh()

    @property
    def code_id(self) -> UUID | None:
        """The code that is meant."""
        return self._code_id

    def choose(self, code_id: UUID) -> None:
        """Mean this code."""
        self._code_id = code_id
        self.refresh()
        self.chosen.emit(code_id)

    def ask(self) -> None:
        """Ask for a code."""
        title = _("Code to apply")
        place = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
        tree = self._operations.read(code_tree)
        self.box.ask(CodeQuestion(title, _("Type a code’s name…")), place, tree, self._take)

    def refresh(self) -> None:
        """Say the code's name as it is now; a code that is gone is meant no more."""
        tree = self._operations.read(code_tree)
        if self._code_id is None or self._code_id not in tree:
            self._code_id = None
            self.setText(_("Choose a code…"))
            self.setIcon(QIcon())
            named(self, _("Choose the code to apply"))
            return
        code = tree[self._code_id]
        self.setText(as_words(code.name))
        self.setIcon(swatch(code.colour))
        named(self, _("Code to apply: %s") % code.name)

    def _take(self, answer: CodeAnswer) -> None:
        self.choose(answer.code_ids[0])
        self.setFocus()
