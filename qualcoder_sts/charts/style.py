"""Colours, signs and letter sizes of all charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qualcoder_sts.project.tables.transcripts import Method

# matplotlib brings this face along: a chart looks the same on every computer.
FONT = "DejaVu Sans"

INK = "#22262B"
QUIET = "#5F656C"
HAIRLINE = "#DAD8D2"
TRACK = "#F1F0EC"
PAPER = "#FFFFFF"


# Told apart by people with any kind of colour vision (Okabe and Ito 2008).
SERIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Colours by what they are for; ``series`` are for lines beside one another."""

    ink: str = INK
    quiet: str = QUIET
    hairline: str = HAIRLINE
    paper: str = PAPER
    series: tuple[str, ...] = SERIES


ON_PAPER = ChartColours()
"""As in files and reports."""


@dataclass(frozen=True, slots=True)
class MethodSign:
    """How a method is told from others: by its colour and, without colour, by its letters."""

    colour: str
    letters: str


# Told apart by people with any kind of colour vision, and in grey by their letters.
METHOD_SIGNS: Mapping[Method, MethodSign] = MappingProxyType(
    {
        Method.LITERATURE: MethodSign("#8B6FC9", "L"),
        Method.INTERVIEW: MethodSign("#2F8F83", "I"),
        Method.FOCUS_GROUP: MethodSign("#D99A3A", "F"),
        Method.SURVEY: MethodSign("#4A7FB5", "S"),
        Method.DOCUMENT: MethodSign("#8C7B6B", "D"),
        Method.FIELD_NOTE: MethodSign("#B5577A", "N"),
    }
)
