"""What the rows of a coding table say, before anything is looked up in a project."""

from dataclasses import dataclass

from qualcoder_sts.codebook.files.separated import split
from qualcoder_sts.foundation.errors import QualcoderError, either
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.values import YES
from qualcoder_sts.transcripts.readers.normalise import normalise

SOURCE_COLUMNS = ("source", "document", "doc")
QUOTE_COLUMNS = ("quote", "text")
CODE_COLUMNS = ("code", "codes")
CODE_SEPARATOR = "|"


class CodingTableError(QualcoderError):
    """A table that says nothing about coding."""

    def __init__(self, name: str, missing: str) -> None:
        super().__init__(
            _(
                "“%(name)s” cannot be read as coding: it needs a column %(columns)s. The first row "
                "must hold the column names."
            )
            % {"name": name, "columns": missing}
        )


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of a coding table; ``number`` is its row in the spreadsheet, the header being 1.

    ``quote`` has the line ends that texts in a project have.
    """

    number: int
    source: str
    quote: str
    codes: tuple[str, ...]
    coder: str = ""
    start: int | None = None
    end: int | None = None
    memo: str = ""
    weight: int | None = None
    key_quote: bool = False
    broken: str = ""  # why the row cannot be read


def coding_rows(table: Table, name: str) -> list[CodingRow]:
    """The rows of a coding table; raises ``CodingTableError`` when a column is missing."""
    source = _needed(table, name, SOURCE_COLUMNS)
    quote = _first(table, QUOTE_COLUMNS)
    code = _needed(table, name, CODE_COLUMNS)
    if quote is None and (table.column("start") is None or table.column("end") is None):
        raise CodingTableError(name, _("“quote”, or “start” and “end”"))
    rows: list[CodingRow] = []
    for number, cells in table.numbered_rows():
        reader = _CellReader(table, cells)
        parts = (part.strip() for part in split(cells[code], CODE_SEPARATOR))
        row = CodingRow(
            number=number,
            source=tidied(cells[source]),
            quote="" if quote is None else normalise(cells[quote]),
            codes=tuple(dict.fromkeys(part for part in parts if part)),
            coder=reader.words("coder"),
            start=reader.whole_number("start"),
            end=reader.whole_number("end"),
            memo=reader.words("memo"),
            weight=reader.whole_number("weight"),
            key_quote=reader.words("key_quote").casefold() in YES,
            broken=reader.broken,
        )
        rows.append(row)
    return rows


class _CellReader:
    """Reads the optional cells of one row and remembers what was wrong."""

    def __init__(self, table: Table, cells: tuple[str, ...]) -> None:
        self._table = table
        self._cells = cells
        self.broken = ""

    def words(self, column: str) -> str:
        place = self._table.column(column)
        return "" if place is None else self._cells[place].strip()

    def whole_number(self, column: str) -> int | None:
        written = self.words(column)
        if not written:
            return None
        try:
            return int(written)
        except ValueError:
            words = _("“%(value)s” in column “%(column)s” is not a whole number")
            self.broken = words % {"value": written, "column": column}
            return None


def _first(table: Table, names: tuple[str, ...]) -> int | None:
    found = (table.column(name) for name in names)
    return next((place for place in found if place is not None), None)


def _needed(table: Table, name: str, names: tuple[str, ...]) -> int:
    if (place := _first(table, names)) is None:
        raise CodingTableError(name, either([f"“{one}”" for one in names]))
    return place
