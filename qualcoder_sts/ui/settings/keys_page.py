"""The keys of all actions: looking them up, changing them, taking changes back."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.keys import owner_of, refusal, shown_keys
from qualcoder_sts.ui.actions.menus import action_rows, menus
from qualcoder_sts.ui.actions.rows import ActionRow
from qualcoder_sts.ui.settings.choices import Choices
from qualcoder_sts.ui.widgets.controls import push_button, search_field
from qualcoder_sts.ui.widgets.names import named

_ID = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """Lists every action with its keys; the one that is chosen can be given another."""

    def __init__(self, choices: Choices, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._actions = actions
        self._rows = {row.id: row for row in action_rows()}
        self._search = search_field(_("Find an action"), _("Find an action or a key"))
        self._search.textChanged.connect(self._filter)
        self._tree = _tree()
        self._tree.currentItemChanged.connect(self._show_current)
        self._edit = named(QKeySequenceEdit(), _("New key"))
        self._edit.setMaximumSequenceLength(1)
        self._edit.keySequenceChanged.connect(self._look)
        for line in self._edit.findChildren(QLineEdit):
            named(line, _("New key"))
        self._use = push_button(_("Use this key"))
        self._use.clicked.connect(self._take)
        self._without = push_button(_("No key"), _("Let the chosen action have no key"))
        self._without.clicked.connect(lambda: self._give(()))
        self._back = push_button(_("As it came"), _("Give the chosen action its first keys again"))
        self._back.clicked.connect(self._give_back)
        self._all_back = push_button(_("All keys as they came"), _("Take back all changed keys"))
        self._all_back.clicked.connect(lambda: self._choices.set_keys({}))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._fill()
        actions.keys_changed.connect(self._show_keys)

    def choose(self, action_id: str) -> None:
        """Choose an action."""
        self._tree.setCurrentItem(self._items[action_id])

    @property
    def words(self) -> str:
        """What is said of the key that was pressed."""
        return self._words.text()

    def _lay_out(self) -> None:
        change = QHBoxLayout()
        for part, stretch in (
            (self._edit, 1),
            (self._use, 0),
            (self._without, 0),
            (self._back, 0),
        ):
            change.addWidget(part, stretch)
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        foot.addWidget(self._all_back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._tree, 1)
        column.addLayout(change)
        column.addLayout(foot)

    def _fill(self) -> None:
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for menu in menus():
            heading = QTreeWidgetItem([menu.title.replace("&", "")])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._tree.addTopLevelItem(heading)
            self._groups.append((heading, []))
            for row in menu.rows():
                item = QTreeWidgetItem([row.plain_text])
                item.setData(0, _ID, row.id)
                item.setToolTip(0, row.tip)
                heading.addChild(item)
                self._items[row.id] = item
                self._groups[-1][1].append(item)
        self._tree.expandAll()
        self._show_keys()
        self._tree.setCurrentItem(next(iter(self._items.values())))

    def _show_keys(self) -> None:
        changed = self._choices.preferences.keys
        for action_id, item in self._items.items():
            item.setText(1, shown_keys(self._actions.keys(action_id)))
            font = item.font(1)
            font.setBold(action_id in changed)
            item.setFont(1, font)
            item.setToolTip(1, _("Changed by you") if action_id in changed else "")
        self._all_back.setEnabled(bool(changed))
        self._show_current()

    def _show_current(self) -> None:
        self._edit.clear()
        for line in self._edit.findChildren(QLineEdit):  # Qt writes its own words there
            line.setPlaceholderText(_("Press the new key"))
        row = self._current()
        for part in (self._edit, self._without, self._back):
            part.setEnabled(row is not None)
        if row is not None:
            self._without.setEnabled(bool(self._actions.keys(row.id)))
            self._back.setEnabled(row.id in self._choices.preferences.keys)
        self._look()

    def _look(self) -> None:
        """Say what would come of the key that was pressed."""
        row, key = self._current(), self._pressed()
        self._use.setText(_("Use this key"))
        self._use.setEnabled(False)
        if row is None or not key:
            self._words.setText(_("Changed keys are bold. They hold on this computer."))
            return
        owner = owner_of(key, row, self._rows.values(), self._choices.preferences.keys)
        why = refusal(row, key)
        if why:
            self._words.setText(why)
        elif owner is not None and owner.id == row.id:
            self._words.setText(_("“%s” has this key already.") % row.plain_text)
        else:
            self._use.setEnabled(True)
            words = ""
            if owner is not None:
                self._use.setText(_("Take it from there"))
                words = _("%(key)s belongs to “%(action)s” now.") % {
                    "key": shown_keys([key]),
                    "action": owner.plain_text,
                }
            self._words.setText(words)
        self._use.setAccessibleName(self._use.text())
        self._use.setAccessibleDescription(self._words.text())

    def _take(self) -> None:
        """Give the key to the chosen action, and take it from the one that has it."""
        row, key = self._current(), self._pressed()
        if row is None or not key or refusal(row, key):
            return
        changed = dict(self._choices.preferences.keys)
        owner = owner_of(key, row, self._rows.values(), changed)
        if owner is not None:
            wanted = QKeySequence(key)
            has = changed.get(owner.id, owner.keys)
            changed[owner.id] = tuple(one for one in has if QKeySequence(one) != wanted)
        changed[row.id] = (key,)
        self._keep(changed)

    def _give(self, keys: tuple[str, ...]) -> None:
        if (row := self._current()) is not None:
            self._keep({**self._choices.preferences.keys, row.id: keys})

    def _give_back(self) -> None:
        """The first keys again; one that somebody else was given meanwhile stays there."""
        if (row := self._current()) is None:
            return
        changed = dict(self._choices.preferences.keys)
        changed.pop(row.id, None)
        free = tuple(
            key
            for key in row.keys
            if owner_of(key, row, self._rows.values(), changed) in (None, row)
        )
        if free != row.keys:
            changed[row.id] = free
        self._keep(changed)

    def _keep(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._choices.set_keys(
            {action: given for action, given in keys.items() if self._differs(action, given)}
        )

    def _differs(self, action_id: str, keys: tuple[str, ...]) -> bool:
        return action_id not in self._rows or self._rows[action_id].keys != keys

    def _current(self) -> ActionRow | None:
        item = self._tree.currentItem()
        return None if item is None else self._rows.get(item.data(0, _ID))

    def _pressed(self) -> str:
        return self._edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _filter(self, typed: str) -> None:
        wanted = folded(typed)
        for item in self._items.values():
            words = folded(f"{item.text(0)} {item.text(1)} {item.toolTip(0)}")
            item.setHidden(wanted not in words)
        for heading, items in self._groups:
            heading.setHidden(all(item.isHidden() for item in items))


def _tree() -> QTreeWidget:
    tree = named(QTreeWidget(), _("Actions and their keys"))
    tree.setHeaderLabels([_("Action"), _("Keys")])
    tree.setRootIsDecorated(False)
    tree.setIndentation(14)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    tree.header().setStretchLastSection(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return tree
