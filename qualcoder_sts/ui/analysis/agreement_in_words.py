"""What was compared, and what the figures say, in full sentences."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from qualcoder_sts.analysis.agreement.table import AgreementTable
from qualcoder_sts.analysis.agreement.wording import coefficient_name, coefficient_says, notes
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.names import named


class AgreementInWords(QScrollArea):
    """A text to read, and to select from."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("In words"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self.words)

    def show_table(self, table: AgreementTable) -> None:
        """Tell this one."""
        self.words.setText(_told_in_full(table))


def _told_in_full(table: AgreementTable) -> str:
    """What was compared and what the figures say, as rich text."""
    figures = (
        f"<p><b>{escape(coefficient_name(each))}.</b> {escape(coefficient_says(each))}</p>"
        for each in table.coefficients
    )
    return "".join(
        (
            f"<h4>{escape(_('What was compared'))}</h4><ul style='margin-left: -22px'>",
            *(f"<li>{escape(line)}</li>" for line in notes(table)),
            f"</ul><h4>{escape(_('What the figures say'))}</h4>",
            *figures,
        )
    )
