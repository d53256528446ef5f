"""Collecting the paragraphs, table rows and notes of an RTF file."""

from dataclasses import dataclass, field

from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.flow import Block, Run, row_blocks


@dataclass(slots=True)
class Flow:
    """A stream of text: the body, one note or one text box."""

    blocks: list[Block] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _cell: list[Block] = field(default_factory=list)
    _cells: list[list[Block]] = field(default_factory=list)
    _following: list[Block] = field(default_factory=list)

    def write(self, text: str, *, is_emphasised: bool) -> None:
        """Add text to the paragraph being built."""
        if text:
            self._runs.append(Run(text, is_emphasised))

    def follow(self, blocks: list[Block]) -> None:
        """Put a text box's blocks after the paragraph that holds it."""
        self._following += [block for block in blocks if block.text.strip()]

    def end_paragraph(self, *, is_heading: bool, is_in_table: bool) -> None:
        """Finish the paragraph being built."""
        kind = ParagraphKind.HEADING if is_heading else ParagraphKind.BODY
        block = Block(tuple(self._runs), kind)
        self._runs = []
        if is_in_table:
            self._cell.append(block)
            return
        self.end_row()
        self.blocks.append(block)
        self._place_following()

    def end_cell(self) -> None:
        """Finish a table cell with the paragraph being built as its last."""
        self._cell.append(Block(tuple(self._runs)))
        self._runs = []
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """Finish a table row, if one was begun."""
        if self._cell:
            self._cells.append(self._cell)
            self._cell = []
        if self._cells:
            self.blocks += row_blocks(self._cells)
            self._cells = []
            self._place_following()

    def finish(self) -> list[Block]:
        """All blocks, the unfinished last paragraph included."""
        self.end_row()
        if any(run.text.strip() for run in self._runs):
            self.blocks.append(Block(tuple(self._runs)))
        self._runs = []
        self._place_following()
        return self.blocks

    def _place_following(self) -> None:
        self.blocks += self._following
        self._following = []
