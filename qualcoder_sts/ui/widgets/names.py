"""Names for screen readers."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def named(widget: AnyWidget, name: str, description: str = "") -> AnyWidget:
    """The widget, with the name a screen reader says; ``ValueError`` when it has none."""
    if not name.strip():
        raise ValueError(f"a {type(widget).__name__} needs a name")
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
        widget.setToolTip(description)
    return widget
