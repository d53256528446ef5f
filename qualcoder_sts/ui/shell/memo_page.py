"""The page of memos, and what it is told of the other panels."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import Subject
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.memos.at_hand import AtHand
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.theme.apply import ThemeChoice

if TYPE_CHECKING:
    from qualcoder_sts.ui.memos.memos_page import MemosPage


def memos_page(
    operations: Operations,
    actions: Actions,
    themes: ThemeChoice,
    coding: CodingPlace,
    *,
    codebook: CodebookPanel,
    at_hand: AtHand,
    go: Callable[[Subject], None],
) -> TabPage["MemosPage"]:
    """Memos and the journal; what somebody looks at can be linked to from the start."""
    coding.passage_changed.connect(
        lambda passage: at_hand.take_segments(passage.segment_ids if passage else ())
    )
    coding.current_changed.connect(at_hand.take_source)
    codebook.current_changed.connect(at_hand.take_code)

    def make() -> "MemosPage":
        from qualcoder_sts.ui.memos.memos_page import MemosPage  # noqa: PLC0415 - see TabPage

        page = MemosPage(operations, actions, themes, at_hand)
        page.subject_wanted.connect(go)
        page.told.connect(coding.wanted)
        return page

    return TabPage(
        "memos",
        _("Memos and journal"),
        make,
        {
            "new_journal_entry": lambda page: page.start_journal_entry(),
            "memo_on_code": lambda page: page.start_on_code(),
            "memo_on_source": lambda page: page.start_on_source(),
            "memo_on_participant": lambda page: page.start_on_participant(),
            "save_memos": lambda page: page.ask_save(),
        },
    )
