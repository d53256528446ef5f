"""The codebook as a tree model: colour, name, how often each code is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from qualcoder_sts.analysis.queries import CodeSegments
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.models.dragging import CODES_FORMAT, carry_codes
from qualcoder_sts.ui.models.tree import ID_ROLE, Column, Index, Node, TreeModel
from qualcoder_sts.ui.widgets.swatches import swatch

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class CountedCode:
    """A code with its number of segments: its own, and with those of the codes below it.

    ``digit``: the key the coder pinned it to.
    """

    code: CodeRow
    own: int
    aggregated: int
    digit: int | None = None


class CodeModel(TreeModel[CountedCode]):
    """The codebook, whose codes can be dragged away."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every code can be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Codes, as the program itself understands them."""
        return [CODES_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The codes of these cells, each once."""
        data = QMimeData()
        found = (index.siblingAtColumn(0).data(ID_ROLE) for index in indexes)
        carry_codes(data, dict.fromkeys(code_id for code_id in found if code_id is not None))
        return data


def code_nodes(
    tree: CodeTree,
    counts: Mapping[UUID, CodeSegments],
    digits: Mapping[UUID, int] | None = None,
) -> list[Node[CountedCode]]:
    """The nodes of the whole codebook; ``digits`` are the keys that codes are pinned to."""
    pinned = digits or {}

    def node(row: CodeRow) -> Node[CountedCode]:
        count = counts.get(row.id)
        own, rolled_up = (count.own, count.rolled_up) if count else (0, 0)
        counted = CountedCode(row, own, rolled_up, pinned.get(row.id))
        return Node(counted, row.id, tuple(node(child) for child in tree.children(row.id)))

    return [node(row) for row in tree.children(None)]


def code_model(parent: QObject | None = None) -> CodeModel:
    """An empty model; fill it with ``show_tree(code_nodes(…))``."""
    return CodeModel([Column(_("Code"), _name), Column(_("Segments"), _count)], parent)


def _name(row: CountedCode, role: Role) -> object:
    if role == Role.DisplayRole:
        return row.code.name
    if role == Role.DecorationRole:
        return swatch(row.code.colour)
    if role == Role.ToolTipRole:
        return "\n".join(filter(None, (row.code.name, row.code.brief_definition)))
    if role == Role.AccessibleTextRole:
        words = ngettext("%d segment", "%d segments", row.aggregated) % row.aggregated
        key = "" if row.digit is None else f", {_('key %d') % row.digit}"
        return f"{row.code.name}{key}, {words}"
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
