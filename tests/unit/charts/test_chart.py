from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from qualcoder_sts.charts.chart import save_chart
from qualcoder_sts.charts.errors import ChartFormatError, ChartNotWrittenError
from qualcoder_sts.charts.theme_frequency import theme_frequency_figure

ALT = "Bars: “Trust” & <hope> 3 of 4 – naïve."
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "PNG"])
def test_the_same_table_is_the_same_file(tmp_path, make_table, ending):
    contents = []
    for number in range(2):
        path = tmp_path / f"{number}.{ending}"
        save_chart(theme_frequency_figure(make_table(2)), path, ALT, title="Title")
        contents.append(path.read_bytes())
    assert contents[0] == contents[1]


def test_png_carries_its_alternative_text(tmp_path, make_table):
    path = tmp_path / "chart.png"
    save_chart(theme_frequency_figure(make_table(2)), path, ALT, title="Title")
    with Image.open(path) as image:
        image.load()
        assert image.text["Description"] == ALT
        assert image.text["Title"] == "Title"
        assert image.width > 1000


def test_svg_has_title_description_and_text(tmp_path, make_table):
    path = tmp_path / "chart.svg"
    save_chart(theme_frequency_figure(make_table(2)), path, ALT, title="Title")
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Title"
    assert root.find(f"{SVG}desc").text == ALT
    written = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "of 15 participants" in written
    assert b"dc:date" not in path.read_bytes()


def test_pdf_carries_its_alternative_text(tmp_path, make_table):
    path = tmp_path / "chart.pdf"
    save_chart(theme_frequency_figure(make_table(2)), path, "Three of four", title="Title")
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"Three of four" in content
    assert b"CreationDate" not in content


def test_other_endings_are_refused(tmp_path, make_table):
    with pytest.raises(ChartFormatError, match=r"\.png, \.svg or \.pdf"):
        save_chart(theme_frequency_figure(make_table(1)), tmp_path / "chart.gif", ALT)


def test_a_folder_that_is_not_there_is_said(tmp_path, make_table):
    with pytest.raises(ChartNotWrittenError):
        save_chart(theme_frequency_figure(make_table(1)), tmp_path / "no" / "chart.png", ALT)
