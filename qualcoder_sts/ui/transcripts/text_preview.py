"""The beginning of a file's text, with who speaks, as it will read in the project."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.preparing import PreparedSource
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.transcripts.beginning import beginning_of
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named


class TextPreview(QWidget):
    """Shows one source; where a file holds several, one of them is chosen."""

    source_changed = Signal()
    """Somebody chose another source of the file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: Sequence[PreparedSource] = ()
        self._shown: PreparedSource | None = None
        self.which = named(QComboBox(), _("Which source of the file is shown"))
        self.which.activated.connect(self._show_chosen)
        self.view = TranscriptView(theme)
        self.rest = QLabel()
        self.rest.setForegroundRole(self.rest.palette().ColorRole.PlaceholderText)
        heading = panel_heading(_("How it will read"))
        heading.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    @property
    def source(self) -> PreparedSource | None:
        """The source that is shown."""
        return self._shown

    def show_sources(self, sources: Sequence[PreparedSource]) -> None:
        """Show a file's sources; with those of the same names, the chosen one stays chosen."""
        names = [source.name for source in sources]
        if names != [source.name for source in self._sources]:
            self.which.clear()
            self.which.addItems(names)
        self._sources = sources
        self.which.setVisible(len(names) > 1)
        self._show_source()

    def _show_chosen(self) -> None:
        self._show_source()
        self.source_changed.emit()

    def _show_source(self) -> None:
        before, self._shown = self._shown, None
        if not self._sources:
            return
        source = self._sources[max(0, self.which.currentIndex())]
        self._shown = source
        row = beginning_of(source)
        is_cut = len(row.text) < len(source.text)
        self.rest.setText(_("The beginning of %s words") % f"{source.words:,}" if is_cut else "")
        if source is before:
            return
        if before is not None and before.text == source.text:
            self.view.show_again(row, ())
        else:
            self.view.show_transcript(row)
