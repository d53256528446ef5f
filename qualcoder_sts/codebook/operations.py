"""Changing the codebook."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.errors import (
    CodeMovedIntoItselfError,
    CodeNameMissingError,
    CodeNameTakenError,
    ColourUnknownError,
)
from qualcoder_sts.codebook.files.document import CodeEntry
from qualcoder_sts.codebook.tree import CodeRow, folded
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.ranks import rank_between, ranks_to_insert
from qualcoder_sts.foundation.translation import _, ngettext
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


def definition_of(of: CodeEntry | CodeRow | Code) -> Definition:
    """The definition as it stands in a file, in a row or in the project."""
    return Definition(
        brief_definition=of.brief_definition,
        full_definition=of.full_definition,
        when_to_use=of.when_to_use,
        when_not_to_use=of.when_not_to_use,
        examples=of.examples,
    )


def add_code(
    session: Session,
    name: str,
    *,
    parent_id: UUID | None = None,
    definition: Definition = NO_DEFINITION,
    terms: tuple[str, ...] = (),
    colour: str | None = None,
    codable: bool = True,
    code_id: UUID | None = None,
) -> UUID:
    """Add a code as the last below its parent, or at the top of the codebook.

    ``code_id`` is its key where it is known from elsewhere.
    """
    name = _free_name(session, name, parent_id)
    describe(session, (_("Add code “%s”") if codable else _("Add category “%s”")) % name)
    code = Code(
        id=code_id or uuid4(),
        parent_id=parent_id,
        rank=rank_between(_last_rank(session, parent_id), None),
        name=name,
        terms=written_terms(terms),
        colour=_colour(colour) if colour else _next_colour(session),
        codable=codable,
        **asdict(definition),
    )
    session.add(code)
    session.flush()
    return code.id


def rename_code(session: Session, code_id: UUID, name: str) -> None:
    """Give a code another name."""
    code = existing_code(session, code_id)
    name = _free_name(session, name, code.parent_id, itself=code_id)
    words = _("Rename code “%(old)s” to “%(new)s”")
    describe(session, words % {"old": code.name, "new": name})
    code.name = name


def move_code(
    session: Session, code_id: UUID, parent_id: UUID | None, *, before_id: UUID | None = None
) -> None:
    """Put a code, with all below it, under another parent: before a sibling, or last."""
    code = existing_code(session, code_id)
    parent = None if parent_id is None else existing_code(session, parent_id)
    _refuse_cycle(session, code, parent)
    _free_name(session, code.name, parent_id, itself=code_id)
    siblings = _siblings(session, parent_id)
    keys = [sibling.id for sibling in siblings]
    if before_id is not None and before_id not in keys:
        raise RowMissingError("code")
    following = keys[keys.index(code_id) + 1 :][:1] if code_id in keys else None
    if before_id == code_id or following == ([] if before_id is None else [before_id]):
        return  # it stands there already
    describe(session, _move_in_words(session, code, parent, before_id))
    siblings = [sibling for sibling in siblings if sibling.id != code_id]
    index = next((i for i, one in enumerate(siblings) if one.id == before_id), len(siblings))
    code.parent_id = parent_id
    _rank_among(code, siblings[:index], siblings[index:])


def move_codes(
    session: Session,
    code_ids: Sequence[UUID],
    parent_id: UUID | None,
    *,
    before_id: UUID | None = None,
) -> None:
    """Put several codes under another parent in one step, in this order.

    Codes that stand below another of them stay there and move along with it.
    """
    codes = [existing_code(session, code_id) for code_id in dict.fromkeys(code_ids)]
    moving = {code.id for code in codes}
    tops = [code for code in codes if not _stands_below_any(session, code, moving)]
    if len(tops) > 1:
        describe(session, _moves_in_words(session, len(tops), parent_id))
    if before_id in moving:
        before_id = _first_that_stays(session, parent_id, before_id, moving)
    for code in tops:
        move_code(session, code.id, parent_id, before_id=before_id)
        session.flush()


def recolour_codes(session: Session, code_ids: Sequence[UUID], colour: str) -> None:
    """Give codes another colour, ``#RRGGBB``."""
    codes = [existing_code(session, code_id) for code_id in code_ids]
    if len(codes) == 1:
        label = _("Recolour code “%s”") % codes[0].name
    else:
        words = ngettext("Recolour %s code", "Recolour %s codes", len(codes))
        label = words % f"{len(codes):,}"
    describe(session, label)
    for code in codes:
        code.colour = _colour(colour)


def define_code(session: Session, code_id: UUID, definition: Definition) -> None:
    """Word a code's definition anew. Segments remember under which wording they were coded."""
    code = existing_code(session, code_id)
    describe(session, _("Define code “%s”") % code.name)
    _define(code, definition)


