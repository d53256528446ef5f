"""One file before it is imported: what was found in it, what is decided, how it will read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.transcripts.document import Doubt
from qualcoder_sts.transcripts.readers.recognition import FileFormat
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcripts.columns_table import ColumnsTable
from qualcoder_sts.ui.transcripts.draft import DraftFile, Standing
from qualcoder_sts.ui.transcripts.file_facts import FileFacts
from qualcoder_sts.ui.transcripts.file_list import sentences_about
from qualcoder_sts.ui.transcripts.marking import SpeakerMarking
from qualcoder_sts.ui.transcripts.speaker_lines import speaker_lines
from qualcoder_sts.ui.transcripts.speakers_table import SpeakersTable
from qualcoder_sts.ui.transcripts.text_preview import TextPreview
from qualcoder_sts.ui.widgets.controls import push_button


class FilePage(QWidget):
    """Shows one file of the draft; what is changed is told as a function of its settings."""

    decided = Signal(object)
    """A function from ``ImportSettings`` to those that hold from now on, for all chosen files."""
    decided_here = Signal(object)
    """The same for the file that is shown alone: its labels and columns are its own."""
    attributes_wanted = Signal()
    """The table that is shown holds attributes of people."""

    def __init__(
        self, theme: Theme, people: Sequence[ParticipantRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._file: DraftFile | None = None
        self._names_elsewhere: frozenset[str] = frozenset()
        self._complaint = ""
        self.title = QLabel()
        self.title.setObjectName("fileTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        font = self.title.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.found = QLabel()
        self.found.setForegroundRole(self.found.palette().ColorRole.PlaceholderText)
        self.sentences = QLabel()
        self.sentences.setObjectName("warning")
        self.sentences.setTextFormat(Qt.TextFormat.PlainText)
        self.sentences.setWordWrap(True)
        self.notes = QLabel()
        self.notes.setForegroundRole(self.notes.palette().ColorRole.PlaceholderText)
        self.notes.setWordWrap(True)
        self.as_attributes = push_button(
            _("Take it as attributes of the people"), _("Its rows say something about people")
        )
        self.facts = FileFacts()
        self.marking = SpeakerMarking()
        self.speakers = SpeakersTable(people)
        self.columns = ColumnsTable()
        self.text = TextPreview(theme)
        self._decisions = QStackedWidget()
        self._speakers_part = self._made_speakers_part()
        self._decisions.addWidget(self._speakers_part)
        self._decisions.addWidget(self.columns)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._arrange()
        self._connect()

    def show_file(
        self, file: DraftFile, chosen: int = 1, names_elsewhere: frozenset[str] = frozenset()
    ) -> None:
        """Show a file as it stands; ``chosen`` files are decided on together."""
        self._names_elsewhere = names_elsewhere
        if self._file is None or self._file.path != file.path:
            self._complaint = ""
        self._file = file
        self.title.setText(file.path.name)
        self._show_sentences()
        self.facts.show_file(file, chosen)
        columns = file.read.columns if file.read else ()
        is_table = bool(columns)
        has_rows = any(column.examples for column in columns)
        self._decisions.setCurrentWidget(self.columns if is_table else self._speakers_part)
        if is_table and file.read is not None:
            self.columns.show_columns(file.read.columns, file.settings)
        self.marking.show_settings(file.settings)
        sources = file.prepared.sources if file.prepared else ()
        self.text.show_sources(sources)
        self._show_speakers()
        # Of what cannot be read nothing is decided, unless deciding may help.
        is_waiting = file.standing is Standing.WAITING
        is_read = file.read is not None and not file.read.error
        self.as_attributes.setVisible(has_rows and not sources)
        self.facts.setVisible(bool(sources) or is_waiting)
        self.text.setVisible(bool(sources))
        self._parts.setVisible(is_waiting or is_read or has_rows)
        for part in (self.facts, self._decisions):
            part.setEnabled(not is_waiting)

    def _made_speakers_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.marking)
        column.addWidget(self.speakers, 1)
        return part

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.found, 1)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self._decisions)
        self._parts.addWidget(self.text)
        self._parts.setSizes([230, 330])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.sentences)
        column.addWidget(self.notes)
        column.addWidget(self.as_attributes, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.facts)
        column.addWidget(self._parts, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.facts.decided.connect(self.decided)
        self.marking.decided.connect(self.decided)
        self.speakers.decided_alike.connect(self.decided)
        self.speakers.decided.connect(self.decided_here)
        self.columns.decided.connect(self.decided_here)
        self.facts.complained.connect(self._complain)
        self.as_attributes.clicked.connect(self.attributes_wanted)
        self.text.source_changed.connect(self._show_speakers)

    def _complain(self, sentence: str) -> None:
        self._complaint = sentence
        self._show_sentences()

    def _show_sentences(self) -> None:
        file = self._file
        if file is None:
            return
        self.found.setText(_found(file))
        told = [*([self._complaint] if self._complaint else []), *sentences_about(file)]
        self.sentences.setText("\n".join(told))
        self.sentences.setVisible(bool(told))
        notes = _notes(file)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def _show_speakers(self) -> None:
        source = self.text.source
        lines = []
        if source is not None and self._file is not None:
            lines = speaker_lines(source, self._file.settings, self._names_elsewhere)
        self.speakers.show_lines(lines)


def _found(file: DraftFile) -> str:
    """What was found in a file: its format, words, speakers."""
    if file.prepared is None:
        return _("is being read…")
    sources = file.prepared.sources
    if not sources:
        return ""
    parts = [_format_name(sources[0].document.format)]
    if len(sources) > 1:
        parts.append(ngettext("%d source", "%d sources", len(sources)) % len(sources))
    parts.append(ngettext("%s word", "%s words", file.words) % f"{file.words:,}")
    if len(sources) == 1:
        people = len(sources[0].found.speakers)
        parts.append(ngettext("%d speaker", "%d speakers", people) % people)
    return " · ".join(parts)


def _notes(file: DraftFile) -> str:
    """What was left out in reading, as always."""
    sources = file.prepared.sources if file.prepared else ()
    remarks = (one for source in sources for one in source.document.remarks)
    return " ".join(dict.fromkeys(one for one in remarks if not isinstance(one, Doubt)))


def _format_name(name: str) -> str:
    names = {
        FileFormat.DOCX: _("Word document"),
        FileFormat.ODT: _("OpenDocument text"),
        FileFormat.RTF: _("RTF file"),
        FileFormat.PDF: _("PDF"),
        FileFormat.TEXT: _("Plain text"),
        FileFormat.MARKDOWN: _("Markdown"),
        FileFormat.HTML: _("Web page"),
        FileFormat.VTT: _("WebVTT transcript"),
        FileFormat.SRT: _("SubRip file"),
        FileFormat.EAF: _("ELAN file"),
        FileFormat.CSV: _("Table in CSV"),
        FileFormat.XLSX: _("Excel workbook"),
    }
    return names[FileFormat(name)]
