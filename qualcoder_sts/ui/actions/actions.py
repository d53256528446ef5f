"""The actions of one window: what makes the table of actions work."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.keys import keys_in_force, shown_keys
from qualcoder_sts.ui.actions.menus import action_rows
from qualcoder_sts.ui.actions.rows import ActionRow, Needs

_WAIT_WHILE_EDITING = {Needs.TRANSCRIPT, Needs.UNDO, Needs.REDO}


class Actions(QObject):
    """The actions of one window, by id. ``application.py`` connects what they do."""

    about_to = Signal(str)
    """The id of an action that is chosen, before it is done: what waits for more keys is over."""
    keys_changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._changed_keys: Mapping[str, tuple[str, ...]] = {}
        self._single_keys = True
        self._deeds: dict[str, Callable[[], object]] = {}
        self._present = {Needs.NOTHING: True}
        self._read_only = False
        self._choices: dict[str, QActionGroup] = {}
        self._rows = {row.id: row for row in action_rows()}
        self._actions = {row.id: self._made(row) for row in self._rows.values()}
        self._enable()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def offer(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        """Say what actions do from now on."""
        self._deeds.update(deeds)

    def withdraw(self, action_ids: Iterable[str]) -> None:
        """Let actions do nothing any more: what they acted on is gone."""
        for action_id in action_ids:
            self._deeds.pop(action_id, None)

    def show_present(self, present: Mapping[Needs, bool]) -> None:
        """Say of some things whether they are there; actions are enabled accordingly."""
        self._present.update(present)
        self._enable()

    def show_read_only(self, read_only: bool) -> None:
        """Say whether the project may be changed."""
        self._read_only = read_only
        self._enable()

    def show_editing(self, *, on: bool) -> None:
        """Say whether the text in front is being edited: what else is done to it waits."""
        self.show_present({Needs.EDITING: on})

    def name_step(self, action_id: str, step: str | None) -> None:
        """Add to an action's text what it would act on: ``Undo: Apply “Debriefing”``."""
        text = self._rows[action_id].text
        named = f"{text}: {as_words(step)}" if step else text
        self._actions[action_id].setText(named)

    def check(self, action_id: str, *, on: bool = True) -> None:
        """Mark an action as the one of its choice that holds, or as on or off."""
        self._actions[action_id].setChecked(on)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action as they are now."""
        return keys_in_force(
            self._rows[action_id], self._changed_keys, single_keys=self._single_keys
        )

    def change_keys(self, changed: Mapping[str, tuple[str, ...]], *, single_keys: bool) -> None:
        """Take other keys for some actions, and leave out single ones where they are not wanted."""
        self._changed_keys, self._single_keys = changed, single_keys
        for action_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.keys(action_id)])
        self._enable()
        self.keys_changed.emit()

    def of_transcript(self) -> list[QAction]:
        """The actions whose single keys belong to the transcript."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_transcript]

    def of_codebook(self) -> list[QAction]:
        """The actions whose keys belong to the codebook's tree."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_codebook]

    def of_suggestions(self) -> list[QAction]:
        """The actions whose keys belong to the queue of suggestions."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_suggestions]

    def of_disagreements(self) -> list[QAction]:
        """The actions whose keys belong to the page of disagreements."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_disagreements]

    def _enable(self) -> None:
        refused = _("This project is open read-only, so nothing can be changed in it.")
        for action_id, row in self._rows.items():
            is_refused = self._read_only and row.writes
            action = self._actions[action_id]
            action.setEnabled(self._is_possible(row) and not is_refused)
            tip = refused if is_refused else row.tip
            action.setStatusTip(tip)
            keys = shown_keys(self.keys(action_id)[:1])
            action.setToolTip(f"{tip} ({keys})" if keys else tip)

    def _is_possible(self, row: ActionRow) -> bool:
        is_editing = self._present.get(Needs.EDITING, False)
        if is_editing and row.needs in _WAIT_WHILE_EDITING and not row.while_editing:
            return False
        return self._present.get(row.needs, False)

    def _made(self, row: ActionRow) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        if row.keys_hold_in:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if row.choice:
            action.setCheckable(True)
            if sum(other.choice == row.choice for other in self._rows.values()) > 1:
                self._group(row.choice).addAction(action)
        action.triggered.connect(lambda: self._do(row.id))
        return action

    def _group(self, choice: str) -> QActionGroup:
        return self._choices.setdefault(choice, QActionGroup(self))

    def _do(self, action_id: str) -> None:
        self.about_to.emit(action_id)
        if (deed := self._deeds.get(action_id)) is not None:
            deed()


def as_words(text: str) -> str:
    """A name as it may stand in a menu, where ``&`` alone marks an access key."""
    return text.replace("&", "&&")
