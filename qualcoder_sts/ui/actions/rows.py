"""What an action and a menu are declared as."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Needs(StrEnum):
    """What must be there for an action to be enabled."""

    NOTHING = "nothing"
    PROJECT = "an open project"
    TRANSCRIPT = "a transcript in front"
    TAB = "a transcript, table or list in front"
    EDITING = "a text that is being edited"
    UNDO = "a step to take back"
    REDO = "a step to do again"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing a user can do.

    ``writes``: it changes the project, and is refused where that is open read-only.
    ``in_transcript``: its single keys work only while the transcript has the focus;
    ``in_codebook``: only while the codebook's tree has it; ``in_suggestions``: only while the
    queue of suggestions has it; ``in_disagreements``: only on the page of disagreements.
    ``while_editing``: it works on a transcript also while its text is being edited.
    ``choice``: of the actions with the same one, one is marked; alone, it is on or off.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.PROJECT
    writes: bool = False
    in_transcript: bool = False
    in_codebook: bool = False
    in_suggestions: bool = False
    in_disagreements: bool = False
    while_editing: bool = False
    choice: str = ""

    @property
    def keys_hold_in(self) -> str:
        """Where alone its keys hold; empty when they do everywhere."""
        places = {
            "transcript": self.in_transcript,
            "codebook": self.in_codebook,
            "suggestions": self.in_suggestions,
            "disagreements": self.in_disagreements,
        }
        return next((place for place, is_there in places.items() if is_there), "")

    @property
    def may_have_single_keys(self) -> bool:
        """Whether letters and digits alone do nothing else where its keys hold."""
        return self.in_transcript or self.in_suggestions or self.in_disagreements

    @property
    def plain_text(self) -> str:
        """The text without the mark of its access key."""
        return self.text.replace("&", "")


class Line:
    """A line between two entries of a menu."""


LINE = Line()


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu with what stands in it; a menu may stand in another."""

    title: str
    entries: "tuple[ActionRow | Menu | Line, ...]"

    def rows(self) -> Iterator[ActionRow]:
        """Its actions, those of the menus in it included."""
        for entry in self.entries:
            if isinstance(entry, ActionRow):
                yield entry
            elif isinstance(entry, Menu):
                yield from entry.rows()
