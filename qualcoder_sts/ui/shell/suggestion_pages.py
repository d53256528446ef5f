"""The pages in tabs that belong to suggestions, and where they lead to."""

from typing import TYPE_CHECKING, Any

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.set_up import PassageOf
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.coding.selected import selected_passage
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.suggest.suggester import Suggester

if TYPE_CHECKING:
    from qualcoder_sts.ui.suggest.basis_page import BasisPage
    from qualcoder_sts.ui.suggest.check_page import CheckPage
    from qualcoder_sts.ui.suggest.comparison_page import ComparisonPage
    from qualcoder_sts.ui.suggest.distinctive_page import DistinctivePage
    from qualcoder_sts.ui.suggest.hidden_page import HiddenPage
    from qualcoder_sts.ui.suggest.nearness_page import ReadNextPage, SimilarPage


def suggestion_pages(
    operations: Operations, actions: Actions, coding: CodingPlace, suggester: Suggester
) -> tuple[TabPage[Any], ...]:
    """What they rest on, comparing, what is hidden, the check."""

    def make_comparison() -> "ComparisonPage":
        from qualcoder_sts.ui.suggest.comparison_page import (  # noqa: PLC0415 - see TabPage
            ComparisonPage,
        )

        page = ComparisonPage(operations, actions, suggester)
        page.passage_wanted.connect(coding.show_passage)
        return page

    def make_hidden() -> "HiddenPage":
        from qualcoder_sts.ui.suggest.hidden_page import HiddenPage  # noqa: PLC0415 - see TabPage

        page = HiddenPage(operations, suggester)
        page.passage_wanted.connect(coding.show_passage)
        return page

    def make_check() -> "CheckPage":
        from qualcoder_sts.ui.suggest.check_page import CheckPage  # noqa: PLC0415 - see TabPage

        return CheckPage(operations)

    def make_basis() -> "BasisPage":
        from qualcoder_sts.ui.suggest.basis_page import BasisPage  # noqa: PLC0415 - see TabPage

        return BasisPage(operations, suggester)

    return (
        TabPage("suggestion_basis", _("Suggestion basis"), make_basis),
        TabPage("compare_suggestion", _("Compare"), make_comparison),
        TabPage("hidden_suggestions", _("Hidden suggestions"), make_hidden),
        TabPage("suggestion_check", _("Suggestion check"), make_check),
    )


def exploring_pages(
    operations: Operations, coding: CodingPlace, codebook: CodebookPanel
) -> tuple[TabPage[Any], ...]:
    """What to read next, and words to make terms of."""

    def make_read_next() -> "ReadNextPage":
        from qualcoder_sts.ui.suggest.nearness_page import (  # noqa: PLC0415 - see TabPage
            ReadNextPage,
        )

        page = ReadNextPage(operations, codebook.current_code)
        page.passage_wanted.connect(coding.show_passage)
        return page

    def make_distinctive() -> "DistinctivePage":
        from qualcoder_sts.ui.suggest.distinctive_page import (  # noqa: PLC0415 - see TabPage
            DistinctivePage,
        )

        page = DistinctivePage(operations, codebook.current_code)
        page.passage_wanted.connect(coding.show_passage)
        return page

    return (
        TabPage("read_next", _("Read next"), make_read_next),
        TabPage("distinctive_words", _("Distinctive words"), make_distinctive),
    )


def similar_page(
    operations: Operations, coding: CodingPlace, codebook: CodebookPanel
) -> TabPage["SimilarPage"]:
    """More like a passage."""

    def make() -> "SimilarPage":
        from qualcoder_sts.ui.suggest.nearness_page import (  # noqa: PLC0415 - see TabPage
            SimilarPage,
        )

        page = SimilarPage(operations, codebook.current_code)
        page.passage_wanted.connect(coding.show_passage)
        return page

    return TabPage("similar", _("More like this"), make)


def find_similar(coding: CodingPlace, similar: TabPage["SimilarPage"]) -> None:
    """Show more like the passage that is selected in the transcript in front."""
    passage = selected_passage(coding.current_view())
    if passage is None:
        coding.wanted.emit(_("Select a passage first, or click a coded one."))
        return
    page = similar.widget()
    coding.tabs.show_page(page, similar.title)
    page.show_more_like(PassageOf(passage.source_id, passage.span))
