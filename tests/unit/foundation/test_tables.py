import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.tables import (
    Table,
    UnwritableTableError,
    read_table,
    write_table,
)

CELLS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["=1+1", "-5", "@x", "#N/A", "007", "1.0", "_x000D_", "a\r\nb", "a\rb", " x ", "é", "sep=;"]
    ),
    st.text(",;\t\"\n\r'= ax", max_size=8),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    columns = draw(st.lists(CELLS.map(str.strip), min_size=width, max_size=width))
    columns[0] = columns[0] or "first"
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), max_size=5))
    while rows and not any(rows[-1]):
        rows.pop()
    if not any(row[-1] for row in rows):
        columns[-1] = columns[-1] or "last"
    while len(columns) > 1 and not columns[-1] and not any(row[-1] for row in rows):
        columns.pop()
        rows = [row[:-1] for row in rows]
    return Table(tuple(columns), tuple(rows))


def there_and_back(table: Table, path: Path) -> Table:
    write_table(table, path)
    read = read_table(path.read_bytes(), path.name)
    return Table(read.columns, read.rows, None, read.first_row)


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_what_is_written_comes_back(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"table.{ending}"

    @given(tables())
    @example(Table(("a;b",), (("x",), ("",), ('"q"; "r"',))))
    @example(Table(("a", "b"), (("x\ufffe", "_x0041_"), ("\x01", "\x0b"))))
    def holds(table: Table) -> None:
        assert there_and_back(table, path) == table

    holds()


@pytest.mark.parametrize(
    ("text", "columns", "row"),
    [
        ("a,b\n1,2\n", ("a", "b"), ("1", "2")),
        ("a;b\r\n1,5;2\r\n", ("a", "b"), ("1,5", "2")),
        ("a\tb\r1, 2; 3\t4\r", ("a", "b"), ("1, 2; 3", "4")),
        ('name,"one; two; three"\nx,y\n', ("name", "one; two; three"), ("x", "y")),
        ('quote,code\n"first\nline, ""so""",A\n', ("quote", "code"), ('first\nline, "so"', "A")),
        ("sep=;\r\na;b,c\r\n1;2\r\n", ("a", "b,c"), ("1", "2")),
        ("path\nWork/Lower; and, so\n", ("path",), ("Work/Lower; and, so",)),
        ("a,b\n1,2,3\n", ("a", "b", ""), ("1", "2", "3")),
        ("a,b\n1\n", ("a", "b"), ("1", "")),
        ('a,b\n5" nail,x\n', ("a", "b"), ('5" nail', "x")),
    ],
)
def test_delimiters_and_quotes(text: str, columns: tuple[str, ...], row: tuple[str, ...]) -> None:
    table = read_table(text.encode(), "t.csv")
    assert (table.columns, table.rows[0]) == (columns, row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    table = read_table("Name,Rôle\nZoë,“médiatrice”\n".encode(encoding), "t.csv")
    assert table.columns == ("Name", "Rôle")
    assert table.rows == (("Zoë", "“médiatrice”"),)
    assert table.encoding is not None
    assert encoding.startswith(table.encoding[:5])


def test_columns_are_found_whatever_their_spelling() -> None:
    table = read_table(b" Brief Definition ,When_to_use,path\na,b,c\n", "t.csv")
    assert table.column("brief_definition") == 0
    assert table.column("when to use") == 1
    assert table.column("PATH") == 2
    assert table.column("colour") is None


def test_rows_keep_the_numbers_they_have_in_the_spreadsheet() -> None:
    table = read_table(b"\n,,\na,b\n1,2\n,\n\n3,4\n,\n\n", "t.csv")
    assert table.columns[:2] == ("a", "b")
    assert [(number, row[0]) for number, row in table.numbered_rows()] == [(4, "1"), (7, "3")]
    assert len(table.rows) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n , \n"[:2], "nothing in it"),
        (b'a,b\nx,"never closed\ny,z\n', "line 2"),
        (b"a\0b,c\n\0\1\2", "neither text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "password"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_table(content, "t.csv")


def workbook_bytes(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_cells_are_read_as_a_person_sees_them() -> None:
    workbook = Workbook()
    sheet = workbook.active
    moment = dt.datetime.fromisoformat("2020-05-01T13:30:00")
    values = [3.0, 3, 2.5, 0.1 + 0.2, dt.date(2020, 5, 1), moment, True]
    sheet.append([f"c{number}" for number in range(len(values) + 3)])
    sheet.append([*values, 7, 0.25, dt.time(9, 5)])
    sheet.cell(2, 8).number_format = "000"
    sheet.cell(2, 9).number_format = "0%"
    row = read_table(workbook_bytes(workbook), "t.xlsx").rows[0]
    assert row[:5] == ("3", "3", "2.5", "0.3", "2020-05-01")
    assert row[5:] == ("2020-05-01 13:30:00", "TRUE", "007", "25%", "09:05:00")


def test_sheets_are_chosen_by_name_or_the_first_that_is_seen_and_filled() -> None:
    workbook = Workbook()
    workbook.active.title = "Blank"
    hidden = workbook.create_sheet("Hidden")
    hidden.append(["hidden"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("Codes").append(["path"])
    content = workbook_bytes(workbook)
    assert read_table(content, "t.xlsx").columns == ("path",)
    assert read_table(content, "t.xlsx", sheet="hidden").columns == ("hidden",)
    with pytest.raises(UnreadableFileError, match="“Blank”, “Hidden”, “Codes”"):
        read_table(content, "t.xlsx", sheet="Other")


def repacked(content: bytes, replace: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, data if entry == replace else old.read(entry))
    return buffer.getvalue()


def sheet_xml(cells: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0"?>{before}<worksheet xmlns="{space}">'
    return f"{head}<sheetData>{cells}</sheetData></worksheet>".encode()


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
FAR = '<row r="{0}"><c r="XFD{0}" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>', BOMB), "d"),
        (sheet_xml("".join(FAR.format(number) for number in range(1, 1300))), "too many cells"),
        (sheet_xml('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'), "too many cells"),
        (b"<worksheet", "damaged"),
        (bytes(300 * 1024 * 1024), "too large"),
    ],
    ids=["entities", "wide rows", "far row", "cut off", "zip bomb"],
)
def test_bombs_and_damage_are_refused(data: bytes, said: str) -> None:
    workbook = Workbook()
    workbook.active.append(["a"])
    content = repacked(workbook_bytes(workbook), "xl/worksheets/sheet1.xml", data)
    with pytest.raises(UnreadableFileError, match=said):
        read_table(content, "t.xlsx")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableFileError, match="not an XLSX workbook"):
        read_table(buffer.getvalue(), "t.docx")


def test_what_a_workbook_cannot_hold_is_not_cut(tmp_path: Path) -> None:
    table = Table(("a",), (("x" * 40_000,),))
    with pytest.raises(UnwritableTableError, match="row 2"):
        write_table(table, tmp_path / "t.xlsx")
    assert there_and_back(table, tmp_path / "t.csv") == table
    with pytest.raises(UnwritableTableError, match="ending"):
        write_table(table, tmp_path / "t.ods")


def test_formulas_are_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_table(Table(("quote",), (("=HYPERLINK(1)",),)), path)
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def small_workbook() -> bytes:
    workbook = Workbook()
    workbook.active.append(["name", "born"])
    workbook.active.append(["Zoë", dt.date(1990, 5, 1)])
    return workbook_bytes(workbook)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1))
def test_damaged_workbooks_are_read_or_refused(changes: list[tuple[float, int]]) -> None:
    content = bytearray(WORKBOOK)
    for place, byte in changes:
        content[int(place * len(content))] = byte
    try:
        table = read_table(bytes(content), "t.xlsx")
    except UnreadableFileError:
        return
    assert all(len(row) == len(table.columns) for row in table.rows)


WORKBOOK = small_workbook()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_that_cannot_be_written_is_said(tmp_path, ending):
    path = tmp_path / "nowhere" / f"table.{ending}"
    with pytest.raises(UnwritableTableError, match=f"table.{ending}.*open in another program"):
        write_table(Table(("a",), (("1",),)), path)
