"""The rows of a spreadsheet of attributes that fit nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.matching import UnmatchedRow
from qualcoder_sts.ui.transcripts.lines_table import lines_table
from qualcoder_sts.ui.widgets.names import named


class UnmatchedRows(QDialog):
    """Number, name and reason of each row."""

    def __init__(self, file: str, rows: Sequence[UnmatchedRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("Rows of “%s” that fit nobody") % file
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(640, 380)
        words = QLabel(
            ngettext(
                "%d row gives nothing to anybody. Correct it in the spreadsheet, or go on without.",
                "%d rows give nothing to anybody. Correct them in the spreadsheet, or go on "
                "without.",
                len(rows),
            )
            % len(rows)
        )
        words.setWordWrap(True)
        table = lines_table(
            title,
            (_("Row"), _("Name"), _("Why")),
            [(str(row.row), row.name, _sentence(row.reason)) for row in rows],
            wide=(2,),
            numbers=(0,),
        )
        buttons = QDialogButtonBox()
        named(buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole), _("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for part in (words, table, buttons):
            column.addWidget(part)


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
