"""How far coders agreed from round to round, as closed rounds have kept it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from qualcoder_sts.analysis.agreement.record import KeptAgreement, kept_agreement
from qualcoder_sts.analysis.agreement.request import Unit
from qualcoder_sts.analysis.agreement.table import Coefficient
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.coding.rounds import KeptResult
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One closed round, or two coders of it; and what it can have changed from."""

    round_id: UUID
    round: str
    at: datetime
    kept: KeptAgreement
    before: KeptAgreement | None


@dataclass(frozen=True, slots=True)
class RoundPoint:
    """A figure of one round; the interval is there for all codes together."""

    of: Coefficient
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class RoundSeries:
    """One figure from round to round; None where it is undefined or was not kept."""

    name: str
    points: tuple[RoundPoint | None, ...]

    def runs(self) -> Iterator[tuple[int, list[RoundPoint]]]:
        """Points that can be joined by a line, with the number of the first one's round.

        A gap ends a run, and so does another coefficient: the two cannot be compared.
        """
        run: list[RoundPoint] = []
        for number, point in enumerate((*self.points, None)):
            if run and (point is None or point.of is not run[-1].of):
                yield number - len(run), run
                run = []
            if point is not None:
                run.append(point)


@dataclass(frozen=True, slots=True)
class OverRounds:
    """Several figures over the same rounds, told by name and day; the first is all codes'."""

    unit: Unit
    rounds: tuple[tuple[str, datetime], ...]
    series: tuple[RoundSeries, ...]

    @property
    def coefficients(self) -> tuple[Coefficient, ...]:
        """What is drawn, in the order in which it comes."""
        points = (point for series in self.series for point in series.points if point is not None)
        return tuple(dict.fromkeys(point.of for point in points))


def round_lines(results: Sequence[KeptResult], unit: Unit) -> list[RoundLine]:
    """The rounds that kept their agreement by a unit, the oldest first."""
    lines: list[RoundLine] = []
    for result in results:
        if result.unit == unit:
            kept = kept_agreement(result.content)
            before = next((one.kept for one in reversed(lines) if _is_alike(one.kept, kept)), None)
            lines.append(RoundLine(result.round_id, result.round, result.at, kept, before))
    return lines


def over_rounds(lines: Sequence[RoundLine], unit: Unit, codes: Sequence[CodeRow]) -> OverRounds:
    """All codes together, two coders where only such were kept, and each of some codes."""
    rounds = {line.round_id: (line.round, line.at) for line in lines}
    whole = {line.round_id: line.kept for line in lines if not line.kept.by_pair}
    pairs: dict[tuple[str, ...], dict[UUID, KeptAgreement]] = {}
    for line in lines:
        if line.kept.by_pair:
            pairs.setdefault(line.kept.coders, {})[line.round_id] = line.kept
    together = {_("All codes"): whole} if whole else {}
    for coders, of_pair in sorted(pairs.items()):
        together[_("All codes: %s") % joined(list(coders))] = of_pair
    return OverRounds(
        unit,
        tuple(rounds.values()),
        (
            *(RoundSeries(name, _pooled(rounds, kept)) for name, kept in together.items()),
            *(RoundSeries(code.name, _of_code(rounds, whole, code.id)) for code in codes),
        ),
    )


def _is_alike(before: KeptAgreement, kept: KeptAgreement) -> bool:
    """Whether one can have changed from the other: rounds as a whole, or the same two coders."""
    if kept.by_pair:
        return before.coders == kept.coders
    return not before.by_pair


def _pooled(
    rounds: Iterable[UUID], kept: Mapping[UUID, KeptAgreement]
) -> tuple[RoundPoint | None, ...]:
    found = (kept.get(each) for each in rounds)
    return tuple(
        None if one is None or one.pooled is None
        else RoundPoint(one.of, one.pooled, one.low, one.high)
        for one in found
    )  # fmt: skip


def _of_code(
    rounds: Iterable[UUID], kept: Mapping[UUID, KeptAgreement], code_id: UUID
) -> tuple[RoundPoint | None, ...]:
    found = [kept.get(each) for each in rounds]
    values = [None if one is None else one.by_code.get(code_id) for one in found]
    return tuple(
        None if one is None or value is None else RoundPoint(one.of, value)
        for one, value in zip(found, values, strict=True)
    )
