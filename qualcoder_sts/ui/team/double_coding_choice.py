"""Choosing two coders, a source that both have finished, and one code or all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from qualcoder_sts.coding.consensus import DoubleCoded, double_coded, pairs_of_coders
from qualcoder_sts.coding.operations.consensus import Pair
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices


class DoubleCodingChoice(QWidget):
    """Three boxes in a row. What was chosen stays so as long as it is there."""

    source_changed = Signal()
    code_changed = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._names: Mapping[UUID, str] = {}
        self._pairs: list[tuple[UUID, UUID]] = []
        self._double_coded: list[DoubleCoded] = []
        self.pairs = choice_box(_("Which coders"))
        self.sources = choice_box(_("Source"))
        self.codes = choice_box(_("Only this code"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box, share in ((self.pairs, 3), (self.sources, 4), (self.codes, 3)):
            row.addWidget(box, share)
        self.pairs.currentIndexChanged.connect(self._show_sources)
        self.sources.currentIndexChanged.connect(self.source_changed)
        self.codes.currentIndexChanged.connect(self.code_changed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been coded twice."""
        return not self._pairs

    @property
    def pair(self) -> Pair | None:
        """The coders and the source that are chosen."""
        both, source_id = self._both(), self.sources.currentData()
        return None if both is None or source_id is None else Pair(source_id, *both)

    @property
    def names(self) -> tuple[str, str]:
        """What both coders are called."""
        both = self._both()
        return ("", "") if both is None else (self._names[both[0]], self._names[both[1]])

    @property
    def source_ids(self) -> list[UUID]:
        """All sources that both have finished."""
        return [one.source_id for one in self._double_coded]

    @property
    def is_closed(self) -> bool:
        """Whether the double coding of the chosen source is closed."""
        chosen = self.sources.currentData()
        return any(one.closed for one in self._double_coded if one.source_id == chosen)

    @property
    def code_id(self) -> UUID | None:
        """The one code that is wanted, if it is one."""
        chosen: UUID | None = self.codes.currentData()
        return chosen

    def reload(self) -> None:
        """Offer what has been coded twice as it is now."""
        self._names = {coder.id: coder.name for coder in self._operations.read(list_coders)}
        before = self._both()
        found = self._operations.read(pairs_of_coders)
        self._pairs = [self._in_order(first, second) for first, second, _number in found]
        entries: list[tuple[str, UUID | None]] = [
            (_pair_words(self._names[first], self._names[second], number), None)
            for (first, second), (_one, _other, number) in zip(self._pairs, found, strict=True)
        ]
        _refill(self.pairs, entries, self._pairs.index(before) if before in self._pairs else 0)
        self._show_sources()

    def choose(
        self, first_id: UUID, second_id: UUID, source_id: UUID | None, code_id: UUID | None
    ) -> None:
        """Choose two coders, and if given a source and a code."""
        both = self._in_order(first_id, second_id)
        if both in self._pairs:
            self.pairs.setCurrentIndex(self._pairs.index(both))
        if source_id in self.source_ids:
            self.sources.setCurrentIndex(self.sources.findData(source_id))
        self.codes.setCurrentIndex(max(0, self.codes.findData(code_id)))

    def candidates(
        self, coder_ids: Collection[UUID], source_ids: Collection[UUID]
    ) -> Iterator[Pair]:
        """Every two of these coders, or any two, in each of these sources, or in any."""
        wanted = [both for both in self._pairs if not coder_ids or set(both) <= set(coder_ids)]
        for both in wanted:
            for one in self._operations.read(double_coded, both):
                if not source_ids or one.source_id in source_ids:
                    yield Pair(one.source_id, *both)

    def offer_codes(self, entries: Iterable[tuple[str, UUID]]) -> None:
        """Offer these codes beside all of them."""
        fill_choices(self.codes, _("All codes"), entries)

    def _in_order(self, first_id: UUID, second_id: UUID) -> tuple[UUID, UUID]:
        """The first coder is the one whose name comes first, wherever they are named."""
        first, second = sorted((first_id, second_id), key=lambda key: self._names.get(key, ""))
        return first, second

    def _both(self) -> tuple[UUID, UUID] | None:
        place = self.pairs.currentIndex()
        return self._pairs[place] if 0 <= place < len(self._pairs) else None

    def _show_sources(self) -> None:
        both, before = self._both(), self.sources.currentData()
        self._double_coded = [] if both is None else self._operations.read(double_coded, both)
        entries: list[tuple[str, UUID | None]] = [
            (_("%s ✓ closed") % one.source if one.closed else one.source, one.source_id)
            for one in self._double_coded
        ]
        first_open = next((i for i, one in enumerate(self._double_coded) if not one.closed), 0)
        keys = self.source_ids
        _refill(self.sources, entries, keys.index(before) if before in keys else first_open)
        self.source_changed.emit()


def _refill(box: QComboBox, entries: Sequence[tuple[str, UUID | None]], place: int) -> None:
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(place)
    box.blockSignals(False)


def _pair_words(first: str, second: str, number: int) -> str:
    words = ngettext(
        "%(first)s and %(second)s: %(n)d source",
        "%(first)s and %(second)s: %(n)d sources",
        number,
    )
    return words % {"first": first, "second": second, "n": number}
