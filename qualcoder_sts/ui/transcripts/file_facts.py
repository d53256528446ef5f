"""What is said of a file as a whole: its name in the project, kind, language, date, encoding."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.operations.sources import checked_date
from qualcoder_sts.transcripts.readers.decoding import ENCODINGS, encoding_name
from qualcoder_sts.ui.models.languages import (
    language_code,
    language_name,
    offered_languages,
)
from qualcoder_sts.ui.models.sources import kind_name
from qualcoder_sts.ui.transcripts.draft import DraftFile
from qualcoder_sts.ui.widgets.names import named

Change = Callable[[ImportSettings], ImportSettings]


class FileFacts(QWidget):
    """A row of fields; with several files chosen they hold for all of them, but for the name."""

    decided = Signal(object)
    """A function from ``ImportSettings`` to those that hold from now on."""
    complained = Signal(str)
    """A sentence about what was typed; empty when all is well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.language = QComboBox()
        self.date = QLineEdit()
        self.encoding = QComboBox()
        self.date.setPlaceholderText("2020-05-31")
        self.date.setFixedWidth(112)
        for method in Method:
            self.kind.addItem(kind_name(method), method)
        self.language.setEditable(True)
        self.language.setMaximumWidth(130)
        for code in offered_languages():
            self.language.addItem(language_name(code), code)
        for code in ENCODINGS:
            self.encoding.addItem(encoding_name(code), code)
        self.encoding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._encoding_words = QLabel()
        for place, (words, control, stretch) in enumerate(
            (
                (_("Name in the project"), self.name, 5),
                (_("Kind"), self.kind, 2),
                (_("Language"), self.language, 2),
                (_("Date"), self.date, 1),
                (_("Encoding"), self.encoding, 3),
            )
        ):
            label = self._add(place, words, control)
            self._grid.setColumnStretch(place, stretch)
            if control is self.encoding:
                self._encoding_words = label
        self._connect()

    def show_file(self, file: DraftFile, chosen: int) -> None:
        """Show a file's facts; ``chosen`` is how many files what is changed here is for."""
        sources = file.prepared.sources if file.prepared else ()
        several = ngettext("%d file", "%d files", chosen) % chosen
        name = file.settings.name or (sources[0].name if len(sources) == 1 else file.path.stem)
        self.name.setEnabled(chosen == 1)
        if not (self.name.hasFocus() and self.name.isModified()):
            self.name.setText(name if chosen == 1 else several)
            self.name.setCursorPosition(0)
        method = file.settings.method or (sources[0].method if sources else None)
        self.kind.setCurrentIndex(-1 if method is None else list(Method).index(method))
        if not self.language.hasFocus():
            self.language.setEditText(language_name(file.settings.language))
        if not self.date.hasFocus():
            self.date.setText(file.settings.date)
        encoding = sources[0].document.encoding if sources else file.settings.reading.encoding
        self._show_encoding(encoding or "")

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._take_name)
        self.kind.activated.connect(self._take_kind)
        self.language.textActivated.connect(self._take_language)
        line = self.language.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._take_language)
        self.date.editingFinished.connect(self._take_date)
        self.encoding.activated.connect(self._take_encoding)

    def _add(self, place: int, words: str, control: QWidget) -> QLabel:
        label = QLabel(words)
        label.setBuddy(control)
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        label.setFont(font)
        named(control, words)
        self._grid.addWidget(label, 0, place, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(control, 1, place)
        return label

    def _show_encoding(self, encoding: str) -> None:
        """Only text files have one; one that is not offered is added."""
        for part in (self.encoding, self._encoding_words):
            part.setVisible(bool(encoding))
        place = self.encoding.findData(encoding)
        if encoding and place < 0:
            self.encoding.addItem(encoding, encoding)
            place = self.encoding.count() - 1
        self.encoding.setCurrentIndex(place)

    def _take_name(self) -> None:
        if self.name.isModified():
            name = self.name.text().strip()
            self.name.setModified(False)
            self._decide(lambda settings: replace(settings, name=name))

    def _take_kind(self) -> None:
        method = Method(self.kind.currentData())
        self._decide(lambda settings: replace(settings, method=method))

    def _take_language(self) -> None:
        code = language_code(self.language.currentText())
        self._decide(lambda settings: replace(settings, language=code))

    def _take_date(self) -> None:
        try:
            date = checked_date(self.date.text())
        except QualcoderError as error:
            self.complained.emit(str(error))
            return
        self.complained.emit("")
        self._decide(lambda settings: replace(settings, date=date))

    def _take_encoding(self) -> None:
        encoding = str(self.encoding.currentData())

        def change(settings: ImportSettings) -> ImportSettings:
            return replace(settings, reading=replace(settings.reading, encoding=encoding))

        self._decide(change)

    def _decide(self, change: Change) -> None:
        self.decided.emit(change)
