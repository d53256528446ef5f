"""What an OpenDocument file's styles say about bold, underlined and hidden text."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcoder_sts.transcripts.readers.safe_xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BOLD = frozenset(("bold", "600", "700", "800", "900"))
# Character styles of links, marks and numbers; nobody sets a speaker's name in them.
_TECHNICAL = ("internet", "visited", "footnote", "endnote", "numbering", "bullet", "page", "line",
              "default")  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Formatting, None where a style leaves it to what surrounds it."""

    is_bold: bool | None = None
    is_underlined: bool | None = None
    hidden: bool | None = None
    is_named: bool = False
    is_title: bool = False

    @property
    def is_emphasised(self) -> bool:
        """Set off from plain text by bold, underline or a character style."""
        return bool(self.is_bold or self.is_underlined or self.is_named)

    @property
    def is_hidden(self) -> bool:
        """Whether the text is not shown."""
        return bool(self.hidden)

    def within(self, outer: "TextStyle") -> "TextStyle":
        """The same style with what it leaves open taken from ``outer``."""
        return replace(
            self,
            is_bold=outer.is_bold if self.is_bold is None else self.is_bold,
            is_underlined=(
                outer.is_underlined if self.is_underlined is None else self.is_underlined
            ),
            hidden=outer.hidden if self.hidden is None else self.hidden,
            is_named=self.is_named or outer.is_named,
        )


class OdtStyles:
    """Automatic styles of the content and the named styles they build on."""

    def __init__(self, content: "_Element", shared: "_Element | None") -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        self._named: set[tuple[str, str]] = set()
        self._styles: dict[tuple[str, str], TextStyle] = {}
        for root in (shared, content):
            if root is None:
                continue
            for element in root.iter(f"{_STYLE}style"):
                key = (element.get(f"{_STYLE}family", ""), element.get(f"{_STYLE}name", ""))
                self._elements[key] = element
                parent = element.getparent()
                if parent is not None and local_name(parent) == "styles":
                    self._named.add(key)

    def style(self, family: str, name: str | None) -> TextStyle:
        """The style of this family and name, everything inherited worked in."""
        key = (family, name or "")
        if key not in self._styles:
            self._styles[key] = self._resolved(key, frozenset())
        return self._styles[key]

    def _resolved(self, key: tuple[str, str], seen: frozenset[tuple[str, str]]) -> TextStyle:
        element = self._elements.get(key)
        if element is None or key in seen:
            return TextStyle()
        family, name = key
        parent = TextStyle()
        parent_name = element.get(f"{_STYLE}parent-style-name")
        if parent_name:
            parent = self._resolved((family, parent_name), seen | {key})
        own = _own_formatting(element.find(f"{_STYLE}text-properties"))
        is_named = (
            family == "text" and key in self._named and not name.lower().startswith(_TECHNICAL)
        )
        is_title = family == "paragraph" and name in {"Title", "Subtitle"}
        return replace(own, is_named=is_named, is_title=is_title or parent.is_title).within(parent)


def _own_formatting(properties: "_Element | None") -> TextStyle:
    if properties is None:
        return TextStyle()
    weight = properties.get(f"{_FO}font-weight")
    underline = properties.get(f"{_STYLE}text-underline-style")
    display = properties.get(f"{_TEXT}display")
    return TextStyle(
        is_bold=None if weight is None else weight in _BOLD,
        is_underlined=None if underline is None else underline != "none",
        hidden=None if display is None else display == "none",
    )
