"""Choosing the copies to merge."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.opening import ENDING
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named


class ChoosingPane(LeadsFocus):
    """Says what merging is, with the button to begin."""

    chosen = Signal(object)
    """``Path``s of the copies to compare."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Copies to merge"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.hide()
        self.empty = EmptyPlace(
            _(
                "Choose the copies that colleagues gave back, or drop them here. They are compared "
                "with this project; you see in numbers what is new and decide what both sides have "
                "changed. Nothing is written before that, and a copy is never changed."
            ),
            _("Choose copies…"),
            self.ask,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.empty, 1)
        self.lead_focus(self.empty)

    def ask(self) -> None:
        """Ask for one or more files."""
        if files := asked_copies(self):
            self.chosen.emit(files)

    def tell(self, words: str) -> None:
        """Say what came of the last comparison."""
        self.words.setText(words)
        self.words.setVisible(bool(words))


def asked_copies(parent: QWidget) -> list[Path]:
    """The copies that somebody chose."""
    kinds = f"{_('Projects')} (*{ENDING})"
    names, _kind = QFileDialog.getOpenFileNames(parent, _("Copies to merge"), "", kinds)
    return [Path(name) for name in names]


def projects_in(data: QMimeData) -> list[Path]:
    """The project files among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() == ENDING]
