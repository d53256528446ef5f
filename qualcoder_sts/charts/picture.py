"""A chart as pixels, and what stands where on them: all that a window needs to show it.

The functions here are given to a worker process: matplotlib never comes into the window's own.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path

from qualcoder_sts.charts.chart import Chart, ChartPart, save_chart
from qualcoder_sts.foundation.progress import Progress

POINTS_PER_INCH = 100.0


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A part of a chart that can be chosen, in points from the top left corner."""

    name: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point belongs to it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """Rows of red, green, blue and opacity, a byte each; ``scale`` pixels make a point."""

    title: str
    alt_text: str
    width: int
    height: int
    scale: float
    pixels: bytes
    parts: tuple[PicturePart, ...]

    def __reduce__(self) -> tuple[object, ...]:
        # A chart is mostly paper: ten megabytes come through to the window's process as 200 kB.
        packed = zlib.compress(self.pixels, 1)
        fields = (self.title, self.alt_text, self.width, self.height, self.scale)
        return _unpacked, (fields, packed, self.parts)

    def part_at(self, x: float, y: float) -> str | None:
        """The name of the part at a point."""
        return next((part.name for part in self.parts if part.holds(x, y)), None)


def _unpacked(
    fields: tuple[str, str, int, int, float], packed: bytes, parts: tuple[PicturePart, ...]
) -> ChartPicture:
    return ChartPicture(*fields, zlib.decompress(packed), parts)


def draw_picture(progress: Progress, chart: Chart, scale: float) -> ChartPicture:
    """Draw a chart for a screen that has ``scale`` pixels to a point."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - for charts alone

    progress.check()
    figure = chart.draw()
    parts = tuple(_in_points(part) for part in chart.parts(figure))
    figure.set_dpi(POINTS_PER_INCH * scale)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return ChartPicture(chart.title, chart.alt_text, width, height, scale, pixels, parts)


def draw_file(progress: Progress, chart: Chart, path: Path) -> None:
    """Draw a chart into a file; raises what ``save_chart`` raises."""
    progress.check()
    save_chart(chart.draw(), path, chart.alt_text, title=chart.title)


def _in_points(part: ChartPart) -> PicturePart:
    inches = (part.left, part.top, part.right, part.bottom)
    return PicturePart(part.name, *(POINTS_PER_INCH * inch for inch in inches))
