"""Operations with made-up arguments, for histories that nobody has thought out.

The machine of the history and the laws of merging draw from the same operations: all there are.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.codebook import versions
from qualcoder_sts.coding import searching
from qualcoder_sts.coding import speakers as coding_speakers
from qualcoder_sts.coding.consensus import disagreements
from qualcoder_sts.coding.operations import (
    applying_new,
    codes,
    consensus,
    contributors,
    finished,
    rechecking,
    rounds,
    segments,
    suggestions,
    texts,
)
from qualcoder_sts.coding.rounds import Sample, SampleWanted
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.literature import operations as literature
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.participants import blocks
from qualcoder_sts.participants import operations as participants
from qualcoder_sts.project import coders, details
from qualcoder_sts.project.tables.literature import Direction, EvidenceLevel
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.operations import (
    importing,
    passages,
    people,
    sources,
    speakers,
    turns,
)
from qualcoder_sts.transcripts.preparing import ImportSettings, PreparedFile, prepare_file

# What storage and JSON get wrong first: NUL, lone surrogates, line separators, characters beyond
# 16 bits, combining marks, quotation marks of SQL and JSON.
ODD = "\x00\ud800\udfff\u2028\u2029\x1f\x7f\"'\\%_/\r\n\t😀👩‍👩‍👧e\u0301é\ufeff\u202e"
WORDS = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=12)
# Few enough that names meet again.
NAMES = st.one_of(st.sampled_from(["Trust", "trust ", "Fear", "Hope"]), WORDS)
PLACES = st.integers(0, 60)
SPANS = st.tuples(PLACES, PLACES).map(lambda pair: Span(min(pair), max(pair)))
DATES = st.sampled_from(["", "2020-05-31", "soon"])


@dataclass(frozen=True)
class Row:
    """An argument: the key of one of a table's rows, or of none when there are none."""

    table: str
    optional: bool = False


@dataclass(frozen=True)
class Rows:
    """An argument: the keys of some of a table's rows."""

    table: str


ACTING = object()  # an argument: the coder who acts
TARGETS = ("code", "coded_segment", "source", "memo", "participant", "study", "coding_round")


@dataclass(frozen=True)
class Hands:
    """Make up what operations are given, from the rows that a project has."""

    path: Path
    data: st.DataObject
    coder_id: UUID

    def arguments(self, chosen: "Operation") -> tuple[list[Any], dict[str, Any]]:
        return (
            [self.value(each) for each in chosen.arguments],
            {name: self.value(each) for name, each in chosen.named},
        )

    def value(self, argument: Any) -> Any:
        if argument is ACTING:
            return self.coder_id
        if isinstance(argument, Row):
            is_left_out = argument.optional and self.data.draw(st.booleans())
            return None if is_left_out else self.row(argument.table)
        if isinstance(argument, Rows):
            count = self.data.draw(st.integers(0, 3))
            return [self.row(argument.table) for _ in range(count)]
        if isinstance(argument, st.SearchStrategy):
            return self.data.draw(argument)
        return argument(self)

    def row(self, table: str) -> UUID:
        """One of a table's rows by its age, so that an example can be repeated."""
        found = self.found(f'SELECT id FROM "{table}" ORDER BY rowid')
        number = self.data.draw(st.integers(0, max(0, len(found) - 1)))
        return UUID(hex=found[number][0]) if found else UUID(int=number)

    def text_of(self, source_id: UUID) -> tuple[str, str]:
        """The hash and the text; nothing where there is no such source."""
        query = "SELECT hash, content FROM text JOIN source ON text_hash = hash WHERE source.id = ?"
        rows = self.found(query, source_id.hex)
        return rows[0] if rows else ("", "")

    def found(self, query: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query, values).fetchall()


