"""A chart as pixels."""

import pickle

import pytest

from qualcoder_sts.charts.picture import draw_file, draw_picture
from qualcoder_sts.charts.theme_frequency import WIDTH, theme_frequency_chart
from qualcoder_sts.foundation.progress import SILENT


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_picture_has_the_pixels_of_its_screen_and_the_points_of_the_chart(make_table, scale):
    chart = theme_frequency_chart(make_table())
    picture = draw_picture(SILENT, chart, scale)
    assert picture.width == round(WIDTH * 100 * scale)
    assert len(picture.pixels) == 4 * picture.width * picture.height
    assert picture.alt_text == chart.alt_text
    for part in picture.parts:
        middle = (part.top + part.bottom) / 2
        assert picture.part_at(part.left + 1, middle) == part.name
        assert 0 < part.top < part.bottom < picture.height / scale
    assert picture.part_at(5, 5) is None


def test_a_bar_is_painted_where_its_part_is(make_table):
    picture = draw_picture(SILENT, theme_frequency_chart(make_table()), 1.0)

    def pixel(x, y):
        at = 4 * (int(y) * picture.width + int(x))
        return picture.pixels[at : at + 3]

    for part in picture.parts:
        middle = (part.top + part.bottom) / 2
        # Beside the bars of the row above and below there is paper or another colour.
        assert pixel(part.left + 2, middle) != pixel(1, 1)


def test_a_chart_goes_to_another_process_and_comes_back(make_table, tmp_path):
    chart = pickle.loads(pickle.dumps(theme_frequency_chart(make_table())))
    picture = draw_picture(SILENT, chart, 1.0)
    assert picture == pickle.loads(pickle.dumps(picture))
    assert len(pickle.dumps(picture)) < len(picture.pixels) / 10
    draw_file(SILENT, chart, tmp_path / "chart.svg")
    assert chart.alt_text in (tmp_path / "chart.svg").read_text(encoding="utf-8")
