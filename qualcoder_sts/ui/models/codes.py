"""The codebook as a tree model: colour, name, how often each code is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from qualcoder_sts.analysis.queries import CodeSegments
from qualcoder_sts.codebook.tree import CodeRow, CodeTree, folded
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.models.dragging import CODES_FORMAT, carried_codes, carry_codes
from qualcoder_sts.ui.models.tree import ID_ROLE, ROW_ROLE, Column, Index, Node, TreeModel
from qualcoder_sts.ui.widgets.swatches import swatch

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class CountedCode:
    """A code with its number of segments: its own, and with those of the codes below it.

    ``digit``: the key the coder pinned it to. ``outdated`` of its own segments were coded under
    another wording of its definition.
    """

    code: CodeRow
    own: int
    aggregated: int
    digit: int | None = None
    outdated: int = 0
    has_codes_below: bool = False


@dataclass(frozen=True, slots=True)
class CodeMove:
    """Where dragged codes were dropped: below a parent, before a sibling or last."""

    code_ids: tuple[UUID, ...]
    parent_id: UUID | None
    before_id: UUID | None


def code_nodes(
    tree: CodeTree,
    counts: Mapping[UUID, CodeSegments],
    digits: Mapping[UUID, int] | None = None,
    outdated: Mapping[UUID, int] | None = None,
) -> list[Node[CountedCode]]:
    """The nodes of the whole codebook; ``digits`` are the keys that codes are pinned to."""
    pinned, old = digits or {}, outdated or {}

    def node(row: CodeRow) -> Node[CountedCode]:
        count = counts.get(row.id, CodeSegments(0, 0))
        below = tuple(node(child) for child in tree.children(row.id))
        counted = CountedCode(
            row, count.own, count.rolled_up, pinned.get(row.id), old.get(row.id, 0), bool(below)
        )
        return Node(counted, row.id, below)

    return [node(row) for row in tree.children(None)]


class CodeModel(TreeModel[CountedCode]):
    """The codebook, whose codes can be dragged: away onto a passage, and to another place in it.

    What is dropped is told; the tree changes when the project does.
    """

    move_wanted = Signal(object)
    """A ``CodeMove``."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every code can be dragged, onto another, between two or to the top."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Codes move here; elsewhere they are applied, and stay."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Codes, as the program itself understands them."""
        return [CODES_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The codes of these cells, each once, in the order of the tree."""
        data = QMimeData()
        found = {index.siblingAtColumn(0).data(ID_ROLE) for index in indexes}
        carry_codes(data, (node.id for node in self.nodes() if node.id and node.id in found))
        return data

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Codes go anywhere but below themselves."""
        return bool(ids := carried_codes(data)) and not self._stands_below(parent, set(ids))

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Tell where codes were dropped. Nothing is taken out of the tree by the view."""
        parent_id = parent.data(ID_ROLE) if parent.isValid() else None
        before = self.index(row, 0, parent) if row >= 0 else QModelIndex()
        before_id = before.data(ID_ROLE) if before.isValid() else None
        if ids := carried_codes(data):
            self.move_wanted.emit(CodeMove(ids, parent_id, before_id))
        return False

    def _stands_below(self, index: Index, ids: set[UUID]) -> bool:
        while index.isValid():
            if index.data(ID_ROLE) in ids:
                return True
            index = index.parent()
        return False


class CodeFilter(QSortFilterProxyModel):
    """Shows the codes that fit some words, with what stands above them.

    Every word must occur in the name, the terms or the definition, in any order.
    """

    def __init__(self, model: CodeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(model)

    def show_fitting(self, typed: str) -> None:
        """Show only codes that hold these words; nothing typed shows all."""
        self._words = tuple(folded(typed).split())
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a code itself fits."""
        if not self._words:
            return True
        counted = self.sourceModel().index(row, 0, parent).data(ROW_ROLE)
        if not isinstance(counted, CountedCode):
            return False
        code = counted.code
        texts = (
            code.name,
            *code.terms,
            code.brief_definition,
            code.full_definition,
            code.when_to_use,
            code.when_not_to_use,
            code.examples,
        )
        whole = folded("\n".join(texts))
        return all(word in whole for word in self._words)


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
        key = () if row.digit is None else (_("key %d") % row.digit,)
        return ", ".join((row.code.name, *key, *_counts_in_words(row)))
    if role == Role.FontRole and not row.code.codable:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return None


def _count(row: CountedCode, role: Role) -> object:
    if role == Role.DisplayRole:
        return "  ".join(filter(None, (outdated_sign(row), own_count(row), count_in_all(row))))
    if role == Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Role.ToolTipRole:
        return "\n".join(_counts_in_words(row))
    return None


def own_count(row: CountedCode) -> str:
    """The code's own segments; a category has none but by mistake."""
    return f"{row.own:,}" if row.code.codable or row.own else ""


def count_in_all(row: CountedCode) -> str:
    """The segments with those of the codes below; without any below, nothing."""
    if row.code.codable and not row.has_codes_below:
        return ""
    return _("%s in all") % f"{row.aggregated:,}"


def outdated_sign(row: CountedCode) -> str:
    """How many segments are to be looked at again."""
    return f"↻{row.outdated:,}" if row.outdated else ""


def _counts_in_words(row: CountedCode) -> list[str]:
    words = [ngettext("%d segment", "%d segments", row.own) % row.own] if row.code.codable else []
    if not row.code.codable or row.has_codes_below:
        words.append(_("%d with the codes below it") % row.aggregated)
    if row.outdated:
        words.append(_("%d to look at again: the definition has changed since") % row.outdated)
    return words
