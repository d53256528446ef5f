"""A spreadsheet of attributes that comes in with the transcripts, and which of its rows fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import Table, read_table
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.matching import (
    Directory,
    MatchedRows,
    attribute_columns,
    matched_rows,
)
from qualcoder_sts.transcripts.operations.importing_with_attributes import NamedTable
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.unmatched_rows import UnmatchedRows
from qualcoder_sts.ui.widgets.controls import push_button

NO_ROWS = MatchedRows((), ())


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of reading the spreadsheet and comparing it with the people there will be."""

    path: Path
    table: Table | None = None
    rows: MatchedRows = NO_ROWS
    error: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether anything stands below its headings."""
        return bool(self.rows.matched or self.rows.unmatched)


class AttributesChoice(QWidget):
    """Chooses the spreadsheet and says how much of it fits, again whenever the people change."""

    changed = Signal()

    def __init__(
        self,
        operations: Operations,
        planned: Callable[[], Directory],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._planned = planned
        self._looked: _Looked | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.choose = push_button(
            _("Attributes from a spreadsheet…"),
            _(
                "A CSV or XLSX file: names of people or sources in the first column, a column "
                "“session” where names repeat, every other column an attribute"
            ),
        )
        self.list_unmatched = push_button(
            _("Show what does not fit"), _("The rows that fit nobody")
        )
        self.leave = push_button(_("Without it"), _("Import without this spreadsheet"))
        self.choose.clicked.connect(self.ask_file)
        self.list_unmatched.clicked.connect(self._show_unmatched)
        self.leave.clicked.connect(self._forget)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.choose, self.list_unmatched, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(row)
        self._show()

    @property
    def table(self) -> NamedTable | None:
        """The spreadsheet to be imported."""
        if self._looked is None or self._looked.table is None or not self._looked.has_rows:
            return None
        return NamedTable(self._looked.path.name, self._looked.table)

    @property
    def unmatched(self) -> int:
        """How many rows fit nobody."""
        return len(self._looked.rows.unmatched) if self._looked else 0

    def ask_file(self) -> None:
        """Ask for a spreadsheet."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self,
            _("Attributes from a spreadsheet"),
            "",
            f"{_('Tables')} (*.csv *.tsv *.xlsx);;{_('All files')} (*)",
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Read a spreadsheet in the background and say how much of it fits."""
        self._look(_Looked(path))

    def look_again(self) -> None:
        """The people who are to be imported have changed."""
        if self._looked is not None:
            self._look(self._looked)

    def _look(self, before: _Looked) -> None:
        directory = self._planned()

        def work(_progress: Progress) -> _Looked:
            return _look_at(before, directory)

        self._operations.compute("attributes to import", work, self._take)

    def _take(self, looked: _Looked) -> None:
        self._looked = looked
        self._show()
        self.changed.emit()

    def _forget(self) -> None:
        self._looked = None
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        looked = self._looked
        self.words.setText("" if looked is None else _sentence(looked))
        self.words.setVisible(looked is not None)
        self.choose.setVisible(looked is None or bool(looked.error))
        self.leave.setVisible(looked is not None)
        self.list_unmatched.setVisible(bool(self.unmatched))

    def _show_unmatched(self) -> None:
        if self._looked is not None:
            UnmatchedRows(self._looked.path.name, self._looked.rows.unmatched, self).open()


def _look_at(before: _Looked, directory: Directory) -> _Looked:
    table = before.table
    try:
        if table is None:
            table = read_table(before.path.read_bytes(), before.path.name)
    except QualcoderError as error:
        return _Looked(before.path, error=str(error))
    except OSError as error:
        why = f"{error.strerror or type(error).__name__}."
        return _Looked(before.path, error=str(UnreadableFileError(before.path.name, why)))
    return _Looked(before.path, table, matched_rows(table, directory))


def _sentence(looked: _Looked) -> str:
    if looked.table is None:
        return looked.error
    fits, fails = len(looked.rows.matched), len(looked.rows.unmatched)
    if not looked.has_rows:
        return (
            _("“%s” has no rows below its headings; nothing is taken from it.") % looked.path.name
        )
    attributes = _titles(looked.table)
    if not attributes:
        return _("“%s” has no column of attributes.") % looked.path.name
    words = ngettext(
        "“%(name)s”: %(fits)d of %(all)d row fits (%(titles)s).",
        "“%(name)s”: %(fits)d of %(all)d rows fit (%(titles)s).",
        fits + fails,
    )
    return words % {
        "name": looked.path.name,
        "fits": fits,
        "all": fits + fails,
        "titles": ", ".join(attributes),
    }


def _titles(table: Table) -> Sequence[str]:
    titles = [table.columns[place] for place in attribute_columns(table)]
    return titles if len(titles) <= 4 else [*titles[:3], _("%d more") % (len(titles) - 3)]
