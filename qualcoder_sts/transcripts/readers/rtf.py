r"""Rich Text Format.

striprtf knows which groups hold no text and which character sets fonts are in; both tables are
its own. The walk through the file is done here, because striprtf returns one string: it leaves out
footnotes and text boxes, keeps hidden and deleted text, does not tell ``\par`` from ``\line``, says
nothing of bold, and writes the addresses of links into the text.
"""

import re
from copy import copy
from dataclasses import dataclass, field

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import Doubt, ReadDocument
from qualcoder_sts.transcripts.readers.errors import DamagedFileError
from qualcoder_sts.transcripts.readers.flow import (
    Block,
    note_blocks,
    paragraphs_of,
    roman_numeral,
)
from qualcoder_sts.transcripts.readers.rtf_flow import Flow
from qualcoder_sts.transcripts.readers.rtf_fonts import Font, font_encoding, known_encoding
from qualcoder_sts.transcripts.readers.symbols import symbol_character

KIND = "RTF"
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|[\r\n]+"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|(?P<rest>.)",
    re.DOTALL,
)
_MOST_GROUPS = 10_000
_CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "nestcell": "\t", "nestrow": "\n", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}
_ENCODINGS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_HEADERS = frozenset(
    ("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr")
)
_LIST_NUMBERS = frozenset(("listtext", "pntext"))
# Groups that striprtf passes over but that hold text or what is needed to read it.
_READ = frozenset(("footnote", "shpinst", "shp", "shptxt", "dptxbxtext", "ud"))
_TECHNICAL_STYLES = ("default", "hyperlink", "followed", "footnote", "endnote", "page", "line")


@dataclass(slots=True)
class _State:
    """What a group inherits from the one around it and loses at its end."""

    destination: str = ""  # "", or what holds no text: "skipped", "fonttbl", "stylesheet", "header"
    unicode_skip: int = 1
    font: int | None = None
    is_bold: bool = False
    is_underlined: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    character_style: int | None = None
    paragraph_style: int | None = None
    has_outline_level: bool = False
    is_in_table: bool = False


@dataclass(slots=True)
class _OpenGroup:
    """A group's surroundings, to go back to; ``opens`` names the flow that it began."""

    state: _State
    opens: str = ""
    mark: str = ""


@dataclass(slots=True)
class _StyleEntry:
    """An entry of the style sheet while it is read."""

    number: int = 0
    is_character_style: bool = False
    name: str = ""


@dataclass(slots=True)
class _Styles:
    headings: set[int] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)  # character styles that set a name off
    entry: _StyleEntry = field(default_factory=_StyleEntry)

    def end_entry(self) -> None:
        """File the entry just read."""
        name = self.entry.name.strip().rstrip(";").lower()
        if not self.entry.is_character_style and name.startswith(("heading", "title", "subtitle")):
            self.headings.add(self.entry.number)
        elif self.entry.is_character_style and not name.startswith(_TECHNICAL_STYLES):
            self.speakers.add(self.entry.number)
        self.entry = _StyleEntry()


def read_rtf(content: bytes, name: str) -> ReadDocument:
    """Read an RTF file; its 8-bit characters are decoded font by font."""
    reader = RtfReader(content.decode("latin-1"), name)
    blocks = reader.read()
    return ReadDocument(
        paragraphs_of(blocks), format="rtf", encoding=reader.encoding, remarks=reader.remarks
    )


