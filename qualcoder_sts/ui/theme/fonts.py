"""A serif face for what people said, a plain one for the program's own words."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

READING_FAMILIES = (
    "Source Serif 4",
    "Source Serif Pro",
    "Noto Serif",
    "Charter",
    "Georgia",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif",
)
PLAIN_FAMILIES = (
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "Helvetica Neue",
    "Noto Sans",
    "Ubuntu",
    "Cantarell",
    "Liberation Sans",
    "DejaVu Sans",
)
READING_POINTS = 12.0
PLAIN_POINTS = 10.0
_SCALE = "interface scale"


def chosen_families(wanted: Sequence[str], installed: Iterable[str]) -> list[str]:
    """Those of the wanted families that are installed, in the order wanted."""
    there = set(installed)
    return [family for family in wanted if family in there]


def interface_scale() -> float:
    """How large the whole interface is, 1.0 as it comes. The application carries it."""
    application = QApplication.instance()
    scale = None if application is None else application.property(_SCALE)
    return float(scale) if scale else 1.0


def set_interface_scale(application: QApplication, scale: float) -> None:
    """Note how large the interface is from now on; ``apply_theme`` shows it."""
    application.setProperty(_SCALE, scale)


def reading_font(points: float = READING_POINTS) -> QFont:
    """The face transcripts are read in; the points are those of the interface as it comes."""
    return _font(READING_FAMILIES, QFont.StyleHint.Serif, points)


def plain_font(points: float = PLAIN_POINTS) -> QFont:
    """The face of labels, buttons and lists."""
    return _font(PLAIN_FAMILIES, QFont.StyleHint.SansSerif, points)


def _font(wanted: Sequence[str], hint: QFont.StyleHint, points: float) -> QFont:
    font = QFont()
    font.setStyleHint(hint)
    if families := chosen_families(wanted, QFontDatabase.families()):
        # Only the first: more of them make Qt ask every one of them for every missing character.
        font.setFamilies(families[:2])
    font.setPointSizeF(points * interface_scale())
    return font
