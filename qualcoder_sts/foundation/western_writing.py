"""How well the characters beyond ASCII stand where Western writing puts them."""

import unicodedata

# Among letters of Western languages at most every third is accented.
_MOST_ACCENTED = 0.34
_ANYWHERE = frozenset("\u00a0–—…•€£§°©®½¼¾²³·\u00ad×")
_OPENING = frozenset("“‘„‚«¿¡‹")
_CLOSING = frozenset("”’»›")


def western_plausibility(text: str) -> float:
    """The share of characters beyond ASCII that stand where Western writing puts them."""
    letters = accented = plausible = strangers = 0
    padded = f" {text} "
    for place, character in enumerate(padded):
        if character <= "\x7f":
            letters += character.isalpha()
            continue
        strangers += 1
        if character.isalpha():
            letters += 1
            accented += 1
        plausible += _stands_well(padded[place - 1], character, padded[place + 1])
    if not strangers or accented > _MOST_ACCENTED * letters:
        return 0.0
    return plausible / strangers


def _stands_well(before: str, character: str, after: str) -> bool:
    if character in _ANYWHERE:
        return not (character in "–—" and before.isalpha() and after.isalpha())
    if character in _OPENING:
        return character in "«‘" or not (before.isalnum() or after.isspace())
    if character in _CLOSING:
        return character == "»" or not before.isspace() or after.isalnum()
    if character in "ªº":
        return before.isdigit()
    if unicodedata.category(character) == "Lu":
        return not before.islower()
    between_digits = before.isdigit() or after.isdigit() or before.isupper()
    return character.isalpha() and character < "\u0250" and not between_digits
