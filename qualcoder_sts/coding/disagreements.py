"""Where two coders of one text agree and where they do not. Plain functions on spans.

Which passages belong together is our own operationalisation: those of one code that overlap; of
those without a counterpart, pairs of different codes where each covers at least half of the
shorter one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from qualcoder_sts.foundation.spans import Span, intersections, total_length, united


class Relation(StrEnum):
    """How what one coder did relates to what the other did."""

    AGREE = "agree"
    OVERLAP = "overlap"
    DIFFERENT_CODE = "different code"
    ONLY_FIRST = "only the first"
    ONLY_SECOND = "only the second"


@dataclass(frozen=True, slots=True, order=True)
class Coded:
    """A code on a span: what one coder did, or what is in dispute."""

    span: Span
    code_id: UUID


@dataclass(frozen=True, slots=True)
class Compared:
    """Passages of both coders that belong together. One side may be empty."""

    relation: Relation
    first: tuple[Coded, ...]
    second: tuple[Coded, ...]

    @property
    def span(self) -> Span:
        """From where it begins to where it ends, whoever coded it."""
        both = [one.span for one in (*self.first, *self.second)]
        return Span(min(span.start for span in both), max(span.end for span in both))

    @property
    def disputed(self) -> tuple[Coded, ...]:
        """Each code with the stretch that is coded with it by one of them or both."""
        spans: dict[UUID, list[Span]] = defaultdict(list)
        for one in (*self.first, *self.second):
            spans[one.code_id].append(one.span)
        return tuple(
            Coded(Span(min(each).start, max(span.end for span in each)), code_id)
            for code_id, each in spans.items()
        )

    @property
    def is_proposed(self) -> bool:
        """Whether joining both is proposed: they share at least half of what each coded."""
        if self.relation is not Relation.OVERLAP:
            return False
        first = [one.span for one in self.first]
        second = [one.span for one in self.second]
        shared = 2 * total_length(intersections(first, second))
        return shared >= total_length(first) and shared >= total_length(second)


def compare(first: Iterable[Coded], second: Iterable[Coded]) -> list[Compared]:
    """All passages of two coders of one text, put side by side, in the order of the text.

    Each coder's overlapping spans of one code are united first.
    """
    of_first, of_second = _united(first), _united(second)
    compared: list[Compared] = []
    alone_first: list[Coded] = []
    alone_second: list[Coded] = []
    for code_id in sorted(of_first.keys() | of_second.keys()):
        for one, other in _clusters(of_first.get(code_id, []), of_second.get(code_id, [])):
            left = tuple(Coded(span, code_id) for span in one)
            right = tuple(Coded(span, code_id) for span in other)
            if left and right:
                relation = Relation.AGREE if one == other else Relation.OVERLAP
                compared.append(Compared(relation, left, right))
            alone_first += left if not right else ()
            alone_second += right if not left else ()
    pairs = _pairs(alone_first, alone_second)
    compared += [Compared(Relation.DIFFERENT_CODE, (one,), (other,)) for one, other in pairs]
    paired = {each for pair in pairs for each in pair}
    compared += [Compared(Relation.ONLY_FIRST, (c,), ()) for c in alone_first if c not in paired]
    compared += [Compared(Relation.ONLY_SECOND, (), (c,)) for c in alone_second if c not in paired]
    return sorted(compared, key=lambda each: (each.span, each.disputed[0].code_id))


def _united(coded: Iterable[Coded]) -> dict[UUID, list[Span]]:
    spans: dict[UUID, list[Span]] = defaultdict(list)
    for one in coded:
        spans[one.code_id].append(one.span)
    return {code_id: united(of_code) for code_id, of_code in spans.items()}


def _clusters(
    first: Sequence[Span], second: Sequence[Span]
) -> Iterable[tuple[list[Span], list[Span]]]:
    """Spans of two coders that hang together, directly or through others."""
    whole = united([*first, *second])
    left, right = list(first), list(second)
    for cluster in whole:
        one = _taken(left, cluster)
        other = _taken(right, cluster)
        yield one, other


def _taken(spans: list[Span], cluster: Span) -> list[Span]:
    """The first spans of a list, as far as they lie in a cluster; they leave the list."""
    number = next((i for i, span in enumerate(spans) if span.start >= cluster.end), len(spans))
    taken = spans[:number]
    del spans[:number]
    return taken


def _pairs(first: Sequence[Coded], second: Sequence[Coded]) -> list[tuple[Coded, Coded]]:
    """Passages that both marked with different codes; each once, those that share most first."""
    nearest = [
        (shared, one, other)
        for one in first
        for other in second
        if (shared := len(one.span.intersection(other.span)))
        and 2 * shared >= min(len(one.span), len(other.span))
    ]
    # Of equals the earlier ones, whoever is named first.
    nearest.sort(key=lambda each: (-each[0], sorted(each[1:])))
    pairs: list[tuple[Coded, Coded]] = []
    taken: set[tuple[bool, Coded]] = set()
    for _shared, one, other in nearest:
        if not {(True, one), (False, other)} & taken:
            taken |= {(True, one), (False, other)}
            pairs.append((one, other))
    return pairs
