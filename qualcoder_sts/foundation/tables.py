"""Tables in CSV and XLSX files: everything is text, as a person sees it in the spreadsheet."""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError, listed
from qualcoder_sts.foundation.text_encoding import decode_text
from qualcoder_sts.foundation.translation import _

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook

_DELIMITERS = ",;\t"
_NO_DELIMITER = "\x1f"
_MOST_UNPACKED_BYTES = 256 * 1024 * 1024
_MOST_CELLS = 20_000_000
_MOST_ROWS = 1_048_576  # of a sheet, as Excel has it
_MOST_CHARACTERS = 32_767  # of one XLSX cell, as Excel has it
_LONGEST_FIELD = 2**31 - 1  # the csv module's own limit of 131,072 is shorter than a transcript

_OLD_OFFICE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_TEXT = "\0end of text"  # a text with a zero character never gets this far

# openpyxl lets errors of every layer below it through: zip, XML, its own descriptors.
_WORKBOOK_ERRORS = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, SyntaxError),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError),
)

# XLSX writes what XML cannot hold as _x000D_, and a text that looks like that as _x005F_x000D_.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class _ReadCell(Protocol):
    """A cell of a workbook opened for reading."""

    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str | None: ...


class _ReadSheet(Protocol):
    """A sheet of a workbook opened for reading; openpyxl's published types leave these out."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self) -> Iterable[tuple[_ReadCell, ...]]: ...


class UnwritableTableError(QualcoderError):
    """A table that the chosen kind of file cannot hold, or a file that cannot be written."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(_("“%(name)s” cannot be written: %(why)s") % {"name": name, "why": why})


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their names, and rows, each exactly as long as ``columns``.

    ``encoding`` is that of the file it was read from, ``None`` for XLSX. ``first_row`` is the
    number the first of ``rows`` has in the spreadsheet. Empty rows between others are kept, so
    that numbers stay true; ``numbered_rows`` passes over them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str | None = None
    first_row: int = 2

    def column(self, name: str) -> int | None:
        """Where the first column of that name is; case, spaces and underscores do not matter."""
        wanted = folded_name(name)
        for position, column in enumerate(self.columns):
            if folded_name(column) == wanted:
                return position
        return None

    def numbered_rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows that are not empty, each with its number in the spreadsheet."""
        for number, row in enumerate(self.rows, start=self.first_row):
            if any(row):
                yield number, row


def folded_name(name: str) -> str:
    """A column's name without what people vary: case, spaces, underscores, hyphens."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def read_table(content: bytes, name: str, *, sheet: str | None = None) -> Table:
    """The table in a CSV or XLSX file called ``name``; the bytes decide which it is.

    Without ``sheet`` the first visible sheet that is not empty is read.
    """
    if not content:
        raise UnreadableFileError(name, _("it is empty."))
    if content.startswith(_OLD_OFFICE_FILE):
        why = _("it is an old .xls file or has a password. Save it as XLSX without one, or as CSV.")
        raise UnreadableFileError(name, why)
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(content, name, sheet)
    return _read_csv(content, name)


def write_table(table: Table, path: Path) -> None:
    """Write ``table`` as the ending of ``path`` says: .csv, .tsv or .xlsx.

    What begins with ``=`` is somebody's words and is written unchanged: as text in XLSX; in CSV
    it comes back here as it was, though a spreadsheet may take it for a formula.
    """
    writers = {".xlsx": _write_workbook, ".csv": _write_csv, ".tsv": _write_csv}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        why = _("tables are written as CSV, TSV or XLSX. Choose one of these endings.")
        raise UnwritableTableError(path.name, why)
    try:
        writer(table, path)
    except OSError as error:
        why = _("%s. Is it open in another program?") % (error.strerror or error)
        raise UnwritableTableError(path.name, why) from error