@dataclass(frozen=True)
class Operation:
    """A function and what it is given: strategies, rows, or what ``Hands`` make of themselves."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()


def operation(function: Callable[..., Any], *arguments: Any, **named: Any) -> Operation:
    return Operation(function, arguments, tuple(named.items()))


# Arguments that hang together.


def a_target(hands: Hands) -> memos.Target:
    table = hands.data.draw(st.sampled_from(TARGETS))
    return memos.Target(table, hands.row(table))


def a_new_segment(hands: Hands) -> segments.NewSegment:
    span = hands.data.draw(SPANS)
    return segments.NewSegment(hands.row("source"), span, hands.row("code"), hands.row("coder"))


def some_new_segments(hands: Hands) -> list[segments.NewSegment]:
    return [a_new_segment(hands) for _ in range(hands.data.draw(st.integers(0, 3)))]


def some_hits(hands: Hands) -> list[searching.SearchHit]:
    return [
        searching.SearchHit(each.source_id, "", each.span, "", "", "")
        for each in some_new_segments(hands)
    ]


def some_values(hands: Hands) -> list[blocks.NewValue]:
    value = hands.data.draw(st.sampled_from(["", "No", "7", "2020-05-31"]))
    bearer = hands.row(hands.data.draw(st.sampled_from(["participant", "source"])))
    return [blocks.NewValue(hands.row("attribute"), bearer, value)]


def a_suggestion(hands: Hands) -> suggestions.SuggestedCode:
    source_id = hands.row("source")
    text_hash, _text = hands.text_of(source_id)
    span, score = hands.data.draw(SPANS), hands.data.draw(st.integers(0, 1000))
    return suggestions.SuggestedCode(
        source_id, text_hash, span, hands.row("code"), score, "[]", "model"
    )


def two_coders(hands: Hands) -> tuple[UUID, UUID]:
    """Two of the first coders, so that they often are two who have finished the same source."""
    found = hands.found("SELECT id FROM coder ORDER BY rowid LIMIT 3")
    keys = [UUID(hex=row[0]) for row in found] or [UUID(int=0)]
    first = hands.data.draw(st.sampled_from(keys))
    return first, hands.data.draw(st.sampled_from(keys))


def compared(hands: Hands) -> consensus.Comparison:
    """Two coders or more of a source."""
    coders = dict.fromkeys((*two_coders(hands), *two_coders(hands)))
    return consensus.Comparison(hands.row("source"), tuple(coders))


def a_round(hands: Hands) -> rounds.NewRound:
    source_id, draw = hands.row("source"), hands.data.draw
    who = {*two_coders(hands), *two_coders(hands)}
    sample = (
        Sample(SampleWanted(10, draw(PLACES)), (source_id,), ()) if draw(st.booleans()) else None
    )
    return rounds.NewRound(
        draw(NAMES),
        frozenset(rounds.Assigned(source_id, coder) for coder in who),
        sample,
        # Open blind rounds hide what the others did, so that little would come up besides.
        blind=draw(st.sampled_from([False, False, True])),
        suggestions_off=draw(st.booleans()),
        note=draw(WORDS),
    )


def settle_one(
    session: Session, compared: consensus.Comparison, number: int, how: str, *, reason: str,
    decided_by: UUID,
) -> None:  # fmt: skip
    """Settle one of the disagreements that there are just now."""
    found = disagreements(session, compared.source_id, compared.coder_ids)
    if not found:
        return
    one = found[number % len(found)].compared
    settlement = {
        "first": consensus.as_coded_by(0, one, compared),
        "last": consensus.as_coded_by(len(compared.coder_ids) - 1, one, compared),
        "joined": consensus.as_joined(one, compared),
        "left out": consensus.as_left_out(),
    }[how]
    consensus.settle_disagreement(
        session, compared, one, settlement, reason=reason, decided_by=decided_by
    )


def settle_all(session: Session, compared: consensus.Comparison, *, decided_by: UUID) -> None:
    """Settle what is open as the first coder has it, and close."""
    for one in disagreements(session, compared.source_id, compared.coder_ids):
        settlement = consensus.as_coded_by(0, one.compared, compared)
        consensus.settle_disagreement(
            session, compared, one.compared, settlement, reason="", decided_by=decided_by
        )
    consensus.close_double_coding(session, compared, decided_by=decided_by)


def finish_several(session: Session, compared: consensus.Comparison) -> None:
    """Say that all these coders have finished a source, so that it is double coded."""
    for coder_id in compared.coder_ids:
        finished.mark_finished(session, compared.source_id, coder_id=coder_id)


CODE, SEGMENT, SOURCE, CODER = Row("code"), Row("coded_segment"), Row("source"), Row("coder")
PERSON, SPEAKER, ATTRIBUTE = Row("participant"), Row("speaker"), Row("attribute")
MEETING, STUDY, ROUND = Row("field_session"), Row("study"), Row("coding_round")
ANOTHER_CODE = Row("code", optional=True)
STUDY_DETAILS = st.builds(
    literature.StudyDetails,
    authors=WORDS,
    year=st.sampled_from([None, 1999, 2020]),
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    evidence_level=st.sampled_from([None, *EvidenceLevel]),
)

ON_CODES = (
    operation(codebook.add_code, NAMES, parent_id=ANOTHER_CODE),
    operation(codebook.add_code, NAMES),
    operation(codebook.rename_code, CODE, NAMES),
    operation(codebook.move_code, CODE, ANOTHER_CODE),
    operation(codebook.move_codes, Rows("code"), ANOTHER_CODE),
    operation(codebook.recolour_codes, Rows("code"), st.sampled_from(["#112233", "red"])),
    operation(codebook.define_code, CODE, st.builds(codebook.Definition, WORDS, WORDS)),
    operation(codebook.add_example, CODE, WORDS),
    operation(codebook.set_code_terms, CODE, st.lists(WORDS, max_size=3).map(tuple)),
    operation(codebook.set_code_codable, CODE, st.booleans()),
    operation(codes.merge_codes, CODE, CODE),
    operation(codes.split_code, CODE, CODE, Rows("coded_segment")),
    operation(codes.split_off_code, CODE, Rows("coded_segment"), NAMES),
    operation(codes.delete_code, CODE),
    operation(versions.freeze_version, NAMES, WORDS),
)
ON_SEGMENTS = (
    operation(segments.apply_code, SOURCE, SPANS, CODE, coder_id=ACTING),
    operation(segments.apply_code, SOURCE, SPANS, CODE, coder_id=ACTING),
    operation(segments.apply_code, SOURCE, SPANS, CODE, coder_id=ACTING),
    operation(segments.apply_codes, some_new_segments),
    operation(applying_new.apply_new_code, SOURCE, SPANS, NAMES, coder_id=ACTING,
              parent_id=ANOTHER_CODE, also=Rows("code")),
    operation(applying_new.apply_in_vivo, SOURCE, SPANS, coder_id=ACTING),
    operation(searching.code_hits, some_hits, CODE, coder_id=ACTING),
    operation(coding_speakers.code_speakers, Rows("speaker"), CODE, coder_id=ACTING),
    operation(segments.remove_segments, Rows("coded_segment")),
    operation(segments.resize_segment, SEGMENT, SPANS),
    operation(segments.split_segment, SEGMENT, PLACES),
    operation(segments.join_segments, Rows("coded_segment")),
    operation(segments.recode_segment, SEGMENT, CODE),
    operation(segments.recode_segments, Rows("coded_segment"), CODE),
    operation(rechecking.confirm_segments, Rows("coded_segment")),
    operation(rechecking.recode_segments, Rows("coded_segment"), CODE),
    operation(segments.weigh_segment, SEGMENT, st.sampled_from([None, 0, 100, 101])),
    operation(segments.mark_key_quote, SEGMENT, st.booleans()),
    operation(contributors.set_contributor, SEGMENT, PERSON, st.sampled_from([True, False, None])),
    operation(finished.mark_finished, SOURCE, coder_id=ACTING, lead=st.booleans()),
    operation(finished.unmark_finished, SOURCE, coder_id=ACTING),
    operation(finished.mark_finished_up_to, SOURCE, PLACES, coder_id=ACTING),
    operation(finished.unmark_finished_up_to, SOURCE, coder_id=ACTING),
    operation(suggestions.accept_suggestion, a_suggestion, coder_id=ACTING),
    operation(suggestions.accept_suggestion, a_suggestion, coder_id=ACTING, span=SPANS),
    operation(suggestions.reject_suggestion, a_suggestion, coder_id=ACTING),
)  # fmt: skip
ON_TEAM = (
    operation(finish_several, compared),
    operation(finish_several, compared),
    operation(settle_one, compared, PLACES,
              st.sampled_from(["first", "last", "joined", "left out"]),
              reason=WORDS, decided_by=ACTING),
    operation(settle_all, compared, decided_by=ACTING),
    operation(consensus.close_agreed, lambda hands: [compared(hands)], decided_by=ACTING),
    operation(consensus.close_double_coding, compared, decided_by=ACTING),
    operation(consensus.reopen_double_coding, SOURCE),
    operation(rounds.assign_sources, Rows("source"), CODER),
    operation(rounds.unassign_sources, Rows("source"), CODER),
    operation(rounds.open_round, a_round, opened_by=ACTING),
    operation(rounds.close_round, ROUND, closed_by=ACTING, unfinished=st.booleans(),
              results=st.lists(st.builds(rounds.Agreed, st.sampled_from(["turn", "sentence"]),
                                         st.sampled_from(["{}", "[]"])), max_size=1)),
    operation(rounds.note_on_round, ROUND, WORDS),
    operation(coders.add_coder, st.sampled_from(["Dora", "D.", "dora"])),
    operation(details.describe_project, description=WORDS,
              language=st.sampled_from(["", "en", "fr"])),
)  # fmt: skip
ON_SOURCES = (
    operation(sources.rename_source, SOURCE, NAMES),
    operation(sources.delete_source, SOURCE),
    operation(sources.delete_sources, Rows("source")),
    operation(sources.set_source_method, SOURCE, st.sampled_from(Method)),
    operation(sources.set_method_of_sources, Rows("source"), st.sampled_from(Method)),
    operation(sources.set_source_date, SOURCE, DATES),
    operation(sources.set_source_language, SOURCE, st.sampled_from(["", "en", "fr"])),
    operation(sources.set_lead_coder, SOURCE, Row("coder", optional=True)),
    operation(sources.assign_session, SOURCE, Row("field_session", optional=True)),
    operation(sources.change_session, MEETING, NAMES, WORDS, DATES),
    operation(passages.add_passages, NAMES, st.lists(WORDS, max_size=3)),
    operation(speakers.add_speaker, SOURCE, NAMES, st.sampled_from(SpeakerRole)),
    operation(speakers.rename_speaker, SPEAKER, NAMES),
    operation(speakers.set_speaker_role, SPEAKER, st.sampled_from(SpeakerRole)),
    operation(speakers.link_speaker, SPEAKER, PERSON),
    operation(speakers.link_speaker_to_new, SPEAKER, NAMES),
    operation(speakers.unite_participants, PERSON, PERSON),
    operation(speakers.join_speakers, SPEAKER, SPEAKER),
    operation(speakers.remove_speaker, SPEAKER),
    operation(turns.divide_turn, Row("speaker_turn"), PLACES, SPEAKER),
    operation(turns.give_turns, Rows("speaker_turn"), SPEAKER),
    operation(turns.give_turns, Rows("speaker_turn"), st.builds(turns.NewSpeaker, NAMES)),
)
ON_PEOPLE = (
    operation(participants.add_participant, NAMES, kind=st.sampled_from(ParticipantKind)),
    operation(participants.rename_participant, PERSON, NAMES),
    operation(participants.delete_participant, PERSON),
    operation(participants.delete_participants, Rows("participant")),
    operation(participants.add_to_group, PERSON, PERSON),
    operation(participants.add_people_to_group, PERSON, Rows("participant")),
    operation(participants.remove_from_group, PERSON, Rows("participant")),
    operation(participants.add_session, NAMES, group_id=Row("participant", optional=True),
              date=DATES),
    operation(people.seat_person, MEETING, PERSON),
    operation(people.seat_person, MEETING, NAMES),
    operation(participants.add_to_roster, MEETING, PERSON, label=NAMES,
              attendance=st.sampled_from(Attendance)),
    operation(participants.remove_from_roster, Row("roster_entry")),
    operation(participants.set_attendance, Row("roster_entry"), st.sampled_from(Attendance)),
    operation(participants.set_roster_note, Row("roster_entry"), WORDS),
    operation(participants.add_attribute, NAMES),
    operation(participants.add_attribute, NAMES, bearer=st.sampled_from(AttributeBearer),
              kind=st.sampled_from(AttributeKind)),
    operation(participants.rename_attribute, ATTRIBUTE, NAMES),
    operation(participants.move_attribute, ATTRIBUTE, Row("attribute", optional=True)),
    operation(participants.delete_attribute, ATTRIBUTE),
    operation(participants.set_attribute_kind, ATTRIBUTE, st.sampled_from(AttributeKind)),
    operation(participants.set_attribute_value, ATTRIBUTE, WORDS, participant_id=PERSON),
    operation(participants.set_attribute_value, ATTRIBUTE, WORDS, source_id=SOURCE),
    operation(blocks.set_values, some_values),
)  # fmt: skip
ON_LITERATURE = (
    operation(literature.add_study, NAMES, details=STUDY_DETAILS),
    operation(literature.add_study, NAMES, source_id=SOURCE, details=STUDY_DETAILS),
    operation(literature.describe_study, STUDY, NAMES, STUDY_DETAILS),
    operation(literature.add_finding, STUDY, CODE, st.sampled_from(Direction), statement=WORDS),
)
ON_MEMOS = (
    operation(memos.write_memo, WORDS, coder_id=ACTING, target=a_target, title=WORDS),
    operation(memos.write_memo, WORDS, coder_id=ACTING),
    operation(memos.edit_memo, Row("memo"), WORDS, title=WORDS),
    operation(memos.edit_memo, Row("memo"), WORDS, kind=st.sampled_from(MemoKind),
              private=st.booleans()),
    operation(memos.link_memo, Row("memo"), a_target),
    operation(memos.unlink_memo, Row("memo"), a_target),
    operation(memos.delete_memo, Row("memo")),
)  # fmt: skip
ALL = (
    *ON_CODES, *ON_SEGMENTS, *ON_TEAM, *ON_SOURCES, *ON_PEOPLE, *ON_LITERATURE, *ON_MEMOS,
)  # fmt: skip

# What the histories do in steps of their own, or by way of a function above.
BESIDES = (
    importing.import_sources,
    texts.edit_text,
    consensus.settle_disagreement,
)

TRANSCRIPTS = (
    "I: How was it?\nP1: It was \u2028hard 😀.\nI: Oh?\nP1: We talked, voil\u0061\u0300.\nP2: No.",
    "MARY: Well.\nJOHN: I was afraid.\nMARY: So was I, so was I.\nJOHN: Oh.\nMARY: Yes.",
    "What she wrote down on the way home.",
)


def prepared(folder: Path, number: int) -> PreparedFile:
    path = folder / f"Interview {number}.txt"
    path.write_text(TRANSCRIPTS[number], encoding="utf-8")
    return prepare_file(path, ImportSettings())


def edited(hands: Hands, source_id: UUID, gone: st.SearchStrategy[Span], new: Any) -> str:
    """A source's text with other words in one place."""
    _hash, old = hands.text_of(source_id)
    span = hands.data.draw(gone)
    return old[: span.start] + str(hands.data.draw(new)) + old[span.end :]
