"""Choosing who is compared, a source that they have finished, and one code or all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from qualcoder_sts.coding.consensus import DoubleCoded, double_coded, pairs_of_coders
from qualcoder_sts.coding.operations.consensus import Comparison
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices

EVERYBODY: tuple[UUID, ...] = ()
"""Not the same coders everywhere, but in each source all who have finished it."""


class DoubleCodingChoice(QWidget):
    """Three boxes in a row. What was chosen stays so as long as it is there."""

    source_changed = Signal()
    code_changed = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._names: Mapping[UUID, str] = {}
        self._groups: list[tuple[UUID, ...]] = []
        self._double_coded: list[DoubleCoded] = []
        self.coders = choice_box(_("Which coders"))
        self.sources = choice_box(_("Source"))
        self.codes = choice_box(_("Only this code"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box, share in ((self.coders, 3), (self.sources, 4), (self.codes, 3)):
            row.addWidget(box, share)
        self.coders.currentIndexChanged.connect(self._show_sources)
        self.sources.currentIndexChanged.connect(self.source_changed)
        self.codes.currentIndexChanged.connect(self.code_changed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been coded twice."""
        return not self._groups

    @property
    def comparison(self) -> Comparison | None:
        """The source that is chosen, and its coders that are compared."""
        chosen = self.sources.currentData()
        return next((one for one in self.comparisons if one.source_id == chosen), None)

    @property
    def comparisons(self) -> list[Comparison]:
        """The coders that are chosen in all sources that they have finished."""
        return self._of_group(self._group())

    @property
    def names(self) -> tuple[str, ...]:
        """What the coders that are compared are called."""
        comparison = self.comparison
        return () if comparison is None else tuple(self._names[k] for k in comparison.coder_ids)

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
        read, before = self._operations.read, self._group()
        self._names = {coder.id: coder.name for coder in read(list_coders)}
        self._double_coded = read(double_coded)
        pairs = [((first, second), number) for first, second, number in read(pairs_of_coders)]
        entries = [(self._in_order(pair), number) for pair, number in pairs]
        if any(len(one.coder_ids) > 2 for one in self._double_coded):
            entries.insert(0, (EVERYBODY, len(self._double_coded)))
        self._groups = [group for group, _number in entries]
        place = self._groups.index(before) if before in self._groups else 0
        _refill(self.coders, [(self._words(*entry), None) for entry in entries], place)
        self._show_sources()

    def choose(
        self, coder_ids: Collection[UUID], source_id: UUID | None, code_id: UUID | None
    ) -> None:
        """Choose two coders, or all of each source; and if given a source and a code."""
        group = self._in_order(coder_ids) if len(coder_ids) == 2 else EVERYBODY
        if group in self._groups:
            self.coders.setCurrentIndex(self._groups.index(group))
        if any(one.source_id == source_id for one in self.comparisons):
            self.sources.setCurrentIndex(self.sources.findData(source_id))
        self.codes.setCurrentIndex(max(0, self.codes.findData(code_id)))

    def candidates(
        self, coder_ids: Collection[UUID], source_ids: Collection[UUID]
    ) -> Iterator[Comparison]:
        """These coders in each of these sources, or in any: more than two at once, then every two.

        Without coders every two of all.
        """
        wanted = set(coder_ids)
        for group in self._groups:
            for one in self._of_group(group):
                if group == EVERYBODY:
                    is_meant = len(wanted) > 2 and wanted <= set(one.coder_ids)
                else:
                    is_meant = not wanted or wanted >= set(group)
                if is_meant and (not source_ids or one.source_id in source_ids):
                    yield one

    def offer_codes(self, entries: Iterable[tuple[str, UUID]]) -> None:
        """Offer these codes beside all of them."""
        fill_choices(self.codes, _("All codes"), entries)

    def _in_order(self, coder_ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """The first coder is the one whose name comes first, wherever they are named."""
        return tuple(sorted(coder_ids, key=lambda key: self._names.get(key, "")))

    def _group(self) -> tuple[UUID, ...] | None:
        place = self.coders.currentIndex()
        return self._groups[place] if 0 <= place < len(self._groups) else None

    def _of_group(self, group: tuple[UUID, ...] | None) -> list[Comparison]:
        if group is None:
            return []
        return [
            Comparison(one.source_id, group or self._in_order(one.coder_ids))
            for one in self._double_coded
            if set(group) <= set(one.coder_ids)
        ]

    def _words(self, group: tuple[UUID, ...], number: int) -> str:
        if group == EVERYBODY:
            words = ngettext(
                "All coders of a source: %(n)d source",
                "All coders of each source: %(n)d sources",
                number,
            )
            return words % {"n": number}
        words = ngettext(
            "%(first)s and %(second)s: %(n)d source",
            "%(first)s and %(second)s: %(n)d sources",
            number,
        )
        first, second = (self._names[key] for key in group)
        return words % {"first": first, "second": second, "n": number}

    def _show_sources(self) -> None:
        before = self.sources.currentData()
        keys = [one.source_id for one in self.comparisons]
        offered = [one for one in self._double_coded if one.source_id in keys]
        entries: list[tuple[str, UUID | None]] = [
            (_("%s ✓ closed") % one.source if one.closed else one.source, one.source_id)
            for one in offered
        ]
        first_open = next((i for i, one in enumerate(offered) if not one.closed), 0)
        _refill(self.sources, entries, keys.index(before) if before in keys else first_open)
        self.source_changed.emit()


def _refill(box: QComboBox, entries: Sequence[tuple[str, UUID | None]], place: int) -> None:
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(place)
    box.blockSignals(False)
