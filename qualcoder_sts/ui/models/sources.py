"""The sources as a tree model: grouped by method, with how far their coding is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import SourceRow
from qualcoder_sts.ui.models.tree import ID_ROLE, Column, Node, TreeModel

Role = Qt.ItemDataRole


PROGRESS_ROLE = ID_ROLE + 2
"""How far a source's coding is, 0 to 1; None for headings."""


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far the coder at work has come in a source, and who has finished it.

    ``reached`` is how much of the text, 0 to 1, lies before the end of the coder's last segment;
    ``finished_to`` how much the coder has marked as finished, where that is only the beginning.
    ``to_code`` says why the coder is to code it; empty where they need not.
    """

    reached: float = 0.0
    finished_by: tuple[str, ...] = ()
    is_finished: bool = False
    to_code: str = ""
    finished_to: float | None = None


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source and how far its coding is."""

    source: SourceRow
    progress: SourceProgress


@dataclass(frozen=True, slots=True)
class MethodHeading:
    """The sources of one method: those the coder at work has finished, and anybody has."""

    method: Method
    sources: int
    finished: int
    finished_by_anybody: int


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


def kind_name(method: Method) -> str:
    """What one source of a method is called."""
    return {
        Method.INTERVIEW: _("Interview"),
        Method.FOCUS_GROUP: _("Focus group"),
        Method.FIELD_NOTE: _("Field note"),
        Method.LITERATURE: _("Literature"),
        Method.DOCUMENT: _("Document"),
        Method.SURVEY: _("Survey"),
    }[method]


def source_nodes(
    sources: Iterable[SourceRow], progress: Mapping[UUID, SourceProgress]
) -> list[Node[SourceLine]]:
    """The nodes of all sources, by method."""
    by_method: dict[Method, list[ListedSource]] = {}
    for source in sources:
        line = ListedSource(source, progress.get(source.id, SourceProgress()))
        by_method.setdefault(source.method, []).append(line)
    nodes: list[Node[SourceLine]] = []
    for method, lines in by_method.items():
        heading = MethodHeading(
            method,
            len(lines),
            sum(line.progress.is_finished for line in lines),
            sum(bool(line.progress.finished_by) for line in lines),
        )
        children: list[Node[SourceLine]] = [Node(line, line.source.id) for line in lines]
        nodes.append(Node(heading, None, tuple(children)))
    return nodes


def source_model(parent: QObject | None = None) -> TreeModel[SourceLine]:
    """An empty model; fill it with ``show_tree(source_nodes(…))``."""
    return TreeModel([Column(_("Source"), _name), Column(_("Coding"), _progress)], parent)


def _name(line: SourceLine, role: Role) -> object:
    if isinstance(line, MethodHeading):
        return _heading_name(line, role)
    if role == Role.DisplayRole:
        is_waiting = line.progress.to_code and not line.progress.is_finished
        return f"• {line.source.name}" if is_waiting else line.source.name
    if role == Role.ToolTipRole:
        return "\n".join((line.source.name, *progress_words(line)))
    if role == Role.AccessibleTextRole:
        return ", ".join((line.source.name, *progress_words(line)))
    return None


def _heading_name(heading: MethodHeading, role: Role) -> object:
    if role == Role.FontRole:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    if role == Role.AccessibleTextRole:
        return f"{method_name(heading.method)}, {_coded(heading)}"
    return method_name(heading.method) if role == Role.DisplayRole else None


def _progress(line: SourceLine, role: Role) -> object:
    if role == Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if isinstance(line, MethodHeading):
        if role == Role.ToolTipRole:
            return _coded(line)
        counts = {"done": line.finished, "all": line.sources}
        return _("%(done)d of %(all)d") % counts if role == Role.DisplayRole else None
    if role == PROGRESS_ROLE:
        return 1.0 if line.progress.is_finished else min(line.progress.reached, 0.97)
    if role == Role.AccessibleTextRole:  # what is shown is a bar without words
        return ", ".join(progress_words(line))
    return "\n".join(progress_words(line)) if role == Role.ToolTipRole else None


def _coded(heading: MethodHeading) -> str:
    yours = _("%(done)d of %(all)d finished by you") % {
        "done": heading.finished,
        "all": heading.sources,
    }
    anybody = _("%d by anybody") % heading.finished_by_anybody
    return f"{yours}, {anybody}"


def progress_words(line: ListedSource) -> list[str]:
    """How far a source's coding is, and what that measures."""
    count = line.source.segments
    segments = ngettext("%d segment", "%d segments", count) % count
    if line.progress.is_finished:
        reached = _("finished by you")
    elif line.progress.reached:
        reached = _("your last one ends at %d %% of the text") % round(line.progress.reached * 100)
    else:
        reached = _("none of them yours") if count else _("nothing coded by you yet")
    words = [f"{segments}, {reached}"]
    if line.progress.to_code:
        words.insert(0, line.progress.to_code)
    if (beginning := line.progress.finished_to) is not None:
        share = max(1, min(99, round(beginning * 100)))
        words.append(_("Finished by you up to %d %% of the text") % share)
    if line.progress.finished_by:
        words.append(_("Finished by %s") % ", ".join(line.progress.finished_by))
    return words
