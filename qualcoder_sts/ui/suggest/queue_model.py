"""Open suggestions as a list: by transcript, by code or by how sure, with a heading over each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.queries import Precision, SuggestionRow
from qualcoder_sts.ui.suggest.words import accepted_so_far, band_words, how_sure, why

Index = QModelIndex | QPersistentModelIndex
QUEUED_ROLE = Qt.ItemDataRole.UserRole

LIKELY_THOUSANDTHS = 300
"""From here on a suggestion is one for the queue; what is less sure is shown when asked for."""

_BANDS = list(Band)


class QueueOrder(StrEnum):
    """What the queue goes by."""

    TRANSCRIPT = "transcript"
    CODE = "code"
    SURENESS = "sureness"


class Shown(StrEnum):
    """How much must speak for what is shown."""

    LIKELY = "likely"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Queued:
    """A suggestion with what its row says; the place is in other words than the heading."""

    row: SuggestionRow
    colour: str
    how_sure: str
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below have in common."""

    words: str
    count: int


class QueueModel(QAbstractListModel):
    """Headings, which cannot be chosen, and below each its suggestions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Heading | SuggestionRow] = []
        self._codes = CodeTree(())
        self._places: dict[UUID, int] = {}

    def show_rows(
        self,
        rows: Sequence[SuggestionRow],
        tree: CodeTree,
        order: QueueOrder,
        shown: Shown,
        precision: Mapping[UUID, Precision],
    ) -> None:
        """Show these suggestions in an order; headings of codes tell what came of earlier ones."""
        wanted = [row for row in rows if row.code_id in tree and _is_shown(row, shown)]
        self.beginResetModel()
        self._codes = tree
        self._entries = list(_entries(wanted, tree, order, precision))
        self._places = {
            entry.id: place
            for place, entry in enumerate(self._entries)
            if isinstance(entry, SuggestionRow)
        }
        self.endResetModel()

    def suggestions(self) -> list[SuggestionRow]:
        """Those that are shown, in their order."""
        return [entry for entry in self._entries if isinstance(entry, SuggestionRow)]

    def index_of(self, suggestion_id: UUID) -> QModelIndex:
        """Where a suggestion stands; not valid where it is not shown."""
        place = self._places.get(suggestion_id)
        return QModelIndex() if place is None else self.index(place)

    def nearest(self, place: int) -> QModelIndex:
        """The suggestion at a place, or the next one after it, or the last one."""
        places = sorted(self._places.values())
        after = [one for one in places if one >= place] or places[-1:]
        return self.index(after[0]) if after else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Headings and suggestions."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are read, not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        is_heading = isinstance(self._entries[index.row()], Heading)
        return flag.NoItemFlags if is_heading else flag.ItemIsEnabled | flag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row; all of it for the delegate."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == QUEUED_ROLE:
            return entry if isinstance(entry, Heading) else self._worded(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words if isinstance(entry, Heading) else " ".join(entry.text.split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _aloud(entry if isinstance(entry, Heading) else self._worded(entry))
        return None

    def _worded(self, row: SuggestionRow) -> Queued:
        """Only when it is looked at: there may be thousands."""
        return Queued(row, self._codes[row.code_id].colour, how_sure(row), why(row.reasons))


def _code_heading(name: str, precision: Precision | None) -> str:
    return " · ".join(filter(None, (name, accepted_so_far(precision))))


def _aloud(entry: Heading | Queued) -> str:
    if isinstance(entry, Heading):
        return f"{entry.words}, {entry.count}"
    quote = " ".join(entry.row.text.split())
    return f"{entry.row.code}, {entry.how_sure}: {quote}. {entry.why}"


def _is_shown(row: SuggestionRow, shown: Shown) -> bool:
    return shown is Shown.ALL or row.score_thousandths >= LIKELY_THOUSANDTHS


def _entries(
    rows: Sequence[SuggestionRow],
    tree: CodeTree,
    order: QueueOrder,
    precision: Mapping[UUID, Precision],
) -> Iterator[Heading | SuggestionRow]:
    places = {code.id: place for place, code in enumerate(tree)}

    def by_transcript(row: SuggestionRow) -> tuple[object, ...]:
        return row.source, row.source_id, row.span.start, places[row.code_id]

    def by_code(row: SuggestionRow) -> tuple[object, ...]:
        return places[row.code_id], -row.score_thousandths, row.id

    def by_sureness(row: SuggestionRow) -> tuple[object, ...]:
        return _BANDS.index(row.band), -row.score_thousandths, row.id

    keys: dict[QueueOrder, Callable[[SuggestionRow], tuple[object, ...]]] = {
        QueueOrder.TRANSCRIPT: by_transcript,
        QueueOrder.CODE: by_code,
        QueueOrder.SURENESS: by_sureness,
    }
    headings: dict[QueueOrder, Callable[[SuggestionRow], str]] = {
        QueueOrder.TRANSCRIPT: lambda row: row.source,
        QueueOrder.CODE: lambda row: _code_heading(
            tree[row.code_id].name, precision.get(row.code_id)
        ),
        QueueOrder.SURENESS: lambda row: band_words(row.band),
    }
    for words, group in groupby(sorted(rows, key=keys[order]), key=headings[order]):
        members = list(group)
        yield Heading(words[:1].upper() + words[1:], len(members))
        yield from members
