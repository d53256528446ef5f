"""Taking the snapshot: what the coders compared have finished, and what they coded there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.errors import (
    NoCodeToCompareError,
    NothingFinishedError,
    NothingSaidError,
    StillBlindError,
)
from qualcoder_sts.analysis.agreement.passages import Segments, letters_in
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level
from qualcoder_sts.analysis.agreement.table import CodebookState, Corpus
from qualcoder_sts.analysis.agreement.who import Who, finished_by_all, who_is_compared
from qualcoder_sts.analysis.loading import LoadedSource, load_finished, load_sources, talk_of
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.talk import Voice
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.codebook.versions import list_versions, version_tree
from qualcoder_sts.coding.rounds import RoundRow
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span, intersections
from qualcoder_sts.project.coders import CoderRow
from qualcoder_sts.project.tables.coding import CodedSegment, SegmentOrigin
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

    ``suggested`` tells of each segment whether it began as a suggestion.
    """

    coders: tuple[CoderRow, ...]
    codes: tuple[CodeRow, ...]
    sources: tuple[ComparedSource, ...]
    segments: Segments
    suggested: NDArray[np.bool_]
    corpus: Corpus
    codebook: CodebookState | None = None
    round_name: str = ""

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
    who = who_is_compared(session, request)
    # Who speaks is no matter here, only who asks.
    loaded = load_sources(session, Scope(source_ids=_source_ids(who, request)), people={})
    found = _find_sources(session, loaded, who, with_interviewer=request.with_interviewer)
    sources = found.sources
    segments, suggested = _load_segments(session, sources, _counted_for(tree, rows, request.level))
    return Snapshot(
        coders=who.chosen or _everybody(sources),
        codes=rows,
        sources=sources,
        segments=segments,
        suggested=suggested,
        corpus=found.corpus,
        codebook=_codebook_state(session, tree, who.round),
        round_name=who.round.name if who.round else "",
    )


@dataclass(frozen=True)
class _Found:
    """The sources that can be compared, and out of what."""

    sources: tuple[ComparedSource, ...]
    corpus: Corpus


def _source_ids(who: Who, request: AgreementRequest) -> frozenset[UUID] | None:
    if who.round is None:
        return request.source_ids
    of_round = frozenset(who.round.source_ids)
    return of_round if request.source_ids is None else of_round & request.source_ids


def _find_sources(
    session: Session, loaded: Sequence[LoadedSource], who: Who, *, with_interviewer: bool
) -> _Found:
    finished = load_finished(session, {source.id: len(source.text) for source in loaded})
    sources: list[ComparedSource] = []
    characters = compared = hidden = 0
    is_any_finished = False
    for source in loaded:
        said = _said(source, with_interviewer=with_interviewer)
        characters += letters_in(source.text, said)
        coders = who.in_source(source, finished[source.id])
        ranges = finished_by_all(finished[source.id], coders)
        is_any_finished |= bool(ranges)
        spans = intersections(said, ranges)
        if letters := letters_in(source.text, spans):
            compared += letters
            sources.append(_compared(source, coders, spans))
        elif not ranges:
            hidden += who.is_hidden(source.id)
    if not sources:
        raise _reason([coder.name for coder in who.chosen], hidden, finished=is_any_finished)
    return _Found(tuple(sources), Corpus(len(loaded), compared, characters, hidden))


def _reason(names: Sequence[str], hidden: int, *, finished: bool) -> QualcoderError:
    """Why nothing can be compared."""
    if hidden:
        return StillBlindError()
    return NothingSaidError() if finished else NothingFinishedError(names)


def _rows_of(tree: CodeTree, request: AgreementRequest) -> tuple[CodeRow, ...]:
    """The codes of the table: all that can be applied, or those that stand above others.

    One that stands alone at the top of what is compared stands for itself.
    """
    wanted = {row.id for row in tree}
    if request.code_ids is not None:
        there = [code_id for code_id in request.code_ids if code_id in tree]
        wanted = {row.id for code_id in there for row in tree.subtree(code_id)}
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


def _codebook_state(session: Session, tree: CodeTree, row: RoundRow | None) -> CodebookState | None:
    """The version that a round was coded with, else the latest."""
    for version in list_versions(session):
        if row is None or version.id == row.version_id:
            frozen = version_tree(session, version.id)
            return CodebookState(version.number, version.name, frozen.rows != tree.rows)
    return None
