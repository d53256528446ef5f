"""Where small boxes pop up."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def show_inside(box: QWidget, place: QPoint) -> None:
    """Show a box at a place of the screen, moved so that it stays inside its window."""
    around = box.parentWidget()
    window = (around or box).window().frameGeometry()
    room = box.screen().availableGeometry().intersected(window)
    left = max(room.left(), min(place.x(), room.right() - box.width()))
    top = max(room.top(), min(place.y(), room.bottom() - box.height()))
    box.move(QPoint(left, top))
    box.show()
