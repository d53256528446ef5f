"""Changing the codebook."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.errors import (
    CodeMovedIntoItselfError,
    CodeNameMissingError,
    CodeNameTakenError,
    ColourUnknownError,
)
from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry
from qualcoder_sts.codebook.tree import folded
from qualcoder_sts.foundation.ranks import rank_between
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Code

# Distinguishable for people who see colours differently (Okabe & Ito 2008, without black and
# yellow, which are hard to read behind text).
NEW_CODE_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a code means: five of MacQueen's six fields (1998); its name is the sixth."""

    brief_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: str = ""


NO_DEFINITION = Definition()


def add_code(
    session: Session,
    name: str,
    *,
    parent_id: UUID | None = None,
    definition: Definition = NO_DEFINITION,
    terms: tuple[str, ...] = (),
    colour: str | None = None,
    codable: bool = True,
) -> UUID:
    """Add a code as the last below its parent, or at the top of the codebook."""
    name = _free_name(session, name, parent_id)
    describe(session, f"Add code “{name}”")
    code = Code(
        parent_id=parent_id,
        rank=rank_between(_last_rank(session, parent_id), None),
        name=name,
        terms="\n".join(terms),
        colour=_colour(colour) if colour else _next_colour(session),
        codable=codable,
    )
    _define(code, definition)
    session.add(code)
    session.flush()
    return code.id


def rename_code(session: Session, code_id: UUID, name: str) -> None:
    """Give a code another name."""
    code = existing_code(session, code_id)
    name = _free_name(session, name, code.parent_id, itself=code_id)
    describe(session, f"Rename code “{code.name}” to “{name}”")
    code.name = name


def move_code(
    session: Session, code_id: UUID, parent_id: UUID | None, *, before_id: UUID | None = None
) -> None:
    """Put a code, with all below it, under another parent: before a sibling, or last."""
    code = existing_code(session, code_id)
    parent = None if parent_id is None else existing_code(session, parent_id)
    _refuse_cycle(session, code, parent)
    _free_name(session, code.name, parent_id, itself=code_id)
    place = f"under “{parent.name}”" if parent else "to the top of the codebook"
    describe(session, f"Move code “{code.name}” {place}")
    siblings = [row for row in _siblings(session, parent_id) if row.id != code_id]
    index = next((i for i, row in enumerate(siblings) if row.id == before_id), len(siblings))
    before = siblings[index - 1].rank if index else None
    after = siblings[index].rank if index < len(siblings) else None
    code.parent_id = parent_id
    # Two copies of a project may have put two siblings at one rank; then their keys decide.
    code.rank = rank_between(before, after if after != before else None)


def recolour_code(session: Session, code_id: UUID, colour: str) -> None:
    """Give a code another colour, ``#RRGGBB``."""
    code = existing_code(session, code_id)
    describe(session, f"Recolour code “{code.name}”")
    code.colour = _colour(colour)


def define_code(session: Session, code_id: UUID, definition: Definition) -> None:
    """Word a code's definition anew. Segments remember under which wording they were coded."""
    code = existing_code(session, code_id)
    describe(session, f"Define code “{code.name}”")
    _define(code, definition)
    if session.is_modified(code):
        code.definition_version += 1


def set_code_terms(session: Session, code_id: UUID, terms: tuple[str, ...]) -> None:
    """Say which words and phrases speak for a code in suggestions."""
    code = existing_code(session, code_id)
    describe(session, f"Set terms of code “{code.name}”")
    code.terms = "\n".join(dict.fromkeys(" ".join(term.split()) for term in terms if term.strip()))


def set_code_codable(session: Session, code_id: UUID, codable: bool) -> None:
    """Make a code a category, which only orders others, or a code that can be applied."""
    code = existing_code(session, code_id)
    kind = "code" if codable else "category"
    describe(session, f"Make “{code.name}” a {kind}")
    code.codable = codable


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """What importing a codebook did: paths of codes added and of codes whose fields changed."""

    added: tuple[tuple[str, ...], ...]
    changed: tuple[tuple[str, ...], ...]


