"""Which keys an action has: those of the table, or those that a person gave it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow

_BARE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# Moving about and leaving things goes by these everywhere, in lists and fields as well.
_NEVER = {
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
}


def keys_in_force(
    row: ActionRow, changed: Mapping[str, tuple[str, ...]], *, single_keys: bool = True
) -> tuple[str, ...]:
    """An action's keys; without ``single_keys`` letters and digits alone are left out."""
    keys = tuple(key for key in changed.get(row.id, row.keys) if is_key(key))
    return keys if single_keys else tuple(key for key in keys if not is_letter(key))


def is_key(key: str) -> bool:
    """Whether Qt knows a key of this name; a file of settings may hold anything."""
    first = _first(key)
    return first is not None and first.key() != Qt.Key.Key_unknown


def is_letter(key: str) -> bool:
    """Whether a key types something: a letter, a digit or a sign, without Ctrl or Alt."""
    first = _first(key)
    # Qt numbers keys that type nothing from Escape on.
    if first is None or first.keyboardModifiers() not in (_BARE, _SHIFT):
        return False
    return first.key() < Qt.Key.Key_Escape


def refusal(row: ActionRow, key: str) -> str:
    """Why an action cannot have a key, in a sentence; empty when it can."""
    first = _first(key)
    if first is None or not is_key(key):
        return _("This key cannot be used.")
    if first.keyboardModifiers() in (_BARE, _SHIFT) and first.key() in _NEVER:
        return _("%s moves about in lists and fields everywhere.") % shown_keys([key])
    is_bare = first.keyboardModifiers() in (_BARE, _SHIFT) and not _is_function_key(first.key())
    if is_bare and not row.may_have_single_keys:
        return _("Outside the transcript a key needs Ctrl or Alt with it.")
    return ""


def owner_of(
    key: str,
    asking: ActionRow,
    rows: Iterable[ActionRow],
    changed: Mapping[str, tuple[str, ...]],
) -> ActionRow | None:
    """The action that has a key already where it would hold for the one that is asking."""
    wanted = QKeySequence(key)
    for row in rows:
        is_elsewhere = row.keys_hold_in and asking.keys_hold_in not in ("", row.keys_hold_in)
        if is_elsewhere:
            continue
        if any(QKeySequence(has) == wanted for has in keys_in_force(row, changed)):
            return row
    return None


def shown_keys(keys: Iterable[str]) -> str:
    """Keys as they are written on this computer's keyboard."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(native) for key in keys)


def _first(key: str) -> QKeyCombination | None:
    """The first stroke of a sequence of keys; actions have no others."""
    sequence = QKeySequence(key)
    if sequence.count() == 0:
        return None
    first: QKeyCombination = sequence[0]  # type: ignore[index]  # missing in PySide's stubs
    return first


def _is_function_key(key: int) -> bool:
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
