"""The page of the audit trail."""

from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.theme.apply import ThemeChoice

if TYPE_CHECKING:
    from qualcoder_sts.ui.history.trail_page import TrailPage


def trail_page(
    operations: Operations, themes: ThemeChoice, coding: CodingPlace
) -> TabPage["TrailPage"]:
    """The audit trail among the transcripts."""

    def make() -> "TrailPage":
        from qualcoder_sts.ui.history.trail_page import TrailPage  # noqa: PLC0415 - see TabPage

        page = TrailPage(operations, themes)
        page.told.connect(coding.wanted)
        return page

    saving = {"save_audit_trail": lambda page: page.ask_save()}
    return TabPage("audit_trail", _("Audit trail"), make, saving)
