"""Wilson's interval for a share, and when a share may have one."""

from dataclasses import dataclass
from math import sqrt

from qualcoder_sts.analysis.request import GroupingKind
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.project.tables.transcripts import Method

# The standard normal's 97.5 % point.
Z_95 = 1.959963984540054

NO_INTERVAL_IN_RULE = {
    Rule.GROUPS: "groups are too few, and not drawn at random",
    Rule.STUDIES: "the included studies are all there are, not a sample of studies",
    Rule.SEGMENTS: "segments of one conversation are not independent of each other",
    Rule.PASSAGES: "passages have no denominator",
    Rule.WORDS: "words of one conversation are not independent of each other",
    Rule.COVERAGE: "words of one conversation are not independent of each other",
}
FOCUS_GROUP_REASON = "participants of one focus group are not independent of each other"
NOT_INTERVIEWED_REASON = "intervals are given for interview participants and for sources only"
ONE_REASON = "the row is about one case, not a sample of cases"
NOBODY_REASON = "there is nothing in scope to count out of"


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval for a share, as if its cases were a random sample."""

    low: float
    high: float


def wilson(count: int, of: int) -> Interval:
    """Wilson's (1927) score interval for ``count`` of ``of`` cases."""
    share = count / of
    middle = (share + Z_95**2 / (2 * of)) / (1 + Z_95**2 / of)
    half = Z_95 * sqrt(share * (1 - share) / of + Z_95**2 / (4 * of**2)) / (1 + Z_95**2 / of)
    # At 0 of n and n of n the formula ends exactly at 0 and 1; rounding must not go beyond.
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def reason_without_interval(
    rule: Rule, grouping: GroupingKind, methods: frozenset[Method], denominator: int
) -> str | None:
    """Why a share has no interval; None where it may have one.

    ``methods`` are those of the sources behind the denominator.
    """
    if rule in NO_INTERVAL_IN_RULE:
        return NO_INTERVAL_IN_RULE[rule]
    if denominator == 0:
        return NOBODY_REASON
    if rule is Rule.PARTICIPANTS and Method.FOCUS_GROUP in methods:
        return FOCUS_GROUP_REASON
    if grouping in {GroupingKind.PARTICIPANT, GroupingKind.SOURCE}:
        return ONE_REASON
    if rule is Rule.PARTICIPANTS and methods != {Method.INTERVIEW}:
        return NOT_INTERVIEWED_REASON
    return None
