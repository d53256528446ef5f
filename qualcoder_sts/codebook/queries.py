"""Reading the codebook."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.errors import CodeUnknownError
from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.project.tables import Code, Project


def code_tree(session: Session) -> CodeTree:
    """The whole codebook."""
    by_parent: dict[UUID | None, list[Code]] = {}
    for code in session.scalars(select(Code).order_by(Code.rank, Code.id)):
        by_parent.setdefault(code.parent_id, []).append(code)
    rows: list[CodeRow] = []

    def walk(parent_id: UUID | None, above: tuple[str, ...]) -> None:
        for code in by_parent.get(parent_id, []):
            row = _as_row(code, above)
            rows.append(row)
            walk(code.id, row.path)

    walk(None, ())
    return CodeTree(tuple(rows))


def find_code(session: Session, path: str) -> CodeRow:
    """The code at a path as people write it; raises ``CodeUnknownError``.

    A name alone will do when only one code has it.
    """
    tree = code_tree(session)
    if (found := tree.meant_by(path)) is None:
        raise CodeUnknownError(path, [row.path_text for row in tree.all_named(path)])
    return found


def codebook_document(session: Session) -> CodebookDocument:
    """The codebook as a document that the codebook files hold."""
    tree = code_tree(session)

    def entry(row: CodeRow) -> CodeEntry:
        return CodeEntry(
            name=row.name,
            brief_definition=row.brief_definition,
            full_definition=row.full_definition,
            when_to_use=row.when_to_use,
            when_not_to_use=row.when_not_to_use,
            examples=row.examples,
            terms=row.terms,
            colour=row.colour,
            codable=row.codable,
            children=tuple(entry(child) for child in tree.children(row.id)),
            guid=row.id,
        )

    name = session.scalar(select(Project.name)) or ""
    return CodebookDocument(name=name, codes=tuple(entry(row) for row in tree.children(None)))


def _as_row(code: Code, above: tuple[str, ...]) -> CodeRow:
    return CodeRow(
        id=code.id,
        parent_id=code.parent_id,
        path=(*above, code.name),
        colour=code.colour,
        codable=code.codable,
        brief_definition=code.brief_definition,
        full_definition=code.full_definition,
        when_to_use=code.when_to_use,
        when_not_to_use=code.when_not_to_use,
        examples=code.examples,
        terms=tuple(code.terms.splitlines()),
        definition_version=code.definition_version,
    )
