"""Quotes as rows of a list, under headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcoder_sts.analysis.quote_groups import QuoteGroup, QuoteGrouping, said_by
from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
MOST_GONE = 200  # more are quicker shown as another list


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the quotes of a group."""

    title: str
    figures: str


class RetrievalModel(QAbstractListModel):
    """One row for each heading and each quote; all of them are plain references."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | RetrievedSegment] = []
        self._people: Mapping[UUID, ParticipantRow] = {}
        self._by = QuoteGrouping.NONE

    def show_groups(
        self,
        groups: tuple[QuoteGroup, ...],
        people: Mapping[UUID, ParticipantRow],
        by: QuoteGrouping,
    ) -> None:
        """Show these quotes; where only few of them went, the others keep their place."""
        rows: list[Heading | RetrievedSegment] = []
        for group in groups:
            if by is not QuoteGrouping.NONE:
                rows.append(Heading(group.title, group.figures))
            rows += group.segments
        gone = _gone(self._rows, rows) if by is self._by else None
        self._people, self._by = people, by
        if gone is None:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for number in reversed(gone):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._rows[number]
            self.endRemoveRows()
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_at(self, row: int) -> Heading | RetrievedSegment:
        """What stands in a row."""
        return self._rows[row]

    def rows_of(self, segment_id: UUID) -> list[int]:
        """Where a quote stands: more than once when it is of several participants."""
        return [
            number
            for number, row in enumerate(self._rows)
            if isinstance(row, RetrievedSegment) and row.id == segment_id
        ]

    def place_words(self, segment: RetrievedSegment) -> str:
        """Who says it, where, coded by whom; without what its heading says already."""
        parts = [
            segment.path[-1] if self._by is not QuoteGrouping.CODE else "",
            said_by(segment, self._people) if self._by is not QuoteGrouping.PARTICIPANT else "",
            segment.source if self._by is not QuoteGrouping.SOURCE else "",
            segment.position,
            segment.coder,
            "" if segment.weight is None else _("weight %d") % segment.weight,
            _("★\u00a0illustrative") if segment.key_quote else "",
        ]
        return " · ".join(part for part in parts if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, Heading):
            is_text = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return f"{row.title}, {row.figures}" if is_text else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            memo = _("memo: %s") % row.memo if row.memo else ""
            return ". ".join(filter(None, (row.text, row.path_text, self.place_words(row), memo)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Quotes can be chosen; headings are passed over."""
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )


def _gone(
    before: list[Heading | RetrievedSegment], after: list[Heading | RetrievedSegment]
) -> list[int] | None:
    """The rows that went when nothing else moved; None when it is another list."""
    if not after or len(before) - len(after) > MOST_GONE:
        return None
    gone: list[int] = []
    keys = iter([*map(_key, after), None])
    wanted = next(keys)
    for number, row in enumerate(before):
        if _key(row) == wanted:
            wanted = next(keys)
        else:
            gone.append(number)
    return gone if wanted is None else None


def _key(row: Heading | RetrievedSegment) -> UUID | str:
    return row.title if isinstance(row, Heading) else row.id
