"""Strings that order siblings. A new one fits between any two, so that none is renumbered.

Two people who each insert something into their copy of a project change only the new row.
"""

from collections.abc import Sequence

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MIDDLE = _DIGITS[len(_DIGITS) // 2]


def rank_between(before: str | None, after: str | None) -> str:
    """A rank after ``before`` and before ``after``; None stands for the end of the row.

    No rank ends with the lowest digit, so that there is always room in front of it.
    """
    low, high = before or "", after or ""
    if high and low >= high:
        raise ValueError(f"no rank between {low!r} and {high!r}")
    shared = _shared_beginning(low, high)
    rest_low, rest_high = low[shared:], high[shared:]
    return high[:shared] + _between(rest_low, rest_high)


def ranks_after(before: str | None, count: int) -> list[str]:
    """``count`` ranks in a row after ``before``, for adding many at once."""
    result: list[str] = []
    width = max(1, len(_in_digits(count)))
    stem = rank_between(before, None)
    for number in range(count):
        digits = _in_digits(number).rjust(width, _DIGITS[0])
        result.append(f"{stem}{digits}{_MIDDLE}")
    return result


def ranks_to_insert(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """A rank for something between two rows, and new ones for those behind that need them.

    Two copies of a project may have put several siblings at one rank, where only their keys decide.
    Those of them that are to stand behind what is inserted then get ranks of their own.
    """
    last = before[-1] if before else None
    alike = sum(rank == last for rank in after)
    limit = after[alike] if alike < len(after) else None
    ranks: list[str] = []
    for _number in range(1 + alike):
        last = rank_between(last, limit)
        ranks.append(last)
    return ranks


def _between(low: str, high: str) -> str:
    """As ``rank_between``, for strings whose first characters differ; ``high`` may be empty."""
    first_low = _DIGITS.index(low[0]) if low else 0
    first_high = _DIGITS.index(high[0]) if high else len(_DIGITS)
    middle = (first_low + first_high) // 2
    if middle > first_low:
        return _DIGITS[middle]
    # The digits stand side by side: go on behind the lower one.
    return _DIGITS[first_low] + _between(low[1:], "")


def _shared_beginning(low: str, high: str) -> int:
    """How many leading digits both share, ``low`` filled up with the lowest digit."""
    shared = 0
    while shared < len(high) and (low[shared] if shared < len(low) else _DIGITS[0]) == high[shared]:
        shared += 1
    return shared


def _in_digits(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return digits or _DIGITS[0]
