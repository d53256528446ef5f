"""The codebook as a tree model: colour, name, how often each code is applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from qualcoder_sts.analysis.queries import CodeSegments
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.models.tree import Column, Node, TreeModel
from qualcoder_sts.ui.widgets.swatches import swatch

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class CountedCode:
    """A code with its number of segments: its own, and with those of the codes below it."""

    code: CodeRow
    own: int
    aggregated: int


def code_nodes(tree: CodeTree, counts: Mapping[UUID, CodeSegments]) -> list[Node[CountedCode]]:
    """The nodes of the whole codebook."""

    def node(row: CodeRow) -> Node[CountedCode]:
        count = counts.get(row.id)
        counted = CountedCode(row, count.own if count else 0, count.rolled_up if count else 0)
        return Node(counted, row.id, tuple(node(child) for child in tree.children(row.id)))

    return [node(row) for row in tree.children(None)]


def code_model(parent: QObject | None = None) -> TreeModel[CountedCode]:
    """An empty model; fill it with ``show_tree(code_nodes(…))``."""
    return TreeModel([Column(_("Code"), _name), Column(_("Segments"), _count)], parent)


def _name(row: CountedCode, role: Role) -> object:
    if role == Role.DisplayRole:
        return row.code.name
    if role == Role.DecorationRole:
        return swatch(row.code.colour)
    if role == Role.ToolTipRole:
        return "\n".join(filter(None, (row.code.name, row.code.brief_definition)))
    if role == Role.AccessibleTextRole:
        words = ngettext("%d segment", "%d segments", row.aggregated) % row.aggregated
        return f"{row.code.name}, {words}"
    if role == Role.FontRole and not row.code.codable:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return None


def _count(row: CountedCode, role: Role) -> object:
    if role == Role.DisplayRole:
        return str(row.own if row.code.codable else row.aggregated)
    if role == Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Role.ToolTipRole:
        return _("%(own)d on the code itself, %(all)d aggregated with the codes below it") % {
            "own": row.own,
            "all": row.aggregated,
        }
    return None
