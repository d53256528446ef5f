"""Taking the snapshot: what the coders compared have finished, and what they coded there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.errors import (
    CodersTooFewError,
    NoCodeToCompareError,
    NothingFinishedError,
    NothingSaidError,
)
from qualcoder_sts.analysis.agreement.passages import Segments, letters_in
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level
from qualcoder_sts.analysis.agreement.table import CodebookState
from qualcoder_sts.analysis.loading import (
    FinishedPart,
    LoadedSource,
    load_finished,
    load_sources,
    talk_of,
)
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.talk import Voice
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.codebook.versions import list_versions, version_tree
from qualcoder_sts.foundation.spans import Span, intersections
from qualcoder_sts.project.coders import CoderRow, list_coders
from qualcoder_sts.project.tables.coding import CodedSegment, SegmentOrigin
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method


@dataclass(frozen=True)
class ComparedSource:
    """A source that all coders compared have finished, or a part of.

    ``spans`` is the compared text: what participants said or wrote in the finished ranges.
    ``turns`` are the speaker turns; in a text without any, its lines.
    """

    id: UUID
    name: str
    method: Method
    text: str
    coders: tuple[CoderRow, ...]
    turns: tuple[Span, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Snapshot:
    """Everything agreement is computed from. ``codes`` are the rows of the table.

    ``suggested`` tells of each segment whether it began as a suggestion. ``sources_in_scope`` and
    ``characters`` count all that could have been compared.
    """

    coders: tuple[CoderRow, ...]
    codes: tuple[CodeRow, ...]
    sources: tuple[ComparedSource, ...]
    segments: Segments
    suggested: NDArray[np.bool_]
    sources_in_scope: int
    characters: int
    codebook: CodebookState | None

    @property
    def compared_at_once(self) -> int:
        """How many coders are compared in each source."""
        return len(self.sources[0].coders)


def load_snapshot(session: Session, request: AgreementRequest) -> Snapshot:
    """Read what a request needs; raises an error of this package when nothing can be compared."""
    tree = code_tree(session)
    rows = _rows_of(tree, request)
    if not rows:
        raise NoCodeToCompareError
    people = {coder.id: coder for coder in list_coders(session)}
    chosen = tuple(people[coder_id] for coder_id in dict.fromkeys(request.coder_ids))
    if len(chosen) == 1:
        raise CodersTooFewError
    # Who speaks is no matter here, only who asks.
    loaded = load_sources(session, Scope(source_ids=request.source_ids), people={})
    finished = load_finished(session, {source.id: len(source.text) for source in loaded})
    sources: list[ComparedSource] = []
    characters, is_any_finished = 0, False
    for source in loaded:
        said = _said(source, with_interviewer=request.with_interviewer)
        characters += letters_in(source.text, said)
        coders = chosen or _two_who_finished(source, finished[source.id], people)
        ranges = _finished_by_all(finished[source.id], coders)
        is_any_finished |= bool(ranges)
        spans = intersections(said, ranges)
        if letters_in(source.text, spans):
            sources.append(_compared(source, coders, spans))
    if not sources:
        raise (
            NothingSaidError()
            if is_any_finished
            else NothingFinishedError([coder.name for coder in chosen])
        )
    segments, suggested = _load_segments(session, sources, _counted_for(tree, rows, request.level))
    return Snapshot(
        coders=chosen or _everybody(sources),
        codes=rows,
        sources=tuple(sources),
        segments=segments,
        suggested=suggested,
        sources_in_scope=len(loaded),
        characters=characters,
        codebook=_codebook_state(session, tree),
    )


def _rows_of(tree: CodeTree, request: AgreementRequest) -> tuple[CodeRow, ...]:
    """The codes of the table: all that can be applied, or those that stand above others.

    One that stands alone at the top of what is compared stands for itself.
    """
    wanted = {row.id for row in tree}
    if request.code_ids is not None:
        wanted = {row.id for code_id in request.code_ids for row in tree.subtree(code_id)}
    if request.level is Level.CODE:
        return tuple(row for row in tree if row.id in wanted and row.codable)
    return tuple(
        row
        for row in tree
        if row.id in wanted
        and (tree.children(row.id) or (row.codable and row.parent_id not in wanted))
    )


def _counted_for(
    tree: CodeTree, rows: Sequence[CodeRow], level: Level
) -> Mapping[str, tuple[int, ...]]:
    """For each code, as it is stored, the rows that its segments count for."""
    place = {row.id: number for number, row in enumerate(rows)}
    counted: dict[UUID, tuple[int, ...]] = {}
    for code in tree:
        # A code stands after the one above it, whose answer is therefore known.
        above = counted.get(code.parent_id, ()) if level is Level.PARENT and code.parent_id else ()
        counted[code.id] = (*((place[code.id],) if code.id in place else ()), *above)
    return {code_id.hex: numbers for code_id, numbers in counted.items() if numbers}


def _two_who_finished(
    source: LoadedSource, finished: Sequence[FinishedPart], people: Mapping[UUID, CoderRow]
) -> tuple[CoderRow, ...]:
    """The lead coder and the first other person who finished a source; nobody, if one is alone."""
    own = [part for part in finished if people[part.coder_id].kind is CoderKind.PERSON]
    own.sort(key=lambda part: (part.coder_id != source.lead_coder_id, part.at, part.coder_id.int))
    return tuple(people[part.coder_id] for part in own[:2]) if len(own) > 1 else ()


def _everybody(sources: Sequence[ComparedSource]) -> tuple[CoderRow, ...]:
    found = {coder for source in sources for coder in source.coders}
    return tuple(sorted(found, key=lambda coder: (coder.name.casefold(), coder.id.int)))


def _said(source: LoadedSource, *, with_interviewer: bool) -> list[Span]:
    """Where participants' text stands, and the interviewer's if that counts too."""
    return [
        stretch.span
        for stretch in talk_of(source).stretches
        if with_interviewer or stretch.voice is not Voice.INTERVIEWER
    ]


def _finished_by_all(
    finished: Sequence[FinishedPart], coders: Sequence[CoderRow]
) -> Sequence[Span]:
    """What of a source all coders have finished."""
    of_coder = {part.coder_id: part.spans for part in finished}
    spans = [of_coder.get(coder.id, ()) for coder in coders]
    return reduce(intersections, spans) if spans else ()


def _compared(
    source: LoadedSource, coders: tuple[CoderRow, ...], spans: list[Span]
) -> ComparedSource:
    if source.turns and source.method is not Method.LITERATURE:
        turns = tuple(Span(turn.speech_start, turn.span.end) for turn in source.turns)
    else:
        turns = tuple(_lines(source.text))
    return ComparedSource(
        id=source.id,
        name=source.name,
        method=source.method,
        text=source.text,
        coders=coders,
        turns=turns,
        spans=tuple(spans),
    )


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _load_segments(
    session: Session, sources: Sequence[ComparedSource], rows_for: Mapping[str, tuple[int, ...]]
) -> tuple[Segments, NDArray[np.bool_]]:
    """The compared coders' segments, one entry for each row of the table they count for."""
    # Ids as text: making objects of them costs more than the rest of the query.
    column = {
        (source.id.hex, coder.id.hex): (number, place)
        for number, source in enumerate(sources)
        for place, coder in enumerate(source.coders)
    }
    coders = {coder.id for source in sources for coder in source.coders}
    query = select(
        type_coerce(CodedSegment.source_id, String),
        type_coerce(CodedSegment.coder_id, String),
        type_coerce(CodedSegment.code_id, String),
        CodedSegment.start,
        CodedSegment.end,
        CodedSegment.origin == SegmentOrigin.SUGGESTION,
    ).where(CodedSegment.coder_id.in_(coders))
    found = [
        (*column[source_id, coder_id], row, start, end, suggested)
        for source_id, coder_id, code_id, start, end, suggested in session.execute(query).all()
        if (source_id, coder_id) in column
        for row in rows_for.get(code_id, ())
    ]
    table = np.array(found, dtype=np.int64).reshape(-1, 6).T
    return Segments(*table[:5]), table[5] > 0


def _codebook_state(session: Session, tree: CodeTree) -> CodebookState | None:
    versions = list_versions(session)
    if not versions:
        return None
    latest = versions[0]
    frozen = version_tree(session, latest.id)
    return CodebookState(latest.number, latest.name, frozen.rows != tree.rows)
