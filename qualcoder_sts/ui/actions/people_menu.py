"""Who took part, what is known of them, and who speaks."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def people_menu() -> Menu:
    """Who took part, what is known of them, and who speaks."""
    return Menu(_("Pe&ople"), (*_known_of_people(), LINE, *_who_speaks()))


def _known_of_people() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "show_participants",
            _("&Participants and attributes"),
            _("See and fill in what is known of people, groups and sources"),
            ("Ctrl+Shift+P",),
        ),
        ActionRow(
            "add_participant",
            _("Add a parti&cipant…"),
            _("Add somebody by hand"),
            writes=True,
        ),
        ActionRow(
            "add_group",
            _("Add a &group…"),
            _("Add a group of people, such as a team or a focus group"),
            writes=True,
        ),
        ActionRow(
            "add_attribute",
            _("Add an &attribute…"),
            _("Add something to know of everybody, such as role or years of service"),
            writes=True,
        ),
        ActionRow(
            "move_attribute_left",
            _("Move the attribute &left"),
            _("Put the attribute under the cursor before the one on its left"),
            writes=True,
        ),
        ActionRow(
            "move_attribute_right",
            _("Move the attribute &right"),
            _("Put the attribute under the cursor behind the one on its right"),
            writes=True,
        ),
        ActionRow(
            "import_attributes",
            _("&Import attributes…"),
            _("Take attributes of participants or sources from a spreadsheet"),
            writes=True,
        ),
        ActionRow(
            "unite_participants",
            _("&The same person…"),
            _("Make two participants one, who speaks in the sources of both"),
            writes=True,
        ),
    )


def _who_speaks() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "show_speakers",
            _("&Speakers and roster"),
            _("See who speaks in a transcript and who was there, and correct it"),
            ("Ctrl+Shift+K",),
        ),
        ActionRow(
            "give_turn",
            _("Gi&ve the turn to…"),
            _("Say that somebody else speaks in this turn, or in all that are selected"),
            ("Ctrl+K",),
            Needs.TRANSCRIPT,
            writes=True,
        ),
        ActionRow(
            "divide_turn",
            _("&Divide the turn here…"),
            _("Let somebody else go on from the caret to the end of the turn"),
            ("Ctrl+Alt+K",),
            Needs.TRANSCRIPT,
            writes=True,
        ),
    )
