import random
from functools import partial
from uuid import uuid4

import pytest

from qualcoder_sts.codebook.errors import CodeNameTakenError
from qualcoder_sts.codebook.operations import Definition, add_code, define_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.errors import CodeMergedIntoItselfError, CodeNotCodableError
from qualcoder_sts.coding.operations.codes import (
    CodeBelongings,
    MergeEffect,
    belongings,
    delete_code,
    merge_codes,
    merge_effect,
    split_code,
    split_off_code,
)
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes, mark_key_quote
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.literature.operations import add_finding, add_study
from qualcoder_sts.memos.operations import Target, link_memo, write_memo
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import ConsensusDecision, SuggestionDecision
from qualcoder_sts.project.tables.coding import ConsensusOutcome, Verdict
from qualcoder_sts.project.tables.literature import Direction
from tests.growth import lines_run


@pytest.fixture
def noted(workspace, coder):
    def write(table, row_id, content):
        target = Target(table, row_id)
        return workspace.run(write_memo, content, coder_id=coder, target=target).value

    return write


@pytest.fixture
def paths(workspace):
    return lambda: [row.path_text for row in workspace.read(code_tree)]


def test_merge(done, refused, workspace, source, coded, codes, noted, other_coder, rows_of):
    same, twin = coded("We cried", "Fear"), coded("We cried", "Trust")
    overlapping, apart = coded("cried together", "Fear"), coded("My team", "Fear")
    others = coded("We cried", "Fear", by=other_coder)
    for row_id, content in ((same, "One"), (twin, "Two")):
        noted("coded_segment", row_id, content)
    noted("code", codes["Fear"], "On Fear")
    workspace.run(mark_key_quote, same, True)
    study = workspace.run(add_study, "Peer groups").value
    workspace.run(add_finding, study, codes["Fear"], Direction.SUPPORTS)
    workspace.run(define_code, codes["Trust"], Definition("Anew"))
    expected = MergeEffect(segments=4, already_coded=1, overlapping=1, codes=0, memos=1, findings=1)
    assert workspace.read(merge_effect, codes["Fear"], codes["Trust"]) == expected
    effect = done(
        merge_codes, codes["Fear"], codes["Trust"], label="Merge code “Fear” into “Trust”"
    )
    assert effect == expected
    rows = {row.id: row for row in workspace.read(segments_of, source)}
    assert set(rows) == {twin, overlapping, apart, others}
    assert {row.code for row in rows.values()} == {"Trust"}
    assert rows[twin].key_quote
    assert rows[twin].memo == "One\n\nTwo"
    assert [m.content for m in workspace.read(memos_on, "code", codes["Trust"])] == ["On Fear"]
    assert [row["code_id"] for row in rows_of("finding")] == [codes["Trust"].hex]
    # They count from now on as coded under the wording of the code that stays.
    versions = {row["id"]: row["definition_version"] for row in rows_of("coded_segment")}
    assert versions[apart.hex] == 2
    assert codes["Fear"] not in workspace.read(code_tree)


def test_decisions_and_links_move(workspace, source, coder, codes, noted, rows_of, text_of):
    def decide(session):
        text_hash = session.connection().exec_driver_sql("SELECT text_hash FROM source").scalar()
        place = {"source_id": source, "text_hash": text_hash, "start": 0, "end": 3}
        session.add(
            ConsensusDecision(
                **place, code_id=codes["Fear"], coder_id=coder, decided_by_id=coder,
                outcome=ConsensusOutcome.APPLIED,
            )
        )  # fmt: skip
        session.add(
            SuggestionDecision(
                **place, code_id=codes["Fear"], coder_id=coder, verdict=Verdict.REJECTED,
                definition_version=1,
            )
        )  # fmt: skip

    workspace.run(decide)
    journal = workspace.run(write_memo, "J", coder_id=coder).value
    workspace.run(link_memo, journal, Target("code", codes["Fear"]))
    workspace.run(merge_codes, codes["Fear"], codes["Trust"])
    for table in ("consensus_decision", "suggestion_decision"):
        assert [row["code_id"] for row in rows_of(table)] == [codes["Trust"].hex]
    # What was rejected as Fear was not rejected as Trust.
    assert [row["definition_version"] for row in rows_of("suggestion_decision")] == [0]
    assert [row["target_id"] for row in rows_of("memo_link")] == [codes["Trust"].hex]


def test_children_move_and_are_renamed_when_their_name_is_taken(done, workspace, codes, paths):
    for name in ("At work", "Alone"):
        workspace.run(add_code, name, parent_id=codes["Fear"])
    for name in ("AT WORK", "at work (2)"):
        workspace.run(add_code, name, parent_id=codes["Trust"])
    assert workspace.read(merge_effect, codes["Fear"], codes["Trust"]).codes == 2
    done(merge_codes, codes["Fear"], codes["Trust"], label="Merge code “Fear” into “Trust”")
    assert paths() == [
        "Organizational", "Organizational/Trust", "Organizational/Trust/AT WORK",
        "Organizational/Trust/at work (2)", "Organizational/Trust/At work (3)",
        "Organizational/Trust/Alone", "Peers",
    ]  # fmt: skip


def test_into_its_parent(done, workspace, codes, paths):
    child = workspace.run(add_code, "Trust", parent_id=codes["Trust"]).value
    workspace.run(add_code, "Trust", parent_id=child)
    done(merge_codes, child, codes["Trust"], label="Merge code “Trust” into “Trust”")
    # The name is free: the one that had it has gone.
    assert paths()[1:3] == ["Organizational/Trust", "Organizational/Trust/Trust"]


