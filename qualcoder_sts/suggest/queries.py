"""Reading open suggestions and what was decided about earlier ones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.operations.suggestions import SuggestedCode
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    OpenSuggestion,
    Source,
    SuggestionDecision,
    Text,
)
from qualcoder_sts.project.tables.coding import Verdict
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.errors import SuggestionGoneError
from qualcoder_sts.suggest.material import Hidden, HiddenBecause, Reason
from qualcoder_sts.suggest.storing import read_reasons, written_reasons


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """An open suggestion. ``percent`` is None where a percentage would say too much."""

    id: UUID
    source_id: UUID
    source: str
    text_hash: str
    span: Span
    shorter: Span | None
    longer: Span | None
    text: str
    code_id: UUID
    code: str
    score_thousandths: int
    has_percentage: bool
    band: Band
    reasons: tuple[Reason, ...]
    model_hash: str

    @property
    def probability(self) -> float | None:
        """From 0 to 1, where enough was coded to say it as a number."""
        return self.score_thousandths / 1000 if self.has_percentage else None

    @property
    def suggested(self) -> SuggestedCode:
        """What is decided about."""
        return SuggestedCode(
            self.source_id,
            self.text_hash,
            self.span,
            self.code_id,
            self.score_thousandths,
            written_reasons(self.reasons),
            self.model_hash,
        )


@dataclass(frozen=True, slots=True)
class HiddenRow:
    """A sentence that would have been suggested; ``term`` is the excluded one, if that is why."""

    source_id: UUID
    source: str
    span: Span
    text: str
    code_id: UUID
    because: HiddenBecause
    term: str


@dataclass(frozen=True, slots=True)
class Precision:
    """How many suggestions of a code a coder accepted, adjusted or rejected so far."""

    accepted: int
    adjusted: int
    rejected: int


def open_suggestions(
    session: Session, coder_id: UUID, *, source_id: UUID | None = None
) -> list[SuggestionRow]:
    """A coder's suggestions that are still open, in the order of the texts.

    Those are left out whose text or definition has changed since, that were decided about, and
    where the coder has the code already.
    """
    one = OpenSuggestion
    query = (
        select(
            one,
            Source.name,
            Code.name,
            func.substr(Text.content, one.start + 1, one.end - one.start),
        )
        .join(Source, Source.id == one.source_id)
        .join(Text, Text.hash == Source.text_hash)
        .join(Code, Code.id == one.code_id)
        .where(
            one.coder_id == coder_id,
            one.text_hash == Source.text_hash,
            one.definition_version == Code.definition_version,
            Code.codable,
        )
        .order_by(Source.name, one.source_id, one.start, one.score_thousandths.desc(), one.id)
    )
    if source_id is not None:
        query = query.where(one.source_id == source_id)
    settled = _settled(session, coder_id)
    return [
        _as_row(row, source, code, text)
        for row, source, code, text in session.execute(query).all()
        if not any(
            span.overlaps(Span(row.start, row.end))
            for span in settled.get((row.source_id, row.code_id), ())
        )
    ]


def open_suggestion(session: Session, suggestion_id: UUID, coder_id: UUID) -> SuggestionRow:
    """One that is open; raises ``SuggestionGoneError``."""
    row = session.get(OpenSuggestion, suggestion_id)
    found: Sequence[SuggestionRow] = ()
    if row is not None and row.coder_id == coder_id:
        found = open_suggestions(session, coder_id, source_id=row.source_id)
    for each in found:
        if each.id == suggestion_id:
            return each
    raise SuggestionGoneError


@dataclass(frozen=True, slots=True)
class PassageAround:
    """A passage with some of what is said before and after it."""

    before: str
    text: str
    after: str


def passage_around(session: Session, source_id: UUID, span: Span, around: int) -> PassageAround:
    """The words of a passage and up to ``around`` characters on each side, in whole words."""
    first = max(0, span.start - around)
    words = func.substr(Text.content, first + 1, span.end + around - first)
    query = select(words).join(Source, Source.text_hash == Text.hash).where(Source.id == source_id)
    text = session.scalar(query) or ""
    before, after = text[: span.start - first], text[span.end - first :]
    if first and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if len(after) == around and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return PassageAround(before, text[span.start - first : span.end - first], after)


def passage_text(session: Session, text_hash: str, span: Span) -> str:
    """The words of a passage; empty where the text is gone."""
    words = func.substr(Text.content, span.start + 1, len(span))
    return session.scalar(select(words).where(Text.hash == text_hash)) or ""


def hidden_rows(session: Session, hidden: Sequence[Hidden]) -> list[HiddenRow]:
    """The words of what a run has hidden, in the order of the texts."""
    texts = {
        source_id: (name, content)
        for source_id, name, content in session.execute(
            select(Source.id, Source.name, Text.content)
            .join(Text, Text.hash == Source.text_hash)
            .where(Source.id.in_({one.source_id for one in hidden}))
        )
    }
    rows = [
        HiddenRow(
            one.source_id,
            texts[one.source_id][0],
            one.span,
            one.span.of(texts[one.source_id][1]),
            one.code_id,
            one.because,
            one.text,
        )
        for one in hidden
        if one.source_id in texts
    ]
    return sorted(rows, key=lambda row: (row.source, row.source_id, row.span.start))


def precision_so_far(session: Session, coder_id: UUID) -> dict[UUID, Precision]:
    """What a coder made of suggestions, by code."""
    one = SuggestionDecision
    query = (
        select(one.code_id, one.verdict, func.count())
        .where(one.coder_id == coder_id)
        .group_by(one.code_id, one.verdict)
    )
    counts: dict[UUID, dict[Verdict, int]] = defaultdict(dict)
    for code_id, verdict, number in session.execute(query):
        counts[code_id][verdict] = number
    return {
        code_id: Precision(
            of_code.get(Verdict.ACCEPTED, 0),
            of_code.get(Verdict.ADJUSTED, 0),
            of_code.get(Verdict.REJECTED, 0),
        )
        for code_id, of_code in counts.items()
    }


def _settled(session: Session, coder_id: UUID) -> dict[tuple[UUID, UUID], list[Span]]:
    """Where a coder has a code already, or has rejected it, by source and code."""
    segment, decision = CodedSegment, SuggestionDecision
    coded = select(segment.source_id, segment.code_id, segment.start, segment.end).where(
        segment.coder_id == coder_id
    )
    rejected = (
        select(decision.source_id, decision.code_id, decision.start, decision.end)
        .join(Source, Source.id == decision.source_id)
        .join(Code, Code.id == decision.code_id)
        .where(
            decision.coder_id == coder_id,
            decision.verdict == Verdict.REJECTED,
            decision.text_hash == Source.text_hash,
            decision.definition_version == Code.definition_version,
        )
    )
    spans: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    for query in (coded, rejected):
        for source_id, code_id, start, end in session.execute(query):
            spans[source_id, code_id].append(Span(start, end))
    return {place: united(found) for place, found in spans.items()}


def _as_row(row: OpenSuggestion, source: str, code: str, text: str) -> SuggestionRow:
    return SuggestionRow(
        id=row.id,
        source_id=row.source_id,
        source=source,
        text_hash=row.text_hash,
        span=Span(row.start, row.end),
        shorter=_span(row.shorter_start, row.shorter_end),
        longer=_span(row.longer_start, row.longer_end),
        text=text,
        code_id=row.code_id,
        code=code,
        score_thousandths=row.score_thousandths,
        has_percentage=row.has_percentage,
        band=row.band,
        reasons=read_reasons(row.reasons),
        model_hash=row.model_hash,
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
