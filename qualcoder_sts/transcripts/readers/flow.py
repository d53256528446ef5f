"""Formatted text on its way to paragraphs: what docx, odt, rtf and html have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one formatting."""

    text: str
    is_emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph while its formatting is still known."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.BODY

    @property
    def text(self) -> str:
        """The block's text without formatting."""
        return "".join(run.text for run in self.runs)

    def paragraph(self) -> Paragraph:
        """The block as readers hand it on."""
        return Paragraph(self.text, kind=self.kind, emphasised=leading_emphasis(self.runs))


def leading_emphasis(runs: Iterable[Run]) -> int:
    """How many leading characters are emphasised; zero when all or none of the text is.

    White space takes the side of its neighbours, so that an unformatted blank between a name and
    its colon does not end the emphasis.
    """
    position = emphasised_end = 0
    for run in runs:
        bare = run.text.rstrip()
        if bare and not run.is_emphasised:
            return emphasised_end
        if bare:
            emphasised_end = position + len(bare)
        position += len(run.text)
    return 0


def row_blocks(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """A table row as blocks: one with tabs between the cells.

    A row with text in a single cell keeps that cell's paragraphs apart: transcripts are laid out
    in one big cell, and their turns must not run together.
    """
    filled = [[block for block in cell if block.text.strip()] for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    with_text = [cell for cell in filled if cell]
    if len(with_text) <= 1:
        return [replace(block, kind=ParagraphKind.TABLE_ROW) for cell in filled for block in cell]
    runs: list[Run] = []
    for place, cell in enumerate(filled):
        if place:
            runs.append(Run("\t"))
        runs.extend(_joined_runs(cell))
    return [Block(tuple(runs), ParagraphKind.TABLE_ROW)]


def note_blocks(mark: str, blocks: Sequence[Block]) -> list[Block]:
    """A foot- or endnote's blocks, its mark set before the first."""
    notes = [replace(block, kind=ParagraphKind.NOTE) for block in blocks if block.text.strip()]
    if mark and notes:
        runs = (Run(f"{mark} "), *_without_leading_blanks(notes[0].runs))
        notes[0] = replace(notes[0], runs=runs)
    return notes


def paragraphs_of(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """The finished paragraphs."""
    return tuple(block.paragraph() for block in blocks)


def roman_numeral(number: int) -> str:
    """Small Roman numerals, which mark endnotes."""
    steps = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
             (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    written = ""
    for value, letters in steps:
        written += letters * (number // value)
        number %= value
    return written


def _without_leading_blanks(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without the blanks that stood between the mark and the note."""
    first = next(place for place, run in enumerate(runs) if run.text.strip())
    return (replace(runs[first], text=runs[first].text.lstrip()), *runs[first + 1 :])


def _joined_runs(cell: Sequence[Block]) -> list[Run]:
    runs: list[Run] = []
    for place, block in enumerate(cell):
        if place:
            runs.append(Run("\n"))
        runs.extend(block.runs)
    return runs
