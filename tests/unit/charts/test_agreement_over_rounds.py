"""The chart of agreement from round to round."""

from datetime import UTC, datetime

import pytest

from qualcoder_sts.analysis.agreement.over_rounds import OverRounds, RoundPoint, RoundSeries
from qualcoder_sts.analysis.agreement.request import Unit
from qualcoder_sts.analysis.agreement.table import Coefficient
from qualcoder_sts.charts.agreement_over_rounds import rounds_chart, rounds_figure
from qualcoder_sts.charts.chart import svg_bytes
from qualcoder_sts.charts.style import ChartColours

KAPPA, FLEISS = Coefficient.KAPPA, Coefficient.FLEISS
DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def series(name, *values, of=KAPPA):
    return RoundSeries(name, tuple(None if v is None else RoundPoint(of, v) for v in values))


@pytest.fixture
def shown():
    """Three rounds: all codes with intervals, a code with a gap, one that is never defined."""
    overall = RoundSeries(
        "All codes",
        (RoundPoint(KAPPA, 0.4, 0.3, 0.55), RoundPoint(KAPPA, 0.5), RoundPoint(KAPPA, 0.625)),
    )
    return OverRounds(
        Unit.TURN,
        (("Pilot", DAY), ("A second round with a long name", DAY), ("Cost $5 and $6", DAY)),
        (overall, series("Trust", -0.25, None, 0.75), series("Unused", None, None, None)),
    )


def lines(figure):
    """What is joined by lines, by colour."""
    (axes,) = figure.axes
    found = {}
    for line in axes.get_lines():
        if len(line.get_xdata()) and line.get_marker() not in {"None", ""}:
            points = list(zip(line.get_xdata(), line.get_ydata(), strict=True))
            found.setdefault(line.get_color(), []).append(points)
    return found


def test_what_is_undefined_is_a_gap(shown):
    overall, trust = lines(rounds_figure(shown)).values()
    assert overall == [[(0, 0.4), (1, 0.5), (2, 0.625)]]
    assert trust == [[(0, -0.25)], [(2, 0.75)]]


def test_another_coefficient_begins_another_line(shown):
    points = (RoundPoint(KAPPA, 0.4), RoundPoint(FLEISS, 0.5), RoundPoint(FLEISS, 0.6))
    mixed = OverRounds(Unit.TURN, shown.rounds, (RoundSeries("All codes", points),))
    (overall,) = lines(rounds_figure(mixed)).values()
    assert overall == [[(0, 0.4)], [(1, 0.5), (2, 0.6)]]
    assert "Cohen's kappa and Fleiss' kappa" in rounds_chart(mixed).alt_text


def test_everything_drawn_lies_within_the_axes(shown):
    (axes,) = rounds_figure(shown).axes
    low, high = axes.get_ylim()
    assert low <= -0.25
    assert high > 1


def test_the_legend_names_every_line_once(shown):
    (axes,) = rounds_figure(shown).axes
    named = [text.get_text() for text in axes.get_legend().get_texts()]
    assert named == ["All codes", "Trust", "Unused (undefined)"]


def test_the_chart_tells_every_figure_in_words(shown):
    words = rounds_chart(shown).alt_text
    assert "Line chart of Cohen's kappa in 3 rounds." in words
    assert "All codes: Pilot .40 (.30 to .55), A second round with a long name .50," in words
    assert "Trust: Pilot −.25, A second round with a long name no figure," in words


def test_it_wears_the_colours_it_is_given(shown):
    dark = ChartColours("#ffffff", "#cccccc", "#333333", "#101010", ("#00ffff", "#ffff00"))
    figure = rounds_figure(shown, dark)
    assert list(lines(figure)) == ["#ffffff", "#00ffff"]
    (axes,) = figure.axes
    assert figure.get_facecolor() == axes.get_facecolor()
    assert figure.get_facecolor()[:3] == pytest.approx((16 / 255,) * 3)


def test_signs_of_formulas_stay_letters(shown):
    written = svg_bytes(rounds_figure(shown), "").decode()
    assert "$5 and $6" in written.replace("\n", " ")


def test_a_single_round_is_a_point():
    alone = OverRounds(Unit.CHARACTER, (("Pilot", DAY),), (series("All codes", 0.5),))
    (overall,) = lines(rounds_figure(alone)).values()
    assert overall == [[(0, 0.5)]]
