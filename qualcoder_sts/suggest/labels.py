"""What a coder's coding says about each unit: carries the code, does not, or nobody knows."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.corpus import SuggestCorpus
from qualcoder_sts.suggest.material import CodedSpan, Material, RejectedSpan

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Labels:
    """Units × codes. Only where ``known`` says so is ``coded`` something to learn from.

    ``touched`` are units of which the coder has coded any part; ``rejected`` those of which a
    suggestion was rejected. ``read`` are the units of finished text, ``seen`` these and, in
    sources that were only begun, those up to the last coded one: what follows nobody has read yet.
    """

    coded: "NDArray[np.bool_]"
    known: "NDArray[np.bool_]"
    touched: "NDArray[np.bool_]"
    rejected: "NDArray[np.bool_]"
    seen: "NDArray[np.bool_]"
    read: "NDArray[np.bool_]"


def labels_of(
    material: Material, corpus: SuggestCorpus, *, learn_from_accepted: bool = True
) -> Labels:
    """What there is to learn.

    A unit carries a code when at least half of it, or half of the segment, lies in the other. It
    does not when no segment of the code touches it and it was marked as read, or when the code was
    rejected for it. Accepted suggestions may be left out: then they say neither.
    """
    shape = (len(corpus.units), len(material.codes))
    coded, touched, unsure, rejected = (np.zeros(shape, dtype=bool) for _ in range(4))
    code_places = {code.id: place for place, code in enumerate(material.codes)}
    places = _Places(material, corpus)
    for segment in material.coded:
        code = code_places.get(segment.code_id)
        for unit, overlap, length in places.touched_by(segment) if code is not None else ():
            touched[unit, code] = True
            if segment.was_suggested and not learn_from_accepted:
                unsure[unit, code] = True
            elif 2 * overlap >= min(length, len(segment.span)):
                coded[unit, code] = True
    for no in material.rejected:
        code = code_places.get(no.code_id)
        for unit, overlap, length in places.touched_by(no) if code is not None else ():
            rejected[unit, code] |= 2 * overlap >= min(length, len(no.span))
    read = places.read()
    known = coded | (read[:, None] & ~touched) | (rejected & ~touched)
    seen = places.up_to_the_last(touched.any(axis=1) | read)
    return Labels(coded & ~unsure, known & ~unsure, touched, rejected, seen, read)


class _Places:
    """Units by where they stand in their sources."""

    def __init__(self, material: Material, corpus: SuggestCorpus) -> None:
        self._sources = material.sources
        self._units: dict[UUID, list[int]] = defaultdict(list)
        self._spans = [corpus.span(unit) for unit in range(len(corpus.units))]
        for place, unit in enumerate(corpus.units):
            self._units[material.sources[unit.source].id].append(place)

    def touched_by(self, one: CodedSpan | RejectedSpan) -> Iterator[tuple[int, int, int]]:
        """Units that a span touches: each with the characters in common and its own length."""
        for unit in self._near(one.source_id, one.span):
            common = len(self._spans[unit].intersection(one.span))
            if common:
                yield unit, common, len(self._spans[unit])

    def up_to_the_last(self, units: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
        """In each source the units up to the last of these."""
        found = np.zeros(len(self._spans), dtype=bool)
        for of_source in self._units.values():
            last = max((place for place, unit in enumerate(of_source) if units[unit]), default=-1)
            found[of_source[: last + 1]] = True
        return found

    def read(self) -> "NDArray[np.bool_]":
        """Which units lie wholly in text that was marked as read."""
        found = np.zeros(len(self._spans), dtype=bool)
        for source in self._sources:
            for span in source.read:
                for unit in self._near(source.id, span):
                    found[unit] |= span.encloses(self._spans[unit])
        return found

    def _near(self, source_id: UUID, span: Span) -> Sequence[int]:
        units = self._units[source_id]
        first = bisect_left(units, span.start, key=lambda unit: self._spans[unit].end)
        behind = bisect_left(units, span.end, key=lambda unit: self._spans[unit].start)
        return units[first:behind]


def without(labels: Labels, units: "Collection[int] | NDArray[np.intp]") -> Labels:
    """The same labels with nothing known of some units, which are to be scored."""
    keep = np.ones(len(labels.seen), dtype=bool)
    keep[np.asarray(units, dtype=np.intp)] = False
    return Labels(
        labels.coded & keep[:, None],
        labels.known & keep[:, None],
        labels.touched & keep[:, None],
        labels.rejected & keep[:, None],
        labels.seen & keep,
        labels.read & keep,
    )
