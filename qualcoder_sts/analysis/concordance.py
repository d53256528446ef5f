"""Concordance lines: every place of a word in its context, one below the other."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.passages import coded_passages
from qualcoder_sts.coding.hit_order import HitOrder, in_order
from qualcoder_sts.coding.searching import SearchHit, SearchMode, search
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _

WIDTH = 50
"""How many characters before and after a word are shown."""


@dataclass(frozen=True, slots=True)
class ConcordanceRequest:
    """Which words, and where; with a code only inside passages with it or with one below it.

    ``coder_id`` limits whose coding is meant.
    """

    wanted: str
    mode: SearchMode = SearchMode.WORD
    match_case: bool = False
    width: int = WIDTH
    order: HitOrder = HitOrder.PLACE
    code_id: UUID | None = None
    coder_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines, and in a sentence by which rule they were found."""

    lines: tuple[SearchHit, ...]
    rule: str


def concordance(session: Session, request: ConcordanceRequest) -> Concordance:
    """Every place of the words; raises what ``search`` raises."""
    hits: Sequence[SearchHit] = search(
        session,
        request.wanted,
        mode=request.mode,
        match_case=request.match_case,
        context=request.width,
    )
    if request.code_id is not None:
        coded = coded_passages(session, request.code_id, request.coder_id)
        hits = [hit for hit in hits if _is_inside(hit.span, coded.get(hit.source_id, []))]
    lines = tuple(hits[number] for number in in_order(hits, request.order))
    return Concordance(lines, _rule(request))


def _is_inside(span: Span, passages: Sequence[Span]) -> bool:
    place = bisect_right(passages, span.start, key=lambda passage: passage.start) - 1
    return place >= 0 and passages[place].encloses(span)


def _rule(request: ConcordanceRequest) -> str:
    how = {
        SearchMode.LITERAL: _("“%s” as it is written, also inside words"),
        SearchMode.WORD: _("“%s” as whole words"),
        SearchMode.REGEX: _("what fits the regular expression “%s”"),
        SearchMode.LEMMA: _("“%s” in all forms of its words, by the language of each source"),
    }
    parts = [how[request.mode] % request.wanted]
    if request.code_id is not None:
        parts.append(_("inside passages with the code or one below it"))
    parts.append(
        {
            HitOrder.PLACE: _("in the order of sources and texts"),
            HitOrder.FOUND: _("sorted by the words found"),
            HitOrder.BEFORE: _("sorted by the words before, backwards"),
            HitOrder.AFTER: _("sorted by the words after"),
        }[request.order]
    )
    return "; ".join(parts)
