"""Operations with made-up arguments, for histories that nobody has thought out.

The machine of the history and the laws of merging draw from the same operations: all there are.
"""

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
from qualcoder_sts.literature import operations as literature
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.participants import blocks
from qualcoder_sts.participants import operations as participants
from qualcoder_sts.project import coders, details
from qualcoder_sts.project.tables.literature import Direction
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.operations import (
    importing,
    importing_with_attributes,
    passages,
    people,
    sources,
    speakers,
    turns,
)
from tests.property.arguments import (
    ANOTHER_CODE,
    ATTRIBUTE,
    CLOSED,
    CODE,
    DATES,
    FINISHED,
    GROUP,
    MEETING,
    MEMO,
    NAMES,
    OUTDATED,
    OWN,
    PEOPLE,
    PERSON,
    PERSON_CODER,
    PLACES,
    ROLES,
    ROUND,
    SEAT,
    SEGMENT,
    SEGMENTS,
    SILENT,
    SOURCE,
    SOURCES,
    SPANS,
    SPEAKER,
    STUDY,
    STUDY_DETAILS,
    VALUES,
    WORDS,
    a_code_and_some_of_it,
    a_code_some_of_it_and_another,
    a_comparison,
    a_finished_one,
    a_group_and_its_people,
    a_memo_and_its_link,
    a_passage,
    a_passage_and_a_code,
    a_round,
    a_segment_and_a_place,
    a_settled_one,
    a_suggestion,
    a_target,
    a_turn_and_a_speaker,
    a_turn_given,
    an_assignment,
    files_and_a_table,
    segments_of_one_layer,
    some_files,
    some_finished,
    some_hits,
    some_new_segments,
    some_values,
    two_codes,
    two_speakers,
    words_replaced,
)
from tests.property.hands import ACTING, MOSTLY, Row, Rows, Together, operation

# Steps of several, and steps on what there is at the moment.


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


