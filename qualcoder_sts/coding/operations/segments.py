"""Applying codes to text and changing what was applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import (
    CodeNotCodableError,
    NothingToJoinError,
    SegmentNotDivisibleError,
    SegmentOutsideTextError,
    SegmentsNotJoinableError,
    WeightOutOfRangeError,
)
from qualcoder_sts.coding.operations.folding import Fold, fold_segments, fold_twin, portions
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Code, CodedSegment, Coder, Source, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin

# What makes two segments the same: source, start, end, code, coder.
_Place: TypeAlias = tuple[UUID, int, int, UUID, UUID]


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a source, without its characters."""

    source: str
    hash: str
    length: int


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A span of a source that is to get a code."""

    source_id: UUID
    span: Span
    code_id: UUID
    coder_id: UUID
    weight: int | None = None
    key_quote: bool = False
    origin: SegmentOrigin = SegmentOrigin.MANUAL


def apply_code(
    session: Session,
    source_id: UUID,
    span: Span,
    code_id: UUID,
    *,
    coder_id: UUID,
    origin: SegmentOrigin = SegmentOrigin.MANUAL,
) -> UUID:
    """Apply a code to a span of a source.

    The same coder applying the same code to the same span once more changes nothing and gives the
    segment that is there.
    """
    return apply_codes(session, [NewSegment(source_id, span, code_id, coder_id, origin=origin)])[0]


def apply_codes(session: Session, wanted: Sequence[NewSegment]) -> list[UUID]:
    """Apply many codes in one step; the keys come back in the order of what was wanted.

    A segment that is there already takes over only a weight and a mark that it lacks.
    """
    codes = {code_id: _codable(session, code_id) for code_id in {one.code_id for one in wanted}}
    coders = {one.coder_id for one in wanted}
    if session.scalar(select(func.count()).where(Coder.id.in_(coders))) != len(coders):
        raise RowMissingError("coder")
    texts = {source_id: _text(session, source_id) for source_id in {w.source_id for w in wanted}}
    describe(session, _applied_in_words(wanted, codes, texts))
    known = _known(session, wanted)
    added: dict[_Place, dict[str, object]] = {}
    keys: list[UUID] = []
    for one in wanted:
        text = texts[one.source_id]
        _refuse_outside(one.span, text.length)
        _refuse_weight(one.weight)
        place = (one.source_id, one.span.start, one.span.end, one.code_id, one.coder_id)
        if place in known:
            _complete(session, known[place], one)
        else:
            known[place] = uuid4()
            version = codes[one.code_id].definition_version
            added[place] = _values(known[place], one, text.hash, version)
        keys.append(known[place])
    if added:
        session.execute(insert(CodedSegment), list(added.values()))
    session.flush()
    return keys


def new_among(session: Session, wanted: Sequence[NewSegment]) -> int:
    """How many of these segments are not there yet."""
    known = _known(session, wanted)
    places = {(w.source_id, w.span.start, w.span.end, w.code_id, w.coder_id) for w in wanted}
    return len(places - known.keys())


def remove_segments(session: Session, segment_ids: Sequence[UUID]) -> None:
    """Remove segments with their memos."""
    segments = existing_segments(session, segment_ids)
    number = len(segments)
    if len({segment.code_id for segment in segments}) == 1:
        label = ngettext(
            "Remove a segment of “%(code)s”", "Remove %(n)s segments of “%(code)s”", number
        )
        told = ngettext(
            "Removed a segment of “%(code)s”.", "Removed %(n)s segments of “%(code)s”.", number
        )
        name = _code_name(session, segments[0])
    else:
        label = ngettext("Remove %(n)s segment", "Remove %(n)s segments", number)
        told = ngettext("Removed %(n)s segment.", "Removed %(n)s segments.", number)
        name = ""
    words = {"n": f"{number:,}", "code": name}
    describe(session, label % words, told=told % words)
    for segment in segments:
        session.delete(segment)


def resize_segment(session: Session, segment_id: UUID, span: Span) -> None:
    """Move a segment's start and end.

    Where the same coder has the same code on the new span already, the two become one.
    """
    segment = existing_segment(session, segment_id)
    _refuse_outside(span, _text(session, segment.source_id).length)
    describe(session, _("Resize a segment of “%s”") % _code_name(session, segment))
    segment.start, segment.end = span.start, span.end
    fold_twin(session, segment)


def split_segment(session: Session, segment_id: UUID, position: int) -> UUID:
    """Make two segments of one; the second is new, memos stay with the first."""
    segment = existing_segment(session, segment_id)
    if not segment.start < position < segment.end:
        raise SegmentNotDivisibleError
    describe(session, _("Split a segment of “%s”") % _code_name(session, segment))
    rest = CodedSegment(
        source_id=segment.source_id,
        text_hash=segment.text_hash,
        start=position,
        end=segment.end,
        code_id=segment.code_id,
        coder_id=segment.coder_id,
        weight=segment.weight,
        origin=segment.origin,
        definition_version=segment.definition_version,
    )
    segment.end = position
    session.add(rest)
    fold_twin(session, segment)
    fold_twin(session, rest)
    return rest.id


def join_segments(session: Session, segment_ids: Sequence[UUID]) -> UUID:
    """Make one segment of several, from the first one's start to the last one's end.

    The first one stays; memos of the others become its own.
    """
    segments = existing_segments(session, segment_ids)
    if len({(one.source_id, one.code_id, one.coder_id) for one in segments}) != 1:
        raise SegmentsNotJoinableError
    if len(segments) < 2:
        raise NothingToJoinError
    segments.sort(key=lambda one: (one.start, one.end))
    first, others = segments[0], segments[1:]
    words = {"n": len(segments), "code": _code_name(session, first)}
    label = ngettext(
        "Join %(n)d segment of “%(code)s”", "Join %(n)d segments of “%(code)s”", len(segments)
    )
    told = ngettext(
        "Joined %(n)d segment of “%(code)s”.",
        "Joined %(n)d segments of “%(code)s”.",
        len(segments),
    )
    describe(session, label % words, told=told % words)
    first.end = max(one.end for one in segments)
    fold_segments(session, [Fold(other, first) for other in others])
    fold_twin(session, first)
    return first.id


def recode_segment(session: Session, segment_id: UUID, code_id: UUID) -> None:
    """Replace a segment's code by another.

    Where the same coder has that code on the same span already, the two become one.
    """
    segment = existing_segment(session, segment_id)
    code = _codable(session, code_id)
    words = _("Recode a segment of “%(old)s” as “%(new)s”")
    describe(session, words % {"old": _code_name(session, segment), "new": code.name})
    segment.code_id = code_id
    segment.definition_version = code.definition_version
    fold_twin(session, segment)


def recode_segments(session: Session, segment_ids: Sequence[UUID], code_id: UUID) -> None:
    """Replace the codes of several segments by one other."""
    keys = [segment.id for segment in existing_segments(session, segment_ids)]
    if len(keys) > 1:
        name = _codable(session, code_id).name
        words = ngettext(
            "Recode %(n)d segment as “%(code)s”",
            "Recode %(n)d segments as “%(code)s”",
            len(keys),
        )
        describe(session, words % {"n": len(keys), "code": name})
    for key in keys:
        # One may have become another's twin a moment ago and be gone.
        if session.get(CodedSegment, key) is not None:
            recode_segment(session, key, code_id)


def weigh_segment(session: Session, segment_id: UUID, weight: int | None) -> None:
    """Say how much weight a segment has, 0 to 100; None takes the weight away."""
    _refuse_weight(weight)
    segment = existing_segment(session, segment_id)
    name = _code_name(session, segment)
    if weight is None:
        label = _("Take the weight off a segment of “%s”") % name
    else:
        words = _("Set weight %(weight)d on a segment of “%(code)s”")
        label = words % {"weight": weight, "code": name}
    describe(session, label)
    segment.weight = weight


def mark_key_quote(session: Session, segment_id: UUID, key_quote: bool) -> None:
    """Mark a segment as a key quote, which reports show, or not."""
    segment = existing_segment(session, segment_id)
    name = _code_name(session, segment)
    if key_quote:
        words = _("Mark a segment of “%s” as key quote")
    else:
        words = _("Mark a segment of “%s” as no key quote")
    describe(session, words % name)
    segment.key_quote = key_quote


def existing_segment(session: Session, segment_id: UUID) -> CodedSegment:
    """The segment, which must be there; raises ``RowMissingError``."""
    segment = session.get(CodedSegment, segment_id)
    if segment is None:
        raise RowMissingError("segment")
    return segment


def existing_segments(session: Session, segment_ids: Sequence[UUID]) -> list[CodedSegment]:
    """Segments that must be there, each once, in this order; raises ``RowMissingError``."""
    found: dict[UUID, CodedSegment] = {}
    keys = list(dict.fromkeys(segment_ids))
    for portion in portions(keys):
        query = select(CodedSegment).where(CodedSegment.id.in_(portion))
        found |= {segment.id: segment for segment in session.scalars(query)}
    if len(found) < len(keys):
        raise RowMissingError("segment")
    return [found[key] for key in keys]


def _values(
    key: UUID, wanted: NewSegment, text_hash: str, definition_version: int
) -> dict[str, object]:
    return {
        "id": key,
        "source_id": wanted.source_id,
        "text_hash": text_hash,
        "start": wanted.span.start,
        "end": wanted.span.end,
        "code_id": wanted.code_id,
        "coder_id": wanted.coder_id,
        "weight": wanted.weight,
        "key_quote": wanted.key_quote,
        "origin": wanted.origin,
        "definition_version": definition_version,
    }


def _known(session: Session, wanted: Sequence[NewSegment]) -> dict[_Place, UUID]:
    """The segments of the sources, codes and coders that are there, by what makes them the same."""
    one = CodedSegment
    query = select(one.id, one.source_id, one.start, one.end, one.code_id, one.coder_id).where(
        one.code_id.in_({new.code_id for new in wanted}),
        one.coder_id.in_({new.coder_id for new in wanted}),
    )
    known: dict[_Place, UUID] = {}
    for sources in portions(list({new.source_id for new in wanted})):
        rows = session.execute(query.where(one.source_id.in_(sources)))
        known |= {place: key for key, place in ((row[0], row[1:]) for row in rows)}
    return known


def _complete(session: Session, segment_id: UUID, wanted: NewSegment) -> None:
    """Give a segment the weight and mark it lacks."""
    if wanted.weight is None and not wanted.key_quote:
        return
    # One that was added a moment ago is not in the project yet: its first mention stands.
    if (segment := session.get(CodedSegment, segment_id)) is not None:
        segment.weight = wanted.weight if segment.weight is None else segment.weight
        segment.key_quote = segment.key_quote or wanted.key_quote


def _applied_in_words(
    wanted: Sequence[NewSegment], codes: dict[UUID, Code], texts: dict[UUID, _Text]
) -> str:
    names = [code.name for code in codes.values()]
    what = f"“{names[0]}”" if len(names) == 1 else _counted_codes(len(names))
    places = {(one.source_id, one.span) for one in wanted}
    if len(places) == 1:
        (text,) = texts.values()
        words = _("Apply %(codes)s to a passage of “%(source)s”")
        return words % {"codes": what, "source": text.source}
    words = ngettext(
        "Apply %(codes)s to %(n)s passage", "Apply %(codes)s to %(n)s passages", len(places)
    )
    return words % {"codes": what, "n": f"{len(places):,}"}


def _counted_codes(number: int) -> str:
    return ngettext("%s code", "%s codes", number) % f"{number:,}"


def _code_name(session: Session, segment: CodedSegment) -> str:
    return existing_code(session, segment.code_id).name


def _codable(session: Session, code_id: UUID) -> Code:
    code = existing_code(session, code_id)
    if not code.codable:
        raise CodeNotCodableError(code.name)
    return code


def _text(session: Session, source_id: UUID) -> _Text:
    found = session.execute(
        select(Source.name, Source.text_hash, func.length(Text.content))
        .join(Text, Text.hash == Source.text_hash)
        .where(Source.id == source_id)
    ).one_or_none()
    if found is None:
        raise RowMissingError("source")
    return _Text(*found)


def _refuse_outside(span: Span, length: int) -> None:
    if not span or span.end > length:
        raise SegmentOutsideTextError(span.start, span.end, length)


def _refuse_weight(weight: int | None) -> None:
    if weight is not None and not 0 <= weight <= 100:
        raise WeightOutOfRangeError(weight)
