"""Tables with a header row that is one, hairlines, and a description for screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell, _Row

HAIRLINE = "C9C6BE"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in centimetres, and whether figures stand in it."""

    heading: str
    width: float
    is_figure: bool = False


def add_table(
    document: "Document",
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    description: str,
) -> "Table":
    """A table; its first row is marked as header and repeats on every page."""
    from docx.shared import Cm  # noqa: PLC0415

    table: Table = document.add_table(rows=1 + len(rows), cols=len(columns))
    table.autofit = False
    _describe(table, description)
    _draw_hairlines(table)
    _mark_as_header(table.rows[0])
    for place, column in enumerate(columns):
        table.columns[place].width = Cm(column.width)
    for number, row in enumerate([[column.heading for column in columns], *rows]):
        line = table.rows[number]
        _keep_whole(line)
        for column, cell, text in zip(columns, line.cells, row, strict=True):
            cell.width = Cm(column.width)
            _fill(cell, text, column, is_heading=number == 0, is_last=number == len(rows))
    return table


def _fill(cell: "_Cell", text: str, column: Column, *, is_heading: bool, is_last: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold = is_heading
    run.font.size = Pt(9.5)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = not is_last
    if column.is_figure:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: "Table", description: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement("w:tblDescription")
    element.set(qn("w:val"), description)
    table._tbl.tblPr.append(element)  # noqa: SLF001 - no interface for it


def _draw_hairlines(table: "Table") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", HAIRLINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    # The schema has an order: borders come before the layout and the look.
    first = layout if layout is not None else look
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


def _mark_as_header(row: "_Row") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _keep_whole(row: "_Row") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001
