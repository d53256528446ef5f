"""Web pages."""

import pytest

from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.errors import DamagedFileError
from qualcoder_sts.transcripts.readers.html import read_html


def texts(content: str) -> list[str]:
    return [paragraph.text for paragraph in read_html(content.encode(), "a.html").paragraphs]


def test_blocks_become_paragraphs() -> None:
    content = """<html><head><title>no</title><style>p {}</style></head><body>
      <h2>Inter<i>view</i></h2> loose text
      <div><p>one   two<br>three</p>four<ul><li>five<li>six</ul></div>
      <script>alert(1)</script><!-- no --><pre>a
  b</pre></body></html>"""
    assert texts(content) == [
        "Interview", "loose text", "one two\nthree", "four", "five", "six", "a\n  b"
    ]  # fmt: skip


def test_tables_are_read_row_by_row() -> None:
    content = "<table><tr><th>I<td><p>one</p><p>two</p><tr><td>P<td>three</table>"
    document = read_html(content.encode(), "a.html")
    assert [p.text for p in document.paragraphs] == ["I\tone\ntwo", "P\tthree"]
    assert document.paragraphs[0].kind is ParagraphKind.TABLE_ROW
    assert document.paragraphs[0].emphasised == 1


def test_emphasis_and_hidden_text() -> None:
    content = (
        "<p><b>Anna:</b> hi</p><p><span style='font-weight:700'>B:</span> x</p><p><b>all</b></p>"
        "<p hidden>gone</p><p>a<span style='display: none'>b</span>c</p>"
    )
    document = read_html(content.encode(), "a.html")
    assert [(p.text, p.emphasised) for p in document.paragraphs] == [
        ("Anna: hi", 5), ("B: x", 2), ("all", 0), ("ac", 0)
    ]  # fmt: skip
    assert document.remarks == ("Hidden text was left out.",)


def test_declared_encodings() -> None:
    page = '<html><head><meta charset="{0}"></head><body>été “Привет”</body></html>'
    cyrillic = page.format("windows-1251").replace("été ", "").encode("cp1251")
    assert read_html(cyrillic, "a.html").text == "“Привет”"
    wrong = page.format("no-such-thing").encode()
    assert read_html(wrong, "a.html").text == "été “Привет”"
    xhtml = b'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>\xe9t\xe9</p></body></html>'
    assert read_html(xhtml, "a.html").text == "été"


def test_boundless_nesting_is_refused_or_read() -> None:
    for tag in ("div", "b", "table><tr><td"):
        content = (f"<{tag}>" * 3000 + "x").encode()
        try:
            assert read_html(content, "a.html").text == "x"
        except DamagedFileError:
            continue


def test_nesting_beyond_any_page() -> None:
    with pytest.raises(DamagedFileError):
        read_html(("<div>" * 200 + "x").encode(), "a.html")
