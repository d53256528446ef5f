"""Where the coders of one text agree and where they do not. Plain functions on spans.

Which passages belong together is our own operationalisation: those of one code that overlap; of
those that not everybody has, such of different codes and different coders where each covers at
least half of the shorter one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from uuid import UUID

from qualcoder_sts.foundation.spans import Span, intersections, total_length, united


class Relation(StrEnum):
    """How what the coders did relates."""

    AGREE = "agree"
    OVERLAP = "overlap"
    DIFFERENT_CODE = "different code"
    ONLY_SOME = "only some"


@dataclass(frozen=True, slots=True, order=True)
class Coded:
    """A code on a span: what one coder did, or what is in dispute."""

    span: Span
    code_id: UUID

    def holds(self, other: "Coded") -> bool:
        """Whether another with the same code lies wholly inside."""
        return self.code_id == other.code_id and self.span.encloses(other.span)


@dataclass(frozen=True, slots=True)
class Compared:
    """Passages that belong together, a side for each coder, in their order; some may be empty."""

    relation: Relation
    sides: tuple[tuple[Coded, ...], ...]

    @property
    def span(self) -> Span:
        """From where it begins to where it ends, whoever coded it."""
        spans = [one.span for side in self.sides for one in side]
        return Span(min(spans).start, max(span.end for span in spans))

    @property
    def coded_by(self) -> tuple[int, ...]:
        """The places of the coders who coded something of it."""
        return tuple(place for place, side in enumerate(self.sides) if side)

    @property
    def apart(self) -> tuple[int, ...]:
        """The places of those who did otherwise than most; of none where most did not do one."""
        side, number = Counter(self.sides).most_common(1)[0]
        if 2 * number <= len(self.sides):
            return ()
        return tuple(place for place, each in enumerate(self.sides) if each != side)

    @property
    def disputed(self) -> tuple[Coded, ...]:
        """Each code with the stretch that somebody has coded with it."""
        spans: dict[UUID, list[Span]] = defaultdict(list)
        for side in self.sides:
            for one in side:
                spans[one.code_id].append(one.span)
        return tuple(
            Coded(Span(min(each).start, max(span.end for span in each)), code_id)
            for code_id, each in spans.items()
        )

    @property
    def is_proposed(self) -> bool:
        """Whether joining all is proposed: they share at least half of what each coded."""
        if self.relation is not Relation.OVERLAP:
            return False
        sides = [[one.span for one in side] for side in self.sides]
        shared = total_length(reduce(intersections, sides))
        return all(2 * shared >= total_length(side) for side in sides)


def compare(*sides: Iterable[Coded]) -> list[Compared]:
    """All passages of the coders of one text, put side by side, in the order of the text.

    Each coder's overlapping spans of one code are united first.
    """
    of_each = [_united(side) for side in sides]
    by_all: list[Compared] = []
    by_some: list[Compared] = []
    for code_id in sorted({code_id for spans in of_each for code_id in spans}):
        for cluster in _clusters([spans.get(code_id, []) for spans in of_each]):
            together = tuple(tuple(Coded(span, code_id) for span in side) for side in cluster)
            if not all(together):
                by_some.append(Compared(Relation.ONLY_SOME, together))
            elif all(side == together[0] for side in together):
                by_all.append(Compared(Relation.AGREE, together))
            else:
                by_all.append(Compared(Relation.OVERLAP, together))
    found = [*by_all, *_counterparts_joined(by_some)]
    return sorted(found, key=lambda each: (each.span, each.disputed[0].code_id))


def _united(coded: Iterable[Coded]) -> dict[UUID, list[Span]]:
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for one in coded:
        spans[one.code_id].append(one.span)
    return {code_id: united(of_code) for code_id, of_code in spans.items()}


def _clusters(sides: Sequence[Sequence[Span]]) -> Iterator[list[list[Span]]]:
    """Spans of all coders that hang together, directly or through others."""
    left = [list(side) for side in sides]
    for cluster in united(span for side in sides for span in side):
        yield [_taken(side, cluster) for side in left]


def _taken(spans: list[Span], cluster: Span) -> list[Span]:
    """The first spans of a list, as far as they lie in a cluster; they leave the list."""
    number = next((i for i, span in enumerate(spans) if span.start >= cluster.end), len(spans))
    taken = spans[:number]
    del spans[:number]
    return taken


def _counterparts_joined(alone: Iterable[Compared]) -> Iterable[Compared]:
    """Other codes by other coders on nearly the same passage become one; each finds its place once.

    Those that share most come first; of equals the earlier ones, whoever is named first.
    """
    part_of = {one.disputed[0]: one for one in alone}
    for one, other in _nearly_the_same(part_of):
        first, second = part_of[one], part_of[other]
        codes = {each.code_id for each in (*first.disputed, *second.disputed)}
        has_room = not any(a and b for a, b in zip(first.sides, second.sides, strict=True))
        if has_room and len(codes) == len(first.disputed) + len(second.disputed):
            sides = tuple(a or b for a, b in zip(first.sides, second.sides, strict=True))
            both = Compared(Relation.DIFFERENT_CODE, sides)
            part_of.update(dict.fromkeys(both.disputed, both))
    return dict.fromkeys(part_of.values())


def _nearly_the_same(passages: Iterable[Coded]) -> Iterator[tuple[Coded, Coded]]:
    """Every two that share at least half of the shorter one, those that share most first."""
    ordered = sorted(passages)
    near: list[tuple[int, Coded, Coded]] = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.span.start >= one.span.end:
                break
            shared = len(one.span.intersection(other.span))
            if 2 * shared >= min(len(one.span), len(other.span)):
                near.append((-shared, one, other))
    return ((one, other) for _shared, one, other in sorted(near))
