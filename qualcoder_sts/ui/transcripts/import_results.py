"""What came of an import: a sentence, and a table with a line for each file."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.importing import AttributeImport
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.document import FoundSpeaker
from qualcoder_sts.transcripts.operations.importing import ImportedSource
from qualcoder_sts.transcripts.operations.importing_with_attributes import Imported
from qualcoder_sts.ui.models.sources import kind_name
from qualcoder_sts.ui.transcripts.lines_table import lines_table
from qualcoder_sts.ui.widgets.names import named

_WORDS, _SPEAKERS, _REMARKS = 3, 4, 5


class ImportResults(QDialog):
    """One line for each file: what it became, who speaks in it, or why it was not imported."""

    source_wanted = Signal(object)
    """The ``UUID`` of a source to open."""

    def __init__(self, imported: Imported, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What was imported"))
        self.setAccessibleName(_("What was imported"))
        self.resize(1000, 480)
        # What somebody must look after comes first.
        lines = sorted(imported.sources, key=lambda line: line.id is not None)
        self._ids: list[UUID | None] = [line.id for line in lines]
        words = QLabel(import_sentence(imported))
        words.setWordWrap(True)
        self.table = lines_table(
            _("Imported files"),
            (_("File"), _("Source"), _("Kind"), _("Words"), _("Speakers (turns)"), _("Remarks")),
            [*map(_cells, lines), *_rows_left(imported.attributes)],
            wide=(_SPEAKERS, _REMARKS),
            numbers=(_WORDS,),
        )
        self.table.setToolTip(_("Double-click a line, or press Return, to open the transcript"))
        self.table.activated.connect(lambda index: self._open(index.row()))
        buttons = QDialogButtonBox()
        named(buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole), _("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for part in (words, self.table, buttons):
            column.addWidget(part)

    def _open(self, row: int) -> None:
        source_id = self._ids[row] if row < len(self._ids) else None
        if source_id is not None:
            self.source_wanted.emit(source_id)
            self.accept()


def import_sentence(imported: Imported) -> str:
    """What came of an import, in a sentence or two."""
    good = sum(line.id is not None for line in imported.sources)
    bad = len(imported.sources) - good
    words = ngettext("%d transcript imported.", "%d transcripts imported.", good) % good
    if bad:
        words += " " + ngettext("%d was not.", "%d were not.", bad) % bad
    if (given := imported.attributes) is not None:
        fits, rows = given.matched, given.matched + len(given.unmatched)
        told = _("%(fits)d of %(all)d rows of attributes fitted.")
        words += " " + told % {"fits": fits, "all": rows}
    return words


def _cells(line: ImportedSource) -> tuple[str, ...]:
    if line.source is None or line.id is None:
        return (line.file.path.name, "", "", "", "", line.error)
    speakers = ", ".join(map(_written, line.source.found.speakers))
    return (
        line.file.path.name,
        line.name,
        kind_name(line.source.method),
        f"{line.source.words:,}",
        speakers or _("none"),
        " ".join(line.source.document.remarks),
    )


def _written(speaker: FoundSpeaker) -> str:
    words = {
        SpeakerRole.PARTICIPANT: "%(name)s (%(turns)d)",
        SpeakerRole.INTERVIEWER: _("%(name)s (%(turns)d, asks)"),
        SpeakerRole.UNATTRIBUTED: _("%(name)s (%(turns)d, nobody in particular)"),
    }[speaker.role]
    return words % {"name": speaker.label, "turns": speaker.turns}


def _rows_left(given: AttributeImport | None) -> list[Sequence[str]]:
    unmatched = given.unmatched if given else ()
    told = _("Row %(row)d of the attributes: %(why)s.")
    return [
        ("", row.name, "", "", "", told % {"row": row.row, "why": row.reason}) for row in unmatched
    ]
