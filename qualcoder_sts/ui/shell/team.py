"""Working together: the Team place with its views, and copies for colleagues."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.merge.giving import CopyGiving
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.team_place import TeamPlace, TeamView

WAYS = ("give_copy",)
"""What the overview offers to do next, by actions."""


@dataclass(frozen=True, slots=True)
class Team:
    """All that has to do with working together in an open project."""

    place: TeamPlace
    giving: CopyGiving

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {**self.place.deeds(), **self.giving.deeds()}


def build_team(operations: Operations, actions: Actions) -> Team:
    """Build the place; its views are built when they are first wanted."""

    def overview() -> QWidget:
        from qualcoder_sts.ui.team.overview_page import OverviewPage  # noqa: PLC0415 - see TeamView

        return OverviewPage(operations, [actions[way] for way in WAYS])

    views = (TeamView("show_team", overview),)
    place = TeamPlace(views, actions)
    return Team(place, CopyGiving(operations, place))
