"""The size in which transcripts are read: chosen in the settings, or where one reads."""

from PySide6.QtCore import QObject

from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.settings.choices import Choices
from qualcoder_sts.ui.theme.fonts import READING_POINTS

READING = "reading_points"


class ReadingSize(QObject):
    """Keeps the open transcripts and the settings at the same size."""

    def __init__(self, choices: Choices, tabs: OpenTranscripts) -> None:
        super().__init__(tabs)
        self._choices = choices
        self._tabs = tabs
        self._follow(READING)
        choices.changed.connect(self._follow)
        tabs.zoom_changed.connect(self._keep)

    def _follow(self, setting_id: str) -> None:
        if setting_id == READING:
            self._tabs.set_zoom(self._choices.preferences.reading_points / READING_POINTS)

    def _keep(self, zoom: float) -> None:
        self._choices.set(READING, round(zoom * READING_POINTS))
