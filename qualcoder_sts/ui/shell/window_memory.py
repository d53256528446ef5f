"""How the window looked, kept between sessions: size, panels, and what was open in each project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from qualcoder_sts.foundation.kept_file import read_kept, write_kept
from qualcoder_sts.foundation.preferences import preferences_folder

MOST_PROJECTS = 30


@dataclass(frozen=True, slots=True)
class OpenedTabs:
    """What was open in a project, from left to right: sources by id, pages by name.

    ``front`` is the place in the row; ``at`` holds where in each text one had read to.
    """

    tabs: tuple[UUID | str, ...] = ()
    front: int = -1
    place: str = ""
    at: Mapping[UUID, int] = field(default_factory=dict)


class WindowMemory:
    """The small file beside the settings; whatever cannot be read in it counts as not there."""

    def __init__(self) -> None:
        self._kept = read_kept(memory_file())

    def bytes_of(self, name: str) -> bytes:
        """What Qt noted of the window under a name; empty when nothing was."""
        stored = self._kept.get(name)
        try:
            return bytes.fromhex(stored) if isinstance(stored, str) else b""
        except ValueError:
            return b""

    def note_bytes(self, name: str, content: bytes) -> None:
        """Note what Qt says of the window."""
        self._kept[name] = content.hex()

    def tabs_of(self, project: Path) -> OpenedTabs:
        """What was open in a project."""
        stored = self._projects().get(str(project.absolute()))
        return _read_tabs(stored) if isinstance(stored, dict) else OpenedTabs()

    def note_tabs(self, project: Path, opened: OpenedTabs) -> None:
        """Note what is open in a project; those of long ago are let go."""
        key = str(project.absolute())
        others = {name: tabs for name, tabs in self._projects().items() if name != key}
        projects = {**others, key: _written_tabs(opened)}
        self._kept["projects"] = dict(list(projects.items())[-MOST_PROJECTS:])

    def keep(self) -> None:
        """Write the file. Where that fails the window comes up as it did before, no more."""
        try:
            write_kept(memory_file(), self._kept)
        except OSError:
            return

    def _projects(self) -> dict[str, object]:
        stored = self._kept.get("projects")
        return stored if isinstance(stored, dict) else {}


def memory_file() -> Path:
    """Where it is kept."""
    return preferences_folder() / "window.json"


def _written_tabs(opened: OpenedTabs) -> dict[str, object]:
    return {
        "tabs": [tab.hex if isinstance(tab, UUID) else f"page {tab}" for tab in opened.tabs],
        "front": opened.front,
        "place": opened.place,
        "at": {source.hex: position for source, position in opened.at.items()},
    }


def _read_tabs(stored: Mapping[str, object]) -> OpenedTabs:
    tabs, front, place, at = (stored.get(name) for name in ("tabs", "front", "place", "at"))
    found = [_tab(one) for one in tabs] if isinstance(tabs, list) else []
    positions = at.items() if isinstance(at, dict) else ()
    return OpenedTabs(
        tabs=tuple(tab for tab in found if tab is not None),
        front=front if isinstance(front, int) else -1,
        place=place if isinstance(place, str) else "",
        at={
            source: position
            for name, position in positions
            if isinstance(source := _tab(name), UUID) and isinstance(position, int)
        },
    )


def _tab(stored: object) -> UUID | str | None:
    if not isinstance(stored, str):
        return None
    if stored.startswith("page "):
        return stored.removeprefix("page ")
    try:
        return UUID(hex=stored)
    except ValueError:
        return None
