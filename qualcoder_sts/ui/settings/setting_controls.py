"""The control for each kind of setting."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from qualcoder_sts.foundation.settings import Choice, Setting, Switch, Whole, Words
from qualcoder_sts.foundation.translation import _


def control_for(setting: Setting, value: object, chosen: Callable[[object], None]) -> QWidget:
    """A control that shows ``value`` and tells what is chosen in its place."""
    match setting.kind:
        case Words():
            return _line(str(value), chosen)
        case Switch():
            return _box(bool(value), chosen)
        case Whole() as kind:
            return _number(kind, value, chosen)
        case Choice() as kind:
            return _list(kind, value, chosen)


def show_value(control: QWidget, value: object) -> None:
    """Show what was chosen elsewhere."""
    match control:
        case QLineEdit():
            if control.text() != value:
                control.setText(str(value))
        case QCheckBox():
            control.setChecked(bool(value))
        case QSpinBox():
            control.setValue(value if isinstance(value, int) else control.minimum())
        case QComboBox():
            control.setCurrentIndex(max(0, control.findData(value)))


def _line(value: str, chosen: Callable[[object], None]) -> QLineEdit:
    line = QLineEdit(value)
    line.editingFinished.connect(lambda: chosen(" ".join(line.text().split())))
    return line


def _box(value: bool, chosen: Callable[[object], None]) -> QCheckBox:
    box = QCheckBox(_("On"))
    box.setChecked(value)
    box.toggled.connect(chosen)
    return box


def _number(kind: Whole, value: object, chosen: Callable[[object], None]) -> QSpinBox:
    number = QSpinBox()
    number.setRange(kind.least, kind.most)
    number.setSingleStep(kind.step)
    number.setSuffix(f" {kind.unit}" if kind.unit else "")
    # Typing 12 must not try 1 on the way.
    number.setKeyboardTracking(False)
    show_value(number, value)
    number.valueChanged.connect(chosen)
    return number


def _list(kind: Choice, value: object, chosen: Callable[[object], None]) -> QComboBox:
    box = QComboBox()
    for option in kind.options:
        box.addItem(option.words, option.value)
    show_value(box, value)
    box.currentIndexChanged.connect(lambda index: chosen(box.itemData(index)))
    return box
