"""What a source holds, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.tables import CodedSegment, Source, Speaker, Text


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """The numbers of one source, labels counted as words too."""

    source_id: UUID
    text_hash: str
    speakers: int
    words: int
    segments: int


def facts_of(
    session: Session,
    source_id: UUID,
    *,
    words_known: Mapping[str, int] | None = None,
    progress: Progress = SILENT,
) -> SourceFacts | None:
    """A source in numbers; None when it is gone.

    ``words_known`` holds the words of texts counted before, by the hash of the text.
    """
    source = session.get(Source, source_id)
    if source is None:
        return None
    words = (words_known or {}).get(source.text_hash)
    if words is None:
        text = session.get_one(Text, source.text_hash).content
        words = 0
        # Line by line, so that other threads have their turn meanwhile.
        for line in text.split("\n"):
            progress.check()
            words += count_words(line)
    counts = [
        session.scalar(select(func.count()).where(table.source_id == source_id)) or 0
        for table in (Speaker, CodedSegment)
    ]
    return SourceFacts(source_id, source.text_hash, counts[0], words, counts[1])
