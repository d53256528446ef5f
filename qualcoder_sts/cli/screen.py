"""Whether there is a screen."""

import os
import sys


def has_screen() -> bool:
    """Whether a window can be opened; Qt's offscreen platform counts."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return somebody_sees() or platform.startswith(("offscreen", "minimal", "vnc"))


def somebody_sees() -> bool:
    """Whether a window that is opened would be seen by a person."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
