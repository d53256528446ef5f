"""Working together: the Team place with its views, and copies for colleagues."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.merge.giving import CopyGiving
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.team_place import TeamPlace, TeamView
from qualcoder_sts.ui.theme.apply import ThemeChoice

if TYPE_CHECKING:
    from qualcoder_sts.ui.analysis.agreement_page import AgreementPage

WAYS = ("show_agreement", "give_copy")
"""What the overview offers to do next, by actions."""


@dataclass(frozen=True, slots=True)
class Team:
    """All that has to do with working together in an open project."""

    place: TeamPlace
    giving: CopyGiving

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {**self.place.deeds(), **self.giving.deeds()}


def build_team(operations: Operations, actions: Actions, themes: ThemeChoice) -> Team:
    """Build the place; its views are built when they are first wanted."""

    def overview() -> QWidget:
        from qualcoder_sts.ui.team.overview_page import OverviewPage  # noqa: PLC0415 - see TeamView

        return OverviewPage(operations, [actions[way] for way in WAYS])

    views = (TeamView("show_team", overview), _agreement(operations, actions, themes))
    place = TeamPlace(views, actions)
    return Team(place, CopyGiving(operations, place))


def _agreement(
    operations: Operations, actions: Actions, themes: ThemeChoice
) -> TeamView["AgreementPage"]:
    """How far coders agree."""

    def make() -> "AgreementPage":
        from qualcoder_sts.ui.analysis.agreement_page import (  # noqa: PLC0415 - see TeamView
            AgreementPage,
        )

        page = AgreementPage(operations, themes)
        page.told.connect(lambda words: operations.told.emit(words, False))
        page.transcripts_wanted.connect(actions["place_code"].trigger)
        return page

    return TeamView("show_agreement", make, {"save_agreement": lambda page: page.ask_save()})
