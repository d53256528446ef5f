"""Working together: the Team place with its views, and copies for colleagues."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.merge.giving import CopyGiving
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.place_of_views import PlaceOfViews, PlaceView

if TYPE_CHECKING:
    from qualcoder_sts.ui.analysis.agreement_grid import DisagreementsWanted
    from qualcoder_sts.ui.analysis.agreement_page import AgreementPage
    from qualcoder_sts.ui.merge.merge_page import MergePage
    from qualcoder_sts.ui.team.disagreements_page import DisagreementsPage
    from qualcoder_sts.ui.team.rounds_page import RoundsPage

ROUNDS = {
    "add_coder": methodcaller("ask_coder"),
    "open_round": methodcaller("ask_round"),
    "close_round": methodcaller("ask_close"),
}
CONSENSUS = {
    "take_agreed": methodcaller("take_agreed"),
    "close_double_coding": methodcaller("close_source"),
}
SETTLING = {
    "next_disagreement": methodcaller("go_on", 1),
    "previous_disagreement": methodcaller("go_on", -1),
    "take_first": methodcaller("take_side", 0),
    "take_second": methodcaller("take_side", 1),
    "take_third": methodcaller("take_side", 2),
    "join_all": methodcaller("join_all"),
    "leave_out": methodcaller("leave_out"),
    "settle_otherwise": methodcaller("ask_otherwise"),
}
WAYS = ("show_rounds", "give_copy", "show_merge", "show_agreement", "show_disagreements")
"""What the overview offers to do next, by actions."""


@dataclass(frozen=True, slots=True)
class Team:
    """All that has to do with working together in an open project."""

    place: PlaceOfViews
    giving: CopyGiving

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {**self.place.deeds(), **self.giving.deeds()}


def build_team(operations: Operations, actions: Actions, themes: ThemeChoice) -> Team:
    """Build the place; its views are built when they are first wanted."""

    def overview() -> QWidget:
        from qualcoder_sts.ui.team.overview_page import OverviewPage  # noqa: PLC0415 - see PlaceView

        return OverviewPage(operations, [actions[way] for way in WAYS])

    disagreements = _disagreements(operations, actions, themes)

    def show_disagreements(wanted: "DisagreementsWanted") -> None:
        actions["show_disagreements"].trigger()
        disagreements.widget().show_wanted(
            wanted.coder_ids, source_ids=wanted.source_ids, code_id=wanted.code_id
        )

    views = (
        PlaceView("show_team", overview),
        _rounds(operations, actions),
        _agreement(operations, actions, themes, show_disagreements),
        disagreements,
        _merge(operations, themes),
    )
    place = PlaceOfViews(_("Team"), "place_team", views, actions)
    return Team(place, CopyGiving(operations, place))


def _agreement(
    operations: Operations,
    actions: Actions,
    themes: ThemeChoice,
    show_disagreements: "Callable[[DisagreementsWanted], None]",
) -> PlaceView["AgreementPage"]:
    """How far coders agree."""

    def make() -> "AgreementPage":
        from qualcoder_sts.ui.analysis.agreement_page import (  # noqa: PLC0415 - see PlaceView
            AgreementPage,
        )

        page = AgreementPage(operations, themes)
        page.told.connect(lambda words: operations.told.emit(words, False))
        page.transcripts_wanted.connect(actions["place_code"].trigger)
        page.disagreements_wanted.connect(show_disagreements)
        return page

    deeds = {
        "save_agreement": methodcaller("ask_save"),
        "save_rounds_chart": methodcaller("ask_save_rounds"),
    }
    return PlaceView("show_agreement", make, deeds)


def _rounds(operations: Operations, actions: Actions) -> PlaceView["RoundsPage"]:
    """Who codes what, and rounds of double coding."""

    def make() -> "RoundsPage":
        from qualcoder_sts.ui.team.rounds_page import RoundsPage  # noqa: PLC0415 - see PlaceView

        return RoundsPage(operations, actions)

    return PlaceView("show_rounds", make, ROUNDS)


def _disagreements(
    operations: Operations, actions: Actions, themes: ThemeChoice
) -> PlaceView["DisagreementsPage"]:
    """What two coders disagree about."""

    def make() -> "DisagreementsPage":
        from qualcoder_sts.ui.team.disagreements_page import (  # noqa: PLC0415 - see PlaceView
            DisagreementsPage,
        )

        return DisagreementsPage(operations, actions, themes)

    return PlaceView("show_disagreements", make, CONSENSUS, SETTLING)


def _merge(operations: Operations, themes: ThemeChoice) -> PlaceView["MergePage"]:
    """What colleagues did in their copies."""

    def make() -> "MergePage":
        from qualcoder_sts.ui.merge.merge_page import MergePage  # noqa: PLC0415 - see PlaceView

        page = MergePage(operations, themes)
        page.merged.connect(lambda words: operations.told.emit(words, True))
        page.told.connect(lambda words: operations.told.emit(words, False))
        return page

    return PlaceView("show_merge", make, {"save_merge_report": lambda page: page.ask_report()})
