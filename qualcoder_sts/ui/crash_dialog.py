"""What is shown when something went wrong that nobody foresaw."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

_WIDTH, _LINES = 520, 7


class CrashDialog(QDialog):
    """Says that all is saved, and hands over what was noted; the work can go on."""

    def __init__(self, what: str, log: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self.setAccessibleName(_("Something went wrong"))
        self._log = log
        title = QLabel(_("The program made a mistake"))
        title.setFont(reading_font(15))
        self.noted = named(QPlainTextEdit(_read(log) or what), _("What was noted"))
        self.noted.setReadOnly(True)
        self.noted.setTabChangesFocus(True)
        self.noted.setFixedHeight(self.noted.fontMetrics().lineSpacing() * _LINES)
        self.noted.hide()  # nobody need read it; who wants to send it can
        self.show_noted = named(QCheckBox(_("Show what was noted")), _("Show what was noted"))
        self.show_noted.toggled.connect(self.noted.setVisible)
        self.show_noted.toggled.connect(self.adjustSize)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(_words(what, log))
        column.addWidget(self.show_noted)
        column.addWidget(self.noted)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.copy = push_button(_("Copy the text"), _("Copy what was noted, to send it yourself"))
        self.copy.clicked.connect(self._copy)
        self.folder = push_button(_("Open the log folder"), str(self._log.parent))
        self.folder.clicked.connect(self._open_folder)
        self.go_on = push_button(_("Go on working"))
        self.go_on.setDefault(True)
        role = QDialogButtonBox.ButtonRole
        for button, place in (
            (self.copy, role.ActionRole),
            (self.folder, role.ActionRole),
            (self.go_on, role.RejectRole),
        ):
            buttons.addButton(button, place)
        buttons.rejected.connect(self.reject)
        return buttons

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.noted.toPlainText())
        self.copy.setText(_("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))


def _words(what: str, log: Path) -> QLabel:
    sentences = (
        _(
            "It met something that it did not foresee. The step under way was not taken; every "
            "step before it is saved in your project, and you can go on working. If it happens "
            "again, close the program and open it anew."
        ),
        _(
            "What happened was written to a file on this computer, and nothing was sent. If you "
            "report the mistake, look the text through first: it names the step, and it may name "
            "files and people of your project."
        ),
        f"{what}\n{log}",
    )
    words = named(QLabel("\n\n".join(sentences)), _("What happened"))
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setFixedWidth(_WIDTH)
    words.setForegroundRole(QPalette.ColorRole.WindowText)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return words


def _read(log: Path) -> str:
    try:
        return log.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
