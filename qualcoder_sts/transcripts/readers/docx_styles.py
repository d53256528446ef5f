"""What a Word document's styles say about headings, bold and hidden text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset(("0", "false", "off"))
_HEADING_NAMES = ("heading ", "title", "subtitle")
# These character styles come with links and note marks; nobody sets a speaker's name in them.
_TECHNICAL = ("hyperlink", "footnote", "endnote", "line number", "page number", "annotation")


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it inherits already worked in."""

    name: str = ""
    is_heading: bool = False
    is_bold: bool = False
    is_underlined: bool = False
    is_hidden: bool = False
    is_default: bool = False

    @property
    def is_technical(self) -> bool:
        """Whether the style belongs to links, marks and the like."""
        return self.is_default or self.name.startswith(_TECHNICAL)


class DocumentStyles:
    """The styles of one document by their id."""

    def __init__(self, part: "_Element | None", namespace: str) -> None:
        self._namespace = namespace
        self._elements: dict[str, _Element] = {}
        self._styles: dict[str, Style] = {}
        self._default_paragraph = ""
        if part is None:
            return
        for element in part.iterchildren(f"{namespace}style"):
            style_id = element.get(f"{namespace}styleId", "")
            self._elements[style_id] = element
            if self._is_default(element) and element.get(f"{namespace}type") == "paragraph":
                self._default_paragraph = style_id

    def paragraph_style(self, style_id: str | None) -> Style:
        """The style of a paragraph; without an id the document's default."""
        return self.style(style_id if style_id is not None else self._default_paragraph)

    def style(self, style_id: str) -> Style:
        """The style with this id, a plain one when the document has none."""
        if style_id not in self._styles:
            self._styles[style_id] = self._resolved(style_id, frozenset())
        return self._styles[style_id]

    def _resolved(self, style_id: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(style_id)
        if element is None or style_id in seen:
            return Style()
        ns = self._namespace
        based_on = element.find(f"{ns}basedOn")
        parent = Style()
        if based_on is not None:
            parent = self._resolved(based_on.get(f"{ns}val", ""), seen | {style_id})
        name_element = element.find(f"{ns}name")
        name = name_element.get(f"{ns}val", "").lower() if name_element is not None else ""
        run = element.find(f"{ns}rPr")
        bold = switched_on(run, "b", ns)
        underlined = is_underlined(run, ns)
        hidden = switched_on(run, "vanish", ns)
        return Style(
            name=name,
            is_heading=self._is_heading(element, name) or parent.is_heading,
            is_bold=parent.is_bold if bold is None else bold,
            is_underlined=parent.is_underlined if underlined is None else underlined,
            is_hidden=parent.is_hidden if hidden is None else hidden,
            is_default=self._is_default(element),
        )

    def _is_heading(self, element: "_Element", name: str) -> bool:
        if element.get(f"{self._namespace}type") != "paragraph":
            return False
        return name.startswith(_HEADING_NAMES) or has_outline_level(
            element.find(f"{self._namespace}pPr"), self._namespace
        )

    def _is_default(self, element: "_Element") -> bool:
        return element.get(f"{self._namespace}default", "0") not in _OFF


def switched_on(properties: "_Element | None", switch: str, namespace: str) -> bool | None:
    """Whether formatting such as bold is on or off here; None when nothing is said."""
    found = properties.find(f"{namespace}{switch}") if properties is not None else None
    return None if found is None else found.get(f"{namespace}val", "1") not in _OFF


def is_underlined(properties: "_Element | None", namespace: str) -> bool | None:
    """Whether text is underlined; None when nothing is said."""
    found = properties.find(f"{namespace}u") if properties is not None else None
    return None if found is None else found.get(f"{namespace}val", "single") != "none"


def has_outline_level(properties: "_Element | None", namespace: str) -> bool:
    """Whether a paragraph is a heading by its outline level (9 means body text)."""
    found = properties.find(f"{namespace}outlineLvl") if properties is not None else None
    return found is not None and found.get(f"{namespace}val", "9") in set("012345678")
