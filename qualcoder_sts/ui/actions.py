"""The one table of user actions: what each is called, its keys, what it says about itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from qualcoder_sts.foundation.translation import _


class Needs(StrEnum):
    """What must be there for an action to be enabled."""

    NOTHING = "nothing"
    PROJECT = "an open project"
    TRANSCRIPT = "a transcript in front"
    UNDO = "a step to take back"
    REDO = "a step to do again"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing a user can do.

    ``writes``: it changes the project, and is refused where that is open read-only.
    ``in_transcript``: its single keys work only while the transcript has the focus.
    ``choice``: of the actions with the same one, one is marked; alone, it is on or off.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.PROJECT
    writes: bool = False
    in_transcript: bool = False
    choice: str = ""

    @property
    def plain_text(self) -> str:
        """The text without the mark of its access key."""
        return self.text.replace("&", "")


def action_rows() -> tuple[ActionRow, ...]:
    """Every action, in the order of the menus."""
    return (*_project_rows(), *_edit_rows(), *_code_rows(), *_view_rows(), *_other_rows())


def _project_rows() -> tuple[ActionRow, ...]:
    nothing = Needs.NOTHING
    return (
        ActionRow(
            "new_project",
            _("&New project…"),
            _("Start a project in a new file"),
            ("Ctrl+N",),
            nothing,
        ),
        ActionRow(
            "open_project", _("&Open project…"), _("Open a project file"), ("Ctrl+O",), nothing
        ),
        ActionRow(
            "open_sample",
            _("Open the &sample study"),
            _("Try the program on a fictional study, in a copy of your own"),
            (),
            nothing,
        ),
        ActionRow(
            "import_files",
            _("&Import transcripts…"),
            _("Bring transcripts into the project"),
            ("Ctrl+I",),
            writes=True,
        ),
        ActionRow(
            "import_folder",
            _("Import a &folder…"),
            _("Bring a whole folder of transcripts into the project"),
            ("Ctrl+Shift+I",),
            writes=True,
        ),
        ActionRow(
            "name_coder",
            _("&Who codes…"),
            _("Say under which name you code on this computer"),
            (),
            nothing,
        ),
        ActionRow(
            "close_project",
            _("&Close the project"),
            _("Close the project and go back to the start"),
            ("Ctrl+Shift+W",),
        ),
        ActionRow("quit", _("&Quit"), _("Leave the program"), ("Ctrl+Q",), nothing),
    )


def _edit_rows() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "undo", _("&Undo"), _("Take back the last step"), ("Ctrl+Z",), Needs.UNDO, writes=True
        ),
        ActionRow(
            "redo",
            _("&Redo"),
            _("Do again what was taken back"),
            ("Ctrl+Y", "Ctrl+Shift+Z"),
            Needs.REDO,
            writes=True,
        ),
    )


def _code_rows() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "apply_code",
            _("&Apply a code…"),
            _("Apply a code to the selected passage"),
            ("Q", "Return", "Enter"),
            Needs.TRANSCRIPT,
            writes=True,
            in_transcript=True,
        ),
        ActionRow(
            "remove_segment",
            _("&Remove the code"),
            _("Take the selected code off its passage"),
            ("U", "Del"),
            Needs.TRANSCRIPT,
            writes=True,
            in_transcript=True,
        ),
        ActionRow(
            "add_code",
            _("&New code…"),
            _("Add a code to the codebook"),
            ("Ctrl+Shift+N",),
            writes=True,
        ),
        ActionRow(
            "finish_source",
            _("Coding &finished"),
            _("Mark the transcript in front as finished by you; only finished ones are counted"),
            ("Ctrl+Return",),
            Needs.TRANSCRIPT,
            writes=True,
            choice="finished",
        ),
    )


def _view_rows() -> tuple[ActionRow, ...]:
    themes = (
        ("system", _("Follow the s&ystem"), _("Light or dark, as the computer is set")),
        ("light", _("&Light"), _("Dark letters on light paper")),
        ("dark", _("&Dark"), _("Light letters on dark paper")),
        ("high_contrast", _("&High contrast"), _("White on black, with strong lines")),
    )
    return (
        ActionRow(
            "place_code", _("&Code"), _("Read and code transcripts"), ("Alt+1",), choice="place"
        ),
        ActionRow(
            "place_analyse",
            _("&Analyse"),
            _("See how often themes occur"),
            ("Alt+2",),
            choice="place",
        ),
        ActionRow(
            "zoom_in",
            _("Larger &text"),
            _("Show the transcript larger"),
            ("Ctrl++", "Ctrl+="),
            Needs.TRANSCRIPT,
        ),
        ActionRow(
            "zoom_out",
            _("S&maller text"),
            _("Show the transcript smaller"),
            ("Ctrl+-",),
            Needs.TRANSCRIPT,
        ),
        ActionRow(
            "close_transcript",
            _("Close t&ranscript"),
            _("Close the transcript in front"),
            ("Ctrl+W",),
            Needs.TRANSCRIPT,
        ),
        *(
            ActionRow(f"theme_{name}", text, tip, (), Needs.NOTHING, choice="theme")
            for name, text, tip in themes
        ),
    )


def _other_rows() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "save_chart",
            _("Save the &chart…"),
            _("Save the chart as PNG, SVG or PDF"),
            ("Ctrl+Shift+S",),
        ),
        ActionRow(
            "write_report",
            _("Write the theme &summary…"),
            _("Write definitions, counts, chart and quotes of every theme to a Word file"),
            ("Ctrl+Shift+R",),
        ),
        ActionRow(
            "about",
            _("&About qualcoder-sts"),
            _("Version, licence, and where the log is kept"),
            (),
            Needs.NOTHING,
        ),
    )


class Actions(QObject):
    """The actions of one window, by id. ``application.py`` connects what they do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
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

    def name_step(self, action_id: str, step: str | None) -> None:
        """Add to an action's text what it would act on: ``Undo: Apply “Debriefing”``."""
        text = self._rows[action_id].text
        named = f"{text}: {as_words(step)}" if step else text
        self._actions[action_id].setText(named)

    def check(self, action_id: str, *, on: bool = True) -> None:
        """Mark an action as the one of its choice that holds, or as on or off."""
        self._actions[action_id].setChecked(on)

    def of_transcript(self) -> list[QAction]:
        """The actions whose single keys belong to the transcript."""
        return [self._actions[row.id] for row in self._rows.values() if row.in_transcript]

    def _enable(self) -> None:
        refused = _("This project is open read-only, so nothing can be changed in it.")
        for action_id, row in self._rows.items():
            is_refused = self._read_only and row.writes
            action = self._actions[action_id]
            action.setEnabled(self._present.get(row.needs, False) and not is_refused)
            tip = refused if is_refused else row.tip
            action.setStatusTip(tip)
            action.setToolTip(_with_keys(tip, row))

    def _made(self, row: ActionRow) -> QAction:
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        if row.in_transcript:
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
        if (deed := self._deeds.get(action_id)) is not None:
            deed()


def as_words(text: str) -> str:
    """A name as it may stand in a menu, where ``&`` alone marks an access key."""
    return text.replace("&", "&&")


def _with_keys(tip: str, row: ActionRow) -> str:
    if not row.keys:
        return tip
    keys = QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tip} ({keys})"
