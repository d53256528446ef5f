"""Frozen versions of the codebook: numbered, dated, unchangeable."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.comparing import CodebookComparison, compared
from qualcoder_sts.codebook.errors import CodebookEmptyError
from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.merged_away import rows_merged_away
from qualcoder_sts.project.tables import Code, CodebookVersion


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A frozen version, without its content."""

    id: UUID
    number: int
    name: str
    note: str
    at: datetime
    codes: int


def freeze_version(session: Session, name: str = "", note: str = "") -> UUID:
    """Keep the codebook as it is now under the next number."""
    tree = code_tree(session)
    if not len(tree):
        raise CodebookEmptyError
    number = number_of_next(session)
    name = tidied(name)
    if name:
        words = _("Freeze codebook version %(number)d “%(name)s”")
    else:
        words = _("Freeze codebook version %(number)d")
    describe(session, words % {"number": number, "name": name})
    content = json.dumps({"codes": [_record(row) for row in tree]}, ensure_ascii=False)
    version = CodebookVersion(
        id=uuid4(), number=number, name=name, note=note.strip(), content=content
    )
    session.add(version)
    session.flush()
    return version.id


def list_versions(session: Session) -> list[VersionRow]:
    """All frozen versions, the newest first."""
    one = CodebookVersion
    codes = func.json_array_length(one.content, "$.codes")
    query = select(one.id, one.number, one.name, one.note, one.at, codes)
    rows = session.execute(query.order_by(one.number.desc(), one.at.desc())).all()
    return [VersionRow(*values) for values in rows]


def number_of_next(session: Session) -> int:
    """The number that the next version gets."""
    return (session.scalar(select(func.max(CodebookVersion.number))) or 0) + 1


def version_tree(session: Session, version_id: UUID | None) -> CodeTree:
    """The codebook as a version froze it; None stands for now."""
    if version_id is None:
        return code_tree(session)
    version = session.get(CodebookVersion, version_id)
    if version is None:
        raise RowMissingError("codebook version")
    return CodeTree(tuple(_row(record) for record in json.loads(version.content)["codes"]))


def compare_versions(
    session: Session, before_id: UUID | None, after_id: UUID | None
) -> CodebookComparison:
    """What changed from one version to another; None stands for now."""
    before, after = version_tree(session, before_id), version_tree(session, after_id)
    return compared(before, after, rows_merged_away(session, Code.__tablename__))


def _record(row: CodeRow) -> dict[str, object]:
    return {
        "id": row.id.hex,
        "parent_id": None if row.parent_id is None else row.parent_id.hex,
        "path": list(row.path),
        **{name: getattr(row, name) for name in DEFINITION_FIELDS},
        "terms": list(row.terms),
        "colour": row.colour,
        "codable": row.codable,
        "definition_version": row.definition_version,
    }


def _row(record: dict[str, object]) -> CodeRow:
    parent = record["parent_id"]
    return CodeRow(
        id=UUID(hex=str(record["id"])),
        parent_id=None if parent is None else UUID(hex=str(parent)),
        path=_texts(record["path"]),
        colour=str(record["colour"]),
        codable=bool(record["codable"]),
        terms=_texts(record["terms"]),
        definition_version=int(str(record["definition_version"])),
        **{name: str(record[name]) for name in DEFINITION_FIELDS},
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()