ON_CODES = (
    operation(codebook.add_code, NAMES, parent_id=ANOTHER_CODE),
    operation(codebook.rename_code, CODE, NAMES),
    operation(codebook.move_code, CODE, ANOTHER_CODE),
    operation(codebook.move_codes, Rows("code"), ANOTHER_CODE),
    operation(
        codebook.recolour_codes, Rows("code"), st.sampled_from(["#112233", "#332211", "red"])
    ),
    operation(codebook.define_code, CODE, st.builds(codebook.Definition, WORDS, WORDS)),
    operation(codebook.add_example, CODE, WORDS),
    operation(codebook.set_code_terms, CODE, st.lists(WORDS, max_size=3).map(tuple)),
    operation(codebook.set_code_codable, CODE, st.booleans()),
    operation(codes.merge_codes, Together(two_codes)),
    operation(codes.split_code, Together(a_code_some_of_it_and_another)),
    operation(codes.split_off_code, Together(a_code_and_some_of_it), NAMES),
    operation(codes.delete_code, CODE),
    operation(versions.freeze_version, NAMES, WORDS),
)
ON_SEGMENTS = (
    operation(segments.apply_code, Together(a_passage_and_a_code), coder_id=ACTING),
    operation(segments.apply_codes, some_new_segments),
    operation(applying_new.apply_new_code, Together(a_passage), NAMES, coder_id=ACTING,
              parent_id=ANOTHER_CODE, also=Rows("code")),
    operation(applying_new.apply_in_vivo, Together(a_passage), coder_id=ACTING),
    operation(searching.code_hits, some_hits, CODE, coder_id=ACTING),
    operation(coding_speakers.code_speakers, Rows("speaker"), CODE, coder_id=ACTING),
    operation(segments.remove_segments, SEGMENTS),
    operation(segments.resize_segment, SEGMENT, SPANS),
    operation(segments.split_segment, Together(a_segment_and_a_place)),
    operation(segments.join_segments, Together(segments_of_one_layer)),
    operation(segments.join_segments, SEGMENTS),
    operation(segments.recode_segment, SEGMENT, CODE),
    operation(segments.recode_segments, SEGMENTS, CODE),
    operation(rechecking.confirm_segments, Rows("coded_segment", OUTDATED)),
    operation(rechecking.recode_segments, SEGMENTS, CODE),
    operation(segments.weigh_segment, SEGMENT, st.sampled_from([None, 0, 50, 100, 101])),
    operation(segments.mark_key_quote, SEGMENT, st.booleans()),
    operation(contributors.set_contributor, SEGMENT, PERSON, st.sampled_from([True, False, None])),
    operation(finished.mark_finished, SOURCE, coder_id=ACTING, lead=st.booleans()),
    operation(finished.unmark_finished, Row("source", likely=FINISHED.format("")),
              coder_id=ACTING),
    operation(finished.mark_finished_up_to, SOURCE, PLACES, coder_id=ACTING),
    operation(finished.unmark_finished_up_to, Row("source", likely=FINISHED.format("NOT")),
              coder_id=ACTING),
    operation(suggestions.accept_suggestion, a_suggestion, coder_id=ACTING),
    operation(suggestions.accept_suggestion, a_suggestion, coder_id=ACTING, span=SPANS),
    operation(suggestions.reject_suggestion, a_suggestion, coder_id=ACTING),
    operation(texts.edit_text, Together(words_replaced)),
)  # fmt: skip
ON_TEAM = (
    operation(finish_several, a_comparison),
    operation(settle_one, a_finished_one, PLACES,
              st.sampled_from(["first", "last", "joined", "left out"]),
              reason=WORDS, decided_by=ACTING),
    operation(settle_all, a_finished_one, decided_by=ACTING),
    operation(consensus.close_agreed, some_finished, decided_by=ACTING),
    operation(consensus.close_double_coding, a_settled_one, decided_by=ACTING),
    operation(consensus.reopen_double_coding, Row("source", likely=CLOSED)),
    operation(rounds.assign_sources, SOURCES, PERSON_CODER),
    operation(rounds.unassign_sources, Together(an_assignment)),
    operation(rounds.open_round, a_round, opened_by=ACTING),
    operation(rounds.close_round, Row("coding_round", likely=OWN), closed_by=ACTING,
              unfinished=MOSTLY,
              results=st.lists(st.builds(rounds.Agreed, st.sampled_from(["turn", "sentence"]),
                                         st.sampled_from(["{}", "[]"])), max_size=1)),
    operation(rounds.note_on_round, ROUND, WORDS),
    operation(coders.add_coder, st.one_of(st.sampled_from(["Dora", "D.", "dora"]), WORDS)),
    operation(details.describe_project, description=WORDS,
              language=st.sampled_from(["", "en", "fr"])),
)  # fmt: skip
ON_SOURCES = (
    operation(importing.import_sources, some_files),
    operation(importing_with_attributes.import_with_attributes, Together(files_and_a_table)),
    operation(sources.rename_source, SOURCE, NAMES),
    operation(sources.delete_source, SOURCE),
    operation(sources.delete_sources, SOURCES),
    operation(sources.set_source_method, SOURCE, st.sampled_from(Method)),
    operation(sources.set_method_of_sources, SOURCES, st.sampled_from(Method)),
    operation(sources.set_source_date, SOURCE, DATES),
    operation(sources.set_source_language, SOURCE, st.sampled_from(["", "en", "fr"])),
    operation(sources.set_lead_coder, SOURCE, Row("coder", optional=True)),
    operation(sources.assign_session, SOURCE, Row("field_session", optional=True)),
    operation(sources.change_session, MEETING, NAMES, WORDS, DATES),
    operation(passages.add_passages, NAMES, st.lists(WORDS, max_size=3)),
    operation(speakers.add_speaker, SOURCE, NAMES, ROLES),
    operation(speakers.rename_speaker, SPEAKER, NAMES),
    operation(speakers.set_speaker_role, SPEAKER, ROLES),
    operation(speakers.link_speaker, SPEAKER, PERSON),
    operation(speakers.link_speaker_to_new, SPEAKER, NAMES),
    operation(speakers.unite_participants, PERSON, PERSON),
    operation(speakers.join_speakers, Together(two_speakers)),
    operation(speakers.remove_speaker, Row("speaker", likely=SILENT)),
    operation(turns.divide_turn, Together(a_turn_and_a_speaker)),
    operation(turns.give_turns, Together(a_turn_given)),
    operation(turns.give_turns, Rows("speaker_turn"), st.builds(turns.NewSpeaker, NAMES)),
)
ON_PEOPLE = (
    operation(participants.add_participant, NAMES, kind=st.sampled_from(ParticipantKind)),
    operation(participants.rename_participant, PERSON, NAMES),
    operation(participants.delete_participant, PERSON),
    operation(participants.delete_participants, PEOPLE),
    operation(participants.add_to_group, GROUP, PERSON),
    operation(participants.add_people_to_group, GROUP, PEOPLE),
    operation(participants.remove_from_group, Together(a_group_and_its_people)),
    operation(participants.add_session, NAMES,
              group_id=Row("participant", optional=True, likely="kind = 'group'"), date=DATES),
    operation(people.seat_person, MEETING, PERSON),
    operation(people.seat_person, MEETING, NAMES),
    operation(participants.add_to_roster, MEETING, PERSON, label=NAMES,
              attendance=st.sampled_from(Attendance)),
    operation(participants.remove_from_roster, SEAT),
    operation(participants.set_attendance, SEAT, st.sampled_from(Attendance)),
    operation(participants.set_roster_note, SEAT, WORDS),
    operation(participants.add_attribute, NAMES, bearer=st.sampled_from(AttributeBearer),
              kind=st.sampled_from([AttributeKind.TEXT, *AttributeKind])),
    operation(participants.rename_attribute, ATTRIBUTE, NAMES),
    operation(participants.move_attribute, ATTRIBUTE, Row("attribute", optional=True)),
    operation(participants.delete_attribute, ATTRIBUTE),
    operation(participants.set_attribute_kind, ATTRIBUTE, st.sampled_from(AttributeKind)),
    operation(participants.set_attribute_value, Row("attribute", likely="bearer = 'participant'"),
              st.one_of(VALUES, WORDS), participant_id=PERSON),
    operation(participants.set_attribute_value, Row("attribute", likely="bearer = 'source'"),
              st.one_of(VALUES, WORDS), source_id=SOURCE),
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
    operation(memos.keep_memo_on, a_target, WORDS, coder_id=ACTING,
              private=st.sampled_from([None, True, False])),
    operation(memos.edit_memo, MEMO, WORDS, title=WORDS),
    operation(memos.edit_memo, MEMO, WORDS, kind=st.sampled_from(MemoKind),
              private=st.booleans()),
    operation(memos.link_memo, MEMO, a_target),
    operation(memos.unlink_memo, Together(a_memo_and_its_link)),
    operation(memos.delete_memo, MEMO),
)  # fmt: skip
ALL = (
    *ON_CODES, *ON_SEGMENTS, *ON_TEAM, *ON_SOURCES, *ON_PEOPLE, *ON_LITERATURE, *ON_MEMOS,
)  # fmt: skip

