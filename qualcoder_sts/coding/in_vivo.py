"""The name of an in-vivo code: the participant's own words."""

import regex

LONGEST_NAME = 60

# What words may be wrapped in or end with, and what no name should.
_AROUND = regex.compile(r"^[\s\p{P}]+|[\s\p{P}--[)\]%…]]+$", regex.VERSION1)


def in_vivo_name(words: str) -> str:
    """The words as a name: without punctuation around them, long ones cut after a whole word."""
    name = " ".join(_AROUND.sub("", words).split())
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[: LONGEST_NAME - 1]
    if " " in cut and not name[LONGEST_NAME - 1].isspace():
        cut = cut[: cut.rindex(" ")]
    return _AROUND.sub("", cut) + "…"
