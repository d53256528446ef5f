"""How the width of the view is shared out: the text first, then the names of the codes."""

from dataclasses import dataclass

COLUMN_CHARACTERS = 76
"""Longer lines are tiring to read."""

_COMFORTABLE, _READABLE = 60, 44


@dataclass(frozen=True, slots=True)
class StripeWidths:
    """How wide the stripes are: bars alone, two narrow lanes, two and four with names."""

    bars: int
    narrow: int
    fair: int
    wide: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths from left to right; ``spare`` is left free before and after all of them."""

    spare: int
    left: int
    text: int


def shared_out(
    room: int, left: int, least_left: int, character: float, stripes: StripeWidths
) -> Columns:
    """The columns of a view of some width.

    The stripes become narrow before the lines become short, and lose their names before the lines
    fall under what can be read; then the left margin gives up what it can.
    """
    readable, comfortable, longest = (
        round(character * count) for count in (_READABLE, _COMFORTABLE, COLUMN_CHARACTERS)
    )
    rest = max(0, room - left)
    if rest >= readable + stripes.narrow:
        text = max(min(comfortable, rest - stripes.narrow), min(longest, rest - stripes.fair))
    else:
        left = min(left, max(least_left, room - readable - stripes.bars))
        rest = max(0, room - left)
        text = max(0, min(readable, rest - stripes.bars))
    right = min(stripes.wide, rest - text)
    return Columns(max(0, rest - text - right) // 2, left, text)
