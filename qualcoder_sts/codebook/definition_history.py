"""Who worded which field of a code when, and how it was worded before: read from the change log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.codebook.operations import Definition
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.history.trail import RowChange, changes_of_rows
from qualcoder_sts.project.tables import Code

FOLLOWED = ("name", *DEFINITION_FIELDS, "terms", "colour", "codable", "parent_id")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a code as a step changed it.

    ``field`` is its column; of ``parent_id`` the texts are names, of ``codable`` yes and no words.
    """

    at: datetime
    coder: str
    label: str
    field: str
    before: str
    after: str


def definition_history(session: Session, code_id: UUID) -> list[FieldChange]:
    """What became of a code's fields, the newest change first; its beginning is in it."""
    changes = changes_of_rows(session, Code.__tablename__, [code_id])
    tree = code_tree(session)
    fields = [field for change in changes for field in _fields(change, tree)]
    return fields[::-1]


def earlier_wordings(
    session: Session, code_ids: Iterable[UUID]
) -> dict[UUID, dict[int, Definition]]:
    """The definitions each code had, by the number of the wording, as far as the log knows."""
    wordings: dict[UUID, dict[int, Definition]] = {}
    for change in changes_of_rows(session, Code.__tablename__, code_ids):
        for row in filter(None, (change.before, change.after)):
            version = int(row["definition_version"] or 1)
            wordings.setdefault(change.row_id, {})[version] = _definition(row)
    return wordings


def _definition(row: StoredRow) -> Definition:
    return Definition(**{name: _text(row, name) for name in DEFINITION_FIELDS})


def _fields(change: RowChange, tree: CodeTree) -> Iterator[FieldChange]:
    before, after = change.before or {}, change.after or {}
    for name in FOLLOWED:
        old, new = _shown(before, name, tree), _shown(after, name, tree)
        is_first_colour = name in {"colour", "codable"} and change.before is None
        if old != new and not is_first_colour:
            yield FieldChange(change.at, change.coder, change.label, name, old, new)


def _shown(row: StoredRow, name: str, tree: CodeTree) -> str:
    text = _text(row, name)
    if name == "parent_id" and text:
        parent_id = UUID(hex=text)
        return tree[parent_id].path_text if parent_id in tree else ""
    return text


def _text(row: StoredRow, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)
