"""What the list of sources shows, read beside the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.coding.queries import coded_up_to, finished_marks, finished_up_to
from qualcoder_sts.coding.rounds import assigned_sources, list_rounds
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.session import Session
from qualcoder_sts.transcripts.queries import SourceRow, list_sources, text_lengths
from qualcoder_sts.ui.models.sources import SourceProgress


@dataclass(frozen=True, slots=True)
class ShownSources:
    """The sources, how long their texts are, and how far the coder at work has come in each."""

    rows: tuple[SourceRow, ...]
    lengths: Mapping[UUID, int]
    progress: Mapping[UUID, SourceProgress]

    @property
    def to_code(self) -> tuple[SourceRow, ...]:
        """Those that the coder at work is to code."""
        to_code = {source_id for source_id, one in self.progress.items() if one.to_code}
        return tuple(row for row in self.rows if row.id in to_code)


def shown_sources(
    session: Session, coder_id: UUID | None, lengths: Mapping[UUID, int]
) -> ShownSources:
    """All of it in one state of the project.

    ``lengths`` are those known from before; they are read anew unless they are all there.
    """
    rows = list_sources(session)
    if any(row.id not in lengths for row in rows):
        lengths = text_lengths(session)
    return ShownSources(tuple(rows), lengths, _progress(session, coder_id, lengths))


def _progress(
    session: Session, coder_id: UUID | None, lengths: Mapping[UUID, int]
) -> dict[UUID, SourceProgress]:
    reached = coded_up_to(session, coder_id)
    to_code = _to_code(session, coder_id)
    ends = finished_up_to(session, coder_id)
    finished: dict[UUID, list[str]] = {}
    mine = set()
    for mark in finished_marks(session):
        name = _("%s (lead)") % mark.coder if mark.lead else mark.coder
        finished.setdefault(mark.source_id, []).append(name)
        if mark.coder_id == coder_id:
            mine.add(mark.source_id)
    return {
        source_id: SourceProgress(
            reached.get(source_id, 0) / max(1, length),
            tuple(finished.get(source_id, ())),
            source_id in mine,
            to_code.get(source_id, ""),
            ends[source_id] / max(1, length) if source_id in ends else None,
        )
        for source_id, length in lengths.items()
    }


def _to_code(session: Session, coder_id: UUID | None) -> dict[UUID, str]:
    """What the coder at work is to code, and whether in a round that is open."""
    rounds = {row.id: row for row in list_rounds(session)}
    words: dict[UUID, str] = {}
    for one in assigned_sources(session):
        if one.coder_id != coder_id:
            continue
        row = None if one.round_id is None else rounds[one.round_id]
        if row is None:
            words.setdefault(one.source_id, _("yours to code"))
        elif row.is_open:
            told = (
                _("yours to code in the blind round “%s”")
                if row.blind
                else _("yours to code in the round “%s”")
            )
            words[one.source_id] = told % row.name
    return words
