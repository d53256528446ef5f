"""What an attribute's values may be, and their one written form.

``12,5`` and ``05/06/2020`` mean different things in different countries. All values of a column are
read together: one ``31/05/2020`` settles how the others are meant. What stays open is no number and
no date but text, because a guess would be wrong half of the time and nobody would see it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.errors import ValueOfOtherKindError
from qualcoder_sts.project.tables.participants import AttributeKind

YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "sí", "si"})
NO = frozenset({"no", "n", "false", "0", "nein", "non", "nej"})

_NUMBER = re.compile(r"([+-]?)([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,2}))?")
_THOUSANDS_COMMA = re.compile(r"([+-]?[0-9]{1,3}(?:,[0-9]{3})+)((?:\.[0-9]+)?)")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+")
_CODE_IN_DIGITS = re.compile(r"[+-]?0[0-9].*")  # a postal code or a telephone number

Reading = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """The kind all values of a column have, and each in its written form (empty ones empty)."""

    kind: AttributeKind
    values: tuple[str, ...]


def typed_column(values: Iterable[str]) -> TypedColumn:
    """The values of a new attribute, with the narrowest kind that all non-empty ones fit."""
    stripped = [value.strip() for value in values]
    present = [value for value in stripped if value]
    # 0 and 1 alone are numbers: only words make a yes-no question.
    could_be_yes_no = any(value not in {"0", "1"} for value in present)
    is_code = any(_CODE_IN_DIGITS.fullmatch(value) and "." not in value for value in present)
    kinds = {
        AttributeKind.YES_NO: could_be_yes_no,
        AttributeKind.NUMBER: not is_code,
        AttributeKind.DATE: True,
    }
    for kind, is_possible in kinds.items():
        written = written_values(stripped, kind) if is_possible and present else None
        if written is not None:
            return TypedColumn(kind, tuple(written))
    return TypedColumn(AttributeKind.TEXT, tuple(stripped))


def in_words(kind: AttributeKind) -> str:
    """What the values of a kind are, inside a sentence."""
    words = {
        AttributeKind.TEXT: _("text"),
        AttributeKind.NUMBER: _("numbers"),
        AttributeKind.DATE: _("dates"),
        AttributeKind.YES_NO: _("yes or no"),
    }
    return words[kind]


def _one_in_words(kind: AttributeKind) -> str:
    words = {
        AttributeKind.TEXT: _("text"),
        AttributeKind.NUMBER: _("a number such as 1200 or 12.5"),
        AttributeKind.DATE: _("a date such as 2020-05-31"),
        AttributeKind.YES_NO: _("yes or no"),
    }
    return words[kind]


def written_values(values: Sequence[str], kind: AttributeKind) -> list[str] | None:
    """Values that are meant the same way, in written form; None when they do not fit the kind."""
    stripped = [value.strip() for value in values]
    if kind is AttributeKind.TEXT:
        return stripped
    found: list[list[str]] = []
    for reading in _READINGS[kind]:
        written = [reading(value) if value else "" for value in stripped]
        fitting = [value for value in written if value is not None]
        if len(fitting) == len(stripped) and fitting not in found:
            found.append(fitting)
    return found[0] if len(found) == 1 else None


def written_value(value: str, kind: AttributeKind, attribute: str) -> str:
    """A value in its one written form; raises ``ValueOfOtherKindError``."""
    if (written := written_values([value], kind)) is None:
        raise ValueOfOtherKindError(value, attribute, _one_in_words(kind))
    return written[0]


def _yes_or_no(value: str) -> str | None:
    word = value.casefold()
    return "yes" if word in YES else "no" if word in NO else None


def _number_with_point(value: str) -> str | None:
    value = value.replace("\N{MINUS SIGN}", "-")
    if thousands := _THOUSANDS_COMMA.fullmatch(value):
        value = thousands[1].replace(",", "") + thousands[2]
    return _written_number(value)


def _number_with_comma(value: str) -> str | None:
    value = value.replace("\N{MINUS SIGN}", "-")
    return _written_number(value.replace(",", ".") if _DECIMAL_COMMA.fullmatch(value) else value)


def _written_number(value: str) -> str | None:
    if _NUMBER.fullmatch(value) is None:
        return None
    number = Decimal(value)
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if number else "0"


def _date_in_order(order: str) -> Reading:
    """Reads dates of three numbers in the order of ``order``'s letters, with its separator."""
    letters, separator = (order[0], order[2], order[4]), order[1]

    def read(value: str) -> str | None:
        parts = value.split(separator)
        if len(parts) != len(letters):
            return None
        numbers = dict(zip(letters, parts, strict=True))
        if len(numbers["y"]) != 4 or not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
            return None
        try:
            return date(int(numbers["y"]), int(numbers["m"]), int(numbers["d"])).isoformat()
        except ValueError:
            return None

    return read


def _one_of(*readings: Reading) -> Reading:
    return lambda value: next((found for read in readings if (found := read(value))), None)


_CLEAR_DATE = _one_of(_date_in_order("y-m-d"), _date_in_order("y/m/d"), _date_in_order("d.m.y"))
# Ways to mean a value; two that both fit all values and disagree leave the meaning open.
_READINGS: Mapping[AttributeKind, Sequence[Reading]] = {
    AttributeKind.YES_NO: (_yes_or_no,),
    AttributeKind.NUMBER: (_number_with_point, _number_with_comma),
    AttributeKind.DATE: (
        _one_of(_CLEAR_DATE, _date_in_order("d/m/y")),
        _one_of(_CLEAR_DATE, _date_in_order("m/d/y")),
    ),
}
