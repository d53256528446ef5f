"""The sources as a tree model: grouped by method, with how far their coding is."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import SourceRow
from qualcoder_sts.ui.models.tree import Column, Node, TreeModel

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source and whether somebody has finished coding it."""

    source: SourceRow
    finished: bool


@dataclass(frozen=True, slots=True)
class MethodHeading:
    """The sources of one method."""

    method: Method
    sources: int
    finished: int


SourceLine = ListedSource | MethodHeading


def method_name(method: Method) -> str:
    """What a method's sources are called together."""
    return {
        Method.INTERVIEW: _("Interviews"),
        Method.FOCUS_GROUP: _("Focus groups"),
        Method.FIELD_NOTE: _("Field notes"),
        Method.LITERATURE: _("Literature"),
        Method.DOCUMENT: _("Documents"),
        Method.SURVEY: _("Surveys"),
    }[method]


def source_nodes(sources: Iterable[SourceRow], finished: frozenset[UUID]) -> list[Node[SourceLine]]:
    """The nodes of all sources, by method."""
    by_method: dict[Method, list[Node[SourceLine]]] = {}
    for source in sources:
        line = ListedSource(source, source.id in finished)
        by_method.setdefault(source.method, []).append(Node(line, source.id))
    nodes: list[Node[SourceLine]] = []
    for method, children in by_method.items():
        done = sum(isinstance(child.row, ListedSource) and child.row.finished for child in children)
        heading = MethodHeading(method, len(children), done)
        nodes.append(Node(heading, None, tuple(children)))
    return nodes


def source_model(parent: QObject | None = None) -> TreeModel[SourceLine]:
    """An empty model; fill it with ``show_tree(source_nodes(…))``."""
    return TreeModel([Column(_("Source"), _name), Column(_("Coding"), _progress)], parent)


def _name(line: SourceLine, role: Role) -> object:
    if isinstance(line, MethodHeading):
        if role == Role.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Role.AccessibleTextRole:
            return f"{method_name(line.method)}, {_coded(line)}"
        return method_name(line.method) if role == Role.DisplayRole else None
    if role in {Role.DisplayRole, Role.ToolTipRole}:
        return line.source.name
    if role == Role.AccessibleTextRole:
        return f"{line.source.name}, {_words(line)}"
    return None


def _progress(line: SourceLine, role: Role) -> object:
    if role == Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role not in {Role.DisplayRole, Role.ToolTipRole}:
        return None
    if isinstance(line, MethodHeading):
        is_tip = role == Role.ToolTipRole
        return _coded(line) if is_tip else f"{line.finished} / {line.sources}"
    if role == Role.ToolTipRole:
        return _words(line)
    return f"✓ {line.source.segments}" if line.finished else str(line.source.segments or "")


def _coded(heading: MethodHeading) -> str:
    return _("%(done)d of %(all)d finished") % {"done": heading.finished, "all": heading.sources}


def _words(line: ListedSource) -> str:
    count = line.source.segments
    words = ngettext("%d segment", "%d segments", count) % count
    return _("%s, finished") % words if line.finished else words
