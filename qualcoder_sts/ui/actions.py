"""The one table of user actions: what each is called, its keys, what it says about itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from qualcoder_sts.foundation.translation import _


class Needs(StrEnum):
    """What must be there for an action to be enabled."""

    NOTHING = "nothing"
    PROJECT = "an open project"
    TRANSCRIPT = "a transcript in front"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing a user can do. Single keys work only while the transcript has the focus."""

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.PROJECT
    in_transcript: bool = False


def action_rows() -> tuple[ActionRow, ...]:
    """Every action, in the order of the menus."""
    return (
        ActionRow(
            "new_project",
            _("&New project…"),
            _("Start a project in a new file"),
            ("Ctrl+N",),
            Needs.NOTHING,
        ),
        ActionRow(
            "open_project",
            _("&Open project…"),
            _("Open a project file"),
            ("Ctrl+O",),
            Needs.NOTHING,
        ),
        ActionRow(
            "open_sample",
            _("Open the &sample study"),
            _("Try the program on a fictional study, in a copy of your own"),
            (),
            Needs.NOTHING,
        ),
        ActionRow("close_project", _("&Close project"), _("Close the project"), ("Ctrl+W",)),
        ActionRow("quit", _("&Quit"), _("Leave the program"), ("Ctrl+Q",), Needs.NOTHING),
        ActionRow("undo", _("&Undo"), _("Take back the last step"), ("Ctrl+Z",)),
        ActionRow(
            "redo",
            _("&Redo"),
            _("Do again what was taken back"),
            ("Ctrl+Y", "Ctrl+Shift+Z"),
        ),
        ActionRow(
            "import_files",
            _("&Import transcripts…"),
            _("Bring transcripts into the project"),
            ("Ctrl+I",),
        ),
        ActionRow(
            "import_folder",
            _("Import a &folder…"),
            _("Bring a whole folder of transcripts into the project"),
        ),
        ActionRow("add_code", _("&New code…"), _("Add a code to the codebook")),
        ActionRow(
            "apply_code",
            _("&Apply a code…"),
            _("Apply a code to the selected passage"),
            ("Q", "Return"),
            Needs.TRANSCRIPT,
            in_transcript=True,
        ),
        ActionRow(
            "remove_segment",
            _("&Remove segment"),
            _("Take the selected code off its passage"),
            ("U", "Del"),
            Needs.TRANSCRIPT,
            in_transcript=True,
        ),
        ActionRow(
            "zoom_in", _("Larger text"), _("Show the transcript larger"), ("Ctrl++", "Ctrl+=")
        ),
        ActionRow("zoom_out", _("Smaller text"), _("Show the transcript smaller"), ("Ctrl+-",)),
        ActionRow(
            "write_report",
            _("Write the theme &summary…"),
            _("Write definitions, counts, chart and quotes of every theme to a Word file"),
        ),
        ActionRow("save_chart", _("Save the &chart…"), _("Save the chart as PNG, SVG or PDF")),
    )


class Actions(QObject):
    """The actions of one window, by id. ``application.py`` connects what they do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._deeds: dict[str, Callable[[], object]] = {}
        self._rows = {row.id: row for row in action_rows()}
        self._actions = {row.id: self._made(row) for row in self._rows.values()}

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def offer(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        """Say what actions do from now on."""
        self._deeds.update(deeds)

    def withdraw(self, action_ids: Iterable[str]) -> None:
        """Let actions do nothing any more: what they acted on is gone."""
        for action_id in action_ids:
            self._deeds.pop(action_id, None)

    def enable_for(self, *, project: bool, transcript: bool) -> None:
        """Enable what can be done now."""
        there = {Needs.NOTHING: True, Needs.PROJECT: project, Needs.TRANSCRIPT: transcript}
        for action_id, row in self._rows.items():
            self._actions[action_id].setEnabled(there[row.needs])

    def of_transcript(self) -> list[QAction]:
        """The actions whose single keys belong to the transcript."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_transcript]

    def _made(self, row: ActionRow) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setToolTip(row.tip)
        action.setStatusTip(row.tip)
        if row.in_transcript:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._do(row.id))
        return action

    def _do(self, action_id: str) -> None:
        if (deed := self._deeds.get(action_id)) is not None:
            deed()
