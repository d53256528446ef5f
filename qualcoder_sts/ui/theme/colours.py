"""Mixing colours and measuring their contrast, by the rules of WCAG 2.1; no Qt."""

from functools import lru_cache

READABLE = 4.5
"""The least contrast between a text and its ground."""

SEEN = 3.0
"""The least contrast between a sign and its ground."""

_STEPS = 40


@lru_cache(maxsize=1024)
def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rrggbb``; ``ValueError`` for anything else."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, strength: float) -> str:
    """``strength`` (0 to 1) of the colour on the ground."""
    parts = [
        round(over * strength + under * (1 - strength))
        for over, under in zip(channels(colour), channels(ground), strict=True)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)


@lru_cache(maxsize=4096)
def ground_for(colour: str, paper: str, text: str, strength: float, least: float) -> str:
    """The colour as a ground: at most ``strength`` of it, less until ``text`` stands out enough."""
    for step in range(_STEPS):
        ground = mixed(colour, paper, strength * (1 - step / _STEPS))
        if contrast(text, ground) >= least:
            return ground
    return paper


@lru_cache(maxsize=4096)
def ink_for(colour: str, paper: str, text: str, least: float) -> str:
    """The colour as ink on ``paper``: moved towards the text colour until it stands out enough."""
    for step in range(_STEPS):
        ink = mixed(text, colour, step / _STEPS)
        if contrast(ink, paper) >= least:
            return ink
    return text


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
