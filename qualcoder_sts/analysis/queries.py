"""Reading the project for counting: the snapshot, the frequency table, the tree's plain counts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.corpus import (
    AttributeValues,
    Corpus,
    CountedSegment,
    CountedSource,
    CountedStudy,
)
from qualcoder_sts.analysis.errors import AttributeUnknownError
from qualcoder_sts.analysis.frequencies import FrequencyTable, table_of
from qualcoder_sts.analysis.loading import (
    LoadedSource,
    load_layers,
    load_people,
    load_sessions,
    load_sources,
    talk_of,
)
from qualcoder_sts.analysis.request import FrequencyRequest, GroupingKind, Scope
from qualcoder_sts.analysis.talk import hear
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.codebook import Code
from qualcoder_sts.project.tables.coding import CodedSegment, Contributor
from qualcoder_sts.project.tables.literature import Direction, Finding, ScreeningStatus, Study
from qualcoder_sts.project.tables.participants import Attribute, AttributeBearer, AttributeValue
from qualcoder_sts.project.tables.project import Coder
from qualcoder_sts.project.tables.transcripts import Method


@dataclass(frozen=True, slots=True)
class Correction:
    """Somebody does, or does not, contribute to a segment, whatever the words say."""

    person_id: UUID
    contributes: bool


@dataclass(frozen=True, slots=True)
class CodeSegments:
    """How many segments a code has: its own, and aggregated with its subcodes."""

    own: int
    rolled_up: int


def frequency_table(session: Session, request: FrequencyRequest) -> FrequencyTable:
    """How often codes occur; raises ``AttributeUnknownError`` or ``RuleNotApplicableError``."""
    return table_of(load_corpus(session, request), request)


def segment_counts(session: Session, coder_id: UUID | None = None) -> dict[UUID, CodeSegments]:
    """The number of coded segments of every code, of all coders or of one, as the tree shows it.

    Rows as they stand in the project: no layer of record, no scope.
    """
    query = select(CodedSegment.code_id, func.count().label("segments")).group_by(
        CodedSegment.code_id
    )
    if coder_id is not None:
        query = query.where(CodedSegment.coder_id == coder_id)
    own = {row.code_id: row.segments for row in session.execute(query)}
    parents = {row.id: row.parent_id for row in session.execute(select(Code.id, Code.parent_id))}
    rolled_up = dict.fromkeys(parents, 0)
    for code_id, count in own.items():
        above: UUID | None = code_id
        while above is not None:
            rolled_up[above] += count
            above = parents[above]
    return {code_id: CodeSegments(own.get(code_id, 0), rolled_up[code_id]) for code_id in parents}


def load_corpus(session: Session, request: FrequencyRequest) -> Corpus:
    """The snapshot that a request needs."""
    people = load_people(session)
    loaded = load_sources(session, request.scope, people)
    layers = load_layers(session, loaded, request.coder_id)
    attended = load_sessions(session, people)
    sources = []
    for source in loaded:
        met = attended.get(source.session_id) if source.session_id else None
        sources.append(
            CountedSource(
                id=source.id,
                name=source.name,
                method=source.method,
                layer=layers[source.id],
                talk=talk_of(source),
                group_id=met.group_id if met else None,
                roster=met.roster if met else frozenset(),
            )
        )
    segments = _load_segments(session, sources, request, people)
    return Corpus(
        codes=code_tree(session),
        sources=tuple(sources),
        segments=segments.counted,
        studies=_load_studies(session, request.scope, loaded),
        people={person.id: person.display for person in people.values()},
        attribute=_load_attribute(session, request),
        segments_without_text=segments.without_text,
        layer_name=_coder_name(session, request.coder_id),
    )


def load_corrections(session: Session) -> dict[UUID, list[Correction]]:
    """The corrections of who contributes, by segment."""
    corrections: dict[UUID, list[Correction]] = defaultdict(list)
    query = select(
        Contributor.segment_id, Contributor.participant_id, Contributor.contributes
    ).order_by(Contributor.id)
    for segment_id, person_id, contributes in session.execute(query):
        corrections[segment_id].append(Correction(person_id, contributes))
    return corrections


def corrected(
    proposed: frozenset[UUID], corrections: list[Correction], people: Collection[UUID]
) -> frozenset[UUID]:
    """The contributors after corrections."""
    added = {each.person_id for each in corrections if each.contributes}
    taken = {each.person_id for each in corrections if not each.contributes}
    return (proposed | {person for person in added if person in people}) - taken


@dataclass(frozen=True, slots=True)
class _LoadedSegments:
    """The segments that count, and how many were left out for want of participants' text."""

    counted: tuple[CountedSegment, ...]
    without_text: int


