"""The tab pages about people, and how they are connected with the transcripts."""

from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.memos.at_hand import AtHand
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage

if TYPE_CHECKING:
    from qualcoder_sts.ui.participants.participants_page import ParticipantsPage
    from qualcoder_sts.ui.transcripts.speakers_page import SpeakersPage


def participants_page(
    operations: Operations, actions: Actions, coding: CodingPlace, at_hand: AtHand
) -> TabPage["ParticipantsPage"]:
    """People, groups and sources with their attributes."""

    def make() -> "ParticipantsPage":
        from qualcoder_sts.ui.participants.participants_page import (  # noqa: PLC0415 - see TabPage
            ParticipantsPage,
        )

        page = ParticipantsPage(operations, actions)
        page.source_wanted.connect(coding.open)
        page.person_changed.connect(at_hand.take_participant)
        return page

    def import_attributes(page: "ParticipantsPage") -> None:
        from qualcoder_sts.ui.transcripts.attribute_files import (  # noqa: PLC0415 - see TabPage
            AttributeFiles,
        )

        AttributeFiles(operations, page).ask()

    return TabPage(
        "participants",
        _("Participants"),
        make,
        {
            "add_participant": lambda page: page.add_person(),
            "add_group": lambda page: page.add_group(),
            "add_attribute": lambda page: page.add_attribute(),
            "move_attribute_left": lambda page: page.move_attribute(-1),
            "move_attribute_right": lambda page: page.move_attribute(1),
            "import_attributes": import_attributes,
            "unite_participants": lambda page: page.unite(),
        },
    )


def speakers_page(
    operations: Operations, actions: Actions, coding: CodingPlace
) -> TabPage["SpeakersPage"]:
    """Who speaks in the transcript that was in front last, and who was there."""

    def make() -> "SpeakersPage":
        from qualcoder_sts.ui.transcripts.speakers_page import (  # noqa: PLC0415 - see TabPage
            SpeakersPage,
        )

        page = SpeakersPage(operations, actions)
        page.show_source(coding.tabs.current_source())
        page.source_wanted.connect(coding.open)
        coding.current_changed.connect(page.show_source)
        return page

    return TabPage("speakers", _("Speakers"), make)