def add_example(session: Session, code_id: UUID, example: str) -> None:
    """Put an example behind those a code has; one that is there already is not repeated."""
    code = existing_code(session, code_id)
    describe(session, _("Add an example to code “%s”") % code.name)
    if example not in code.examples.split("\n"):
        examples = "\n".join(filter(None, (code.examples.rstrip(), example)))
        _define(code, replace(definition_of(code), examples=examples))


def set_code_terms(session: Session, code_id: UUID, terms: tuple[str, ...]) -> None:
    """Say which words and phrases speak for a code in suggestions."""
    code = existing_code(session, code_id)
    describe(session, _("Set terms of code “%s”") % code.name)
    code.terms = written_terms(terms)


def set_code_codable(session: Session, code_id: UUID, codable: bool) -> None:
    """Make a code a category, which only orders others, or a code that can be applied."""
    code = existing_code(session, code_id)
    words = _("Make “%s” a code") if codable else _("Make “%s” a category")
    describe(session, words % code.name)
    code.codable = codable


def existing_code(session: Session, code_id: UUID) -> Code:
    """The code, which must be there; raises ``RowMissingError``."""
    code = session.get(Code, code_id)
    if code is None:
        raise RowMissingError("code")
    return code


def _define(code: Code, definition: Definition) -> None:
    """Word a code's definition; its version grows when the wording changes."""
    if definition_of(code) == definition:
        return
    code.definition_version += 1
    code.brief_definition = definition.brief_definition
    code.full_definition = definition.full_definition
    code.when_to_use = definition.when_to_use
    code.when_not_to_use = definition.when_not_to_use
    code.examples = definition.examples


def written_terms(terms: Iterable[str]) -> str:
    """Terms as they are stored: one a line, each once."""
    return "\n".join(dict.fromkeys(tidied(term) for term in terms if term.strip()))


def _move_in_words(
    session: Session, code: Code, parent: Code | None, before_id: UUID | None
) -> str:
    place = parent.name if parent else ""
    if code.parent_id != (parent.id if parent else None):
        words = (
            _("Move code “%(code)s” under “%(place)s”")
            if parent
            else _("Move code “%(code)s” to the top of the codebook")
        )
    elif before_id is not None:
        words = _("Move code “%(code)s” before “%(place)s”")
        place = existing_code(session, before_id).name
    elif parent:
        words = _("Move code “%(code)s” to the end of “%(place)s”")
    else:
        words = _("Move code “%(code)s” to the end of the codebook")
    return words % {"code": code.name, "place": place}


def _moves_in_words(session: Session, number: int, parent_id: UUID | None) -> str:
    if parent_id is None:
        words = ngettext("Move %(n)s code to the top", "Move %(n)s codes to the top", number)
        return words % {"n": f"{number:,}"}
    words = ngettext(
        "Move %(n)s code under “%(place)s”", "Move %(n)s codes under “%(place)s”", number
    )
    return words % {"n": f"{number:,}", "place": existing_code(session, parent_id).name}


def _rank_among(code: Code, before: list[Code], after: list[Code]) -> None:
    """Rank a code between two rows of siblings."""
    ranks = ranks_to_insert([each.rank for each in before], [each.rank for each in after])
    for each, rank in zip((code, *after), ranks, strict=False):
        each.rank = rank


def _free_name(
    session: Session, name: str, parent_id: UUID | None, *, itself: UUID | None = None
) -> str:
    """The name tidied up, when no sibling has it."""
    name = tidied(name)
    if not name:
        raise CodeNameMissingError
    parent = None if parent_id is None else existing_code(session, parent_id).name
    others = select(Code.name).where(Code.parent_id == parent_id, Code.id != itself)
    for other in session.scalars(others):
        if folded(other) == folded(name):
            raise CodeNameTakenError(other, parent)
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


def _stands_below_any(session: Session, code: Code, others: set[UUID]) -> bool:
    above = code.parent_id
    while above is not None:
        if above in others:
            return True
        above = existing_code(session, above).parent_id
    return False


def _first_that_stays(
    session: Session, parent_id: UUID | None, before_id: UUID | None, moving: set[UUID]
) -> UUID | None:
    """The sibling before which codes go that are put before one of themselves."""
    keys = [sibling.id for sibling in _siblings(session, parent_id)]
    behind = keys[keys.index(before_id) :] if before_id in keys else []
    return next((key for key in behind if key not in moving), None)


def _next_colour(session: Session) -> str:
    count = session.scalar(select(func.count()).select_from(Code)) or 0
    return NEW_CODE_COLOURS[count % len(NEW_CODE_COLOURS)]


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ColourUnknownError(text)
    return text.upper()
