"""Making a source of passages that came in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, tidied, with_free_number
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Source
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.kept_texts import keep_text
from qualcoder_sts.transcripts.readers.normalise import normalise


@dataclass(frozen=True, slots=True)
class AddedPassages:
    """The new source, and the place of every passage in its text; an empty one has no length."""

    source_id: UUID
    spans: tuple[Span, ...]


def add_passages(session: Session, name: str, passages: Sequence[str]) -> AddedPassages:
    """Add a document whose text is the passages, one below the other."""
    taken = {folded(other) for other in session.scalars(select(Source.name))}
    name = with_free_number(tidied(name), taken)
    describe(session, _("Add source “%s”") % name)
    texts = [normalise(passage) for passage in passages]
    spans: list[Span] = []
    position = 0
    for text in texts:
        spans.append(Span(position, position + len(text)))
        position += len(text) + 1
    source = Source(
        id=uuid4(),
        name=name,
        method=Method.DOCUMENT,
        text_hash=keep_text(session, "\n".join(texts)),
        format="table",
    )
    session.add(source)
    session.flush()
    return AddedPassages(source.id, tuple(spans))
