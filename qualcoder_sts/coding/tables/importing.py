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
from qualcoder_sts.coding.tables.rows import CodingRow
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
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
    """A source's text and, where the table itself brought it, the place of each row."""

    source_id: UUID
    text: str
    places: dict[int, Span] | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    row: CodingRow
    segment: NewSegment


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
    describe(session, f"Import coding from “{name}”", kind=ChangeKind.IMPORT)
    passages = _passages(session, rows)
    new_sources = {key for key, passage in passages.items() if passage.places is not None}
    new_codes = _add_missing_codes(session, rows, new_sources)
    tree = code_tree(session)
    coders = _coders(session, rows, coder_id)
    placed, unplaced = _place(rows, passages, tree, coders)
    keys = apply_codes(session, [one.segment for one in placed])
    for one, segment_id in zip(placed, keys, strict=True):
        if one.row.memo:
            target = Target(CodedSegment.__tablename__, segment_id)
            write_memo(session, one.row.memo, coder_id=one.segment.coder_id, target=target)
    if finished:
        for source_id, by in sorted({(p.segment.source_id, p.segment.coder_id) for p in placed}):
            mark_finished(session, source_id, coder_id=by)
    return CodingImport(
        read=sum(max(1, len(row.codes)) for row in rows),
        placed=len(placed),
        unplaced=tuple(unplaced),
        new_sources=tuple(dict.fromkeys(r.source for r in rows if _folded(r) in new_sources)),
        new_codes=new_codes,
    )


def _place(
    rows: Sequence[CodingRow],
    passages: dict[str, _Passage],
    tree: CodeTree,
    coders: dict[str, UUID],
) -> tuple[list[_Placed], list[UnplacedRow]]:
    placed: list[_Placed] = []
    unplaced: list[UnplacedRow] = []
    last: dict[tuple[UUID, UUID], int] = {}
    for row in rows:
        passage, by = passages.get(_folded(row)), coders[row.coder]
        after = None if passage is None else last.get((passage.source_id, by), 0)
        place = _place_of(row, passage, after)
        if isinstance(place, Unplaced) or passage is None:
            reason = place.reason if isinstance(place, Unplaced) else ""
            unplaced += [UnplacedRow(row.number, reason)] * max(1, len(row.codes))
            continue
        last[passage.source_id, by] = place.start
        for path in row.codes:
            code = _code_at(tree, path)
            if isinstance(code, Unplaced):
                unplaced.append(UnplacedRow(row.number, code.reason))
                continue
            segment = NewSegment(
                passage.source_id,
                place,
                code.id,
                by,
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
        return Unplaced("it names no code")
    if row.weight is not None and not 0 <= row.weight <= 100:
        return Unplaced(f"its weight is {row.weight}; a weight is a whole number from 0 to 100")
    if passage is None:
        return Unplaced("it names no source")
    if passage.places is not None:
        return passage.places.get(row.number, Unplaced("its passage is empty"))
    return place_quote(passage.text, row.quote, start=row.start, end=row.end, after=after)


def _code_at(tree: CodeTree, path: str) -> CodeRow | Unplaced:
    code = tree.at_path(read_path(path)) or tree.named(path)
    if code is None:
        return Unplaced(f"there is no code “{path}” in the codebook")
    if not code.codable:
        return Unplaced(f"“{path}” is a category and cannot be applied")
    return code


def _passages(session: Session, rows: Sequence[CodingRow]) -> dict[str, _Passage]:
    """The source every row speaks of, by folded name; new ones made of the rows' own quotes."""
    query = select(Source.id, Source.name, Text.content).join(Text, Text.hash == Source.text_hash)
    found = {
        name.casefold(): _Passage(source_id, text)
        for source_id, name, text in session.execute(query.order_by(Source.id.desc())).tuples()
    }
    missing: dict[str, list[CodingRow]] = defaultdict(list)
    for row in rows:
        if row.source and _folded(row) not in found and not row.broken:
            missing[_folded(row)].append(row)
    for key, of_source in missing.items():
        quotes = [row.quote for row in of_source]
        added = add_passages(session, of_source[0].source, quotes)
        places = {
            row.number: span for row, span in zip(of_source, added.spans, strict=True) if span
        }
        found[key] = _Passage(added.source_id, "", places)
    return found


def _add_missing_codes(
    session: Session, rows: Sequence[CodingRow], new_sources: set[str]
) -> tuple[str, ...]:
    tree = code_tree(session)
    known = {row.path: row.id for row in tree}
    added: list[str] = []
    wanted = [path for row in rows if _folded(row) in new_sources for path in row.codes]
    for text in dict.fromkeys(wanted):
        if tree.at_path(read_path(text)) or tree.named(text):
            continue
        names = read_path(text)
        for depth in range(1, len(names) + 1):
            path, above = names[:depth], names[: depth - 1]
            if path not in known:
                known[path] = add_code(session, path[-1], parent_id=known.get(above))
        added.append(text)
    return tuple(added)


def _coders(session: Session, rows: Sequence[CodingRow], default: UUID) -> dict[str, UUID]:
    coders = {"": default}
    for name in dict.fromkeys(row.coder for row in rows if row.coder):
        coders[name] = (coder_named(session, name) or add_coder(session, name)).id
    return coders


def _folded(row: CodingRow) -> str:
    return row.source.casefold()
