"""Who is compared in which source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.errors import CodersTooFewError
from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.analysis.loading import FinishedPart, LoadedSource
from qualcoder_sts.coding.finished import finished_or_not
from qualcoder_sts.coding.rounds import RoundRow, assigned_sources, list_rounds
from qualcoder_sts.foundation.spans import Span, intersections
from qualcoder_sts.project.coders import CoderRow, list_coders
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.project import CoderKind


@dataclass(frozen=True)
class Who:
    """Whom a request is about.

    ``chosen`` are compared everywhere; without them whoever coded a source twice. ``may_code``
    are those who may be compared, by source; in a round its coders. ``have_finished`` tells of all
    coders, also of those whose coding a blind round hides.
    """

    people: Mapping[UUID, CoderRow]
    chosen: tuple[CoderRow, ...]
    round: RoundRow | None
    may_code: Mapping[UUID, frozenset[UUID]]
    have_finished: frozenset[tuple[UUID, UUID]]

    def in_source(
        self, source: LoadedSource, finished: Sequence[FinishedPart]
    ) -> tuple[CoderRow, ...]:
        """Who is compared in a source; without choice the lead coder and the first other."""
        if self.chosen:
            return self.chosen
        own = [part for part in finished if self._may_code(source.id, part.coder_id)]
        own.sort(
            key=lambda part: (part.coder_id != source.lead_coder_id, part.at, part.coder_id.int)
        )
        return tuple(self.people[part.coder_id] for part in own[:2]) if len(own) > 1 else ()

    def is_hidden(self, source_id: UUID) -> bool:
        """Whether a source that cannot be compared could be, if no round hid others' coding."""
        if self.chosen:
            return all((source_id, coder.id) in self.have_finished for coder in self.chosen)
        able = [one for one in self.people if (source_id, one) in self.have_finished]
        return sum(self._may_code(source_id, one) for one in able) > 1

    def _may_code(self, source_id: UUID, coder_id: UUID) -> bool:
        if self.round is not None:
            return coder_id in self.may_code.get(source_id, frozenset())
        return self.people[coder_id].kind is CoderKind.PERSON


def who_is_compared(session: Session, request: AgreementRequest) -> Who:
    """Read whom a request is about; raises ``CodersTooFewError``, ``RowMissingError``."""
    people = {coder.id: coder for coder in list_coders(session)}
    row = _round(session, request.round_id)
    may_code: dict[UUID, frozenset[UUID]] = {}
    wanted = request.coder_ids
    if row is not None:
        for one in assigned_sources(session):
            if one.round_id == row.id:
                may_code[one.source_id] = may_code.get(one.source_id, frozenset()) | {one.coder_id}
        if not wanted and row.everybody_codes_everything:
            wanted = tuple(one.coder_id for one in row.members)
    if not people.keys() >= set(wanted):
        raise RowMissingError("coder")
    chosen = tuple(people[coder_id] for coder_id in dict.fromkeys(wanted))
    if len(chosen) == 1:
        raise CodersTooFewError
    return Who(people, chosen, row, may_code, finished_or_not(session))


def finished_by_all(finished: Sequence[FinishedPart], coders: Sequence[CoderRow]) -> Sequence[Span]:
    """What of a source all coders have finished."""
    of_coder = {part.coder_id: part.spans for part in finished}
    spans = [of_coder.get(coder.id, ()) for coder in coders]
    return reduce(intersections, spans) if spans else ()


def _round(session: Session, round_id: UUID | None) -> RoundRow | None:
    if round_id is None:
        return None
    for row in list_rounds(session):
        if row.id == round_id:
            return row
    raise RowMissingError("round")
