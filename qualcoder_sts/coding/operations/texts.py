"""Editing a source's text, with everything that has a place in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import BindParameter, String, bindparam, select, type_coerce, update
from sqlalchemy.orm import Session

from qualcoder_sts.coding.errors import TextUnchangedError
from qualcoder_sts.coding.moving import moved_segment, moved_turn
from qualcoder_sts.coding.operations.folding import Fold, fold_segments
from qualcoder_sts.coding.operations.segments import existing_segments
from qualcoder_sts.coding.queries import segments_named
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdits, edits_between
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.blindness import blindness_of_step
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    CodedSegment,
    ConsensusDecision,
    FinishedMark,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.transcripts.kept_texts import keep_text
from qualcoder_sts.transcripts.operations.sources import existing_source
from qualcoder_sts.transcripts.readers.normalise import normalise


@dataclass(frozen=True, slots=True)
class LostSegment:
    """A segment none of whose text is left."""

    id: UUID
    code: str
    coder: str
    text: str


@dataclass(frozen=True, slots=True)
class TextEdited:
    """What editing a text did to its segments, of those that the editor may see."""

    moved: int
    lost: tuple[LostSegment, ...]
    united: int = 0  # that now stand where the same coder's same code stands already


def edit_text(session: Session, source_id: UUID, new_text: str) -> TextEdited:
    """Give a source a corrected text; raises ``TextUnchangedError``.

    Segments and turns keep the characters they had, with what was written inside. A segment none
    of whose words is left is removed and listed; ``Undo`` brings text and segments back.
    """
    source = existing_source(session, source_id)
    old_text = session.get_one(Text, source.text_hash).content
    new_text = normalise(new_text)
    edits = edits_between(old_text, new_text)
    if not edits:
        raise TextUnchangedError
    describe(session, _("Edit text of “%s”") % source.name)
    source.text_hash = keep_text(session, new_text)
    session.flush()
    _move_turns(session, source_id, edits)
    _move_finished_ranges(session, source_id, edits)
    _move_decisions(session, source_id, edits, source.text_hash)
    return _move_segments(session, source_id, edits, source.text_hash, old_text)


def _move_segments(
    session: Session, source_id: UUID, edits: TextEdits, text_hash: str, old_text: str
) -> TextEdited:
    one = CodedSegment
    # Keys as text: a segment is moved in the time that making objects of its keys would take.
    key, code, coder = (
        type_coerce(column, String) for column in (one.id, one.code_id, one.coder_id)
    )
    query = select(key, one.start, one.end, code, coder).where(one.source_id == source_id)
    lost: list[UUID] = []
    rows: list[dict[str, object]] = []
    first_there: dict[tuple[Span, str, str], str] = {}
    twins: dict[UUID, UUID] = {}
    moved = 0
    blindness = blindness_of_step(session)
    only = blindness.coder_id if source_id in blindness.sources else None
    untold: set[UUID] = set()
    for row_id, start, end, code_id, coder_id in session.connection().execute(
        query.order_by(one.created_at, one.id)
    ):
        old = Span(start, end)
        place = moved_segment(edits, old, old_text)
        is_told = only is None or coder_id == only.hex
        if not is_told:
            untold.add(UUID(row_id))
        if place is None:
            lost.append(UUID(row_id))
            continue
        values = {"new_start": place.start, "new_end": place.end, "new_text_hash": text_hash}
        rows.append({"key": row_id, **values})
        moved += is_told and place != old
        kept = first_there.setdefault((place, code_id, coder_id), row_id)
        if kept != row_id:
            twins[UUID(row_id)] = UUID(kept)
    listed = _listed(session, [key for key in lost if key not in untold], old_text)
    _write(session, CodedSegment, rows)
    for segment in existing_segments(session, lost):
        session.delete(segment)
    session.flush()
    _fold(session, twins)
    return TextEdited(moved, listed, len(twins.keys() - untold))


def _write(
    session: Session,
    table: type[CodedSegment | SpeakerTurn],
    rows: Sequence[dict[str, object]],
) -> None:
    """Write many rows' values: ``key`` is a row's key as text, ``new_…`` a column's value."""
    if rows:
        names = [name for name in rows[0] if name != "key"]
        by_key = update(table).where(type_coerce(table.id, String) == bindparam("key"))
        new: dict[str, BindParameter[object]] = {
            name.removeprefix("new_"): bindparam(name) for name in names
        }
        connection = session.connection()
        compiled = by_key.values(new).compile(dialect=connection.dialect)
        order = compiled.positiontup or ()
        # Handed over as they are: preparing each row's values again takes a third of saving.
        connection.exec_driver_sql(
            str(compiled), [tuple(row[name] for name in order) for row in rows]
        )


def _listed(session: Session, lost: Sequence[UUID], old_text: str) -> tuple[LostSegment, ...]:
    rows = {row.id: row for row in segments_named(session, lost)}
    return tuple(
        LostSegment(row.id, row.code, row.coder, Span(row.start, row.end).of(old_text))
        for row in sorted(rows.values(), key=lambda row: (row.start, row.end))
    )


def _fold(session: Session, twins: dict[UUID, UUID]) -> None:
    keys = [*twins, *twins.values()]
    segments = {segment.id: segment for segment in existing_segments(session, keys)}
    fold_segments(session, [Fold(segments[gone], segments[kept]) for gone, kept in twins.items()])


def _move_turns(session: Session, source_id: UUID, edits: TextEdits) -> None:
    one = SpeakerTurn
    key = type_coerce(one.id, String)
    query = select(key, one.start, one.speech_start, one.end).where(one.source_id == source_id)
    rows: list[dict[str, object]] = []
    for row_id, start, speech_start, end in session.connection().execute(query):
        place = moved_turn(edits, start, speech_start, end)
        if place is None:
            session.delete(session.get_one(SpeakerTurn, UUID(row_id)))
        elif place != (start, speech_start, end):
            names = ("new_start", "new_speech_start", "new_end")
            rows.append({"key": row_id, **dict(zip(names, place, strict=True))})
    _write(session, SpeakerTurn, rows)
    session.flush()


def _move_finished_ranges(session: Session, source_id: UUID, edits: TextEdits) -> None:
    marks = session.scalars(
        select(FinishedMark).where(
            FinishedMark.source_id == source_id, FinishedMark.start.is_not(None)
        )
    )
    for mark in marks:
        place = edits.moved(Span(mark.start or 0, mark.end or 0))
        if place is None:
            session.delete(mark)
        else:
            mark.start, mark.end = place.start, place.end
    session.flush()


def _move_decisions(session: Session, source_id: UUID, edits: TextEdits, text_hash: str) -> None:
    """What was decided about two coders' passages goes with the passages."""
    decisions = session.scalars(
        select(ConsensusDecision).where(ConsensusDecision.source_id == source_id)
    )
    for decision in decisions:
        place = edits.moved(Span(decision.start, decision.end))
        if place is not None:
            decision.text_hash = text_hash
            decision.start, decision.end = place.start, place.end
    session.flush()