def _write_csv(table: Table, path: Path) -> None:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    lines = [_csv_line(row, delimiter) for row in (table.columns, *table.rows)]
    # Excel takes UTF-8 for the local code page unless it begins with the mark.
    path.write_bytes("".join(lines).encode("utf-8-sig"))


def _csv_line(row: Sequence[str], delimiter: str) -> str:
    return delimiter.join(_csv_field(field) for field in row) + "\r\n"


def _csv_field(field: str) -> str:
    """Quoted wherever any reader could take a part of it for something else."""
    if field and field == field.strip() and not re.search('[,;\t"\r\n]|^sep=', field):
        return field
    return '"' + field.replace('"', '""') + '"' if field else ""


def _read_csv(content: bytes, name: str) -> Table:
    decoded = decode_text(content)
    text = decoded.text
    if "\0" in text:
        raise UnreadableFileError(name, _("it is neither text (CSV) nor an XLSX workbook."))
    declared = re.match(r"sep=([,;\t|])\r?\n", text)
    if declared is not None:  # Excel's own way of telling the delimiter
        delimiter = declared[1]
        text = text[declared.end() :]
    else:
        delimiter = _found_delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(f"{text}\r\n{_END_OF_TEXT}", newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=False)
    rows: list[list[str]] = []
    begins_at = 1
    for row in reader:
        if row == [_END_OF_TEXT]:
            break
        if row and row[-1].endswith(_END_OF_TEXT):
            why = _("a quotation mark opened in the row at line %d is never closed.")
            raise UnreadableFileError(name, why % begins_at)
        rows.append(row)
        begins_at = reader.line_num + 1
    return _table(rows, name, decoded.encoding)


def _found_delimiter(text: str) -> str:
    """The delimiter of those in the header that splits the first rows most evenly."""
    counted = list(_delimiter_counts(text[:65_536]))
    if not counted or not any(counted[0]):
        return _NO_DELIMITER  # one column: commas further down belong to its texts

    def evenness(position: int) -> tuple[float, int]:
        header = counted[0][position]
        same = sum(counts[position] == header for counts in counted)
        return (same / len(counted) if header else -1.0, header)

    return _DELIMITERS[max(range(len(_DELIMITERS)), key=evenness)]


def _delimiter_counts(text: str) -> Iterator[tuple[int, ...]]:
    """For each row that is not blank: how often each delimiter stands in it outside quotes."""
    quoted = re.compile(rf'(^|[{_DELIMITERS}\r\n])"(?:[^"]|"")*"')
    for line in re.split("\r\n|\n|\r", quoted.sub(r'\1"', text)):
        if line.strip():
            yield tuple(line.count(delimiter) for delimiter in _DELIMITERS)


