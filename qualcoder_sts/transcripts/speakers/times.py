"""Time codes in transcripts: what they look like, and what they say in milliseconds."""

import re

# Hours, minutes and seconds with colons, or with dots where brackets make clear what it is; then
# tenths or milliseconds (`00:12:31-5` is how some transcription programs write tenths).
_CLOCK = r"(?:\d{1,2}:\d{1,2}:\d{1,2}|\d{1,3}:\d{2})(?:[.,]\d{1,6}|-\d(?!\d))?"
_DOTTED = r"(?:\d{1,2}\.)?\d{1,3}\.\d{2}"
_UNTIL = r"\s*(?:-->|→|–|—|-|to|bis|à|a)\s*"

CLOCK_RANGE = rf"{_CLOCK}(?:{_UNTIL}{_CLOCK})?"
BRACKETED_TIME = rf"[\[(<{{#]\s*(?:{CLOCK_RANGE}|{_DOTTED})\s*(?:h|min|sec|s|Uhr)?\.?\s*[\])>}}#]"
TIME_MARK = rf"(?:{BRACKETED_TIME}|(?<![\d:]){CLOCK_RANGE}(?!\d|:\d))"

_TIME = re.compile(rf"{_CLOCK}|{_DOTTED}")
_MARK_ALONE = re.compile(rf"\s*{TIME_MARK}\s*$")


def milliseconds(time: str) -> int | None:
    """A time code in milliseconds: ``1:02:03.5``, ``12:31``, ``04.09``, ``00:12:31-5``.

    None when minutes or seconds are impossible.
    """
    if ":" in time:
        clock, *rest = re.split(r"[.,\-]", time.strip(), maxsplit=1)
        parts = clock.split(":")
        thousandths = round(float(f"0.{rest[0]}") * 1000) if rest else 0
    else:
        parts, thousandths = time.strip().split("."), 0
    numbers = [int(part) for part in parts]
    if numbers[-1] > 59 or (len(numbers) == 3 and numbers[-2] > 59):
        return None
    seconds = 0
    for number in numbers:
        seconds = seconds * 60 + number
    return seconds * 1000 + thousandths


def times_in(mark: str) -> tuple[int | None, int | None]:
    """Start and, when the mark is a range, end in milliseconds."""
    found = [milliseconds(match.group()) for match in _TIME.finditer(mark)]
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


def is_time_alone(line: str) -> bool:
    """Whether a line holds nothing but a time code."""
    return len(line) < 60 and _MARK_ALONE.match(line) is not None
