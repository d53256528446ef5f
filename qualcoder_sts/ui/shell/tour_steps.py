"""What the tour shows: five places of the window, and what to do there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.keys import shown_keys
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.main_window import MainWindow
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.project_places import ProjectPlaces


@dataclass(frozen=True, slots=True)
class TourStep:
    """One stop: ``show`` brings it to the front and returns what to point at."""

    title: str
    words: str
    show: Callable[[], QWidget]


def tour_steps(
    window: MainWindow, operations: Operations, places: ProjectPlaces, actions: Actions
) -> tuple[TourStep, ...]:
    """The stops over an open project that has sources."""

    def in_code(target: QWidget) -> Callable[[], QWidget]:
        def show() -> QWidget:
            window.show_place(Place.CODE)
            return target

        return show

    def transcript() -> QWidget:
        window.show_place(Place.CODE)
        return _transcript_in_front(operations, places)

    def analyse() -> QWidget:
        window.show_place(Place.ANALYSE)
        return window.rail

    shown = (in_code(places.sources), transcript, transcript, in_code(places.codebook), analyse)
    return tuple(
        TourStep(title, words, show)
        for (title, words), show in zip(_words(actions), shown, strict=True)
    )


def _transcript_in_front(operations: Operations, places: ProjectPlaces) -> QWidget:
    """Where one reads; a focus group is opened when nothing is."""
    sources = operations.read(list_sources)
    groups = [source for source in sources if source.method is Method.FOCUS_GROUP]
    if places.coding.current_view() is None and sources:
        places.coding.open((groups or sources)[0].id)
    return places.coding.current_view() or places.coding


def _words(actions: Actions) -> tuple[tuple[str, str], ...]:
    """Title and words of every stop, with the keys as they are now."""
    keys = {name: shown_keys(actions.keys(name)[:1]) for name in ("apply_code", "undo")}
    coding = _(
        "Select some words and press %(apply)s. Type a part of a code’s name; Return applies it. "
        "%(undo)s takes back this and every other step."
    )
    return (
        (
            _("What people said"),
            _(
                "Interviews, focus groups and literature stand here. A click opens one. Files of "
                "your own can be dropped anywhere on the window."
            ),
        ),
        (
            _("What it means"),
            _(
                "Coloured passages are coded; the stripes beside them name the codes. Click a "
                "passage, and the right side says who coded it, when and why."
            ),
        ),
        (_("Coding a passage"), coding % {"apply": keys["apply_code"], "undo": keys["undo"]}),
        (
            _("The codebook"),
            _(
                "Your codes, with how often each was used. Choose one to read when to use it and "
                "when not. A passage can be dropped on a code."
            ),
        ),
        (
            _("Counting and comparing"),
            _(
                "The rail leads to counts, charts and quotes. Every table says what was counted. "
                "The menus name every action with its key. This is your copy: try anything."
            ),
        ),
    )
