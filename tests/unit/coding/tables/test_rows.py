import pytest

from qualcoder_sts.coding.tables.passages import passages_of
from qualcoder_sts.coding.tables.rows import CodingRow, CodingTableError, coding_rows
from qualcoder_sts.foundation.tables import read_table


def rows(*lines):
    content = "\n".join(lines).encode("utf-8-sig")
    return coding_rows(read_table(content, "coding.csv"), "coding.csv")


def test_all_columns():
    (row,) = rows(
        "Source,Quote,Code,Coder,Start,End,Memo,Weight,Key quote",
        ' I-01  A , "We ""met""." ,A/B|C | A/B, Ana ,3,9, Hm ,70,x',
    )
    assert row == CodingRow(
        number=2, source="I-01 A", quote=' "We ""met""." ', codes=("A/B", "C"), coder="Ana",
        start=3, end=9, memo="Hm", weight=70, key_quote=True,
    )  # fmt: skip


@pytest.mark.parametrize("source", ["source", "Document", "doc"])
@pytest.mark.parametrize("quote", ["quote", "Text"])
@pytest.mark.parametrize("code", ["code", "codes"])
def test_other_names_of_columns(source, quote, code):
    (row,) = rows(f"{code};{source};{quote}", "Trust;I-01;We met.")
    assert (row.source, row.quote, row.codes) == ("I-01", "We met.", ("Trust",))


def test_line_ends_in_quotes_become_those_of_texts():
    table = read_table(b'source,quote,code\r\nI-01,"We met.\r\nYes.\rNo.",Trust\r\n', "c.csv")
    assert coding_rows(table, "c.csv")[0].quote == "We met.\nYes.\nNo."


def test_offsets_will_do_instead_of_a_quote():
    (row,) = rows("source,code,start,end", "I-01,Trust,3,9")
    assert (row.quote, row.start, row.end) == ("", 3, 9)


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("quote,code", "“source”, “document” or “doc”"),
        ("source,quote", "“code” or “codes”"),
        ("source,code", "“quote”, or “start” and “end”"),
        ("source,code,start", "“quote”, or “start” and “end”"),
    ],
)
def test_missing_columns(header, missing):
    with pytest.raises(CodingTableError) as raised:
        rows(header, ",".join("x" for _ in header.split(",")))
    assert str(raised.value) == (
        f"“coding.csv” cannot be read as coding: it needs a column {missing}. The first row must "
        "hold the column names."
    )


@pytest.mark.parametrize("cell", ["three", "3.5", "3,5", "-", "1e3"])
def test_numbers_that_are_none(cell):
    (row,) = rows("source;quote;code;start", f"I-01;We met.;Trust;{cell}")
    assert row.broken == f"“{cell}” in column “start” is not a whole number"
    assert row.start is None


def test_a_code_with_the_separator_in_its_name():
    (row,) = rows("source,quote,code", r"I-01,We met.,A\|B | C/D\/E | ")
    assert row.codes == ("A|B", r"C/D\/E")


def test_numbers_count_empty_rows():
    found = rows("source,quote,code", "I-01,We,Trust", "", "I-01,met,Trust")
    assert [row.number for row in found] == [2, 4]


def coding(number, quote, code="A", coder="", start=None, end=None):
    return CodingRow(number, "S", quote, (code,) if code else (), coder, start, end)


def test_each_row_is_a_passage():
    passages = passages_of([coding(2, "One"), coding(3, "Two"), coding(4, " ")])
    assert passages.texts == ("One", "Two")
    assert passages.of_row == {2: 0, 3: 1}


def test_one_quote_with_several_codes_in_a_row_is_one_passage():
    passages = passages_of([coding(2, "No.", "A"), coding(3, "No.", "B"), coding(4, "No.", "A")])
    # The third is somebody else's, who said the same.
    assert passages.texts == ("No.", "No.")
    assert passages.of_row == {2: 0, 3: 0, 4: 1}


def test_a_second_coder_is_about_the_same_passages():
    first = [coding(2, "No."), coding(3, "Yes."), coding(4, "No.")]
    second = [coding(5, "No.", coder="T"), coding(6, "No.", coder="T"), coding(7, "Ah.", coder="T")]
    passages = passages_of(first + second)
    assert passages.texts == ("No.", "Yes.", "No.", "Ah.")
    assert passages.of_row == {2: 0, 3: 1, 4: 2, 5: 0, 6: 2, 7: 3}


def test_offsets_tell_equal_quotes_apart():
    passages = passages_of(
        [coding(2, "No.", start=5, end=8), coding(3, "No.", start=9, end=12),
         coding(4, "No.", start=5, end=8, coder="T")]
    )  # fmt: skip
    assert passages.of_row == {2: 0, 3: 1, 4: 0}