class RtfReader:
    """Walks through the tokens of one file."""

    def __init__(self, source: str, name: str) -> None:
        from striprtf.striprtf import destinations  # noqa: PLC0415

        self.encoding = "cp1252"
        self._source = source
        self._place = 0
        self._name = name
        self._textless = (frozenset(destinations) | _LIST_NUMBERS) - _READ
        self._state = _State()
        self._groups: list[_OpenGroup] = []
        self._flows = [Flow()]
        self._notes: list[Block] = []
        self._note_numbers = {"footnote": 0, "endnote": 0}
        self._fonts: dict[int, Font] = {}
        self._styles = _Styles()
        self._bytes = bytearray()
        self._skip = 0
        self._is_starred = False
        self._remarks: dict[str, None] = {}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was left out."""
        return tuple(self._remarks)

    def read(self) -> list[Block]:
        """The blocks of the body, then the notes."""
        is_closed = False
        while not is_closed and (token := _TOKEN.match(self._source, self._place)):
            self._place = token.end()
            if token["brace"]:
                is_closed = self._brace(token["brace"])
            elif token["word"]:
                number = int(token["number"]) if token["number"] else None
                self._place += self._word(token["word"], number)
            else:
                self._characters(token)
        self._flush()
        if not is_closed:
            cut = _("The file ends in the middle; text may be missing at its end.")
            self._remarks.setdefault(Doubt(cut))
        while len(self._flows) > 1:
            self._flows[-2].follow(self._flows.pop().finish())
        return self._flows[0].finish() + self._notes

    def _characters(self, token: re.Match[str]) -> None:
        if token["hex"]:
            self._add(bytes.fromhex(token["hex"]))
        elif token["text"]:
            # Characters beyond 8 bits cannot occur: the source was decoded byte by byte.
            self._add(token["text"].encode("latin-1"))
        elif token["symbol"]:
            self._symbol(token["symbol"])

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_starred = True
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in _SYMBOLS:
            if self._skip:
                self._skip -= 1
            else:
                self._flush()
                self._put(_SYMBOLS[symbol])

    def _brace(self, brace: str) -> bool:
        """Open or close a group; True when the outermost one is closed."""
        self._flush()
        self._skip = 0
        self._is_starred = False
        if brace == "{":
            if len(self._groups) >= _MOST_GROUPS:
                raise DamagedFileError(self._name, KIND)
            self._groups.append(_OpenGroup(copy(self._state)))
            return False
        if not self._groups:
            return True
        group = self._groups.pop()
        if self._state.destination == "stylesheet":
            self._styles.end_entry()
        self._state = group.state
        if group.opens:
            blocks = self._flows.pop().finish()
            if group.opens == "box":
                self._flows[-1].follow(blocks)
            else:
                self._notes += note_blocks(group.mark, blocks)
        return not self._groups

    def _word(self, word: str, number: int | None) -> int:
        """Act on a control word; how many raw bytes after it belong to it."""
        if word == "u":
            self._unicode(number)
            return 0
        self._flush()
        self._skip = 0
        is_starred, self._is_starred = self._is_starred, False
        if word == "bin":
            return max(0, number or 0)
        if self._opens_destination(word, is_starred=is_starred):
            return 0
        if self._state.destination in {"fonttbl", "stylesheet"}:
            self._table_word(word, number)
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif not self._structure(word):
            self._formatting(word, number)
        return 0

    def _opens_destination(self, word: str, *, is_starred: bool) -> bool:
        state = self._state
        if state.destination and word != "ud":
            return False
        if word in {"fonttbl", "stylesheet"}:
            state.destination = word
        elif word in _HEADERS:
            state.destination = "header"
        elif word in {"footnote", "shptxt", "dptxbxtext"} and self._groups:
            self._open_flow(word)
        elif word in {"shp", "shpinst"}:
            pass
        elif word in {"upr", "annotation"} or word in self._textless:
            state.destination = "skipped"
            if word == "annotation":
                self._remarks.setdefault(_("Comments in the margin were left out."))
        elif word == "ud":
            state.destination = ""
        elif is_starred and word not in {"cs", "pnseclvl"}:
            state.destination = "skipped"
        else:
            return False
        return True

    def _open_flow(self, word: str) -> None:
        self._flows.append(Flow())
        self._groups[-1].opens = "box"
        if word != "footnote":
            return
        is_endnote = self._source.startswith("\\ftnalt", self._place)
        kind = "endnote" if is_endnote else "footnote"
        self._note_numbers[kind] += 1
        number = self._note_numbers[kind]
        mark = f"[{roman_numeral(number) if is_endnote else number}]"
        self._groups[-1].opens, self._groups[-1].mark = "note", mark
        self._flows[-2].write(mark, is_emphasised=False)

    def _table_word(self, word: str, number: int | None) -> None:
        """A word of the font table or the style sheet."""
        if self._state.destination == "stylesheet":
            if word in {"s", "cs"}:
                self._styles.entry.number = number or 0
                self._styles.entry.is_character_style = word == "cs"
        elif word == "f":
            self._state.font = number or 0
            self._fonts[self._state.font] = Font()
        elif self._state.font in self._fonts:
            font = self._fonts[self._state.font]
            if word == "fcharset":
                font.charset = number or 0
            elif word == "cpg":
                font.code_page = number

    def _structure(self, word: str) -> bool:
        """A word that ends a paragraph, cell or row, or begins the settings of one."""
        state, flow = self._state, self._flows[-1]
        if state.destination:
            return False
        if word in {"par", "sect"}:
            self._end_paragraph()
        elif word == "cell":
            flow.end_cell()
        elif word == "row":
            flow.end_row()
        elif word == "pard":
            state.is_in_table = state.has_outline_level = False
            state.paragraph_style = None
        elif word == "intbl":
            state.is_in_table = True
        else:
            return False
        return True

    def _end_paragraph(self) -> None:
        self._flush()
        state = self._state
        if not state.destination:
            is_heading = state.has_outline_level or state.paragraph_style in self._styles.headings
            self._flows[-1].end_paragraph(is_heading=is_heading, is_in_table=state.is_in_table)

    def _formatting(self, word: str, number: int | None) -> None:
        state = self._state
        is_on = number != 0
        if word == "f":
            state.font = number
        elif word == "b":
            state.is_bold = is_on
        elif word == "v":
            state.is_hidden = is_on
        elif word == "deleted":
            state.is_deleted = is_on
        elif word == "plain":
            state.is_bold = state.is_underlined = state.is_hidden = False
            state.character_style = None
        elif word in {"ul", "uld", "uldb", "ulw", "ulnone"}:
            state.is_underlined = is_on and word != "ulnone"
        else:
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "uc":
            state.unicode_skip = max(0, number or 0)
        elif word == "cs":
            state.character_style = number
        elif word == "s":
            state.paragraph_style = number
        elif word == "outlinelevel":
            state.has_outline_level = number is not None and number < 9
        elif word == "deff":
            state.font = number
        elif word == "ansicpg":
            self.encoding = known_encoding(f"cp{number}", self.encoding)
        elif word in _ENCODINGS:
            self.encoding = _ENCODINGS[word]

    def _unicode(self, number: int | None) -> None:
        """A character by its number, followed by stand-ins for programs that know no Unicode."""
        self._flush()
        self._is_starred = False
        self._skip = self._state.unicode_skip
        code = (number or 0) % 0x10000 if (number or 0) < 0 else (number or 0)
        if 0xF000 <= code < 0xF100:
            font = self._fonts.get(self._state.font or 0, Font())
            self._put(symbol_character(f"{code:x}", font.symbol_name))
        elif code <= 0x10FFFF:
            self._put(chr(code))

    def _add(self, raw: bytes) -> None:
        """Collect bytes: some encodings need several for a character."""
        dropped = min(self._skip, len(raw))
        self._skip -= dropped
        self._bytes += raw[dropped:]

    def _flush(self) -> None:
        """Decode the bytes collected, in the encoding of the font they are in."""
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        font = self._fonts.get(self._state.font) if self._state.font is not None else None
        if font is not None and font.is_symbol and not self._state.destination:
            self._put("".join(symbol_character(f"{0xF000 + byte:x}", font.symbol_name)
                              if byte > 0x7F else chr(byte) for byte in raw))  # fmt: skip
            return
        self._put(raw.decode(font_encoding(font, self.encoding), "replace"))

    def _put(self, text: str) -> None:
        """Text on its way to where the current group sends it."""
        state = self._state
        if state.destination == "fonttbl" and state.font in self._fonts:
            self._fonts[state.font].name += text
        elif state.destination == "stylesheet":
            self._styles.entry.name += text
        elif state.destination == "header" and text.strip():
            self._remarks.setdefault(_("Headers and footers were left out."))
        elif state.is_deleted and not state.destination:
            self._remarks.setdefault(
                _("Tracked changes were read as accepted; deleted text was left out.")
            )
        elif state.is_hidden and not state.destination:
            self._remarks.setdefault(_("Hidden text was left out."))
        elif not state.destination:
            has_style = state.character_style in self._styles.speakers
            is_emphasised = state.is_bold or state.is_underlined or has_style
            self._flows[-1].write(text, is_emphasised=is_emphasised)
