"""What an attribute's values may be, and their one written form."""

from collections.abc import Iterable
from datetime import date, datetime

from qualcoder_sts.participants.errors import ValueOfOtherKindError
from qualcoder_sts.project.tables.participants import AttributeKind

YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "sí", "si"})
NO = frozenset({"no", "n", "false", "0", "nein", "non", "nej"})

_WANTED = {
    AttributeKind.NUMBER: "a number",
    AttributeKind.DATE: "a date such as 2020-05-31",
    AttributeKind.YES_NO: "yes or no",
}
_DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d")


def inferred_kind(values: Iterable[str]) -> AttributeKind:
    """The narrowest kind that all non-empty values fit; text when there are none."""
    present = [value for value in values if value.strip()]
    if not present:
        return AttributeKind.TEXT
    # 0 and 1 alone are numbers: only words make a yes-no question.
    words = {value.strip().casefold() for value in present} - {"0", "1"}
    if words and words <= YES | NO and {v.strip().casefold() for v in present} <= YES | NO:
        return AttributeKind.YES_NO
    for kind in (AttributeKind.NUMBER, AttributeKind.DATE):
        if all(_written(value, kind) is not None for value in present):
            return kind
    return AttributeKind.TEXT


def written_value(value: str, kind: AttributeKind, attribute: str) -> str:
    """A value in its one written form; raises ``ValueOfOtherKindError``."""
    if (written := _written(value, kind)) is None:
        raise ValueOfOtherKindError(value, attribute, _WANTED[kind])
    return written


def _written(value: str, kind: AttributeKind) -> str | None:
    value = value.strip()
    if kind is AttributeKind.NUMBER:
        return _written_number(value)
    if kind is AttributeKind.DATE:
        return _written_date(value)
    if kind is AttributeKind.YES_NO:
        folded = value.casefold()
        return "yes" if folded in YES else "no" if folded in NO else None
    return value


def _written_number(value: str) -> str | None:
    plain = value.replace("\N{MINUS SIGN}", "-")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    if number != number or abs(number) == float("inf"):  # noqa: PLR0124 - NaN differs from itself
        return None
    return str(int(number)) if number.is_integer() and "e" not in plain.casefold() else plain


def _written_date(value: str) -> str | None:
    for form in _DATE_FORMATS:
        try:
            found: date = datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return found.isoformat()
    return None
