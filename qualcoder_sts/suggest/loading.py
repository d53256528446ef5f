"""Taking everything suggestions rest on out of a project, in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.coding.finished import finished_sources, read_of
from qualcoder_sts.coding.layer import Finished, layer_of_record
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.foundation.text_edits import TextEdits, edits_between
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    Coder,
    CodingRound,
    FinishedMark,
    Project,
    Source,
    Speaker,
    SpeakerTurn,
    SuggestionDecision,
    Text,
)
from qualcoder_sts.project.tables.coding import SegmentOrigin, Verdict
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.suggest.material import (
    EXCLUDED,
    CodedSpan,
    CodeWording,
    LearntFrom,
    Material,
    RejectedSpan,
    SaidTurn,
    SourceText,
)
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.speakers.speech import speech_spans


@dataclass(frozen=True)
class _Loaded:
    """A source with whose coding of it counts."""

    row: Source
    text: str
    coder_ids: frozenset[UUID]
    read: tuple[Span, ...]


def load_material(
    session: Session, coder_id: UUID, learnt_from: LearntFrom = LearntFrom.OWN
) -> Material:
    """What one coder's suggestions rest on: their own coding or, if they wish, everybody's.

    While a blind round is open it is their own: where coding is compared between coders, it must
    not be what others did that is suggested. ``Material.learnt_from`` tells what holds.
    """
    if blind_round_is_open(session):
        learnt_from = LearntFrom.OWN
    everybody = frozenset(session.scalars(select(Coder.id))) | {coder_id}
    coder_ids = everybody if learnt_from is LearntFrom.TEAM else frozenset({coder_id})
    marks: dict[UUID, list[FinishedMark]] = defaultdict(list)
    for mark in session.scalars(select(FinishedMark)):
        marks[mark.source_id].append(mark)
    sources = [
        _Loaded(
            row,
            text,
            coder_ids,
            tuple(united(read_of(_by(coder_ids, marks[row.id]), len(text)))),
        )
        for row, text in _sources(session)
    ]
    rejected = _rejected(session, coder_id, {one.row.id: one for one in sources})
    return replace(_material(session, sources, rejected), learnt_from=learnt_from)


def blind_round_is_open(session: Session) -> bool:
    """Whether somebody codes without seeing what others code."""
    is_open = CodingRound.closed_at.is_(None)
    return bool(session.scalar(select(exists().where(CodingRound.blind, is_open))))


def load_material_of_record(session: Session) -> Material:
    """The same for the coding that counts in each source; see ``coding.layer``."""
    consensus = frozenset(
        session.scalars(select(Coder.id).where(Coder.kind == CoderKind.CONSENSUS))
    )
    finished: dict[UUID, list[Finished]] = defaultdict(list)
    for one in finished_sources(session):
        finished[one.source_id].append(Finished(one.coder_id, one.at))
    sources = []
    for row, text in _sources(session):
        whole = Span(0, len(text))
        counts = layer_of_record(finished[row.id], row.lead_coder_id, consensus).coder_id
        who, read = (frozenset[UUID](), ()) if counts is None else (frozenset({counts}), (whole,))
        sources.append(_Loaded(row, text, who, read))
    return _material(session, sources, ())


def only_single_coded(session: Session, material: Material) -> Material:
    """What of it rests on sources that one coder alone has finished, and nobody else has coded."""
    who: dict[UUID, set[UUID]] = defaultdict(set)
    for table in (FinishedMark, CodedSegment):
        for source_id, coder_id in session.execute(
            select(table.source_id, table.coder_id).distinct()
        ):
            who[source_id].add(coder_id)
    single = {source_id for source_id, coders in who.items() if len(coders) == 1}
    return replace(
        material,
        sources=tuple(one for one in material.sources if one.id in single),
        coded=tuple(one for one in material.coded if one.source_id in single),
        rejected=tuple(one for one in material.rejected if one.source_id in single),
    )


def worded(row: CodeRow) -> CodeWording:
    """A code as suggestions see it: definition and terms in one text, excluded terms apart."""
    excluded = [term for term in row.terms if term.startswith(EXCLUDED)]
    terms = tuple(term for term in row.terms if term not in excluded)
    said = (row.name, row.brief_definition, row.full_definition, *terms)
    return CodeWording(
        id=row.id,
        path=row.path_text,
        name=row.name,
        definition="\n".join(part for part in said if part.strip()),
        terms=terms,
        excluded=tuple(term for one in excluded if (term := one[len(EXCLUDED) :].strip())),
        version=row.definition_version,
    )


def _material(
    session: Session, sources: list[_Loaded], rejected: Iterable[RejectedSpan]
) -> Material:
    turns = _turns(session)
    return Material(
        codes=tuple(worded(row) for row in code_tree(session) if row.codable),
        sources=tuple(
            SourceText(
                id=one.row.id,
                name=one.row.name,
                language=one.row.language,
                text_hash=one.row.text_hash,
                text=one.text,
                turns=_said(one, turns.get(one.row.id, [])),
                read=one.read,
            )
            for one in sources
        ),
        coded=_coded(session, {one.row.id: one.coder_ids for one in sources}),
        rejected=tuple(rejected),
        language=session.scalar(select(Project.language)) or "en",
    )


def _sources(session: Session) -> list[tuple[Source, str]]:
    query = select(Source, Text.content).join(Text, Text.hash == Source.text_hash)
    rows = session.execute(query.order_by(Source.name, Source.id)).all()
    return [(row, text) for row, text in rows]


def _turns(session: Session) -> dict[UUID, list[tuple[Turn, SpeakerRole]]]:
    one = SpeakerTurn
    query = (
        select(one.source_id, one.start, one.speech_start, one.end, Speaker.role)
        .join(Speaker, Speaker.id == one.speaker_id)
        .order_by(one.source_id, one.start, one.end)
    )
    turns: dict[UUID, list[tuple[Turn, SpeakerRole]]] = defaultdict(list)
    for source_id, start, speech_start, end, role in session.execute(query):
        turns[source_id].append((Turn(Span(start, end), speech_start, ""), role))
    return turns


def _said(source: _Loaded, turns: list[tuple[Turn, SpeakerRole]]) -> tuple[SaidTurn, ...]:
    """What was said, turn by turn; of a text without speakers, and of a study, its paragraphs."""
    if turns and source.row.method is not Method.LITERATURE:
        return tuple(
            SaidTurn(tuple(speech_spans(source.text, turn)), role is SpeakerRole.INTERVIEWER)
            for turn, role in turns
        )
    said: list[SaidTurn] = []
    start = 0
    for line in source.text.split("\n"):
        if line.strip():
            said.append(SaidTurn((Span(start, start + len(line)),), is_question=False))
        start += len(line) + 1
    return tuple(said)


def _by(coder_ids: frozenset[UUID], marks: Iterable[FinishedMark]) -> list[FinishedMark]:
    return [mark for mark in marks if mark.coder_id in coder_ids]


def _coded(session: Session, coders: Mapping[UUID, frozenset[UUID]]) -> tuple[CodedSpan, ...]:
    one = CodedSegment
    query = (
        select(one.source_id, one.start, one.end, one.code_id, one.coder_id, one.origin)
        .join(Code, Code.id == one.code_id)
        .where(Code.codable)
        .order_by(one.source_id, one.start, one.end, one.code_id)
    )
    return tuple(
        CodedSpan(source_id, Span(start, end), code_id, origin is SegmentOrigin.SUGGESTION)
        for source_id, start, end, code_id, coder_id, origin in session.execute(query)
        if coder_id in coders[source_id]
    )


def _rejected(
    session: Session, coder_id: UUID, sources: Mapping[UUID, _Loaded]
) -> list[RejectedSpan]:
    """What the coder rejected under the present definitions, where the same words still stand."""
    query = (
        select(SuggestionDecision, Text.content)
        .join(Code, Code.id == SuggestionDecision.code_id)
        .join(Text, Text.hash == SuggestionDecision.text_hash)
        .where(
            SuggestionDecision.coder_id == coder_id,
            SuggestionDecision.verdict == Verdict.REJECTED,
            SuggestionDecision.definition_version == Code.definition_version,
        )
        .order_by(SuggestionDecision.at, SuggestionDecision.id)
    )
    edits: dict[tuple[UUID, str], TextEdits] = {}
    rejected: list[RejectedSpan] = []
    for no, old_text in session.execute(query):
        source = sources[no.source_id]
        span: Span | None = Span(no.start, no.end)
        if no.text_hash != source.row.text_hash:
            key = (no.source_id, no.text_hash)
            if key not in edits:
                edits[key] = edits_between(old_text, source.text)
            span = edits[key].moved(Span(no.start, no.end))
        if span is not None and span.of(source.text) == old_text[no.start : no.end]:
            rejected.append(RejectedSpan(no.source_id, span, no.code_id))
    return rejected
