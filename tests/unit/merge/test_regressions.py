"""What merges of other programs lose or break, each a test."""

from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    move_code,
    rename_code,
    set_code_terms,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.versions import (
    compare_versions,
    freeze_version,
    list_versions,
    version_tree,
)
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.segments import (
    mark_key_quote,
    remove_segments,
    resize_segment,
    weigh_segment,
)
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.merge.plan import EXISTENCE, Decision, Decisions, Take
from qualcoder_sts.participants.operations import (
    add_attribute,
    rename_participant,
    set_attribute_value,
)
from qualcoder_sts.participants.queries import find_participant, list_participants
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.transcripts.operations.sources import delete_source, rename_source
from qualcoder_sts.transcripts.operations.turns import NewSpeaker, divide_turn
from qualcoder_sts.transcripts.queries import list_sources, turns_of
from tests.unit.merge.conftest import ANA, NADIA, TEXT, TOMASZ, Person, Team, bring_in, started

NAMED = (
    "Interviewer: Who are you?\nMaria Alvarez: I work here.\n"
    "Interviewer: Since when?\nMaria Alvarez: I came with "
)


def test_a_code_renamed_in_one_copy_keeps_what_the_other_coded_with_it(team: Team) -> None:
    team.ana.run(rename_code, team.ana.code("Support"), "Collegial support")
    team.tomasz.apply("Support", "A kind word")
    team.ana.merge(team.tomasz)
    assert team.ana.codings() == {(TOMASZ, "Collegial support", "A kind word")}
    assert not team.ana.has_code("Support")


def test_codes_made_apart_under_one_name_are_one(team: Team) -> None:
    team.ana.run(add_code, "Gallows humour")
    team.tomasz.run(add_code, "gallows  humour")
    team.tomasz.apply("gallows humour", "hard cases")
    plan = team.ana.merge(team.tomasz).plan
    assert [union.table for union in plan.united] == ["code"]
    names = [row.name for row in team.ana.read(code_tree)]
    assert len([name for name in names if name.casefold().startswith("gallows")]) == 1
    assert {what for _who, _code, what in team.ana.codings()} == {"hard cases"}


def test_the_smaller_key_stays_and_a_third_copy_finds_it(team: Team) -> None:
    mine = team.ana.run(add_code, "Humour")
    his = team.tomasz.run(add_code, "Humour")
    hers = team.nadia.run(add_code, "Humour")
    team.nadia.apply("Humour", "hard cases")
    team.ana.merge(team.tomasz)
    team.ana.merge(team.nadia)
    assert team.ana.code("Humour") == min(mine, his, hers)
    team.tomasz.merge(team.ana)
    assert team.tomasz.codings() == {(NADIA, "Humour", "hard cases")}
    assert team.tomasz.rows() == team.ana.rows()


def test_codes_of_one_name_defined_apart_are_asked_about(team: Team) -> None:
    team.ana.run(add_code, "Humour", definition=Definition(full_definition="Jokes."))
    team.tomasz.run(add_code, "Humour", definition=Definition(full_definition="Laughter."))
    plan = team.ana.plan(team.tomasz)
    (question,) = plan.questions
    assert question.is_same
    (conflict,) = plan.conflicts
    assert (conflict.field, conflict.base) == ("full_definition", None)
    apart = Decisions().with_answer(question.id, is_same=False)
    plan = team.ana.merge(team.tomasz, decisions=apart, take=Take.OURS).plan
    assert [conflict.field for conflict in plan.conflicts] == ["name"]
    assert team.ana.has_code("Humour")
    assert team.ana.has_code("Humour (2)")


def test_a_text_edited_in_one_copy_takes_the_others_segments_along(team: Team) -> None:
    team.tomasz.apply("Support", "after hard cases")
    edited = TEXT.replace("A kind word", "A kind, quiet word")
    team.ana.run(edit_text, team.ana.source(), edited)
    plan = team.ana.merge(team.tomasz).plan
    assert [moved.quote for moved in plan.reanchored] == ["after hard cases"]
    assert team.ana.codings() == {(TOMASZ, "Support", "after hard cases")}
    team.tomasz.merge(team.ana)
    assert team.tomasz.codings() == {(TOMASZ, "Support", "after hard cases")}
    assert team.tomasz.rows() == team.ana.rows()


