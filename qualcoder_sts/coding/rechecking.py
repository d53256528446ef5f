"""Segments that were coded under an older wording of their code's definition."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.definition_history import earlier_wordings
from qualcoder_sts.codebook.operations import Definition, definition_of
from qualcoder_sts.project.tables import Code, CodedSegment

# A code and the number of one of its earlier wordings.
_OlderWording: TypeAlias = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class OutdatedSegments:
    """Segments of a code that were coded under one older wording, and that wording.

    ``wording`` is None where the log does not know it, as after an import.
    """

    code_id: UUID
    definition_version: int
    wording: Definition | None
    segment_ids: tuple[UUID, ...]


def segments_to_recheck(session: Session) -> list[OutdatedSegments]:
    """What was coded under wordings that differ from the present ones in more than examples.

    A wording that was changed and changed back is the same wording.
    """
    one = CodedSegment
    query = (
        select(one.code_id, one.definition_version, one.id)
        .join(Code, Code.id == one.code_id)
        .where(one.definition_version < Code.definition_version)
        .order_by(one.definition_version, one.source_id, one.start, one.id)
    )
    found: dict[_OlderWording, list[UUID]] = defaultdict(list)
    for code_id, version, segment_id in session.execute(query):
        found[code_id, version].append(segment_id)
    return [
        OutdatedSegments(*older, wording, tuple(found[older]))
        for older, wording in _that_differ(session, found).items()
    ]


def counts_to_recheck(session: Session) -> dict[UUID, int]:
    """How many segments ``segments_to_recheck`` finds, of each code that has any."""
    one = CodedSegment
    query = (
        select(one.code_id, one.definition_version, func.count())
        .join(Code, Code.id == one.code_id)
        .where(one.definition_version < Code.definition_version)
        .group_by(one.code_id, one.definition_version)
    )
    found = {(code_id, version): count for code_id, version, count in session.execute(query)}
    counts: Counter[UUID] = Counter()
    for older in _that_differ(session, found):
        counts[older[0]] += found[older]
    return dict(counts)


def _that_differ(
    session: Session, older: Iterable[_OlderWording]
) -> dict[_OlderWording, Definition | None]:
    """Those of some older wordings that differ from the present ones, with their words."""
    older = list(older)
    code_ids = {code_id for code_id, _version in older}
    present = {
        code_id: _rules(definition_of(session.get_one(Code, code_id))) for code_id in code_ids
    }
    wordings = earlier_wordings(session, code_ids) if code_ids else {}
    found = {
        (code_id, version): wordings.get(code_id, {}).get(version) for code_id, version in older
    }
    return {
        one: wording
        for one, wording in found.items()
        if wording is None or _rules(wording) != present[one[0]]
    }


def _rules(wording: Definition) -> tuple[str, ...]:
    """What decides whether a code applies: all but the examples, without regard to white space."""
    texts = (
        wording.brief_definition,
        wording.full_definition,
        wording.when_to_use,
        wording.when_not_to_use,
    )
    return tuple(" ".join(text.split()) for text in texts)
