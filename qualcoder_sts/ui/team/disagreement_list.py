"""The disagreements of one source as a table."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QObject, Qt

from qualcoder_sts.coding.consensus import Disagreement
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.team.words import codes_words, decision_words, relation_words

_LONGEST_QUOTE = 60


class DisagreementModel(RowsModel[Disagreement]):
    """One line for each, in the order of the text."""

    def __init__(self, parent: QObject) -> None:
        super().__init__((_("Passage"), _("Code"), _("Difference"), _("Decision")), parent)
        self._shown: Sequence[Disagreement] = ()
        self._codes: Mapping[UUID, str] = {}
        self._names: Sequence[str] = ()
        self._text = ""

    def show_found(
        self,
        found: Sequence[Disagreement],
        codes: Mapping[UUID, str],
        names: Sequence[str],
        text: str,
    ) -> None:
        """Show these, with the names of the codes and of the coders."""
        self._codes, self._names, self._text, self._shown = codes, names, text, found
        self.show_rows(found)

    def found(self) -> Sequence[Disagreement]:
        """All that are shown."""
        return self._shown

    def cells(self, row: Disagreement) -> tuple[str, ...]:
        """The words of a line."""
        quote = " ".join(row.compared.span.of(self._text).split())
        short = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"
        return (
            short,
            codes_words(row.compared, self._codes),
            relation_words(row.compared, self._names),
            decision_words(row),
        )

    def more(self, row: Disagreement, column: int, role: int) -> object:
        """The whole of a cell that may be cut."""
        return self.cells(row)[column] if role == Qt.ItemDataRole.ToolTipRole else None

    def next_open(self, row: int) -> QModelIndex:
        """The first one to decide from a row on, from the top when there is none below."""
        order = [*range(row, len(self._shown)), *range(min(row, len(self._shown)))]
        place = next((each for each in order if not self._shown[each].is_settled), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()
