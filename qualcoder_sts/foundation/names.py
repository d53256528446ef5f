"""Names as people write them, compared and put in order."""

import re
import unicodedata


def tidied(name: str) -> str:
    """A name without white space around it, and with single spaces inside."""
    return " ".join(name.split())


def folded(name: str) -> str:
    """A name as names are compared: case, spaces and how accents are stored make no difference."""
    return unicodedata.normalize("NFC", tidied(name)).casefold()


def in_natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort names by as people count: P2 before P10."""
    parts = re.split(r"(\d+)", name.casefold())
    # Digits are compared by how many there are and then one by one: no number is too long.
    return tuple(
        (0, len(digits := part.lstrip("0")), digits) if part.isdecimal() else (1, 0, part)
        for part in parts
        if part
    )


def with_free_number(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it when another has it; ``taken`` holds folded names."""
    candidate, number = name, 2
    while folded(candidate) in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate
