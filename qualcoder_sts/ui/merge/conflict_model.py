"""Conflicts as rows: what, the last common value, yours, theirs, the decision."""

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Conflict, Decision, Side, Take
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.theme.theme import Theme

_LONG_BEGINNING, _SHOWN_BEFORE = 80, 24
WHAT, BEFORE, YOURS, THEIRS, MERGED = range(5)
_TAKEN = {Take.OURS: YOURS, Take.THEIRS: THEIRS, Take.WRITTEN: MERGED}


class ConflictModel(RowsModel[Conflict]):
    """The value that was chosen stands out; what is open says so."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        titles = (_("What"), _("Before"), _("Yours"), _("Theirs"), _("Merged"))
        super().__init__(titles, parent)
        self._theme = theme
        self._decisions: Mapping[str, Decision] = MappingProxyType({})

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._tell_all()

    def show_conflicts(
        self, conflicts: tuple[Conflict, ...], decisions: Mapping[str, Decision]
    ) -> None:
        """Show these; where they are the same, only the decisions change."""
        self._decisions = decisions
        if tuple(self._rows) == conflicts:
            self._tell_all()
        else:
            self.show_rows(conflicts)

    def decision_on(self, conflict: Conflict) -> Decision | None:
        """How a conflict was decided; None while it is open."""
        return self._decisions.get(conflict.id)

    def row_of(self, conflict_id: str) -> int | None:
        """Where a conflict stands."""
        rows = (row for row, conflict in enumerate(self._rows) if conflict.id == conflict_id)
        return next(rows, None)

    def next_open(self, after: int) -> int | None:
        """The row of the next open conflict behind one, or else from the beginning."""
        number = len(self._rows)
        order = (row % number for row in range(after + 1, after + 1 + number))
        return next((row for row in order if self._rows[row].id not in self._decisions), None)

    def cells(self, row: Conflict) -> tuple[str, ...]:
        """The words of a row."""
        decision = self.decision_on(row)
        what = f"{row.name}\n{row.what}: {row.why}" if row.what else f"{row.name}\n{row.why}"
        base, ours, theirs = _from_the_change(
            "–" if row.base is None else row.base, side_words(row.ours), side_words(row.theirs)
        )
        taken = None if decision is None else decision.take
        return (
            what,
            base,
            _marked(ours, taken is Take.OURS),
            _marked(theirs, taken is Take.THEIRS),
            decided_words(decision),
        )

    def more(self, row: Conflict, column: int, role: int) -> object:
        """The chosen value in stronger letters, what is open in the colour of warnings."""
        decision = self.decision_on(row)
        is_taken = decision is not None and _TAKEN[decision.take] == column
        if role == Qt.ItemDataRole.ForegroundRole and column == MERGED and decision is None:
            return QBrush(QColor(self._theme.warning))
        if role == Qt.ItemDataRole.FontRole and is_taken:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _tell_all(self) -> None:
        if self._rows:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _from_the_change(*wordings: str) -> list[str]:
    """Long wordings that begin alike, from a little before the place where they part."""
    together = zip(*wordings, strict=False)
    alike = sum(1 for _each in takewhile(lambda signs: len(set(signs)) == 1, together))
    if alike < _LONG_BEGINNING:
        return list(wordings)
    start = wordings[0].rfind(" ", 0, alike - _SHOWN_BEFORE) + 1
    return [f"…{words[start:]}" for words in wordings]


def _marked(words: str, is_taken: bool) -> str:
    return f"✓ {words}" if is_taken else words


def side_words(side: Side) -> str:
    """What one side says; a deletion is said in words, with who and when."""
    if not side.is_deleted:
        return side.words or _("nothing")
    if side.coder:
        told = {"coder": side.coder, "when": when_words(side.at)}
        return (
            _("deleted by %(coder)s, %(when)s") if side.at else _("deleted by %(coder)s")
        ) % told
    return _("deleted")


def when_words(at: datetime | None) -> str:
    """A moment as the computer's clock tells it."""
    return "" if at is None else at.astimezone().strftime("%Y-%m-%d %H:%M")


def decided_words(decision: Decision | None) -> str:
    """The decision in a word, or that there is none."""
    if decision is None:
        return _("not decided")
    if decision.take is Take.WRITTEN:
        return decision.written or _("nothing")
    return _("yours") if decision.take is Take.OURS else _("theirs")
