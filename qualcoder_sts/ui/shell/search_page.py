"""The page for searching all transcripts, and where it leads to."""

from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage

if TYPE_CHECKING:
    from qualcoder_sts.ui.coding.search_page import SearchPage


def search_page(operations: Operations, coding: CodingPlace) -> TabPage["SearchPage"]:
    """Searching all transcripts; a passage that was found is shown in its own."""

    def make() -> "SearchPage":
        from qualcoder_sts.ui.coding.search_page import SearchPage  # noqa: PLC0415 - see TabPage

        page = SearchPage(operations)
        page.passage_wanted.connect(coding.show_passage)
        page.told.connect(coding.wanted)
        return page

    return TabPage("search", _("Search"), make)
