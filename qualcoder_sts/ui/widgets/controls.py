"""Buttons, rows of forms and search fields, each with its name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.names import named


def tool_button(name: str, description: str = "", icon: QIcon | None = None) -> QToolButton:
    """A flat button of a tool bar or panel head; without an icon it shows its name."""
    button = named(QToolButton(), name, description or name)
    button.setAutoRaise(True)
    # Reached with Tab like everything else; Qt leaves tool buttons out of it.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if icon is None or icon.isNull():
        button.setText(name)
    else:
        button.setIcon(icon)
    return button


def tool_button_for(action: QAction) -> QToolButton:
    """A flat button for an action; its name is the action's text."""
    name = action.text().replace("&", "")
    button = tool_button(name, action.toolTip() or name, action.icon())
    button.setDefaultAction(action)
    return button


def push_button(name: str, description: str = "") -> QPushButton:
    """A button with its name written on it."""
    button = named(QPushButton(name), name.replace("&", ""), description)
    button.setAutoDefault(False)
    return button


def add_form_row(form: QFormLayout, label: str, control: QWidget, description: str) -> QLabel:
    """A row whose label leads to its control, by mnemonic and for screen readers.

    The description says what the value means and is shown below the control, small and quiet.
    """
    named(control, label.replace("&", "").rstrip(":"), description)
    words = QLabel(label)
    words.setBuddy(control)
    form.addRow(words, control)
    if description:
        form.addRow(QLabel(""), _quiet(description))
    return words


def label_for(words: str, control: QWidget) -> QLabel:
    """A label whose access key leads to a control."""
    label = QLabel(words)
    label.setBuddy(control)
    return label


def quiet_note(words: str) -> QLabel:
    """What a choice above it means, indented as its words are."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setIndent(24)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def search_field(name: str, placeholder: str) -> QLineEdit:
    """A line to type a filter into, with a button that empties it."""
    field = named(QLineEdit(), name)
    field.setPlaceholderText(placeholder)
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        named(button, _("Clear"))
    return field


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    # As wide as there is room, so that it is as low as can be.
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 0.9)
    label.setFont(font)
    return label
