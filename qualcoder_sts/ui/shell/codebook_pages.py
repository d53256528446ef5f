"""The pages of the codebook in tabs: what codes mean, frozen versions, what to look at again."""

from typing import TYPE_CHECKING, Any

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.codebook.passages import Passage
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.leading import open_passage
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.theme.apply import ThemeChoice

if TYPE_CHECKING:
    from qualcoder_sts.ui.codebook.codebook_page import CodebookPage
    from qualcoder_sts.ui.codebook.recheck_page import RecheckPage
    from qualcoder_sts.ui.codebook.versions_page import VersionsPage


def codebook_pages(
    operations: Operations,
    actions: Actions,
    themes: ThemeChoice,
    coding: CodingPlace,
    codebook: CodebookPanel,
) -> tuple[TabPage[Any], ...]:
    """The pages; the codebook's tree is the way from one code to the next."""

    def make_definitions() -> "CodebookPage":
        from qualcoder_sts.ui.codebook.codebook_page import (  # noqa: PLC0415 - see TabPage
            CodebookPage,
        )

        page = CodebookPage(operations, actions, themes, codebook.current_code)
        codebook.current_changed.connect(page.show_code)
        page.code_wanted.connect(codebook.show_code)
        return page

    def make_versions() -> "VersionsPage":
        from qualcoder_sts.ui.codebook.versions_page import (  # noqa: PLC0415 - see TabPage
            VersionsPage,
        )

        page = VersionsPage(operations, actions, themes)
        page.told.connect(codebook.told)
        return page

    def go_to(passage: Passage) -> None:
        open_passage(coding, passage.source_id, Span(passage.start, passage.end), passage.id)

    def make_recheck() -> "RecheckPage":
        from qualcoder_sts.ui.codebook.recheck_page import (  # noqa: PLC0415 - see TabPage
            RecheckPage,
        )

        page = RecheckPage(operations, themes, codebook.current_code)
        page.passage_wanted.connect(go_to)
        page.definitions_wanted.connect(actions["show_codebook"].trigger)
        return page

    of_versions = {
        "freeze_version": lambda page: page.ask_freeze(),
        "export_changes": lambda page: page.ask_export(),
    }
    return (
        TabPage("codebook", _("Definitions"), make_definitions),
        TabPage("codebook_versions", _("Versions"), make_versions, of_versions),
        TabPage("recheck", _("Look again"), make_recheck),
    )