def _load_segments(
    session: Session,
    sources: list[CountedSource],
    request: FrequencyRequest,
    people: Collection[UUID],
) -> _LoadedSegments:
    coded = {source.id: source for source in sources if source.layer.is_coded}
    layer = {source.id: source.layer.coder_id for source in coded.values()}
    corrections = load_corrections(session)
    query = select(
        CodedSegment.id,
        CodedSegment.source_id,
        CodedSegment.start,
        CodedSegment.end,
        CodedSegment.code_id,
        CodedSegment.coder_id,
    ).where(CodedSegment.coder_id.in_({coder_id for coder_id in layer.values() if coder_id}))
    segments: list[CountedSegment] = []
    without_text = 0
    for segment_id, source_id, start, end, code_id, coder_id in session.execute(query).all():
        if layer.get(source_id) != coder_id:
            continue
        span = Span(start, end)
        heard = hear(coded[source_id].talk, span)
        contributors = heard.people
        if segment_id in corrections:
            contributors = corrected(contributors, corrections[segment_id], people)
        if contributors or heard.holds_text(with_interviewer=request.with_interviewer):
            unattributed = heard.has_unattributed and not contributors
            segments.append(
                CountedSegment(segment_id, source_id, span, code_id, contributors, unattributed)
            )
        else:
            without_text += 1
    return _LoadedSegments(tuple(segments), without_text)


def _load_studies(
    session: Session, scope: Scope, sources: tuple[LoadedSource, ...]
) -> tuple[CountedStudy, ...]:
    """Included studies in scope; a literature source without a record is one too."""
    in_scope = {source.id for source in sources if source.method is Method.LITERATURE}
    records_count = scope.source_ids is None and (
        scope.methods is None or Method.LITERATURE in scope.methods
    )
    addressed: dict[UUID, set[UUID]] = defaultdict(set)
    supported: dict[UUID, set[UUID]] = defaultdict(set)
    for found in session.execute(select(Finding.study_id, Finding.code_id, Finding.direction)):
        addressed[found.study_id].add(found.code_id)
        if found.direction is Direction.SUPPORTS:
            supported[found.study_id].add(found.code_id)
    studies: list[CountedStudy] = []
    recorded: set[UUID] = set()
    for study in session.execute(
        select(Study.id, Study.source_id, Study.status).order_by(Study.id)
    ):
        recorded.add(study.source_id)
        wanted = records_count if study.source_id is None else study.source_id in in_scope
        if study.status is ScreeningStatus.INCLUDED and wanted:
            studies.append(
                CountedStudy(
                    id=study.id,
                    source_id=study.source_id,
                    addressed=frozenset(addressed[study.id]),
                    supported=frozenset(supported[study.id]),
                )
            )
    studies += [CountedStudy(id=each, source_id=each) for each in sorted(in_scope - recorded)]
    return tuple(studies)


def _load_attribute(session: Session, request: FrequencyRequest) -> AttributeValues | None:
    if request.by.kind is not GroupingKind.ATTRIBUTE:
        return None
    wanted = request.by.attribute.casefold()
    attributes = session.scalars(select(Attribute).order_by(Attribute.rank, Attribute.id)).all()
    for attribute in attributes:
        if attribute.name.casefold() == wanted:
            break
    else:
        raise AttributeUnknownError(request.by.attribute, [each.name for each in attributes])
    values = session.scalars(
        select(AttributeValue).where(AttributeValue.attribute_id == attribute.id)
    )
    return AttributeValues(
        name=attribute.name,
        of_participants=attribute.bearer is AttributeBearer.PARTICIPANT,
        values={
            bearer: value.value
            for value in values
            if (bearer := value.participant_id or value.source_id) is not None
        },
    )


def _coder_name(session: Session, coder_id: UUID | None) -> str:
    if coder_id is None:
        return ""
    return session.scalar(select(Coder.name).where(Coder.id == coder_id)) or ""
