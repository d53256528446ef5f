"""Drawing sources to be coded twice: by chance, in fair parts, and the same each time."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

Stratum: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawable:
    """A source that may be drawn, and the part of the material it stands for."""

    source_id: UUID
    stratum: Stratum


@dataclass(frozen=True, slots=True)
class StratumShare:
    """How many of the sources of one part were drawn."""

    stratum: Stratum
    drawn: int
    of: int


def draw(candidates: Sequence[Drawable], percent: int, seed: int) -> list[UUID]:
    """A share of the sources, from each part of the material as many as its size demands.

    Which ones are drawn depends on the seed and on their keys alone: not on the order of the
    sources, nor on what else is in the project's other parts.
    """
    by_stratum: dict[Stratum, list[UUID]] = defaultdict(list)
    for one in candidates:
        by_stratum[one.stratum].append(one.source_id)
    places = _places(by_stratum, percent)
    return [
        source_id
        for stratum, sources in sorted(by_stratum.items())
        for source_id in sorted(sources, key=lambda key: _lot(seed, key))[: places[stratum]]
    ]


def shares(candidates: Sequence[Drawable], drawn: Sequence[UUID]) -> tuple[StratumShare, ...]:
    """How many were drawn of how many, part by part."""
    taken = set(drawn)
    counts: dict[Stratum, list[bool]] = defaultdict(list)
    for one in candidates:
        counts[one.stratum].append(one.source_id in taken)
    return tuple(
        StratumShare(stratum, sum(each), len(each)) for stratum, each in sorted(counts.items())
    )


def _places(by_stratum: dict[Stratum, list[UUID]], percent: int) -> dict[Stratum, int]:
    """How many to draw from each part: the largest remainders fill up the whole share."""
    total = sum(len(sources) for sources in by_stratum.values())
    wanted = min(total, -(-total * percent // 100))
    exact = {each: len(sources) * percent for each, sources in by_stratum.items()}  # hundredths
    places = {each: hundredths // 100 for each, hundredths in exact.items()}
    by_remainder = sorted(exact, key=lambda each: (-(exact[each] % 100), each))
    for each in by_remainder[: wanted - sum(places.values())]:
        places[each] += 1
    return places


def _lot(seed: int, source_id: UUID) -> bytes:
    # Not Python's own generator: the same lot on every computer and in every later version.
    return hashlib.sha256(f"{seed}/{source_id.hex}".encode()).digest()
