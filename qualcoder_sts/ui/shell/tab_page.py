"""A page that is shown in a tab among the transcripts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

Page = TypeVar("Page", bound=QWidget)


@dataclass(slots=True)
class TabPage(Generic[Page]):
    """A table or list that is shown in a tab among the transcripts, by the action ``show_…``.

    ``make`` imports what it builds: start-up pays nothing for pages that nobody opens.
    ``deeds`` are actions that bring the page to the front and do something there. ``greeted``
    gets the page when it has been made.
    """

    name: str
    title: str
    make: Callable[[], Page]
    deeds: Mapping[str, Callable[[Page], object]] = field(default_factory=dict)
    made: Page | None = None
    greeted: Callable[[QWidget], object] = lambda _page: None

    def widget(self) -> Page:
        """The page itself."""
        if self.made is None:
            self.made = self.make()
            self.made.setObjectName(self.name)
            self.greeted(self.made)
        return self.made
