from dataclasses import replace
from itertools import pairwise

import pytest
from matplotlib.patches import Rectangle

from qualcoder_sts.analysis.request import FrequencyRequest, Grouping
from qualcoder_sts.charts.style import METHOD_SIGNS
from qualcoder_sts.charts.theme_frequency import (
    WIDTH,
    ChartParts,
    alt_text,
    nothing_yet,
    theme_frequency_chart,
    theme_frequency_figure,
)


def texts(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def bars(figure) -> dict[str, Rectangle]:
    return {patch.get_gid(): patch for patch in figure.axes[0].patches if patch.get_gid()}


def test_every_bar_has_its_figures_beside_it(make_table):
    table = make_table()
    figure = theme_frequency_figure(table)
    said = texts(figure)
    assert len(bars(figure)) == 16 * 3
    for row in table.rows:
        beside = f"{row.count} of {row.denominator}"
        if row.rule == "groups":
            beside = f"({beside} groups)"
        assert any(text.startswith(beside) for text in said), beside


def test_bars_are_as_long_as_their_shares(make_table):
    table = make_table()
    figure = theme_frequency_figure(table)
    drawn = bars(figure)
    full = max(patch.get_width() for patch in drawn.values())
    for row in table.rows:
        if row.proportion:
            bar = drawn[f"{row.code_id}/{row.group}/{row.rule}"]
            assert bar.get_width() / full == pytest.approx(row.proportion)


def test_the_parts_are_the_rows_of_the_bars_with_their_figures(make_table):
    chart = theme_frequency_chart(make_table())
    figure = chart.draw()
    drawn, parts = bars(figure), {part.name: part for part in chart.parts(figure)}
    assert parts.keys() == drawn.keys()
    for name, bar in drawn.items():
        middle = bar.get_y() + bar.get_height() / 2
        assert parts[name].top < middle < parts[name].bottom
        assert parts[name].left <= bar.get_x()
        assert parts[name].right == WIDTH
    rows = sorted((part.top, part.bottom) for part in parts.values())
    assert all(above[1] <= below[0] + 1e-9 for above, below in pairwise(rows))


def test_rule_denominators_and_what_is_missing_are_printed(make_table):
    said = " ".join(texts(theme_frequency_figure(make_table())))
    for sentence in (
        "Theme frequency by method",
        "of 15 participants (1 not yet coded)",
        "of 29 participants and 4 groups",
        "people who contribute to at least one coded segment",
        "I-16 (not marked finished)",
        "+ 2 unattr.",
        "Category 1",
    ):
        assert sentence in said, sentence


def test_nothing_is_written_over_or_beyond_the_sheet(make_table):
    name = "A theme whose name is so long that it needs three lines in the chart {}"
    figure = theme_frequency_figure(make_table(name=name))
    figure.canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text()]
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height
    for place, box in enumerate(boxes):
        for other in boxes[place + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert across <= 1 or down <= 1.5


def test_methods_are_told_apart_without_colour():
    letters = [sign.letters for sign in METHOD_SIGNS.values()]
    assert len(set(letters)) == len(letters)


def test_colours_stand_out_from_the_paper():
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for sign in METHOD_SIGNS.values():
        assert 1.05 / (luminance(sign.colour) + 0.05) > 2.3


def test_alt_text_tells_every_figure(make_table):
    told = alt_text(make_table(2))
    assert told.startswith("Bar chart of 2 themes in literature, interviews and focus groups.")
    assert (
        "Theme 1: literature 1 of 9 studies (11 %), interviews 1 of 15 participants (7 %), "
        "focus groups 1 of 29 participants (3 %) and 1 of 4 groups." in told
    )


def test_an_empty_codebook_says_so(make_table):
    table = make_table(0)
    assert nothing_yet() in texts(theme_frequency_figure(table))
    assert nothing_yet() in alt_text(table)


def test_parts_are_left_out_on_request(make_table):
    whole = theme_frequency_figure(make_table(1))
    parts = ChartParts(title=False, legend=False, headings=False, notes=False, margins=False)
    small = theme_frequency_figure(make_table(1), parts)
    assert small.get_size_inches()[1] < whole.get_size_inches()[1] / 2
    assert "Theme frequency by method" not in texts(small)
    assert "Category 0" not in texts(small)


def test_a_dollar_sign_is_no_formula(make_table):
    figure = theme_frequency_figure(make_table(1, name="Pay $1 or $2 {}"))
    figure.canvas.draw()


def test_a_chart_can_be_drawn_again_and_again(make_table):
    chart = theme_frequency_chart(make_table(1))
    assert chart.draw() is not chart.draw()
    assert chart.title == "Theme frequency by method"


def test_only_tables_by_method(make_table):
    table = replace(make_table(1), request=FrequencyRequest(by=Grouping.read("source")))
    with pytest.raises(ValueError, match="by method"):
        theme_frequency_figure(table)
