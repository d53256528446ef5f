"""Segments that were coded under an older wording of their code's definition."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.definition_history import earlier_wordings
from qualcoder_sts.codebook.operations import Definition, definition_of
from qualcoder_sts.project.tables import Code, CodedSegment


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
    found: dict[tuple[UUID, int], list[UUID]] = defaultdict(list)
    for code_id, version, segment_id in session.execute(query):
        found[code_id, version].append(segment_id)
    code_ids = {code_id for code_id, _version in found}
    codes = {code_id: session.get_one(Code, code_id) for code_id in code_ids}
    wordings = earlier_wordings(session, code_ids) if code_ids else {}
    outdated = []
    for (code_id, version), segment_ids in found.items():
        wording = wordings.get(code_id, {}).get(version)
        if wording is None or _rules(wording) != _rules(definition_of(codes[code_id])):
            outdated.append(OutdatedSegments(code_id, version, wording, tuple(segment_ids)))
    return outdated


def _rules(wording: Definition) -> tuple[str, ...]:
    """What decides whether a code applies: all but the examples, without regard to white space."""
    texts = (
        wording.brief_definition,
        wording.full_definition,
        wording.when_to_use,
        wording.when_not_to_use,
    )
    return tuple(" ".join(text.split()) for text in texts)
