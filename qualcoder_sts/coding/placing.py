"""Finding the place of a quote in a text."""

from dataclasses import dataclass

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Why a quote has no place."""

    reason: str


def place_quote(
    text: str,
    quote: str,
    *,
    start: int | None = None,
    end: int | None = None,
    after: int | None = None,
) -> Span | Unplaced:
    """Where a quote stands in a text, character for character but for white space around it.

    By offsets and quote together; else by the quote, which must stand once. A quote that stands
    more than once is placed by ``after``, the place that the row before it was given, when exactly
    that order leaves no doubt: rows that come in the text's order.
    """
    if start is not None and end is not None:
        return _by_offsets(text, quote, start, end)
    if not quote:
        return Unplaced(_("it has neither a quote nor offsets"))
    places = _places(text, quote)
    if not places:
        return Unplaced(_("the quote does not stand in the text"))
    times = len(places)
    if start is not None:
        places = [place for place in places if place.start == start]
    elif times > 1 and after is not None:
        places = [place for place in places if place.start >= after]
    if len(places) == 1:
        return places[0]
    why = ngettext(
        "the quote stands %d time; give start and end",
        "the quote stands %d times; give start and end",
        times,
    )
    return Unplaced(why % times)


def occurrences(text: str, quote: str) -> list[Span]:
    """Every place where a quote stands, overlapping ones too; none for an empty one."""
    found: list[Span] = []
    if not quote:
        return found
    position = text.find(quote)
    while position >= 0:
        found.append(Span(position, position + len(quote)))
        position = text.find(quote, position + 1)
    return found


def _by_offsets(text: str, quote: str, start: int, end: int) -> Span | Unplaced:
    is_inside = 0 <= start < end <= len(text)
    if is_inside and quote in ("", text[start:end]):
        return Span(start, end)
    places = _places(text, quote) if quote else []
    if len(places) == 1:
        # The quote is what was meant; offsets from other programs are often shifted.
        return places[0]
    if not is_inside:
        why = _("there is no place from %(start)d to %(end)d in the text")
        return Unplaced(why % {"start": start, "end": end})
    return Unplaced(_("quote and offsets do not agree"))


def _places(text: str, quote: str) -> list[Span]:
    """Where a quote stands; one with white space around it that the text lacks, without."""
    found = occurrences(text, quote)
    stripped = quote.strip()
    return found if found or not stripped else occurrences(text, stripped)
