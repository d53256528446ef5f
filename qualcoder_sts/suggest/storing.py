"""Keeping open suggestions and vectors in the project, and dropping them: for ``Workspace.keep``.

Both are caches. History knows nothing of them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables import Code, OpenSuggestion, SentenceVectors, Source
from qualcoder_sts.suggest.material import KeptVectors, Reason, ReasonKind, Suggestion
from qualcoder_sts.suggest.suggesting import SuggestRun


def keep_suggestions(
    session: Session,
    run: SuggestRun,
    *,
    coder_id: UUID,
    source_ids: frozenset[UUID] | None = None,
) -> None:
    """Put a run's suggestions in the place of the coder's earlier ones, and keep new vectors.

    With ``source_ids`` only those sources' suggestions are replaced. What was suggested for a text
    or a code that has changed since is left out.
    """
    old = delete(OpenSuggestion).where(OpenSuggestion.coder_id == coder_id)
    if source_ids is not None:
        old = old.where(OpenSuggestion.source_id.in_(source_ids))
    session.execute(old)
    texts = dict(session.execute(select(Source.id, Source.text_hash)).all())
    codes = dict(session.execute(select(Code.id, Code.definition_version)).all())
    rows = [
        _row(one, coder_id)
        for one in run.suggestions
        if texts.get(one.source_id) == one.text_hash
        and codes.get(one.code_id) == one.definition_version
    ]
    if rows:
        session.execute(insert(OpenSuggestion), rows)
    _keep_vectors(session, run.fresh, set(texts.values()))


def keep_vectors(session: Session, fresh: Sequence[KeptVectors]) -> None:
    """Keep new vectors alone."""
    _keep_vectors(session, fresh, set(session.scalars(select(Source.text_hash))))


def kept_vectors(session: Session, model_hash: str) -> tuple[KeptVectors, ...]:
    """The vectors that the project has by one language model."""
    one = SentenceVectors
    query = select(one.text_hash, one.model_hash, one.sentences, one.count, one.content)
    found = session.execute(query.where(one.model_hash == model_hash)).all()
    return tuple(KeptVectors(*row) for row in found)


def written_reasons(reasons: Iterable[Reason]) -> str:
    """Reasons as JSON; what a reason has not is left out."""
    named = [
        {name: value for name, value in asdict(reason).items() if value not in (None, "")}
        for reason in reasons
    ]
    return json.dumps(named, ensure_ascii=False, default=str)


def read_reasons(text: str) -> tuple[Reason, ...]:
    """Reasons from JSON."""
    return tuple(
        Reason(
            ReasonKind(one["kind"]),
            one.get("text", ""),
            UUID(one["source_id"]) if "source_id" in one else None,
            one.get("source", ""),
            one.get("start"),
            one.get("end"),
        )
        for one in json.loads(text or "[]")
    )


def _keep_vectors(session: Session, fresh: Sequence[KeptVectors], present: set[str]) -> None:
    """New vectors; those of texts that no source has any more go."""
    one = SentenceVectors
    session.execute(delete(one).where(one.text_hash.not_in(present)))
    for vectors in {(each.text_hash, each.model_hash): each for each in fresh}.values():
        session.execute(
            delete(one).where(
                one.text_hash == vectors.text_hash, one.model_hash == vectors.model_hash
            )
        )
        if vectors.text_hash in present:
            session.execute(insert(one), [asdict(vectors)])


def _row(suggestion: Suggestion, coder_id: UUID) -> dict[str, object]:
    return {
        "id": suggestion.id_for(coder_id),
        "source_id": suggestion.source_id,
        "text_hash": suggestion.text_hash,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        **_ends("shorter", suggestion.shorter),
        **_ends("longer", suggestion.longer),
        "code_id": suggestion.code_id,
        "coder_id": coder_id,
        "score_thousandths": round(1000 * suggestion.probability),
        "has_percentage": suggestion.has_percentage,
        "band": suggestion.band,
        "reasons": written_reasons(suggestion.reasons),
        "model_hash": suggestion.model_hash,
        "definition_version": suggestion.definition_version,
    }


def _ends(name: str, span: Span | None) -> dict[str, int | None]:
    start, end = (None, None) if span is None else (span.start, span.end)
    return {f"{name}_start": start, f"{name}_end": end}