# What is mostly refused, or finds nothing to do, is tried more often.
SELDOM = {
    sources.set_source_date, sources.set_lead_coder, importing.import_sources,
    codebook.move_code, codebook.move_codes, codebook.recolour_codes, codebook.set_code_terms,
    codebook.set_code_codable, codes.merge_codes, codes.split_off_code, segments.apply_codes,
    segments.join_segments, segments.weigh_segment, segments.mark_key_quote, searching.code_hits,
    rechecking.recode_segments, rechecking.confirm_segments, contributors.set_contributor,
    finished.unmark_finished, finished.unmark_finished_up_to, settle_one, settle_all,
    consensus.close_agreed, consensus.close_double_coding, consensus.reopen_double_coding,
    rounds.unassign_sources, rounds.close_round, rounds.note_on_round,
    speakers.unite_participants, speakers.remove_speaker, participants.add_to_group,
    participants.add_people_to_group, participants.add_session, participants.move_attribute,
    participants.remove_from_group, participants.set_attribute_kind, blocks.set_values,
}  # fmt: skip
HARDLY_EVER = {consensus.close_agreed, consensus.close_double_coding}
TRIED = (
    *ALL,
    *(each for each in ALL if each.function in SELDOM),
    *[each for each in ALL if each.function in HARDLY_EVER] * 4,
)
