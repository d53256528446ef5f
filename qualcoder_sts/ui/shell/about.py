"""What the program is, under which licence, and where it keeps its log."""

from html import escape

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from qualcoder_sts import __version__
from qualcoder_sts.foundation.crash_log import log_folder
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.names import named

_WIDTH = 440


class AboutDialog(QDialog):
    """Version, licence, and the way to the log."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About qualcoder-sts"))
        self.setAccessibleName(_("About qualcoder-sts"))
        title = QLabel(_("qualcoder-sts %s") % __version__)
        title.setFont(reading_font(17))
        words = named(QLabel("".join(f"<p>{escape(line)}</p>" for line in _lines())), _("About"))
        words.setFixedWidth(_WIDTH)
        words.setWordWrap(True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox()
        log = buttons.addButton(_("Open the log folder"), QDialogButtonBox.ButtonRole.ActionRole)
        log.setEnabled(log_folder().is_dir())
        log.clicked.connect(_show_log)
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (log, close):
            named(button, button.text())
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(4)
        for part in (title, words):
            column.addWidget(part)
        column.addSpacing(10)
        column.addWidget(buttons)


def _lines() -> tuple[str, ...]:
    return (
        _(
            "Code interviews and focus groups, and set what people said beside what the "
            "literature found."
        ),
        _("Free software under the MIT licence. It comes without any warranty."),
        _("Your data stay on this computer; the program sends nothing anywhere."),
        _("When something goes wrong inside the program, it is written to: %s") % log_folder(),
    )


def _show_log() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
