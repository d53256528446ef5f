"""Theme frequency by method: themes as rows, a bar for each method, the figures beside the bars.

All lengths are inches: the figure is one sheet on which every line has its place, so that it can
be read at any number of themes.
"""

from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping, GroupingKind, Scope
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.wording import (
    FEWEST_FOR_PERCENT,
    method_inside,
    method_name,
    notes,
    units,
    written_in_words,
    written_share,
)
from qualcoder_sts.charts.chart import Chart, ChartPart
from qualcoder_sts.charts.style import FONT, HAIRLINE, INK, METHOD_SIGNS, PAPER, QUIET, TRACK
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.5
MARGIN = 0.22
BARS_LEFT = 2.42
BARS_RIGHT = 4.9
COUNT_RIGHT = 5.66
SHARE_RIGHT = 6.08
EXTRA_LEFT = 6.16

BAR = 0.1
BAR_STEP = 0.14
THEME_GAP = 0.1
NAME_LINE = 0.15
NAME_CHARACTERS = 28
SHARES = (0, 25, 50, 75, 100)
NOTE_LINE = 0.128
NOTE_CHARACTERS = 138


@dataclass(frozen=True, slots=True)
class ChartParts:
    """What stands around the bars. A report that says these things itself leaves them out."""

    title: bool = True
    legend: bool = True
    headings: bool = True
    notes: bool = True
    margins: bool = True


WHOLE = ChartParts()


def theme_frequency_request(
    *, aggregated: bool = True, scope: Scope | None = None
) -> FrequencyRequest:
    """What the chart shows: every theme with its subthemes by method, by the default rules."""
    return FrequencyRequest(
        by=Grouping(GroupingKind.METHOD), aggregated=aggregated, scope=scope or Scope()
    )


def theme_frequency_chart(table: FrequencyTable, parts: ChartParts = WHOLE) -> Chart:
    """The chart of a table by method."""
    draw = partial(theme_frequency_figure, table, parts)
    return Chart(title(), alt_text(table), draw, bars)


