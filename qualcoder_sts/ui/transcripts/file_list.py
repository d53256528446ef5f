"""The list of files that are about to be imported."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.models.sources import kind_name
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcripts.draft import DraftFile, ImportDraft, Standing
from qualcoder_sts.ui.widgets.names import named

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NAME, KIND, WORDS, MARK = range(4)
_MARKS = {
    Standing.WAITING: "…",
    Standing.GOOD: "",
    Standing.DOUBTFUL: "?",
    Standing.KNOWN: "=",
    Standing.BAD: "×",
}
_CELL_ROOM = 14
_QUIET = frozenset({Standing.WAITING, Standing.KNOWN, Standing.BAD})


class FileListModel(QAbstractTableModel):
    """One row for each file: name with its tick, kind, words, and a mark where it wants a look."""

    def __init__(self, draft: ImportDraft, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._theme = theme
        self._paths: list[Path] = []
        self._places: dict[Path, int] = {}
        draft.listed.connect(self._list_anew)
        draft.changed.connect(self._show_again)
        self._list_anew()

    def path_at(self, row: int) -> Path | None:
        """The file of a row."""
        return self._paths[row] if 0 <= row < len(self._paths) else None

    def row_of(self, path: Path) -> int:
        """Where a file stands; -1 when it is not in the list."""
        return self._places.get(path, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many files there are."""
        return 0 if parent.isValid() else len(self._paths)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Name, kind, words, mark."""
        return 0 if parent.isValid() else len(_MARKS) - 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole:
            return _alignment(section)
        if role == Role.DisplayRole:
            return (_("File"), _("Kind"), _("Words"), "")[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be imported can be ticked."""
        flags = super().flags(index)
        file = self._file(index)
        if file is None or index.column() != NAME:
            return flags
        if file.standing in (Standing.WAITING, Standing.BAD):
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows."""
        file = self._file(index)
        if file is None:
            return None
        column = index.column()
        if role == Role.DisplayRole:
            return self._words(file, column)
        if role == Role.CheckStateRole:
            return _tick(file) if column == NAME else None
        if role == Role.ForegroundRole:
            return self._colour(file, column)
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        return _told(file, column, role)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """A file is ticked or unticked."""
        path = self.path_at(index.row())
        if role != Role.CheckStateRole or path is None:
            return False
        self._draft.tick([path], ticked=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _file(self, index: Index) -> DraftFile | None:
        return self._draft.file(self.path_at(index.row())) if index.isValid() else None

    def _words(self, file: DraftFile, column: int) -> str:
        sources = file.prepared.sources if file.prepared else ()
        if column == NAME:
            return file.path.name
        if column == KIND:
            return kind_name(sources[0].method) if sources else ""
        if column == WORDS:
            return f"{file.words:,}" if sources else ""
        return _MARKS[file.standing]

    def _colour(self, file: DraftFile, column: int) -> QColor | None:
        theme = self._theme
        if column == MARK:
            is_bad = file.standing is Standing.BAD
            return QColor(theme.negative if is_bad else theme.warning)
        if file.standing in _QUIET or column in (KIND, WORDS):
            return QColor(theme.text_quiet)
        return None

    def _list_anew(self) -> None:
        self.beginResetModel()
        self._paths = [file.path for file in self._draft.files]
        self._places = {path: row for row, path in enumerate(self._paths)}
        self.endResetModel()

    def _show_again(self, path: Path) -> None:
        row = self.row_of(path)
        if row >= 0:
            self.dataChanged.emit(self.index(row, NAME), self.index(row, MARK))


class FileList(QTableView):
    """The files; several can be chosen, to decide the same about all of them."""

    current_changed = Signal(object)
    """The ``Path`` of the file in front, or None."""

    def __init__(self, draft: ImportDraft, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Files to import"))
        self.setObjectName("importFiles")
        self._draft = draft
        self._model = FileListModel(draft, theme, self)
        self._front: Path | None = None
        self.setModel(self._model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self._size_columns()
        self._model.modelReset.connect(self._keep_front)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    @property
    def front(self) -> Path | None:
        """The file in front."""
        return self._front

    def chosen(self) -> list[Path]:
        """The files that are chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [path for row in rows if (path := self._model.path_at(row)) is not None]

    def show_file(self, path: Path) -> None:
        """Bring a file to the front."""
        row = self._model.row_of(path)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._model.index(row, NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks all that is chosen, Delete takes it out of the list."""
        if event.key() == Qt.Key.Key_Space:
            self._turn_ticks(self.chosen())
        elif event.key() == Qt.Key.Key_Delete:
            self._draft.remove(self.chosen())
        else:
            super().keyPressEvent(event)

    def _size_columns(self) -> None:
        """Widths that fit whatever comes: measuring every row again for each file takes long."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(22)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        advance = self.fontMetrics().horizontalAdvance
        kinds = max(advance(kind_name(method)) for method in Method)
        for column, width in ((KIND, kinds), (WORDS, advance("000,000")), (MARK, advance("?"))):
            header.resizeSection(column, width + _CELL_ROOM)

    def _turn_ticks(self, paths: Iterable[Path]) -> None:
        files = [file for path in paths if (file := self._draft.file(path)) is not None]
        able = [f for f in files if f.standing not in (Standing.WAITING, Standing.BAD)]
        if able:
            self._draft.tick([f.path for f in able], ticked=not able[0].is_wanted)

    def _keep_front(self) -> None:
        """After the list has changed, what was in front stays there, or the first file comes."""
        row = max(0, -1 if self._front is None else self._model.row_of(self._front))
        self._front = None
        if self._model.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._model.index(row, NAME), flags.ClearAndSelect | flags.Rows
            )
        else:
            self.current_changed.emit(None)

    def _tell_current(self, current: QModelIndex) -> None:
        path = self._model.path_at(current.row())
        if path != self._front:
            self._front = path
            self.current_changed.emit(path)


def standing_name(standing: Standing) -> str:
    """How it stands with a file, in words."""
    return {
        Standing.WAITING: _("not read yet"),
        Standing.GOOD: _("can be imported"),
        Standing.DOUBTFUL: _("wants a look"),
        Standing.KNOWN: _("there already"),
        Standing.BAD: _("cannot be imported"),
    }[standing]


def sentences_about(file: DraftFile) -> tuple[str, ...]:
    """What is to be said of a file: why it cannot be imported, or what wants a look."""
    if file.prepared is None:
        return ()
    if file.prepared.error:
        return (file.prepared.error,)
    told = list(file.doubts)
    if file.known_as:
        known = _("The project has this text already, as “%s”. Tick the file to import it again.")
        told.insert(0, known % file.known_as)
    elif file.twin:
        twin = _("“%s” in this list holds the same. Tick the file to import it as well.")
        told.insert(0, twin % file.twin)
    return tuple(told)


def _tick(file: DraftFile) -> Qt.CheckState:
    return Qt.CheckState.Checked if file.is_wanted else Qt.CheckState.Unchecked


def _told(file: DraftFile, column: int, role: int) -> str | None:
    """What is told of a file to those who point at it, and to those who hear the list."""
    if role == Role.ToolTipRole:
        return "\n".join([str(file.path), *sentences_about(file)])
    if role == Role.AccessibleTextRole and column in (NAME, MARK):
        return f"{file.path.name}, {standing_name(file.standing)}"
    return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = {WORDS: Qt.AlignmentFlag.AlignRight, MARK: Qt.AlignmentFlag.AlignHCenter}
    return side.get(column, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
