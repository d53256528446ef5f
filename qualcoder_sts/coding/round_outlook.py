"""What is missing before a round can be closed, and what it would keep if it were closed now."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from qualcoder_sts.coding.rounds import RoundRow
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class StillToFinish:
    """Somebody, and the sources of the round that they have not finished."""

    coder: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparablePair:
    """Two coders, and how many of the round's sources both have finished."""

    first: str
    second: str
    sources: int


@dataclass(frozen=True, slots=True)
class RoundOutlook:
    """How far a round is.

    ``comparable`` counts sources that all have finished; where not everybody codes everything,
    those that two have. ``pairs`` are there where more than two coders have no such source.
    """

    missing: tuple[StillToFinish, ...]
    sources: int
    comparable: int
    pairs: tuple[ComparablePair, ...]


def outlook(row: RoundRow) -> RoundOutlook:
    """How far a round is now."""
    missing: dict[str, list[str]] = defaultdict(list)
    finished: dict[UUID, set[str]] = defaultdict(set)
    for one in row.codings:
        if one.finished:
            finished[one.source_id].add(one.coder)
        else:
            missing[one.coder].append(one.source)
    coders = [member.coder for member in row.members]
    needed = len(coders) if row.everybody_codes_everything else 2
    comparable = sum(len(who) >= needed for who in finished.values())
    counted = [
        ComparablePair(*pair, sum(set(pair) <= who for who in finished.values()))
        for pair in (combinations(coders, 2) if len(coders) > 2 and not comparable else ())
    ]
    return RoundOutlook(
        missing=tuple(
            StillToFinish(coder, tuple(sources)) for coder, sources in sorted(missing.items())
        ),
        sources=len(row.source_ids),
        comparable=comparable,
        pairs=tuple(pair for pair in counted if pair.sources),
    )


def missing_sentence(found: RoundOutlook) -> str:
    """Who has what still to finish."""
    if not found.missing:
        return _("Everybody has finished.")
    each = [
        _("%(coder)s (%(sources)s)") % {"coder": one.coder, "sources": _named(one.sources)}
        for one in found.missing
    ]
    return _("Still to finish: %s.") % "; ".join(each)


def kept_sentence(found: RoundOutlook) -> str:
    """What figures the round would keep."""
    counts = {"n": found.comparable, "of": found.sources}
    if found.comparable:
        sentence = ngettext(
            "Closed now, its figures rest on %(n)d of %(of)d source.",
            "Closed now, its figures rest on %(n)d of %(of)d sources.",
            found.sources,
        )
        return sentence % counts
    if found.pairs:
        pairs = [_pair_words(pair) for pair in found.pairs]
        sentence = _(
            "No source has been finished by all of them: closed now, the round keeps figures by "
            "pair only (%s)."
        )
        return sentence % "; ".join(pairs)
    return _("No source has been finished by two of them: closed now, the round keeps no figures.")


def _named(sources: tuple[str, ...]) -> str:
    number = len(sources)
    if number <= _MOST_NAMED:
        return ", ".join(sources)
    return ngettext("%d source", "%d sources", number) % number


def _pair_words(pair: ComparablePair) -> str:
    words = ngettext("%(coders)s: %(n)d source", "%(coders)s: %(n)d sources", pair.sources)
    return words % {"coders": joined([pair.first, pair.second]), "n": pair.sources}
