"""Taking a coding table into the project."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree, read_path
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.placing import Unplaced, place_quote
from qualcoder_sts.coding.tables.passages import passages_of
from qualcoder_sts.coding.tables.rows import CodingRow
from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.operations import NewMemo, Target, write_memos
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.coders import add_coder, coder_named
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import CodedSegment, Source, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.transcripts.operations.passages import add_passages


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A row, or one of its codes, that could not be placed."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class CodingImport:
    """What importing a coding table did.

    ``read`` and ``placed`` count codings: a row with two codes is two.
    """

    read: int
    placed: int
    unplaced: tuple[UnplacedRow, ...]
    new_sources: tuple[str, ...]
    new_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A source's text or, where the table itself brought it, the place of each row's passage."""

    source_id: UUID
    text: str
    places: dict[int, Span] | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    row: CodingRow
    segment: NewSegment


class _Coders:
    """Who coded; a name new to the project comes in with the first row that can be placed."""

    def __init__(self, session: Session, default: UUID) -> None:
        self._session = session
        self._known = {"": default}

    def named(self, name: str) -> UUID:
        if name not in self._known:
            found = coder_named(self._session, name) or add_coder(self._session, name)
            self._known[name] = found.id
        return self._known[name]


def import_coding(
    session: Session,
    rows: Sequence[CodingRow],
    *,
    coder_id: UUID,
    name: str = "",
    finished: bool = False,
) -> CodingImport:
    """Place every row it can and list the others with the reason, in one step.

    A row without a coder is ``coder_id``'s. Where a named source is not in the project, its rows
    become the passages of a new source, in order, and codes that are not in the codebook are added
    for it; for sources in the project an unknown code is a reason not to place a row. With
    ``finished``, each coder is marked as having finished the sources they coded.
    """
    label = _("Import coding from “%s”") % name if name else _("Import coding")
    describe(session, label, kind=ChangeKind.IMPORT)
    passages = _passages(session, rows)
    new_sources = {key for key, passage in passages.items() if passage.places is not None}
    new_codes = _add_missing_codes(session, rows, new_sources)
    coders = _Coders(session, coder_id)
    placed, unplaced = _place(rows, passages, code_tree(session), coders)
    keys = apply_codes(session, [one.segment for one in placed])
    _write_memos(session, placed, keys)
    if finished:
        for source_id, by in sorted({(p.segment.source_id, p.segment.coder_id) for p in placed}):
            mark_finished(session, source_id, coder_id=by)
    return CodingImport(
        read=sum(max(1, len(row.codes)) for row in rows),
        placed=len(placed),
        unplaced=tuple(unplaced),
        new_sources=tuple(r.source for r in _firsts(rows) if folded(r.source) in new_sources),
        new_codes=new_codes,
    )


def _place(
    rows: Sequence[CodingRow], passages: dict[str, _Passage], tree: CodeTree, coders: _Coders
) -> tuple[list[_Placed], list[UnplacedRow]]:
    placed: list[_Placed] = []
    unplaced: list[UnplacedRow] = []
    last: dict[tuple[UUID, str], int] = {}
    for row in rows:
        passage = passages.get(folded(row.source))
        after = None if passage is None else last.get((passage.source_id, row.coder), 0)
        place = _place_of(row, passage, after)
        if isinstance(place, Unplaced) or passage is None:
            reason = place.reason if isinstance(place, Unplaced) else ""
            unplaced += [UnplacedRow(row.number, reason)] * max(1, len(row.codes))
            continue
        last[passage.source_id, row.coder] = place.start
        for path in row.codes:
            code = _code_at(tree, path)
            if isinstance(code, Unplaced):
                unplaced.append(UnplacedRow(row.number, code.reason))
                continue
            segment = NewSegment(
                passage.source_id,
                place,
                code.id,
                coders.named(row.coder),
                weight=row.weight,
                key_quote=row.key_quote,
                origin=SegmentOrigin.IMPORT,
            )
            placed.append(_Placed(row, segment))
    return placed, unplaced


