"""Who changed which field of a code when, the newest change first."""

from html import escape
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcoder_sts.codebook.definition_history import FieldChange, definition_history
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.word_differences import word_differences
from qualcoder_sts.reports.codebook_comparison import field_titles
from qualcoder_sts.reports.marked_wording import marked_wording
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.rich_words import reading_pane, show_html, theme_marks


class HistoryPane(QWidget):
    """Reads the history of a code when it is looked at."""

    def __init__(
        self, operations: Operations, themes: ThemeChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._themes = themes
        self._code_id: UUID | None = None
        self.pane = reading_pane(_("History of the definition"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        themes.changed.connect(self._show_again)

    def show_code(self, code_id: UUID | None) -> None:
        """Show what became of a code."""
        self._code_id = code_id
        changes = [] if code_id is None else self._operations.read(definition_history, code_id)
        words = "".join(self._change(change) for change in changes)
        nothing = _("Nothing is recorded of this code.")
        show_html(self.pane, words or f"<p>{escape(nothing)}</p>", self._themes.theme)

    def _show_again(self) -> None:
        self.show_code(self._code_id)

    def _change(self, change: FieldChange) -> str:
        titles = field_titles() | {
            "name": _("Name"),
            "colour": _("Colour"),
            "codable": _("Can be applied"),
            "parent_id": _("Place"),
        }
        before, after = change.before, change.after
        if change.field == "codable":
            before, after = ({"1": _("yes"), "0": _("no")}.get(one, "") for one in (before, after))
        if change.field == "parent_id":
            top = _("the top of the codebook")
            before, after = before or top, after or top
        wording = marked_wording(word_differences(before, after), theme_marks(self._themes.theme))
        head = " · ".join(
            filter(None, (change.at.astimezone().strftime("%Y-%m-%d %H:%M"), change.coder))
        )
        return (
            f'<p><b>{escape(titles[change.field])}</b> <span class="quiet">{escape(head)}</span>'
            f"<br>{wording}</p>"
        )