def import_codebook(session: Session, document: CodebookDocument) -> CodebookImport:
    """Take a codebook into the project.

    A code at a path that is there already takes the fields that the document fills; nothing is
    deleted.
    """
    describe(session, f"Import codebook “{document.name}”" if document.name else "Import codebook")
    added: list[tuple[str, ...]] = []
    changed: list[tuple[str, ...]] = []

    def take(
        entries: tuple[CodeEntry, ...], parent_id: UUID | None, above: tuple[str, ...]
    ) -> None:
        here = {folded(code.name): code for code in _siblings(session, parent_id)}
        for entry in entries:
            path = (*above, entry.name)
            code = here.get(folded(entry.name))
            if code is None:
                code_id = _add_entry(session, entry, parent_id)
                added.append(path)
            else:
                code_id = code.id
                if _fill_from_entry(session, code, entry):
                    changed.append(path)
            take(entry.children, code_id, path)

    take(document.codes, None, ())
    session.flush()
    return CodebookImport(tuple(added), tuple(changed))


def existing_code(session: Session, code_id: UUID) -> Code:
    """The code, which must be there; raises ``RowMissingError``."""
    code = session.get(Code, code_id)
    if code is None:
        raise RowMissingError("code")
    return code


def _add_entry(session: Session, entry: CodeEntry, parent_id: UUID | None) -> UUID:
    return add_code(
        session,
        entry.name,
        parent_id=parent_id,
        definition=_definition_of(entry),
        terms=entry.terms,
        colour=entry.colour,
        codable=entry.codable,
    )


def _fill_from_entry(session: Session, code: Code, entry: CodeEntry) -> bool:
    for field in Definition.__dataclass_fields__:
        if text := getattr(entry, field):
            setattr(code, field, text)
    if session.is_modified(code):
        code.definition_version += 1
    if entry.terms:
        code.terms = "\n".join(entry.terms)
    if entry.colour:
        code.colour = _colour(entry.colour)
    code.codable = entry.codable
    return session.is_modified(code)


def _definition_of(entry: CodeEntry) -> Definition:
    return Definition(**{field: getattr(entry, field) for field in Definition.__dataclass_fields__})


def _define(code: Code, definition: Definition) -> None:
    code.brief_definition = definition.brief_definition
    code.full_definition = definition.full_definition
    code.when_to_use = definition.when_to_use
    code.when_not_to_use = definition.when_not_to_use
    code.examples = definition.examples


def _free_name(
    session: Session, name: str, parent_id: UUID | None, *, itself: UUID | None = None
) -> str:
    """The name tidied up, when no sibling has it."""
    name = " ".join(name.split())
    if not name:
        raise CodeNameMissingError
    for sibling in _siblings(session, parent_id):
        if sibling.id != itself and folded(sibling.name) == folded(name):
            parent = None if parent_id is None else existing_code(session, parent_id).name
            raise CodeNameTakenError(sibling.name, parent)
    return name


def _siblings(session: Session, parent_id: UUID | None) -> list[Code]:
    query = select(Code).where(Code.parent_id == parent_id).order_by(Code.rank, Code.id)
    return list(session.scalars(query))


def _last_rank(session: Session, parent_id: UUID | None) -> str | None:
    return session.scalar(select(func.max(Code.rank)).where(Code.parent_id == parent_id))


def _refuse_cycle(session: Session, code: Code, parent: Code | None) -> None:
    above = parent
    while above is not None:
        if above.id == code.id:
            raise CodeMovedIntoItselfError(code.name)
        above = None if above.parent_id is None else existing_code(session, above.parent_id)


def _next_colour(session: Session) -> str:
    count = session.scalar(select(func.count()).select_from(Code)) or 0
    return NEW_CODE_COLOURS[count % len(NEW_CODE_COLOURS)]


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ColourUnknownError(text)
    return text.upper()
