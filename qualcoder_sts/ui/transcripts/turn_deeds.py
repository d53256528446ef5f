"""Correcting who speaks in the turns of the transcript in front."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.transcripts.operations.turns import NewSpeaker, divide_turn, give_turns
from qualcoder_sts.transcripts.queries import SpeakerRow, TurnRow, turns_of
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.transcripts.speaker_deeds import SpeakerDeeds
from qualcoder_sts.ui.widgets.menus import MenuWithKeys

MOST_DIGITS = 9

CurrentView = Callable[[], TranscriptView | None]
Chosen = Callable[[UUID | NewSpeaker], object]


class TurnDeeds(QObject):
    """Gives turns to other speakers and divides them; the caret and the selection say which."""

    def __init__(
        self, operations: Operations, actions: Actions, current_view: CurrentView, window: QWidget
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._actions = actions
        self._current_view = current_view
        self._window = window
        self.speakers = SpeakerDeeds(operations, window)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {"give_turn": self.ask_give, "divide_turn": self.ask_divide}

    def watch(self, view: TranscriptView) -> None:
        """Offer corrections in the margin of a transcript."""
        view.turnMenuRequested.connect(partial(self._show_menu, view))

    def ask_give(self) -> None:
        """Offer the speakers to whom the turns at the caret or in the selection may belong."""
        if (view := self._current_view()) is None or self._operations.refuse_when_read_only():
            return
        if turns := self._turns_at(view):
            self._pop_up(self.menu_to_give(view, turns), view)
        else:
            self._operations.told.emit(_("Nobody speaks here; put the caret into a turn."), False)

    def ask_divide(self) -> None:
        """Offer the speakers who may go on from the caret to the end of its turn."""
        if (view := self._current_view()) is None or self._operations.refuse_when_read_only():
            return
        turns = self._turns_at(view)
        if len(turns) == 1 and _is_inside(turns[0], view.caret_position()):
            self._pop_up(self.menu_to_divide(view, turns[0]), view)
        else:
            words = _("Put the caret where somebody else begins to speak, inside a turn.")
            self._operations.told.emit(words, False)

    def menu_to_give(self, view: TranscriptView, turns: Sequence[TurnRow]) -> QMenu:
        """The speakers to whom some turns may be given."""
        menu = MenuWithKeys(_give_words(len(turns)), view)
        speak = {turn.speaker_id for turn in turns}
        ids = [turn.id for turn in turns]

        def give(speaker: UUID | NewSpeaker) -> None:
            self._operations.run(give_turns, ids, speaker)

        others = [one for one in self._speakers_of(view) if speak != {one.id}]
        return self._fill_speakers(menu, others, give)

    def menu_to_divide(self, view: TranscriptView, turn: TurnRow) -> QMenu:
        """The speakers who may go on from the caret."""
        menu = MenuWithKeys(_("Divide the turn here; on goes"), view)
        place = view.caret_position()

        def divide(speaker: UUID | NewSpeaker) -> None:
            self._operations.run(divide_turn, turn.id, place, speaker)

        others = [one for one in self._speakers_of(view) if one.id != turn.speaker_id]
        return self._fill_speakers(menu, others, divide)

    def menu_for(self, view: TranscriptView, position: int) -> QMenu | None:
        """What can be corrected at a place of the margin; None where nobody speaks."""
        turns = self._turns(view)
        here = next((turn for turn in turns if turn.start <= position < turn.end), None)
        if here is None:
            return None
        menu = MenuWithKeys(_("Speaker"), view)
        selected = self._turns_at(view)
        given = selected if here in selected and len(selected) > 1 else [here]
        menu.addMenu(self.menu_to_give(view, given))
        if _is_inside(here, view.caret_position()):
            menu.addMenu(self.menu_to_divide(view, here))
        for action in menu.actions():
            action.setEnabled(not self._operations.workspace.read_only)
        menu.addSeparator()
        speakers = self._speakers_of(view)
        speaker = next(one for one in speakers if one.id == here.speaker_id)
        self.speakers.fill_menu(menu, speaker, [one for one in speakers if one.id != speaker.id])
        menu.addSeparator()
        menu.addAction(self._actions["show_speakers"])
        return menu

    def _fill_speakers(self, menu: QMenu, speakers: Sequence[SpeakerRow], chosen: Chosen) -> QMenu:
        for number, speaker in enumerate(speakers, 1):
            key = f"&{number}  " if number <= MOST_DIGITS else ""
            menu.addAction(f"{key}{as_words(speaker.label)}", partial(chosen, speaker.id))
        menu.addSeparator()
        menu.addAction(_("&New speaker…"), partial(self._ask_new, chosen))
        return menu

    def _ask_new(self, chosen: Chosen) -> None:
        if (speaker := self.speakers.asked_speaker()) is not None:
            chosen(speaker)

    def _show_menu(self, view: TranscriptView, position: int, place: QPoint) -> None:
        if (menu := self.menu_for(view, position)) is not None:
            menu.exec(place)
            menu.deleteLater()

    def _pop_up(self, menu: QMenu, view: TranscriptView) -> None:
        """Show the menu at the caret, under what it asks; it goes by itself when it closes."""
        heading = menu.addAction(menu.title())
        heading.setEnabled(False)
        menu.insertAction(menu.actions()[0], heading)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(view.place_of(None).bottomLeft())
        menu.setActiveAction(menu.actions()[1])

    def _turns_at(self, view: TranscriptView) -> list[TurnRow]:
        """The turns that the selection touches, or that at the caret."""
        span = view.selected_span()
        caret = view.caret_position()
        start, end = (span.start, span.end) if span else (caret, caret + 1)
        return [turn for turn in self._turns(view) if turn.start < end and start < turn.end]

    def _turns(self, view: TranscriptView) -> list[TurnRow]:
        return [] if view.row is None else self._operations.read(turns_of, view.row.source_id)

    def _speakers_of(self, view: TranscriptView) -> list[SpeakerRow]:
        return [] if view.row is None else self.speakers.speakers(view.row.source_id)


def _give_words(turns: int) -> str:
    if turns == 1:
        return _("Give this turn to")
    return ngettext("Give %d turn to", "Give %d turns to", turns) % turns


def _is_inside(turn: TurnRow, position: int) -> bool:
    return turn.speech_start < position < turn.end
