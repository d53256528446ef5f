"""Where the cells of a pasted block belong, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.blocks import NewValue
from qualcoder_sts.ui.participants.sheet import SheetColumn
from qualcoder_sts.ui.widgets.sheets import Block


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """The values of a block that fall on attributes; the rest is left out and counted."""

    values: tuple[NewValue, ...]
    rows_left_out: int
    columns_left_out: int


def place_block(
    block: Block, row_ids: Sequence[UUID], columns: Sequence[SheetColumn]
) -> PlacedBlock:
    """Lay a block on the rows and columns from its first cell on, as they are shown.

    Only attributes take pasted values: names and the like are typed one by one.
    """
    values = [
        NewValue(column.attribute.id, row_id, value)
        for row_id, line in zip(row_ids, block, strict=False)
        for column, value in zip(columns, line, strict=False)
        if column.attribute is not None
    ]
    width = len(block[0]) if block else 0
    taken = sum(column.attribute is not None for column in columns[:width])
    return PlacedBlock(tuple(values), max(0, len(block) - len(row_ids)), width - taken)


def pasted_words(changed: int, placed: PlacedBlock) -> str:
    """What came of a block, in a sentence or two."""
    words = ngettext("%d value pasted.", "%d values pasted.", changed) % changed
    left_out = []
    if rows := placed.rows_left_out:
        left_out.append(
            ngettext("%d row below the last one", "%d rows below the last one", rows) % rows
        )
    if columns := placed.columns_left_out:
        left_out.append(
            ngettext(
                "%d column where no attribute stands",
                "%d columns where no attribute stands",
                columns,
            )
            % columns
        )
    if left_out:
        words += " " + _("Left out: %s.") % ", ".join(left_out)
    return words