def test_what_has_no_words_left_is_listed_and_not_put_elsewhere(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word in the corridor helps.")
    edited = TEXT.replace("A kind word in the corridor helps. ", "")
    team.ana.run(edit_text, team.ana.source(), edited)
    plan = team.ana.merge(team.tomasz).plan
    (lost,) = plan.unplaced
    assert lost.quote == "A kind word in the corridor helps."
    assert lost.coder == TOMASZ
    assert lost.after.startswith(" We talk")
    assert team.ana.codings() == set()
    team.tomasz.merge(team.ana)
    assert team.tomasz.rows() == team.ana.rows()


def test_a_text_edited_on_both_sides_is_a_conflict(team: Team) -> None:
    team.ana.run(edit_text, team.ana.source(), TEXT.replace("hard cases", "difficult cases"))
    team.tomasz.run(edit_text, team.tomasz.source(), TEXT.replace("families", "people"))
    team.tomasz.apply("Workload", "Fewer people")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.field == "text_hash"
    assert conflict.base is not None
    assert "hard cases" in conflict.base
    assert "Fewer families" in conflict.base
    assert "difficult cases" in conflict.ours.words
    assert "Fewer families" in conflict.ours.words
    assert "Fewer people" in conflict.theirs.words
    team.ana.merge(team.tomasz, take=Take.THEIRS)
    assert "Fewer people" in team.ana.text()
    assert team.ana.codings() == {(TOMASZ, "Workload", "Fewer people")}


def test_a_participant_of_one_name_keeps_all_links(team: Team) -> None:
    for person, file in ((team.ana, "I-02"), (team.tomasz, "I-03")):
        bring_in(person, file, f"{NAMED}{file}.\n")
        attribute = person.run(add_attribute, f"years {file}")
        maria = person.read(find_participant, "Maria Alvarez").id
        person.run(set_attribute_value, attribute, "7", participant_id=maria)
    plan = team.ana.plan(team.tomasz)
    (question,) = [each for each in plan.questions if each.table == "participant"]
    assert question.is_same
    team.ana.merge(team.tomasz)
    maria = team.ana.read(find_participant, "Maria Alvarez")
    (row,) = [each for each in team.ana.read(list_participants) if each.id == maria.id]
    assert set(row.attributes) == {"years I-02", "years I-03"}
    assert len(row.sources) == 2


def test_people_called_p1_are_others_in_each_source(team: Team) -> None:
    bring_in(team.ana, "I-02")
    bring_in(team.tomasz, "I-03", TEXT + "P1: More.\n")
    people = len(team.ana.read(list_participants))
    plan = team.ana.merge(team.tomasz).plan
    assert plan.questions == ()
    assert len(team.ana.read(list_participants)) == people + 1


def test_one_file_imported_in_both_copies_is_there_once(team: Team) -> None:
    bring_in(team.ana, "I-02")
    bring_in(team.tomasz, "I-02")
    team.ana.apply("Support", "A kind word", "I-02")
    team.tomasz.apply("Support", "A kind word", "I-02")
    plan = team.ana.merge(team.tomasz).plan
    assert plan.conflicts == ()
    assert [row.name for row in team.ana.read(list_sources)] == ["I-01", "I-02"]
    assert team.ana.codings("I-02") == {
        (ANA, "Support", "A kind word"), (TOMASZ, "Support", "A kind word"),
    }  # fmt: skip
    before = team.ana.rows()
    assert len(before["speaker_turn"]) == 8
    team.tomasz.merge(team.ana)
    assert team.tomasz.rows() == before


def test_two_answers_no_are_two_sources(team: Team) -> None:
    bring_in(team.ana, "Answer 1", "P1: No.")
    bring_in(team.tomasz, "Answer 2", "P1: No.")
    team.ana.merge(team.tomasz)
    assert len(team.ana.read(list_sources)) == 3


def test_a_second_merge_changes_nothing(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    assert team.ana.merge(team.tomasz).change_set_id is not None
    before = team.ana.rows()
    again = team.ana.merge(team.tomasz)
    assert again.change_set_id is None
    assert again.plan.is_known_already
    assert team.ana.rows() == before


def test_a_coder_of_one_name_and_two_keys_is_asked_about(tmp_path: Path) -> None:
    ana = started(tmp_path)
    bring_in(ana)
    ana.run(add_code, "Support")
    at_home = ana.copy_for("home")
    ana.name = at_home.name = TOMASZ
    ana.apply("Support", "A kind word")
    at_home.apply("Support", "hard cases")
    (question,) = ana.plan(at_home).questions
    assert (question.table, question.is_same) == ("coder", True)
    ana.merge(at_home)
    assert sorted(row.name for row in ana.read(list_coders)) == [ANA, TOMASZ]
    assert {who for who, _code, _words in ana.codings()} == {TOMASZ}


def test_a_coder_with_a_shortened_name_is_asked_about_and_stays_apart(tmp_path: Path) -> None:
    ana = started(tmp_path)
    bring_in(ana)
    ana.run(add_code, "Support")
    other = ana.copy_for("A. Lind")
    ana.name = "Anton Lind"
    ana.apply("Support", "A kind word")
    other.apply("Support", "hard cases")
    (question,) = ana.plan(other).questions
    assert (question.table, question.is_same) == ("coder", False)
    yes = Decisions().with_answer(question.id, is_same=True)
    ana.merge(other, decisions=yes)
    assert len({who for who, _code, _words in ana.codings()}) == 1


def test_deleted_items_stay_deleted(team: Team) -> None:
    segment = team.ana.apply("Support", "A kind word")
    team.tomasz.merge(team.ana)
    team.ana.run(remove_segments, [segment])
    team.ana.merge(team.tomasz)
    assert team.ana.codings() == set()
    team.tomasz.merge(team.ana)
    assert team.tomasz.codings() == set()


def test_memos_and_definitions_are_kept(team: Team) -> None:
    code = team.tomasz.code("Support")
    segment = team.tomasz.apply("Support", "A kind word")
    team.tomasz.run(define_code, code, Definition(full_definition="Help among colleagues."))
    about = Target("coded_segment", segment)
    team.tomasz.run(write_memo, "Said twice.", coder_id=team.tomasz.id, target=about)
    team.ana.merge(team.tomasz)
    (memo,) = team.ana.read(memos_by_row, "coded_segment")[segment]
    assert (memo.content, memo.coder) == ("Said twice.", TOMASZ)
    (row,) = [row for row in team.ana.read(code_tree) if row.name == "Support"]
    assert row.full_definition == "Help among colleagues."


def test_a_code_moved_in_one_copy_and_a_child_added_in_the_other(team: Team) -> None:
    team.ana.run(move_code, team.ana.code("Debriefing"), team.ana.code("Support"))
    team.tomasz.run(add_code, "Peer debriefing", parent_id=team.tomasz.code("Debriefing"))
    team.ana.merge(team.tomasz)
    assert team.ana.has_code("Support/Debriefing/Peer debriefing")


def test_x_under_y_here_and_y_under_x_there_is_a_conflict(team: Team) -> None:
    team.ana.run(move_code, team.ana.code("Support"), team.ana.code("Workload"))
    team.tomasz.run(move_code, team.tomasz.code("Workload"), team.tomasz.code("Support"))
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.field == "parent_id"
    other = team.ana.copied("other")
    team.ana.merge(team.tomasz, take=Take.OURS)
    assert team.ana.has_code("Workload/Support")
    second = Person(ANA, other)
    second.merge(team.tomasz, take=Take.THEIRS)
    assert second.has_code("Support/Workload")


def test_a_start_moved_here_and_an_end_there_is_one_value(team: Team) -> None:
    segment = team.ana.apply("Support", "kind word in the")
    team.tomasz.merge(team.ana)
    start = TEXT.index("kind word in the")
    team.ana.run(resize_segment, segment, Span(start + 5, start + 16))
    team.tomasz.run(resize_segment, segment, Span(start, start + 3))
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.field == "span"
    team.ana.merge(team.tomasz, take=Take.THEIRS)
    assert {words for _who, _code, words in team.ana.codings()} == {"kin"}


def test_authors_and_dates_are_kept(team: Team) -> None:
    segment = team.tomasz.apply("Support", "A kind word")
    (made,) = [row for row in team.tomasz.segments() if row.id == segment]
    team.ana.merge(team.tomasz)
    (row,) = [row for row in team.ana.segments() if row.id == segment]
    assert (row.coder, row.created_at) == (TOMASZ, made.created_at)


def test_the_way_back(team: Team) -> None:
    team.ana.run(rename_code, team.ana.code("Workload"), "Caseload")
    team.tomasz.apply("Support", "A kind word")
    team.tomasz.run(add_code, "Humour")
    before = team.ana.rows()
    team.ana.merge(team.tomasz)
    merged = team.ana.rows()
    assert merged != before
    team.ana.undo()
    assert team.ana.rows() == before
    team.ana.merge(team.tomasz)
    assert team.ana.rows() == merged


def test_the_preview_writes_nothing(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    content = team.ana.path.read_bytes(), team.tomasz.path.read_bytes()
    plan = team.ana.plan(team.tomasz)
    assert [(each.what.value, each.coder) for each in plan.differences] == [("new", TOMASZ)]
    assert (team.ana.path.read_bytes(), team.tomasz.path.read_bytes()) == content


# What the rule is for.


def test_an_edit_that_was_reverted_is_an_edit(team: Team) -> None:
    code = team.tomasz.code("Support")
    team.tomasz.run(rename_code, code, "Help")
    team.tomasz.undo()
    team.ana.run(rename_code, code, "Aid")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert (conflict.base, conflict.ours.words, conflict.theirs.words) == (
        "Support", "Aid", "Support",
    )  # fmt: skip


def test_a_value_seen_and_moved_on_from_is_no_conflict(team: Team) -> None:
    code = team.ana.code("Support")
    team.ana.run(rename_code, code, "Help")
    team.tomasz.merge(team.ana)
    team.tomasz.run(rename_code, code, "Aid")
    team.ana.run(set_code_terms, code, ("help",))
    plan = team.ana.merge(team.tomasz).plan
    assert plan.conflicts == ()
    assert team.ana.has_code("Aid")


def test_a_newer_value_is_not_lost_over_a_third_copy(team: Team) -> None:
    """The rule with the value *before* as base lost it: both sides had the older value once."""
    code = team.ana.code("Support")
    team.ana.run(rename_code, code, "Help")
    team.nadia.merge(team.ana)
    team.ana.run(rename_code, code, "Support")
    team.ana.run(rename_code, code, "Aid")
    team.tomasz.merge(team.nadia)
    team.tomasz.merge(team.ana)
    assert team.tomasz.has_code("Aid")
    team.nadia.merge(team.tomasz)
    assert team.nadia.has_code("Aid")


def test_what_was_decided_differently_in_two_copies_is_asked_again(team: Team) -> None:
    code = team.ana.code("Support")
    team.ana.run(rename_code, code, "Help")
    team.tomasz.run(rename_code, code, "Aid")
    first = Person(ANA, team.ana.copied("first"))
    team.ana.merge(team.tomasz, take=Take.OURS)
    team.tomasz.merge(first, take=Take.OURS)
    assert [each.field for each in team.ana.plan(team.tomasz).conflicts] == ["name"]


def test_a_decision_travels(team: Team) -> None:
    code = team.ana.code("Support")
    team.ana.run(rename_code, code, "Help")
    team.tomasz.run(rename_code, code, "Aid")
    conflict = team.ana.plan(team.tomasz).conflicts[0]
    third = Decisions().with_conflict(conflict.id, Decision(Take.WRITTEN, "  Helping  "))
    team.ana.merge(team.tomasz, decisions=third)
    assert team.ana.has_code("Helping")
    assert team.tomasz.merge(team.ana).plan.conflicts == ()
    assert team.tomasz.has_code("Helping")


def test_a_code_deleted_there_and_built_upon_here_is_decided_whole(team: Team) -> None:
    team.ana.run(add_code, "Peers", parent_id=team.ana.code("Support"))
    team.ana.apply("Support/Peers", "We talk")
    team.tomasz.merge(team.ana)
    team.tomasz.run(delete_code, team.tomasz.code("Support"))
    team.ana.apply("Support", "hard cases")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert (conflict.field, conflict.table) == (EXISTENCE, "code")
    assert conflict.theirs.is_deleted
    other = team.ana.copied("other")
    team.ana.merge(team.tomasz, take=Take.OURS)
    assert team.ana.codings() == {(ANA, "Peers", "We talk"), (ANA, "Support", "hard cases")}
    second = Person(ANA, other)
    second.merge(team.tomasz, take=Take.THEIRS)
    assert not second.has_code("Support")
    assert second.codings() == set()
    # Who deleted it gets back all that went with it.
    team.tomasz.merge(team.ana)
    assert team.tomasz.rows() == team.ana.rows()


def test_segments_follow_a_code_that_was_merged_meanwhile(team: Team) -> None:
    team.ana.apply("Debriefing", "hard cases")
    team.tomasz.merge(team.ana)
    team.tomasz.run(merge_codes, team.tomasz.code("Debriefing"), team.tomasz.code("Support"))
    team.ana.apply("Debriefing", "We talk")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.theirs.words == "became part of “Support”; what hangs on it follows"
    team.ana.merge(team.tomasz, take=Take.THEIRS)
    assert team.ana.codings() == {(ANA, "Support", "We talk"), (ANA, "Support", "hard cases")}


def test_what_is_coded_elsewhere_follows_a_code_that_was_merged_while_it_was_empty(
    team: Team,
) -> None:
    team.tomasz.run(merge_codes, team.tomasz.code("Debriefing"), team.tomasz.code("Support"))
    team.tomasz.run(merge_codes, team.tomasz.code("Support"), team.tomasz.code("Workload"))
    team.ana.apply("Debriefing", "We talk")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.theirs.words == "became part of “Workload”; what hangs on it follows"
    nadia = Person(NADIA, team.ana.copied("nadia"))
    nadia.apply("Support", "hard cases")
    team.ana.merge(team.tomasz, take=Take.THEIRS)
    assert team.ana.codings() == {(ANA, "Workload", "We talk")}
    # Whoever has it from the merge passes it on.
    team.ana.merge(nadia, take=Take.OURS)
    assert team.ana.codings() == {(ANA, "Workload", "We talk"), (NADIA, "Workload", "hard cases")}


def test_a_code_that_was_merged_and_is_kept_may_later_be_deleted(team: Team) -> None:
    team.tomasz.run(merge_codes, team.tomasz.code("Debriefing"), team.tomasz.code("Support"))
    team.ana.apply("Debriefing", "We talk")
    team.ana.merge(team.tomasz, take=Take.OURS)
    assert team.ana.has_code("Debriefing")
    nadia = Person(NADIA, team.ana.copied("nadia"))
    nadia.apply("Debriefing", "hard cases")
    team.ana.run(delete_code, team.ana.code("Debriefing"))
    (conflict,) = team.ana.plan(nadia).conflicts
    assert "became part" not in conflict.ours.words
    team.tomasz.merge(team.ana)
    assert not team.tomasz.has_code("Debriefing")


def test_frozen_codebooks_name_the_key_that_stays(team: Team) -> None:
    for person in (team.ana, team.tomasz):
        person.run(add_code, "Made apart")
        person.run(freeze_version, person.name)
    team.ana.merge(team.tomasz)
    kept = team.ana.code("Made apart")
    for row in team.ana.read(list_versions):
        assert kept in team.ana.read(version_tree, row.id)
        assert team.ana.read(compare_versions, row.id, None).codes == ()


def test_coders_who_code_the_same_are_two(team: Team) -> None:
    team.ana.apply("Support", "A kind word")
    team.tomasz.apply("Support", "A kind word")
    assert team.ana.merge(team.tomasz).plan.conflicts == ()
    assert len(team.ana.codings()) == 2


def test_one_coder_who_coded_the_same_in_two_copies_is_one(team: Team) -> None:
    at_home = Person(ANA, team.tomasz.path)
    mine = team.ana.apply("Support", "A kind word")
    team.ana.run(weigh_segment, mine, 40)
    other = at_home.apply("Support", "A kind word")
    at_home.run(mark_key_quote, other, True)
    plan = team.ana.merge(at_home).plan
    assert plan.conflicts == ()
    (segment,) = team.ana.segments()
    assert (segment.weight, segment.key_quote) == (40, True)
    assert segment.id == min(mine, other)


def test_names_that_only_one_may_have(team: Team) -> None:
    team.ana.run(rename_code, team.ana.code("Support"), "Help")
    team.tomasz.run(rename_code, team.tomasz.code("Workload"), "help")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert conflict.field == "name"
    decided = Decisions().with_conflict(conflict.id, Decision(Take.WRITTEN, "Caseload"))
    team.ana.merge(team.tomasz, decisions=decided)
    assert {row.name for row in team.ana.read(code_tree)} == {"Help", "Caseload", "Debriefing"}


def test_sources_renamed_to_one_name(team: Team) -> None:
    bring_in(team.ana, "I-02")
    team.tomasz.run(rename_source, team.tomasz.source(), "I-02")
    team.ana.merge(team.tomasz, take=Take.OURS)
    assert {row.name for row in team.ana.read(list_sources)} == {"I-02", "I-02 (2)"}


def test_a_source_deleted_there_and_coded_here(team: Team) -> None:
    team.tomasz.run(delete_source, team.tomasz.source())
    team.ana.apply("Support", "A kind word")
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert (conflict.table, conflict.field) == ("source", EXISTENCE)
    team.ana.merge(team.tomasz, take=Take.OURS)
    assert team.ana.codings() == {(ANA, "Support", "A kind word")}
    assert len(team.ana.rows()["speaker_turn"]) == 4


def test_a_source_deleted_there_and_left_alone_here_goes(team: Team) -> None:
    team.tomasz.run(delete_source, team.tomasz.source())
    assert team.ana.merge(team.tomasz).plan.conflicts == ()
    assert team.ana.read(list_sources) == []
    assert team.ana.rows() == team.tomasz.rows()


def test_a_turn_divided_in_two_places_has_both_divisions(team: Team) -> None:
    turn = team.ana.read(turns_of, team.ana.source())[1].id
    for person, words in ((team.ana, "We talk"), (team.tomasz, "in the corridor")):
        speaker = NewSpeaker(f"P{len(words)}")
        person.run(divide_turn, turn, TEXT.index(words), speaker)
    for take in (Take.OURS, Take.THEIRS):
        merged = Person(ANA, team.ana.copied(take.value))
        merged.merge(team.tomasz, take=take)
        source = merged.source()
        spans = sorted(Span(row.start, row.end) for row in merged.read(turns_of, source))
        assert [span.of(TEXT).strip() for span in spans][1:4] == [
            "P1: A kind word",
            "in the corridor helps.",
            "We talk after hard cases.",
        ]


def test_private_memos_stay_with_their_coder_unless_asked_for(team: Team) -> None:
    team.tomasz.run(write_memo, "I was tired.", coder_id=team.tomasz.id, private=True)
    plan = team.ana.merge(team.tomasz).plan
    assert plan.files[0].private_memos_left_out == 1
    assert team.ana.rows()["memo"] == {}
    assert team.ana.merge(team.tomasz).change_set_id is None
    team.tomasz.merge(team.ana)
    assert len(team.tomasz.rows()["memo"]) == 1
    team.ana.merge(team.tomasz, with_private_memos=True)
    assert len(team.ana.rows()["memo"]) == 1


def test_projects_that_share_no_history_merge_by_meaning(tmp_path: Path) -> None:
    ana, tomasz = started(tmp_path), started(tmp_path, TOMASZ)
    for person in (ana, tomasz):
        bring_in(person)
        person.run(add_code, "Support")
    ana.apply("Support", "A kind word")
    tomasz.apply("Support", "hard cases")
    plan = ana.merge(tomasz).plan
    assert not plan.files[0].shares_history
    assert plan.conflicts == ()
    assert ana.codings() == {(ANA, "Support", "A kind word"), (TOMASZ, "Support", "hard cases")}
    assert len(ana.rows()["project"]) == 1
    tomasz.merge(ana)
    assert tomasz.rows() == ana.rows()


def test_several_files_in_one_step(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    team.nadia.apply("Workload", "Fewer families")
    before = team.ana.rows()
    team.ana.merge(team.tomasz, team.nadia)
    assert len(team.ana.codings()) == 2
    label = team.ana.read(audit_trail)[-1].label
    assert label == f"Merge 2 copies: {TOMASZ}, {NADIA}"
    team.ana.undo()
    assert team.ana.rows() == before


def test_a_renamed_participant_and_a_value_set_elsewhere(team: Team) -> None:
    person = team.ana.read(find_participant, "P1").id
    team.ana.run(rename_participant, person, "Rosa")
    attribute = team.tomasz.run(add_attribute, "role")
    team.tomasz.run(set_attribute_value, attribute, "nurse", participant_id=person)
    team.ana.merge(team.tomasz)
    assert team.ana.read(find_participant, "Rosa").attributes == {"role": "nurse"}


@pytest.mark.parametrize("take", list(Take)[:2])
def test_the_order_of_whom_one_merges_with_does_not_matter(team: Team, take: Take) -> None:
    for person, words in ((team.ana, "A kind"), (team.tomasz, "word"), (team.nadia, "hard")):
        person.apply("Support", words)
    first = Person(ANA, team.ana.copied("first"))
    first.merge(team.nadia, take=take)
    first.merge(team.tomasz, take=take)
    team.ana.merge(team.tomasz, take=take)
    team.ana.merge(team.nadia, take=take)
    assert first.rows() == team.ana.rows()
