"""Characters that Word stores as places in a symbol font instead of as letters."""

_SYMBOL_FONT = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠",
    0xBB: "≈", 0xBC: "…", 0xBE: "—", 0xD7: "·", 0xD2: "®", 0xD3: "©", 0xD4: "™",
}  # fmt: skip
_GREEK = dict(
    zip(
        b"ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprVstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψω",
        strict=True,
    )
)
_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0xA7: "▪",
    0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_PRIVATE_USE = range(0xF000, 0xF100)


def symbol_character(code: str, font: str) -> str:
    """The Unicode character for a hexadecimal ``code`` of ``font``; U+FFFD when there is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    place = number - 0xF000 if number in _PRIVATE_USE else number
    known: dict[int, str] = {}
    if font.lower() == "symbol":
        known = _SYMBOL_FONT | _GREEK
    elif font.lower() == "wingdings":
        known = _WINGDINGS
    if place in known:
        return known[place]
    if number in _PRIVATE_USE:
        return chr(place) if place < 0x7F and font.lower() == "symbol" else "\ufffd"
    return chr(number) if 0x20 <= number <= 0x10FFFF else "\ufffd"
