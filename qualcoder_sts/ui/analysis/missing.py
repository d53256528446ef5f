"""Why there is no chart yet. Plain; no Qt."""

from enum import StrEnum

from qualcoder_sts.analysis.frequencies import FrequencyTable


class Missing(StrEnum):
    """What must come before anything can be counted, the first thing first."""

    SOURCES = "sources"
    CODES = "codes"
    FINISHED = "finished sources"


def what_is_missing(table: FrequencyTable) -> Missing | None:
    """The first thing that is missing; None when there is something to show."""
    if not table.methods and not table.waiting and not table.groups:
        return Missing.SOURCES
    if not any(code.codable for code in table.codes):
        return Missing.CODES
    if not table.methods and not any(row.denominator for row in table.rows):
        return Missing.FINISHED
    return None