def test_what_cannot_be_merged(refused, workspace, coded, codes):
    below = workspace.run(add_code, "Below", parent_id=codes["Trust"]).value
    words = "“Trust” cannot be merged into itself or into a code below it."
    for operation in (merge_codes, merge_effect):
        refused(CodeMergedIntoItselfError, words, operation, codes["Trust"], codes["Trust"])
        refused(CodeMergedIntoItselfError, words, operation, codes["Trust"], below)
        refused(RowMissingError, "code", operation, uuid4(), codes["Trust"])
        refused(RowMissingError, "code", operation, codes["Trust"], uuid4())
    coded("We cried", "Peers")
    refused(
        CodeNotCodableError, "is a category", merge_codes, codes["Peers"], codes["Organizational"]
    )


def test_a_code_without_segments_may_go_into_a_category(done, codes):
    done(merge_codes, codes["Peers"], codes["Organizational"],
         label="Merge code “Peers” into “Organizational”")  # fmt: skip


def test_split(done, refused, unchanged, workspace, source, coded, codes, noted):
    first, twin = coded("We cried"), coded("We cried", "Fear")
    second, third, other = coded("My team"), coded("we laughed"), coded("Yes.", "Peers")
    noted("coded_segment", first, "One")
    done(
        split_code, codes["Trust"], codes["Fear"], [first, second, other],
        label="Split code “Trust”: 2 segments to “Fear”",
    )  # fmt: skip
    rows = {row.id: row for row in workspace.read(segments_of, source)}
    assert {key: row.code for key, row in rows.items()} == {
        twin: "Fear", second: "Fear", third: "Trust", other: "Peers",
    }  # fmt: skip
    assert rows[twin].memo == "One"
    unchanged(split_code, codes["Trust"], codes["Fear"], [])
    unchanged(split_code, codes["Trust"], codes["Trust"], [third])
    words = "“Organizational” is a category"
    refused(
        CodeNotCodableError, words, split_code, codes["Trust"], codes["Organizational"], [third]
    )
    refused(RowMissingError, "segment", split_code, codes["Trust"], codes["Fear"], [first])


def test_delete(done, refused, workspace, coded, codes, noted, other_coder, rows_of):
    segment = coded("We cried")
    coded("We cried", by=other_coder)
    coded("My team", "Fear")
    coded("Yes.", "Peers")
    noted("coded_segment", segment, "One")
    noted("code", codes["Organizational"], "Two")
    study = workspace.run(add_study, "Peer groups").value
    finding = workspace.run(add_finding, study, codes["Fear"], Direction.MIXED).value
    noted("finding", finding, "Three")
    noted("code", codes["Peers"], "Stays")
    expected = CodeBelongings(codes=2, segments=3, coders=2, memos=3, findings=1)
    assert workspace.read(belongings, codes["Organizational"]) == expected
    before = {table: len(rows_of(table)) for table in ("code", "coded_segment", "memo", "finding")}
    gone = done(
        delete_code, codes["Organizational"],
        label="Delete code “Organizational” with 2 codes below it and 3 segments",
    )  # fmt: skip
    assert gone == expected
    after = {table: len(rows_of(table)) for table in before}
    assert {table: before[table] - after[table] for table in before} == {
        "code": gone.codes + 1, "coded_segment": gone.segments, "memo": gone.memos,
        "finding": gone.findings,
    }  # fmt: skip
    done(delete_code, codes["Peers"], label="Delete code “Peers” with 1 segment")
    refused(RowMissingError, "code", delete_code, codes["Peers"])
    refused(RowMissingError, "code", belongings, codes["Peers"])


def test_deleting_a_code_nobody_used(done, codes):
    done(delete_code, codes["Peers"], label="Delete code “Peers”")


def code_many(workspace, source, codes, coder, count):
    """So many segments of each of two codes; every second one stands on the same span."""
    chance = random.Random(3)
    spans = [Span(n * 20, n * 20 + chance.randint(1, 60)) for n in range(count)]
    wanted = [NewSegment(source, span, codes["Trust"], coder) for span in spans]
    wanted += [
        NewSegment(
            source, span if n % 2 else Span(span.start + 1, span.end + 1), codes["Fear"], coder
        )
        for n, span in enumerate(spans)
    ]
    workspace.run(apply_codes, wanted)


def test_four_times_the_segments_are_four_times_the_work(workspace, add_source, codes, coder):
    source = add_source("Long", "word " * 20_000, "field-notes")
    looked, merged = [], []
    fear, trust = codes["Fear"], codes["Trust"]
    for count in (400, 1600):
        code_many(workspace, source, codes, coder, count)
        effect = workspace.read(merge_effect, fear, trust)
        assert (effect.segments, effect.already_coded) == (count, count // 2)
        looked.append(lines_run(partial(workspace.read, merge_effect, fear, trust)))
        merged.append(lines_run(partial(workspace.run, merge_codes, fear, trust)))
        workspace.undo()
        workspace.undo()
    # Comparing each with each would be sixteen times the work.
    assert looked[1] < 6 * looked[0]
    assert merged[1] < 6 * merged[0]


def test_split_off_a_new_code(done, workspace, source, coded, codes, paths):
    stays, goes = coded("We cried"), coded("My team")
    label = "Split code “Trust”: 1 segment to new code “Trust at work”"
    new_id = done(split_off_code, codes["Trust"], [goes], " Trust  at work", label=label)
    assert paths()[:4] == [
        "Organizational",
        "Organizational/Trust",
        "Organizational/Trust at work",
        "Organizational/Fear",
    ]
    rows = {row.id: row.code_id for row in workspace.read(segments_of, source)}
    assert rows == {stays: codes["Trust"], goes: new_id}


def test_a_name_that_is_taken_splits_nothing(refused, coded, codes):
    goes = coded("My team")
    words = "“Fear” under “Organizational”"
    refused(CodeNameTakenError, words, split_off_code, codes["Trust"], [goes], "fear")