def theme_frequency_figure(table: FrequencyTable, parts: ChartParts = WHOLE) -> "Figure":
    """Draw a table by method; ``table.request.by`` must be by method."""
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    if table.request.by.kind is not GroupingKind.METHOD:
        raise ValueError("this chart needs a table by method")
    with rc_context({"font.family": FONT}):
        figure = Figure(facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        height = _Sheet(axes, table, parts).draw()
        edge = 0 if parts.margins else MARGIN
        axes.set_xlim(edge, WIDTH - edge)
        axes.set_ylim(height - edge, edge)
        figure.set_size_inches(WIDTH - 2 * edge, height - 2 * edge)
    return figure


def title() -> str:
    """What the chart is called."""
    return _("Theme frequency by method")


def nothing_yet() -> str:
    """What stands in place of bars that there are none of."""
    return _("There are no themes with sources to count in yet.")


def alt_text(table: FrequencyTable) -> str:
    """The chart in words: what it shows, and every figure in it."""
    themes = shown_themes(table)
    if not themes or not table.groups:
        return f"{title()}. {nothing_yet()}"
    words = ngettext(
        "Bar chart of %(n)s theme in %(methods)s.",
        "Bar chart of %(n)s themes in %(methods)s.",
        len(themes),
    )
    methods = joined([method_inside(Method(group)) for group in table.groups])
    lines = [words % {"n": f"{len(themes):,}", "methods": methods}]
    for theme in themes:
        told = [_told(table, theme, group) for group in table.groups]
        lines.append(f"{theme.name}: {', '.join(each for each in told if each)}.")
    return " ".join(lines)


def _told(table: FrequencyTable, theme: CodeRow, group: str) -> str:
    rows = [row for row in table.rows_of(theme.id) if row.group == group]
    figures = joined([written_in_words(row) for row in rows])
    return f"{method_inside(Method(group))} {figures}" if rows else ""


def shown_themes(table: FrequencyTable) -> list[CodeRow]:
    """The codes that are rows of the chart; categories only head them."""
    return [code for code in table.codes if code.codable]


def _bars(table: FrequencyTable, theme: CodeRow) -> list[list[FrequencyRow]]:
    """For each method its rows; the first is the bar, the others stand beside it."""
    by_group: dict[str, list[FrequencyRow]] = {}
    for row in table.rows_of(theme.id):
        by_group.setdefault(row.group, []).append(row)
    return list(by_group.values())


def bars(figure: "Figure") -> list[ChartPart]:
    """The rows of bars, each with the figures beside it; named code, method and rule by ``/``."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    drawn = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    tops = {name: bar.get_y() + (BAR - BAR_STEP) / 2 for bar in drawn if (name := bar.get_gid())}
    return [ChartPart(name, BARS_LEFT, top, WIDTH, top + BAR_STEP) for name, top in tops.items()]


class _Sheet:
    """The sheet being filled from top to bottom; ``self._y`` is where the next line begins."""

    def __init__(self, axes: "Axes", table: FrequencyTable, parts: ChartParts) -> None:
        self._axes = axes
        self._table = table
        self._parts = parts
        self._codes = {code.id: code for code in table.codes}
        self._y = MARGIN

    def draw(self) -> float:
        """Draw everything; returns the height that was needed."""
        themes = shown_themes(self._table)
        if self._parts.title:
            self._text(MARGIN, self._y + 0.1, title(), size=12, weight="bold")
            self._y += 0.36
        if not themes or not self._table.groups:
            self._text(MARGIN, self._y + 0.1, nothing_yet(), colour=QUIET)
            self._y += 0.3
        else:
            if self._parts.legend:
                self._draw_legend()
            self._draw_themes(themes)
        if self._parts.notes:
            self._draw_notes()
        return self._y + MARGIN

    def _draw_legend(self) -> None:
        for group in self._table.groups:
            method = Method(group)
            sign = METHOD_SIGNS[method]
            middle = self._y + 0.07
            self._bar(MARGIN + 0.16, middle, 0.24, sign.colour)
            self._text(MARGIN, middle, sign.letters, size=7.5, colour=QUIET)
            self._text(MARGIN + 0.48, middle, method_name(method), weight="bold")
            self._text(MARGIN + 1.42, middle, self._denominators(group), colour=QUIET)
            self._y += 0.19
        self._y += 0.1

    def _denominators(self, group: str) -> str:
        """``of 15 participants; 1 not yet coded``."""
        rows: dict[Rule, FrequencyRow] = {}
        for row in self._table.rows:
            if row.group == group:
                rows.setdefault(row.rule, row)
        told = [_denominator(row) for row in rows.values() if row.denominator is not None]
        return _("of %s") % joined(told) if told else ""

    def _draw_themes(self, themes: list[CodeRow]) -> None:
        self._y += 0.2
        top = self._y
        for share in SHARES:
            label = f"{share} %" if share in {0, 100} else str(share)
            self._text(_at(share / 100), top - 0.12, label, size=6.5, colour=QUIET, align="center")
        heading = None
        for theme in themes:
            above, depth = self._place(theme)
            if self._parts.headings and above != heading:
                heading = above
                self._draw_heading(above, is_first=self._y == top)
            self._draw_theme(theme, depth)

    def _place(self, theme: CodeRow) -> tuple[str, int]:
        """The heading a theme stands below, and how many themes stand between."""
        depth = 0
        above = theme
        while above.parent_id in self._codes:
            above = self._codes[above.parent_id]
            if not above.codable:
                return " · ".join(above.path), depth
            depth += 1
        return " · ".join(above.path[:-1]), depth

    def _draw_heading(self, heading: str, *, is_first: bool) -> None:
        if heading:
            self._y += 0.02 if is_first else 0.1
            self._text(MARGIN, self._y + 0.08, heading, size=9, weight="bold")
            self._y += 0.24
        elif not is_first:
            self._y += 0.1

    def _draw_theme(self, theme: CodeRow, depth: int) -> None:
        bars = _bars(self._table, theme)
        indent = 0.14 * min(depth, 3)
        lines = wrap(theme.name, NAME_CHARACTERS - 3 * min(depth, 3)) or [""]
        height = max(len(bars) * BAR_STEP, len(lines) * NAME_LINE)
        first = self._y + (height - len(lines) * NAME_LINE) / 2
        for number, line in enumerate(lines):
            middle = first + (number + 0.5) * NAME_LINE
            self._text(MARGIN + indent, middle, line, size=8.5)
        first = self._y + (height - len(bars) * BAR_STEP) / 2
        for number, rows in enumerate(bars):
            self._draw_bar(rows, first + (number + 0.5) * BAR_STEP)
        top, bottom = self._y - THEME_GAP / 2, self._y + height + THEME_GAP / 2
        for share in SHARES:
            self._line(_at(share / 100), top, _at(share / 100), bottom)
        self._line(MARGIN, bottom, WIDTH - MARGIN, bottom)
        self._y += height + THEME_GAP

    def _draw_bar(self, rows: list[FrequencyRow], middle: float) -> None:
        row, *others = rows
        sign = METHOD_SIGNS[Method(row.group)]
        self._text(BARS_LEFT - 0.09, middle, sign.letters, size=6.5, colour=QUIET, align="center")
        if row.proportion is not None:
            self._bar(BARS_LEFT, middle, BARS_RIGHT - BARS_LEFT, TRACK)
            # A hairline's width at none: it was counted, and it is none.
            width = max((BARS_RIGHT - BARS_LEFT) * row.proportion, 0.012)
            name = f"{row.code_id}/{row.group}/{row.rule}"
            self._bar(BARS_LEFT, middle, width, sign.colour, name=name)
        count = f"{row.count:,}"
        if row.denominator is not None:
            count = _("%(count)s of %(of)s") % {"count": row.count, "of": row.denominator}
        colour = INK if row.count else QUIET
        self._text(COUNT_RIGHT, middle, count, size=7.5, colour=colour, align="right")
        if row.proportion is not None and (row.denominator or 0) >= FEWEST_FOR_PERCENT:
            share = written_share(row.proportion)
            self._text(SHARE_RIGHT, middle, share, size=7.5, colour=QUIET, align="right")
        extra = [f"({written_in_words(other)})" for other in others]
        if row.unattributed:
            extra.append(_("+ %d unattr.") % row.unattributed)
        self._text(EXTRA_LEFT, middle, " ".join(extra), size=6.3, colour=QUIET)

    def _draw_notes(self) -> None:
        self._y += 0.12
        for note in notes(self._table):
            for line in wrap(note, NOTE_CHARACTERS):
                self._text(MARGIN, self._y + NOTE_LINE / 2, line, size=6.8, colour=QUIET)
                self._y += NOTE_LINE
            self._y += 0.025

    def _bar(self, left: float, middle: float, width: float, colour: str, name: str = "") -> None:
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        bar = Rectangle((left, middle - BAR / 2), width, BAR, facecolor=colour, linewidth=0)
        bar.set_gid(name or None)
        bar.set_zorder(3 if name else 1)
        self._axes.add_patch(bar)

    def _line(self, left: float, top: float, right: float, bottom: float) -> None:
        self._axes.plot([left, right], [top, bottom], color=HAIRLINE, linewidth=0.5, zorder=2)

    def _text(
        self,
        left: float,
        middle: float,
        text: str,
        *,
        size: float = 8,
        colour: str = INK,
        weight: str = "normal",
        align: str = "left",
    ) -> None:
        self._axes.text(
            left,
            middle,
            # A dollar sign would begin a formula.
            text.replace("$", r"\$"),
            fontsize=size,
            color=colour,
            fontweight=weight,
            horizontalalignment=align,
            verticalalignment="center_baseline",
        )


def _denominator(row: FrequencyRow) -> str:
    """``15 participants (1 not yet coded)``."""
    number = row.denominator or 0
    told = f"{number:,} {units(row.rule, number)}"
    if not row.not_yet_coded:
        return told
    waiting = _("%s not yet coded") % f"{row.not_yet_coded:,}"
    return f"{told} ({waiting})"


def _at(share: float) -> float:
    return BARS_LEFT + (BARS_RIGHT - BARS_LEFT) * share
