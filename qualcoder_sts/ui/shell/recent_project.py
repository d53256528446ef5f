"""A project opened last, as a line of the start page."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import tool_button
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from qualcoder_sts.ui.widgets.names import named


class RecentProject(QWidget):
    """Its name over its folder, with a button that lets it go; one that is gone says so."""

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self, project: Path, is_there: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = _ProjectButton(project, is_there)
        self.button.clicked.connect(lambda: self.chosen.emit(project))
        self.forget = tool_button("×", _("Take it off this list; the file stays"))
        named(self.forget, _("Take %s off the list") % project.stem)
        self.forget.clicked.connect(lambda: self.forgotten.emit(project))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.forget)


class _ProjectButton(QPushButton):
    """A flat button of two lines."""

    def __init__(self, project: Path, is_there: bool) -> None:
        super().__init__()
        where = str(project.parent) if is_there else _("Not there any more: %s") % project.parent
        named(self, project.stem, str(project) if is_there else where)
        self.setObjectName("recentProject")
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setEnabled(is_there)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 6)
        column.setSpacing(1)
        for words, is_quiet in ((project.stem, not is_there), (where, True)):
            column.addWidget(_line(words, is_quiet))
        self._column = column

    def sizeHint(self) -> QSize:
        """As the two lines need it."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of a line is cut in height."""
        return self._column.minimumSize()


def _line(words: str, is_quiet: bool) -> QLabel:
    line = CutLabel(words)
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if is_quiet:
        line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return line
