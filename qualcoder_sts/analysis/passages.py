"""The passages that have a code, without who coded them and how often."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve_segments
from qualcoder_sts.foundation.spans import Span, united


def coded_passages(
    session: Session, code_id: UUID, coder_id: UUID | None = None
) -> dict[UUID, list[Span]]:
    """By source, with this code or one below it; in order, none overlapping another."""
    wanted = RetrievalRequest(code_ids=frozenset({code_id}), coder_id=coder_id)
    spans: defaultdict[UUID, list[Span]] = defaultdict(list)
    for segment in retrieve_segments(session, wanted):
        spans[segment.source_id].append(Span(segment.start, segment.end))
    return {source_id: united(of_source) for source_id, of_source in spans.items()}
