"""Agreement from round to round: all codes together with their interval, and a line for each code.

Lines are told apart by colour, by sign and by stroke. What is undefined is a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import floor
from textwrap import wrap
from typing import TYPE_CHECKING

from qualcoder_sts.analysis.agreement.over_rounds import OverRounds, RoundPoint, RoundSeries
from qualcoder_sts.analysis.agreement.table import Interval
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    unit_sentence,
    written_coefficient,
    written_interval,
)
from qualcoder_sts.charts.chart import Chart
from qualcoder_sts.charts.style import FONT, ON_PAPER, ChartColours
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# All lengths are inches.
WIDTH, HEIGHT = 7.5, 3.4
LEFT, RIGHT, TOP, BOTTOM = 0.5, 2.1, 0.5, 0.86
NAME_CHARACTERS, ROUND_CHARACTERS, NOTE_CHARACTERS = 24, 14, 138
SIGNS = "osD^vPX"
STROKES = ("-", "--", "-.", ":")


def rounds_chart(shown: OverRounds, colours: ChartColours = ON_PAPER) -> Chart:
    """The chart of what rounds have kept."""
    return Chart(title(), alt_text(shown), partial(rounds_figure, shown, colours))


def title() -> str:
    """What the chart is called."""
    return _("Agreement from round to round")


def alt_text(shown: OverRounds) -> str:
    """The chart in words: what it shows, and every figure in it."""
    words = ngettext(
        "Line chart of %(coefficient)s in %(n)s round.",
        "Line chart of %(coefficient)s in %(n)s rounds.",
        len(shown.rounds),
    )
    lines = [words % {"coefficient": _coefficients(shown), "n": f"{len(shown.rounds):,}"}]
    for series in shown.series:
        told = [
            _("%(round)s %(figure)s") % {"round": name, "figure": _figure(point)}
            for (name, _at), point in zip(shown.rounds, series.points, strict=True)
        ]
        lines.append(f"{series.name}: {', '.join(told)}.")
    return " ".join(lines)


def rounds_figure(shown: OverRounds, colours: ChartColours = ON_PAPER) -> "Figure":
    """Draw what rounds have kept; there must be one at least."""
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    with rc_context({"font.family": FONT, "font.size": 7.5}):
        figure = Figure(figsize=(WIDTH, HEIGHT), facecolor=colours.paper)
        axes = figure.add_axes(
            (LEFT / WIDTH, BOTTOM / HEIGHT, (WIDTH - LEFT - RIGHT) / WIDTH,
             (HEIGHT - TOP - BOTTOM) / HEIGHT)
        )  # fmt: skip
        _lay_out(axes, shown, colours)
        for style, series in _styled(shown, colours):
            _draw_series(axes, series, style)
        axes.legend(
            loc="upper left", bbox_to_anchor=(1.02, 1), frameon=False, labelcolor=colours.ink,
            handlelength=3, fontsize=7.5, borderpad=0, labelspacing=0.7,
        )  # fmt: skip
        figure.text(0.22 / WIDTH, 1 - 0.24 / HEIGHT, title(), color=colours.ink, fontsize=12,
                    fontweight="bold", verticalalignment="center")  # fmt: skip
        for line, words in enumerate(reversed(wrap(_note(shown), NOTE_CHARACTERS))):
            figure.text(0.22 / WIDTH, (0.14 + 0.128 * line) / HEIGHT, words, fontsize=6.8,
                        color=colours.quiet, verticalalignment="center")  # fmt: skip
    return figure


@dataclass(frozen=True, slots=True)
class _Style:
    """How one line is told from the others."""

    colour: str
    sign: str
    stroke: str
    width: float
    is_leading: bool


def _styled(shown: OverRounds, colours: ChartColours) -> Iterator[tuple[_Style, RoundSeries]]:
    """The first line leads: in the colour of the letters, and thicker."""
    for number, series in enumerate(shown.series):
        is_leading = number == 0
        colour = colours.series[(number - 1) % len(colours.series)]
        yield (
            _Style(
                colour=colours.ink if is_leading else colour,
                sign=SIGNS[number % len(SIGNS)],
                stroke=STROKES[number % len(STROKES)],
                width=1.8 if is_leading else 1.2,
                is_leading=is_leading,
            ),
            series,
        )


def _lay_out(axes: "Axes", shown: OverRounds, colours: ChartColours) -> None:
    axes.set_facecolor(colours.paper)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(colours.hairline)
    bottom = _bottom(shown)
    ticks = [number / 5 for number in range(round(5 * bottom), 6)]
    axes.set_ylim(bottom, 1.03)
    axes.set_yticks(ticks, [written_coefficient(each) if each else "0" for each in ticks])
    axes.set_xlim(-0.5, len(shown.rounds) - 0.5)
    labels = [
        "\n".join([_wrapped(name, ROUND_CHARACTERS), at.astimezone().strftime("%Y-%m-%d")])
        for name, at in shown.rounds
    ]
    axes.set_xticks(range(len(labels)), labels)
    axes.tick_params(length=0, colors=colours.quiet)
    axes.grid(visible=True, axis="y", color=colours.hairline, linewidth=0.5)
    axes.set_axisbelow(True)
    if bottom < 0:
        axes.axhline(0, color=colours.quiet, linewidth=0.7)


def _draw_series(axes: "Axes", series: RoundSeries, style: _Style) -> None:
    plot = partial(
        axes.plot, color=style.colour, linewidth=style.width, linestyle=style.stroke,
        marker=style.sign, markersize=5, clip_on=False,
    )  # fmt: skip
    name = _wrapped(series.name, NAME_CHARACTERS)
    # For the legend: once, however many pieces the line has.
    plot([], [], label=name if any(series.points) else _("%s (undefined)") % name)
    for first, run in series.runs():
        plot(range(first, first + len(run)), [point.value for point in run])
        for place, point in enumerate(run, first):
            if point.low is not None and point.high is not None:
                axes.vlines(place, point.low, point.high, color=style.colour, linewidth=0.8)
            if style.is_leading:
                _tell(axes, place, point, style.colour)


def _tell(axes: "Axes", place: int, point: RoundPoint, colour: str) -> None:
    """The figure beside its sign, readable where a line runs through it."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    words = written_coefficient(point.value)
    label = axes.annotate(words, (place, point.value), (6, 5), textcoords="offset points",
                          color=colour, fontsize=7.5)  # fmt: skip
    label.set_path_effects([withStroke(linewidth=2.5, foreground=axes.get_facecolor())])


def _note(shown: OverRounds) -> str:
    words = _(
        "%(coefficient)s; upright strokes are intervals, or ranges over the sources. %(unit)s"
    )
    told = {"coefficient": _coefficients(shown), "unit": unit_sentence(shown.unit)}
    return words % told


def _bottom(shown: OverRounds) -> float:
    """Zero, or below it the next fifth that everything stands above."""
    points = (point for series in shown.series for point in series.points if point is not None)
    ends = [end for point in points for end in (point.value, point.low) if end is not None]
    return min(0.0, floor(5 * min(ends, default=0.0)) / 5)


def _coefficients(shown: OverRounds) -> str:
    return joined([coefficient_name(each) for each in shown.coefficients])


def _figure(point: RoundPoint | None) -> str:
    if point is None:
        return _("no figure")
    if point.low is None or point.high is None:
        return written_coefficient(point.value)
    interval = written_interval(Interval(point.low, point.high))
    return f"{written_coefficient(point.value)} ({interval})"


def _wrapped(words: str, characters: int) -> str:
    # A dollar sign would begin a formula.
    return "\n".join(wrap(words, characters)).replace("$", r"\$")
