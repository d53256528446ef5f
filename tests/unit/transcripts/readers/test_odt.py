"""OpenDocument texts."""

from collections.abc import Callable

from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.odt import read_odt

Maker = Callable[..., bytes]
STYLES = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T3" style:family="text" style:parent-style-name="Speaker"/>'
    '<style:style style:name="P1" style:family="paragraph">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T4" style:family="text">'
    '<style:text-properties fo:font-weight="normal"/></style:style>'
)
NAMED = (
    '<style:style style:name="Speaker" style:family="text"/>'
    '<style:style style:name="Internet_20_link" style:family="text"/>'
)


def read(make_odt: Maker, body: str):  # type: ignore[no-untyped-def]
    return read_odt(make_odt(body, automatic=STYLES, named=NAMED), "a.odt")


def texts(make_odt: Maker, body: str) -> list[str]:
    return [paragraph.text for paragraph in read(make_odt, body).paragraphs]


def test_white_space_is_what_its_elements_say(make_odt: Maker) -> None:
    body = "<text:p>\n  a  b<text:s text:c='3'/>c<text:tab/>d<text:line-break/>\n e</text:p>"
    assert texts(make_odt, body) == ["a b   c\td\n e"]


def test_lists_sections_and_tables_in_order(make_odt: Maker) -> None:
    body = (
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item>"
        "<text:p>inner</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:section><text:p>two</text:p></text:section><table:table><table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows></table:table><text:h>Head</text:h>"
    )
    document = read(make_odt, body)
    assert [p.text for p in document.paragraphs] == ["one", "inner", "two", "A\tB", "Head"]
    assert [p.kind for p in document.paragraphs][-2:] == [
        ParagraphKind.TABLE_ROW,
        ParagraphKind.HEADING,
    ]


def test_notes_come_last(make_odt: Maker) -> None:
    body = (
        "<text:p>so<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>why</text:p></text:note-body></text:note> it is</text:p><text:p>end</text:p>"
    )
    document = read(make_odt, body)
    assert [p.text for p in document.paragraphs] == ["so[1] it is", "end", "[1] why"]
    assert document.paragraphs[-1].kind is ParagraphKind.NOTE


def test_deleted_hidden_and_commented_text_is_left_out(make_odt: Maker) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>a<text:span text:style-name='T2'>secret</text:span>"
        "<office:annotation><text:p>hm</text:p></office:annotation>b</text:p>"
    )
    document = read(make_odt, body)
    assert document.text == "ab"
    assert len(document.remarks) == 3


def test_emphasis_through_automatic_and_named_styles(make_odt: Maker) -> None:
    body = "".join(
        f"<text:p text:style-name='{paragraph}'><text:span text:style-name='{span}'>Anna:"
        "</text:span> hello</text:p>"
        for paragraph, span in [
            ("", "T1"), ("", "T3"), ("", "Speaker"), ("", "Internet_20_link"), ("P1", "T1")
        ]
    )  # fmt: skip
    body += (
        "<text:p text:style-name='P1'>Anna:<text:span text:style-name='T4'> hi</text:span></text:p>"
    )
    emphasised = [paragraph.emphasised for paragraph in read(make_odt, body).paragraphs]
    assert emphasised == [5, 5, 5, 0, 0, 5]


def test_text_box_after_its_paragraph(make_odt: Maker) -> None:
    body = (
        "<text:p>a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        "b</text:p>"
    )
    assert texts(make_odt, body) == ["ab", "boxed"]