def _table(
    rows: Iterable[Sequence[str]], name: str, encoding: str | None, *, first_row: int = 2
) -> Table:
    """Rows made equally long; empty ones before the header and at the end are left out."""
    kept = [_without_empty_end(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    leading = next((position for position, row in enumerate(kept) if row), None)
    if leading is None:
        raise UnreadableFileError(name, _("there is nothing in it."))
    header, *body = kept[leading:]
    width = max(len(row) for row in [header, *body])
    columns = [cell.strip() for cell in header] + [""] * (width - len(header))
    padded = tuple((*row, *[""] * (width - len(row))) for row in body)
    return Table(tuple(columns), padded, encoding, first_row + leading)


def _without_empty_end(row: Sequence[str]) -> Sequence[str]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _read_workbook(content: bytes, name: str, sheet: str | None) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415 - start-up pays for none of it

    _refuse_what_is_no_workbook(content, name)
    try:
        # openpyxl warns on standard error of validation lists and the like, which hold no data.
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            file = io.BytesIO(content)
            workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            rows = _sheet_rows(workbook, name, sheet)
    except UnreadableFileError:
        raise
    except _WORKBOOK_ERRORS as error:
        raise UnreadableFileError(name, _("the workbook is damaged or encrypted.")) from error
    return _table(rows, name, None)


def _refuse_what_is_no_workbook(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _WORKBOOK_ERRORS as error:
        raise UnreadableFileError(name, _("the workbook is damaged.")) from error
    if not any(entry.filename.lower() == "xl/workbook.xml" for entry in entries):
        why = _("it is not an XLSX workbook. Save the table as XLSX or CSV.")
        raise UnreadableFileError(name, why)
    # zipfile reads no more from an entry than this size, whatever really is in it.
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED_BYTES:
        why = _("unpacked it is too large for a table (over 256 MB).")
        raise UnreadableFileError(name, why)


def _sheet_rows(workbook: "Workbook", name: str, sheet: str | None) -> list[list[str]]:
    every_sheet = cast("list[_ReadSheet]", workbook.worksheets)
    sheets = [found for found in every_sheet if found.sheet_state == "visible"]
    if sheet is not None:
        wanted = sheet.strip().casefold()
        sheets = [found for found in every_sheet if found.title.strip().casefold() == wanted]
        if not sheets:
            has = listed([found.title for found in every_sheet])
            why = _("it has no sheet “%(sheet)s”; its sheets are %(sheets)s.")
            raise UnreadableFileError(name, why % {"sheet": sheet, "sheets": has})
    for candidate in sheets:
        rows = _read_rows(candidate, name)
        if any(rows):
            return rows
    return []


def _read_rows(sheet: _ReadSheet, name: str) -> list[list[str]]:
    # The size a sheet declares may be wrong either way: a million empty rows, or one cell.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    cells_seen = 0
    for row in sheet.iter_rows():
        cells_seen += len(row)
        if cells_seen > _MOST_CELLS or len(rows) >= _MOST_ROWS:
            raise UnreadableFileError(name, _("the sheet has too many cells."))
        rows.append(list(_without_empty_end([_shown(cell) for cell in row])))
    return rows


def _shown(cell: _ReadCell) -> str:
    """A cell as a person sees it, dates and times in ISO form."""
    value = "" if cell.value is None else cell.value
    if isinstance(value, str):
        return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _shown_number(value, cell.number_format or "")
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)  # of dates and times that is the ISO form


def _shown_number(value: float, number_format: str) -> str:
    if number_format.endswith("%"):
        return f"{value * 100:.12g}%"
    if abs(value) >= 1e21 or value != int(value):
        return f"{value:.15g}"  # 0.1 + 0.2 is 0.3 in a spreadsheet
    shown = str(int(value))
    return shown.zfill(len(number_format)) if set(number_format) == {"0"} else shown


def _write_workbook(table: Table, path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - start-up pays for none of it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if len(table.rows) >= _MOST_ROWS:
        why = _("a sheet holds %s rows at most. Save it as CSV instead.") % f"{_MOST_ROWS:,}"
        raise UnwritableTableError(path.name, why)
    # A workbook cannot be left half written: all that can be wrong is found before it begins.
    rows = [_escaped_row(row, path, n) for n, row in enumerate((table.columns, *table.rows), 1)]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Table")
    for row in rows:
        cells: list[Cell | None] = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text) if text else None
            if cell is not None:
                cell.data_type = "s"  # else “=…” becomes a formula and “#N/A” an error
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()  # saved straight to a file that cannot be written, it leaves loose ends
    workbook.save(packed)
    path.write_bytes(packed.getvalue())


def _escaped_row(row: Sequence[str], path: Path, number: int) -> list[str]:
    escaped = [_TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text) for text in row]
    if any(len(text) > _MOST_CHARACTERS for text in escaped):  # openpyxl would cut it silently
        why = _("a text in row %(row)d is longer than %(most)s characters. Save it as CSV.")
        most = f"{_MOST_CHARACTERS:,}"
        raise UnwritableTableError(path.name, why % {"row": number, "most": most})
    return escaped