def _place_of(row: CodingRow, passage: _Passage | None, after: int | None) -> Span | Unplaced:
    if row.broken:
        return Unplaced(row.broken)
    if not row.codes:
        return Unplaced(_("it names no code"))
    if row.weight is not None and not 0 <= row.weight <= 100:
        why = _("its weight is %d; a weight is a whole number from 0 to 100")
        return Unplaced(why % row.weight)
    if passage is None:
        return Unplaced(_("it names no source"))
    if passage.places is not None:
        return passage.places.get(row.number, Unplaced(_("its passage is empty")))
    return place_quote(passage.text, row.quote, start=row.start, end=row.end, after=after)


def _code_at(tree: CodeTree, path: str) -> CodeRow | Unplaced:
    code = tree.meant_by(path)
    if code is None and len(tree.all_named(path)) > 1:
        return Unplaced(_("several codes are called “%s”; give the whole path") % path)
    if code is None:
        return Unplaced(_("there is no code “%s” in the codebook") % path)
    if not code.codable:
        return Unplaced(_("“%s” is a category and cannot be applied") % path)
    return code


def _passages(session: Session, rows: Sequence[CodingRow]) -> dict[str, _Passage]:
    """The source every row speaks of, by folded name; new ones made of the rows' own quotes."""
    query = select(Source.id, Source.name, Text.content).join(Text, Text.hash == Source.text_hash)
    found = {
        folded(name): _Passage(source_id, text)
        for source_id, name, text in session.execute(query.order_by(Source.id.desc()))
    }
    missing: dict[str, list[CodingRow]] = defaultdict(list)
    for row in rows:
        if row.source and folded(row.source) not in found and not row.broken:
            missing[folded(row.source)].append(row)
    for key, of_source in missing.items():
        passages = passages_of(of_source)
        if not passages.texts:
            continue
        added = add_passages(session, of_source[0].source, passages.texts)
        places = {row: added.spans[passage] for row, passage in passages.of_row.items()}
        found[key] = _Passage(added.source_id, "", places)
    return found


def _add_missing_codes(
    session: Session, rows: Sequence[CodingRow], new_sources: set[str]
) -> tuple[str, ...]:
    tree = code_tree(session)
    known = {tuple(map(folded, row.path)): row.id for row in tree}
    added: list[str] = []
    wanted = [
        path
        for row in rows
        if folded(row.source) in new_sources and not row.broken
        for path in row.codes
    ]
    for text in dict.fromkeys(wanted):
        names = read_path(text)
        if tree.meant_by(text) or tree.all_named(text) or not all(names):
            continue
        path = tuple(map(folded, names))
        if path not in known:
            added.append(text)
        for depth, code_name in enumerate(names):
            if path[: depth + 1] not in known:
                above = known.get(path[:depth])
                known[path[: depth + 1]] = add_code(session, code_name, parent_id=above)
    return tuple(added)


def _write_memos(session: Session, placed: Sequence[_Placed], keys: Sequence[UUID]) -> None:
    """The rows' memos, but those that a table imported before has brought already."""
    table = CodedSegment.__tablename__
    present = memos_by_row(session, table, set(keys))
    new: dict[tuple[UUID, str], NewMemo] = {}
    for one, segment_id in zip(placed, keys, strict=True):
        contents = [memo.content for memo in present.get(segment_id, []) if not memo.private]
        if one.row.memo and one.row.memo not in {*contents, "\n\n".join(contents)}:
            memo = NewMemo(Target(table, segment_id), one.row.memo, one.segment.coder_id)
            new.setdefault((segment_id, one.row.memo), memo)
    write_memos(session, list(new.values()))


def _firsts(rows: Sequence[CodingRow]) -> list[CodingRow]:
    """The first row of every source."""
    first: dict[str, CodingRow] = {}
    for row in rows:
        first.setdefault(folded(row.source), row)
    return list(first.values())
