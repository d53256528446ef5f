"""Rich Text Format."""

import pytest

from qualcoder_sts.transcripts.document import ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.rtf import read_rtf

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}"
    rb"{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}{\f4\fcharset77 Geneva;}}"
    rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\*\cs15\additive Speaker;}"
    rb"{\*\cs16\additive\ul Hyperlink;}}"
)


def read(body: bytes) -> ReadDocument:
    return read_rtf(HEAD + body + b"}", "a.rtf")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"it\'92s \'93fine\'94", "it’s “fine”"),
        (rb"\u8217?s \u-3913?\uc2\u233\'e9xx\uc0\u233 y", "’s \ufffdéxéy"),
        (rb"\u-10179?\u-8704?", "\ud83d\ude00"),
        (rb"\f1\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (rb"\f2\'82\'a0\'83A\'83\'5c", "あアソ"),
        (rb"\f3 a\'b3", "a≥"),
        (rb"\f4\'8e", "é"),
        (rb"{\f1\'e4}\'e4", "дä"),
        (rb"a\~b\_c\-d\tab e\line f", "a\u00a0b\u2011cd\te\nf"),
        (rb"\{\}\\ \lquote x\rquote\emdash", "{}\\ ‘x’—"),
        (rb"{\upr{ansi}{\*\ud{\u233?}}}", "é"),
        (rb"{\pict\bin5 }}}}}x}y", "y"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (b"split \r\nline", "split line"),
        (rb"{\*\unknown thing}{\listtext 1.\tab}x", "x"),
    ],
)  # fmt: skip
def test_characters(body: bytes, text: str) -> None:
    assert read(body).text == text


def test_lines_and_paragraphs_differ() -> None:
    document = read(b"one\\line two\\par\\pard three\\\nfour\\par")
    assert [p.text for p in document.paragraphs] == ["one\ntwo", "three", "four"]


def test_tables() -> None:
    document = read(
        rb"a\par\trowd\cellx1\cellx2\pard\intbl I\cell one\par two\cell\row"
        rb"\trowd\pard\intbl P\cell three\cell\row\pard b\par"
    )
    assert [p.text for p in document.paragraphs] == ["a", "I\tone\ntwo", "P\tthree", "b"]
    assert document.paragraphs[1].kind is ParagraphKind.TABLE_ROW


def test_notes_come_last() -> None:
    document = read(
        rb"one{\super\chftn{\footnote\pard{\chftn} foot\par}} two"
        rb"{\chftn{\footnote\ftnalt\pard end}}\par next\par"
    )
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["one[1] two[i]", "next", "[1] foot", "[i] end"]
    assert document.paragraphs[-1].kind is ParagraphKind.NOTE


def test_text_box_after_its_paragraph() -> None:
    document = read(rb"a{\shp{\*\shpinst\shpleft1{\shptxt\pard boxed\par}}}b\par c\par")
    assert [p.text for p in document.paragraphs] == ["ab", "boxed", "c"]


def test_left_out_with_a_remark() -> None:
    document = read(rb"{\header head}a{\v hidden}{\deleted gone}{\*\annotation hm}b\par")
    assert document.text == "ab"
    assert len(document.remarks) == 4


def test_headings_and_emphasis() -> None:
    document = read(
        rb"\pard\s1 Title\par\pard\b Anna:\b0  hello\par{\ul Ben:} hi\par{\cs15 Cem:} ho\par"
        rb"{\cs16 Dee:} hm\par\plain\b all\par"
    )
    assert document.paragraphs[0].kind is ParagraphKind.HEADING
    assert [p.emphasised for p in document.paragraphs] == [0, 5, 4, 4, 0, 0]


def test_other_document_encodings() -> None:
    assert read_rtf(rb"{\rtf1\mac it\'d5s}", "a").text == "it’s"
    assert read_rtf(rb"{\rtf1\ansi\ansicpg1250 \'f8}", "a").text == "ř"
    assert read_rtf(rb"{\rtf1\ansi\ansicpg99999 \'e9}", "a").text == "é"


def test_a_file_cut_short_says_so() -> None:
    document = read_rtf(rb"{\rtf1 some {text", "a.rtf")
    assert document.text == "some text"
    assert "middle" in document.remarks[0]
