"""Taking a codebook from a file into the project: first what that would do, then doing it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.files.document import (
    DEFINITION_FIELDS,
    CodebookDocument,
    CodeEntry,
)
from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    definition_of,
    existing_code,
    recolour_codes,
    set_code_codable,
    set_code_terms,
    written_terms,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree, folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables.log import ChangeKind


@dataclass(frozen=True, slots=True)
class FieldTaken:
    """A field that an import fills or words anew, by its name in files."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedCode:
    """What an import does with one code of the file. A code that is there may stay as it is."""

    path: tuple[str, ...]
    code_id: UUID
    parent_id: UUID | None
    entry: CodeEntry
    is_new: bool
    fields: tuple[FieldTaken, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """What importing a codebook did: paths of codes added and of codes whose fields changed."""

    added: tuple[tuple[str, ...], ...]
    changed: tuple[tuple[str, ...], ...]


def import_plan(session: Session, document: CodebookDocument) -> tuple[PlannedCode, ...]:
    """What ``import_codebook`` does with each code of the document, parents before children.

    A code that is there already, at the same path or moved and renamed since it came from the same
    file, takes the fields that the document fills and stays where it is; nothing is deleted.
    """
    return tuple(_Planning(code_tree(session)).plan(document.codes, None, ()))


def import_codebook(session: Session, document: CodebookDocument) -> CodebookImport:
    """Take a codebook into the project, as ``import_plan`` says."""
    label = _("Import codebook “%s”") % document.name if document.name else _("Import codebook")
    describe(session, label, kind=ChangeKind.IMPORT)
    plan = import_plan(session, document)
    for planned in plan:
        if planned.is_new:
            _add(session, planned)
        elif planned.fields:
            _fill(session, planned)
    session.flush()
    return CodebookImport(
        added=tuple(planned.path for planned in plan if planned.is_new),
        changed=tuple(planned.path for planned in plan if planned.fields),
    )


@dataclass(slots=True)
class _Planning:
    """A plan under way: which codes stand where once it is carried out so far."""

    tree: CodeTree
    taken: set[UUID] = field(default_factory=set)
    added: dict[UUID, CodeEntry] = field(default_factory=dict)

    def plan(
        self, entries: tuple[CodeEntry, ...], parent_id: UUID | None, above: tuple[str, ...]
    ) -> Iterator[PlannedCode]:
        here = {folded(row.name): row.id for row in self.tree.children(parent_id)}
        for entry in entries:
            path = (*above, entry.name)
            code_id = here.get(folded(entry.name)) or self._same_code(entry)
            is_new = code_id is None
            if code_id is None:
                code_id = here[folded(entry.name)] = self._free_key(entry)
                self.added[code_id] = entry
            fields = () if is_new else tuple(self._fields(code_id, entry))
            self.taken.add(code_id)
            yield PlannedCode(path, code_id, parent_id, entry, is_new, fields)
            yield from self.plan(entry.children, code_id, path)

    def _same_code(self, entry: CodeEntry) -> UUID | None:
        """The project's code with the entry's key, unless another entry of the document was it."""
        is_here = entry.guid is not None and entry.guid in self.tree
        return entry.guid if is_here and entry.guid not in self.taken else None

    def _free_key(self, entry: CodeEntry) -> UUID:
        # A key that another entry of the document has taken cannot be given twice.
        is_free = entry.guid is not None and entry.guid not in self.taken
        return entry.guid if is_free and entry.guid is not None else uuid4()

    def _fields(self, code_id: UUID, entry: CodeEntry) -> Iterator[FieldTaken]:
        """What the entry fills of a code; of one that this file adds, what a second entry fills."""
        code = self.tree[code_id] if code_id in self.tree else self.added[code_id]
        for name in DEFINITION_FIELDS:
            before, after = getattr(code, name), getattr(entry, name)
            if after and after != before:
                yield FieldTaken(name, before, after)
        terms = written_terms(entry.terms)
        if terms and terms != written_terms(code.terms):
            yield FieldTaken("terms", written_terms(code.terms), terms)
        if entry.colour and entry.colour.upper() != code.colour:
            yield FieldTaken("colour", code.colour or "", entry.colour.upper())
        # Files that say nothing of it are read as codable, so that only the other is a statement.
        if code.codable and not entry.codable:
            yield FieldTaken("codable", "true", "false")


def _add(session: Session, planned: PlannedCode) -> None:
    entry = planned.entry
    add_code(
        session,
        entry.name,
        parent_id=planned.parent_id,
        definition=definition_of(entry),
        terms=entry.terms,
        colour=entry.colour,
        codable=entry.codable,
        code_id=planned.code_id,
    )


def _fill(session: Session, planned: PlannedCode) -> None:
    entry, names = planned.entry, {taken.field for taken in planned.fields}
    if names & set(DEFINITION_FIELDS):
        code = existing_code(session, planned.code_id)
        filled = {name: text for name, text in asdict(definition_of(entry)).items() if text}
        before = asdict(definition_of(code))
        define_code(session, code.id, Definition(**(before | filled)))
    if "terms" in names:
        set_code_terms(session, planned.code_id, entry.terms)
    if "colour" in names and entry.colour:
        recolour_codes(session, [planned.code_id], entry.colour)
    if "codable" in names:
        set_code_codable(session, planned.code_id, codable=False)
