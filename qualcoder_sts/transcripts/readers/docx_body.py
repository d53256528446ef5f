"""Walking through the body of a Word document, block by block and run by run."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.docx_styles import (
    DocumentStyles,
    Style,
    has_outline_level,
    is_underlined,
    switched_on,
)
from qualcoder_sts.transcripts.readers.flow import Block, Run, roman_numeral, row_blocks
from qualcoder_sts.transcripts.readers.symbols import symbol_character

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKUP_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DELETED = frozenset(("del", "moveFrom"))
# Wrappers whose content is read as if they were not there.
_TRANSPARENT = frozenset(
    ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
     "dir", "bdo", "ruby", "rubyBase")
)  # fmt: skip
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
}


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A foot- or endnote mark met in the text."""

    kind: str  # "footnote" or "endnote"
    note_id: str
    mark: str


@dataclass(slots=True)
class Omissions:
    """What was left out, each reason once and in the order met."""

    _sentences: dict[str, None] = field(default_factory=dict)

    def add(self, sentence: str) -> None:
        """Note a sentence unless it is there already."""
        self._sentences.setdefault(sentence)

    def remarks(self) -> tuple[str, ...]:
        """The sentences for ``ReadDocument``."""
        return tuple(self._sentences)


class BodyWalker:
    """Reads blocks and remembers what lasts beyond one paragraph: fields, notes, omissions."""

    def __init__(self, namespace: str, styles: DocumentStyles, omissions: Omissions) -> None:
        self.notes: list[NoteReference] = []
        self._w = namespace
        self._styles = styles
        self._omissions = omissions
        # One entry for each open field: whether its result has begun.
        self._fields: list[bool] = []
        self._runs: list[Run] = []
        self._text_boxes: list[_Element] = []
        self._paragraph_style = Style()

    def blocks(self, container: "_Element") -> list[Block]:
        """The blocks of a body, a table cell, a note or a text box, in document order."""
        blocks: list[Block] = []
        carried: tuple[Run, ...] = ()
        for child in container:
            name = self._name(child)
            if name == "p":
                block, is_open, boxes = self._paragraph(child)
                block = Block(carried + block.runs, block.kind)
                # A paragraph whose mark was deleted runs on into the next one.
                carried = block.runs if is_open else ()
                if not is_open:
                    blocks.append(block)
                blocks += boxes
            else:
                blocks += self._other_blocks(child, name)
        if carried:
            blocks.append(Block(carried))
        return blocks

    def _other_blocks(self, child: "_Element", name: str) -> list[Block]:
        if name == "tbl":
            return [block for row in self._rows(child) for block in row]
        if name == "AlternateContent":
            chosen = self._alternative(child)
            return self.blocks(chosen) if chosen is not None else []
        if name in _TRANSPARENT and not self._is_placeholder(child):
            return self.blocks(child)
        if name in _DELETED:
            self._note_tracked_changes()
        elif name == "altChunk":
            self._omissions.add(_("A file embedded in the document was left out."))
        return []

    def _rows(self, table: "_Element") -> list[list[Block]]:
        rows: list[list[Block]] = []
        for child in table:
            name = self._name(child)
            if name == "tr":
                properties = child.find(f"{self._w}trPr")
                if properties is not None and properties.find(f"{self._w}del") is not None:
                    self._note_tracked_changes()
                else:
                    rows.append(row_blocks([self.blocks(cell) for cell in self._cells(child)]))
            elif name in _TRANSPARENT:
                rows += self._rows(child)
        return rows

    def _cells(self, row: "_Element") -> "list[_Element]":
        cells: list[_Element] = []
        for child in row:
            name = self._name(child)
            if name == "tc":
                cells.append(child)
            elif name in _TRANSPARENT:
                cells += self._cells(child)
        return cells

    def _paragraph(self, paragraph: "_Element") -> tuple[Block, bool, list[Block]]:
        """The block, whether its paragraph mark is deleted, and the text boxes anchored in it."""
        outer = self._runs, self._text_boxes, self._paragraph_style
        self._runs, self._text_boxes = [], []
        properties = paragraph.find(f"{self._w}pPr")
        self._paragraph_style = self._style_of(properties)
        self._inline(paragraph)
        # An instruction without an end must not swallow the rest of the document.
        self._fields = [True for _ in self._fields]
        is_heading = self._paragraph_style.is_heading or has_outline_level(properties, self._w)
        kind = ParagraphKind.HEADING if is_heading else ParagraphKind.BODY
        block = Block(tuple(self._runs), kind)
        boxes = self._text_boxes
        self._runs, self._text_boxes, self._paragraph_style = outer
        found = [inner for box in boxes for inner in self.blocks(box) if inner.text.strip()]
        return block, self._mark_is_deleted(properties), found

    def _style_of(self, properties: "_Element | None") -> Style:
        named = properties.find(f"{self._w}pStyle") if properties is not None else None
        style_id = named.get(f"{self._w}val") if named is not None else None
        return self._styles.paragraph_style(style_id)

    def _mark_is_deleted(self, properties: "_Element | None") -> bool:
        mark = properties.find(f"{self._w}rPr") if properties is not None else None
        return mark is not None and any(
            mark.find(f"{self._w}{change}") is not None for change in _DELETED
        )

    def _inline(self, container: "_Element") -> None:
        for child in container:
            name = self._name(child)
            if name == "r":
                self._run(child)
            elif name in _TRANSPARENT and not self._is_placeholder(child):
                self._inline(child)
            elif name in _DELETED:
                self._note_tracked_changes()
            elif name == "AlternateContent":
                chosen = self._alternative(child)
                if chosen is not None:
                    self._inline(chosen)
            elif name in {"oMath", "oMathPara"}:
                self._write("".join(text.text or "" for text in child.iter(_MATH_TEXT)), None)

    def _run(self, run: "_Element") -> None:
        properties = run.find(f"{self._w}rPr")
        for child in run:
            name = self._name(child)
            if name == "t":
                self._write(child.text or "", properties)
            elif name in _CHARACTERS:
                self._write(_CHARACTERS[name], properties)
            elif name == "br":
                if child.get(f"{self._w}type", "textWrapping") == "textWrapping":
                    self._write("\n", properties)
            elif name != "rPr":
                self._special(child, name, properties)

    def _special(self, child: "_Element", name: str, properties: "_Element | None") -> None:
        if name == "fldChar":
            self._field(child.get(f"{self._w}fldCharType", ""))
        elif name == "sym":
            code, font = child.get(f"{self._w}char", ""), child.get(f"{self._w}font", "")
            self._write(symbol_character(code, font), properties)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._note_reference(child, name.removesuffix("Reference"))
        elif name == "AlternateContent":
            chosen = self._alternative(child)
            if chosen is not None:
                self._run(chosen)
        elif name in {"drawing", "pict", "object"}:
            self._text_boxes += self._boxes_in(child)
        elif name in _TRANSPARENT:
            self._inline(child)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _note_reference(self, reference: "_Element", kind: str) -> None:
        number = sum(1 for note in self.notes if note.kind == kind) + 1
        written = str(number) if kind == "footnote" else roman_numeral(number)
        # A mark of the author's own choice follows in the text and stands in the note itself.
        mark = "" if reference.get(f"{self._w}customMarkFollows") else f"[{written}]"
        self.notes.append(NoteReference(kind, reference.get(f"{self._w}id", ""), mark))
        self._write(mark, None)

    def _write(self, text: str, properties: "_Element | None") -> None:
        if not text or not all(self._fields):
            return
        style = self._paragraph_style
        character_style = self._character_style(properties)
        hidden = switched_on(properties, "vanish", self._w)
        if (style.is_hidden or character_style.is_hidden) if hidden is None else hidden:
            self._omissions.add(_("Hidden text was left out."))
        elif properties is None:
            self._runs.append(Run(text, style.is_bold or style.is_underlined))
        else:
            self._runs.append(Run(text, self._is_emphasised(properties, character_style)))

    def _character_style(self, properties: "_Element | None") -> Style:
        named = properties.find(f"{self._w}rStyle") if properties is not None else None
        return self._styles.style(named.get(f"{self._w}val", "")) if named is not None else Style()

    def _is_emphasised(self, properties: "_Element", character_style: Style) -> bool:
        if character_style.name and not character_style.is_technical:
            return True
        bold = switched_on(properties, "b", self._w)
        if self._paragraph_style.is_bold if bold is None else bold:
            return True
        if character_style.is_technical and character_style.name:
            return False
        underlined = is_underlined(properties, self._w)
        return self._paragraph_style.is_underlined if underlined is None else underlined

    def _alternative(self, element: "_Element") -> "_Element | None":
        """One of several forms of the same content: the first that has text, else the first."""
        forms = [form for form in element if form.tag != f"{_MARKUP_COMPATIBILITY}Requires"]
        texts = f"{self._w}t"
        with_text = (form for form in forms if next(form.iter(texts), None) is not None)
        return next(with_text, forms[0] if forms else None)

    def _boxes_in(self, drawing: "_Element") -> "list[_Element]":
        """The outermost text boxes; those inside them come with their own paragraphs."""
        found: list[_Element] = []
        for child in drawing:
            name = self._name(child)
            if name == "txbxContent":
                found.append(child)
            elif name == "AlternateContent":
                chosen = self._alternative(child)
                found += self._boxes_in(chosen) if chosen is not None else []
            else:
                found += self._boxes_in(child)
        return found

    def _is_placeholder(self, wrapper: "_Element") -> bool:
        """Whether a content control shows only its invitation to type something."""
        properties = wrapper.find(f"{self._w}sdtPr")
        return properties is not None and bool(switched_on(properties, "showingPlcHdr", self._w))

    def _note_tracked_changes(self) -> None:
        self._omissions.add(_("Tracked changes were read as accepted; deleted text was left out."))

    def _name(self, element: "_Element") -> str:
        """The local name of what matters here: Word's own elements and a few wrappers."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return ""
        namespace, _, name = tag.rpartition("}")
        if len(namespace) + 1 == len(self._w) and tag.startswith(self._w):
            return name
        return name if name in {"AlternateContent", "oMath", "oMathPara"} else f"other {name}"
