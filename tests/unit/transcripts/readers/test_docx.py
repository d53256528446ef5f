"""Word documents: what is read, what is left out, and how fast."""

from collections.abc import Callable

import pytest

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.docx import read_docx

Maker = Callable[..., bytes]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def texts(document: ReadDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_paragraphs_and_tables_in_document_order(make_docx: Maker) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{par(run(a))}</w:tc><w:tc>{par(run(b))}{par(run(c))}</w:tc></w:tr>"
        for a, b, c in [("I", "one", "two"), ("P", "three", "four")]
    )
    table = f"<w:tbl>{rows}</w:tbl>"
    document = read_docx(make_docx(par(run("before")) + table + par(run("after"))), "a.docx")
    assert texts(document) == ["before", "I\tone\ntwo", "P\tthree\nfour", "after"]
    assert document.paragraphs[1].kind is ParagraphKind.TABLE_ROW


def test_one_big_cell_keeps_its_turns_apart(make_docx: Maker) -> None:
    cell = par(run("I: Hello")) + par(run("P: Hi"))
    table = f"<w:tbl><w:tr><w:tc>{par()}</w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    assert texts(read_docx(make_docx(table), "a.docx")) == ["I: Hello", "P: Hi"]


def test_tracked_changes_are_read_as_accepted(make_docx: Maker) -> None:
    body = par(
        run("kept "),
        f'<w:ins w:id="1">{run("added ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>gone</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("from")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run("to")}</w:moveTo>',
    )
    joined = par(run("first "), properties='<w:rPr><w:del w:id="5"/></w:rPr>') + par(run("second"))
    row = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{par(run('x'))}</w:tc></w:tr></w:tbl>"
    document = read_docx(make_docx(body + joined + row), "a.docx")
    assert texts(document) == ["kept added to", "first second"]
    assert len(document.remarks) == 1
    assert "accepted" in document.remarks[0]


def test_special_characters(make_docx: Maker) -> None:
    symbol = (
        '<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    )
    body = par(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:br w:type="page"/><w:softHyphen/><w:t>e</w:t></w:r>',
        symbol,
    )
    assert texts(read_docx(make_docx(body), "a.docx")) == ["a\tb\nc\u2011de☺α"]


def test_fields_links_and_content_controls(make_docx: Maker) -> None:
    body = par(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>",
        run("code"),
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("result"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:hyperlink r:id="r9">{run(" link")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{run(' control')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Type here')}"
        "</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="DATE">{run(" today")}</w:fldSimple>',
    )
    block = f"<w:sdt><w:sdtContent>{par(run('inside'))}</w:sdtContent></w:sdt>"
    document = read_docx(make_docx(body + block), "a.docx")
    assert texts(document) == ["result link control today", "inside"]


def test_a_field_without_end_does_not_swallow_the_rest(make_docx: Maker) -> None:
    body = par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + par(run("rest"))
    assert texts(read_docx(make_docx(body), "a.docx")) == ["", "rest"]


def test_text_boxes_once(make_docx: Maker) -> None:
    box = f"<w:txbxContent>{par(run('boxed'))}</w:txbxContent>"
    alternatives = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read_docx(make_docx(par(run("anchor"), alternatives)), "a.docx")
    assert texts(document) == ["anchor", "boxed"]


def test_notes_come_last_with_their_marks(make_docx: Maker) -> None:
    body = par(
        run("one"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        run(" two"),
        '<w:r><w:endnoteReference w:id="3"/></w:r>',
    )
    document = read_docx(
        make_docx(
            body,
            footnotes='<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
            f'<w:footnote w:id="2">{par(run("foot"))}</w:footnote>',
            endnotes=f'<w:endnote w:id="3">{par(run("end"))}{par(run("more"))}</w:endnote>',
        ),
        "a.docx",
    )
    assert texts(document) == ["one[1] two[i]", "[1] foot", "[i] end", "more"]
    assert {p.kind for p in document.paragraphs[1:]} == {ParagraphKind.NOTE}


def test_left_out_with_a_remark(make_docx: Maker) -> None:
    style = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = par(run("seen"), run("hidden", "<w:vanish/>"), run("too", '<w:rStyle w:val="H"/>'))
    document = read_docx(
        make_docx(body, styles=style, header=par(run("Confidential")), comments=par(run("Hm"))),
        "a.docx",
    )
    assert document.text == "seen"
    assert len(document.remarks) == 3


def test_headings(make_docx: Maker) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(
        par(run(name), properties=f'<w:pStyle w:val="{name}"/>')
        for name in ("berschrift1", "Mine", "Loop", "None")
    )
    body += par(run("outline"), properties='<w:outlineLvl w:val="2"/>')
    document = read_docx(make_docx(body, styles=styles), "a.docx")
    kinds = [paragraph.kind is ParagraphKind.HEADING for paragraph in document.paragraphs]
    assert kinds == [True, True, False, False, True]


BOLD, PLAIN, SPEAKER = "<w:b/>", "", '<w:rStyle w:val="Spk"/>'


@pytest.mark.parametrize(
    ("runs", "emphasised"),
    [
        ([("Anna:", BOLD), (" hello", PLAIN)], 5),
        (
            [
                ("An", BOLD),
                ("na", "<w:u w:val='single'/>"),
                (" ", PLAIN),
                (":", BOLD),
                ("x", PLAIN),
            ],
            6,
        ),
        ([("Anna: hello", BOLD)], 0),
        ([("hello", PLAIN), ("Anna", BOLD)], 0),
        ([("Anna", SPEAKER), (" hello", PLAIN)], 4),
        ([("Anna", '<w:rStyle w:val="Hyperlink"/><w:u w:val="single"/>'), (" x", PLAIN)], 0),
        ([("Anna", '<w:b w:val="0"/>'), (" x", PLAIN)], 0),
        ([("Anna ", BOLD), ("  ", PLAIN)], 0),
    ],
)
def test_emphasis(runs: list[tuple[str, str]], emphasised: int, make_docx: Maker) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Spk"><w:name w:val="Speaker"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
    )
    body = par(*(run(text, properties) for text, properties in runs))
    (paragraph,) = read_docx(make_docx(body, styles=styles), "a.docx").paragraphs
    assert paragraph == Paragraph("".join(text for text, _ in runs), emphasised=emphasised)


def test_a_bold_paragraph_style_with_speech_set_plain(make_docx: Maker) -> None:
    style = '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
    body = par(run("Anna:"), run(" hello", '<w:b w:val="0"/>'), properties='<w:pStyle w:val="B"/>')
    (paragraph,) = read_docx(make_docx(body, styles=style), "a.docx").paragraphs
    assert paragraph.emphasised == 5


def test_strict_open_xml(make_docx: Maker) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_docx(make_docx(par(run("x")), namespace=strict), "a.docx").text == "x"


def test_python_docx_output_is_read() -> None:
    import io

    from docx import Document

    made = Document()
    made.add_heading("Interview", 1)
    made.add_paragraph("first", style="List Bullet")
    made.add_paragraph().add_run("I:").bold = True
    made.paragraphs[-1].add_run(" so?")
    target = io.BytesIO()
    made.save(target)
    document = read_docx(target.getvalue(), "a.docx")
    assert texts(document) == ["Interview", "first", "I: so?"]
    assert document.paragraphs[0].kind is ParagraphKind.HEADING
    assert document.paragraphs[2].emphasised == 2
