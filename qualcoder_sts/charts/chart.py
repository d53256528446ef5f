"""A chart, and writing it to a file: picture, vector graphic or PDF, the same bytes each time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualcoder_sts.charts.errors import ChartFormatError, ChartNotWrittenError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE_DPI = 200
# Ids inside an SVG would otherwise be random.
_SALT = "qualcoder-sts"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A part of a figure that stands for something, in inches from its top left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


def _no_parts(_figure: "Figure") -> list[ChartPart]:
    return []


@dataclass(frozen=True)
class Chart:
    """A chart that can be drawn as often as it is needed: on a screen, in a file, in a report.

    Its functions stand in modules, so that another process can be asked to draw it.
    """

    title: str
    alt_text: str
    draw: Callable[[], "Figure"]
    parts: Callable[["Figure"], list[ChartPart]] = _no_parts
    """What can be chosen on the figure that was drawn."""


def save_chart(figure: "Figure", path: Path, alt_text: str, *, title: str = "") -> None:
    """Write a figure as PNG, SVG or PDF by the file's ending, with its alternative text inside.

    Raises ``ChartFormatError`` or ``ChartNotWrittenError``.
    """
    writers = {".png": png_bytes, ".svg": svg_bytes, ".pdf": pdf_bytes}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise ChartFormatError(path)
    content = writer(figure, alt_text, title)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ChartNotWrittenError(path, error.strerror or str(error)) from error


def png_bytes(figure: "Figure", alt_text: str, title: str = "", dpi: int = PICTURE_DPI) -> bytes:
    """The figure as PNG."""
    metadata = {"Title": title or None, "Description": alt_text, "Software": None}
    return _saved(figure, "png", metadata, dpi)


def svg_bytes(figure: "Figure", alt_text: str, title: str = "") -> bytes:
    """The figure as SVG, with title and description for screen readers; text stays text."""
    metadata: dict[str, str | None] = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    svg = _saved(figure, "svg", metadata, PICTURE_DPI).decode("utf-8")
    described = (
        f'<title id="title">{escape(title or "Chart")}</title>'
        f'<desc id="description">{escape(alt_text)}</desc>'
    )
    start = re.compile(r"<svg\b[^>]*>")
    opening = start.search(svg)
    if opening is None:  # matplotlib always writes one
        return svg.encode()
    tag = opening.group()[:-1] + ' role="img" aria-labelledby="title description">'
    return (svg[: opening.start()] + tag + described + svg[opening.end() :]).encode()


def pdf_bytes(figure: "Figure", alt_text: str, title: str = "") -> bytes:
    """The figure as PDF."""
    metadata = {
        "Title": title or None,
        "Subject": alt_text,
        "Creator": None,
        "Producer": None,
        "CreationDate": None,
    }
    return _saved(figure, "pdf", metadata, PICTURE_DPI)


def _saved(figure: "Figure", kind: str, metadata: dict[str, str | None], dpi: int) -> bytes:
    from matplotlib import rc_context  # noqa: PLC0415

    buffer = BytesIO()
    with rc_context({"svg.hashsalt": _SALT, "svg.fonttype": "none", "pdf.fonttype": 42}):
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata)
    return buffer.getvalue()
