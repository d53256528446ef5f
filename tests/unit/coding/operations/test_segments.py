from uuid import uuid4

import pytest

from qualcoder_sts.codebook.errors import CodeNameTakenError
from qualcoder_sts.codebook.operations import Definition, define_code
from qualcoder_sts.coding.errors import (
    CodeNotCodableError,
    NothingToJoinError,
    SegmentNotDivisibleError,
    SegmentOutsideTextError,
    SegmentsNotJoinableError,
    WeightOutOfRangeError,
)
from qualcoder_sts.coding.operations.applying_new import apply_new_code
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.segments import (
    NewSegment,
    apply_code,
    apply_codes,
    join_segments,
    mark_key_quote,
    recode_segment,
    recode_segments,
    remove_segments,
    resize_segment,
    split_segment,
    weigh_segment,
)
from qualcoder_sts.coding.queries import segment_count, segments_named, segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, link_memo, write_memo
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.coding import SegmentOrigin


@pytest.fixture
def noted(workspace, coder):
    """Write a memo on a segment."""

    def write(segment_id, content):
        target = Target("coded_segment", segment_id)
        return workspace.run(write_memo, content, coder_id=coder, target=target).value

    return write


@pytest.fixture
def memos(workspace):
    return lambda key: [row.content for row in workspace.read(memos_on, "coded_segment", key)]


def test_apply(done, unchanged, workspace, source, codes, coder, span_of, segment, words_of):
    span = span_of(source, "We cried together")
    key = done(
        apply_code, source, span, codes["Trust"], coder_id=coder,
        label="Apply “Trust” to a passage of “I-01”",
    )  # fmt: skip
    row = segment(key)
    assert words_of(key) == "We cried together"
    assert (row.code, row.coder, row.origin) == ("Trust", "Ana Ruiz", SegmentOrigin.MANUAL)
    assert (row.weight, row.key_quote, row.memo) == (None, False, "")
    assert unchanged(apply_code, source, span, codes["Trust"], coder_id=coder) == key


def test_the_same_passage_by_another_coder_or_code_is_another_segment(coded, other_coder):
    keys = {coded("We cried"), coded("We cried", "Fear"), coded("We cried", by=other_coder)}
    assert len(keys) == 3


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(0, 100_000), Span(99_999, 100_000)])
def test_outside_the_text(refused, source, codes, coder, span):
    words = f"Nothing can be coded from {span.start} to {span.end}: the text has"
    refused(
        SegmentOutsideTextError, words, apply_code, source, span, codes["Trust"], coder_id=coder
    )


def test_the_whole_text_can_be_coded(workspace, source, codes, coder, text_of, words_of):
    whole = Span(0, len(text_of(source)))
    key = workspace.run(apply_code, source, whole, codes["Trust"], coder_id=coder).value
    assert words_of(key) == text_of(source)


def test_what_cannot_be_applied(refused, source, codes, coder):
    span = Span(0, 3)
    words = "“Organizational” is a category and cannot be applied. Choose a code below it."
    refused(
        CodeNotCodableError,
        words,
        apply_code,
        source,
        span,
        codes["Organizational"],
        coder_id=coder,
    )
    refused(RowMissingError, "coder", apply_code, source, span, codes["Trust"], coder_id=uuid4())
    refused(RowMissingError, "code", apply_code, source, span, uuid4(), coder_id=coder)
    refused(RowMissingError, "source", apply_code, uuid4(), span, codes["Trust"], coder_id=coder)


def test_several_codes_at_once(done, unchanged, source, codes, coder, add_source, workspace):
    other = add_source("Note", "Nothing was said.", "field-notes")
    names = ("Trust", "Fear", "Peers")
    here = [NewSegment(source, Span(0, 5), codes[name], coder) for name in names]
    keys = done(apply_codes, here, label="Apply 3 codes to a passage of “I-01”")
    assert len(set(keys)) == 3
    assert unchanged(apply_codes, [*here[::-1], here[0]]) == [*keys[::-1], keys[0]]
    places = [NewSegment(other, Span(n, n + 2), codes["Trust"], coder) for n in range(2)]
    done(apply_codes, places, label="Apply “Trust” to 2 passages")
    assert workspace.read(segment_count) == 5
    assert unchanged(apply_codes, []) == []


def test_the_same_twice_in_one_step(done, source, codes, coder, segment):
    twice = [
        NewSegment(source, Span(0, 5), codes["Trust"], coder),
        NewSegment(source, Span(0, 5), codes["Trust"], coder, weight=3),
    ]
    first, second = done(apply_codes, twice, label="Apply “Trust” to a passage of “I-01”")
    assert first == second


def test_one_that_is_there_takes_only_what_it_lacks(
    done, unchanged, workspace, source, codes, coder, segment
):
    place = (source, Span(0, 5), codes["Trust"], coder)
    (key,) = workspace.run(apply_codes, [NewSegment(*place)]).value
    done(
        apply_codes, [NewSegment(*place, weight=70, key_quote=True)],
        label="Apply “Trust” to a passage of “I-01”",
    )  # fmt: skip
    unchanged(apply_codes, [NewSegment(*place, weight=10)])
    assert (segment(key).weight, segment(key).key_quote) == (70, True)


def test_a_weight_out_of_range_stops_all(refused, source, codes, coder):
    wanted = [
        NewSegment(source, Span(n, n + 1), codes["Trust"], coder, weight=50 * n) for n in range(4)
    ]
    refused(WeightOutOfRangeError, "from 0 to 100, not 150", apply_codes, wanted)


def test_a_new_code(done, refused, source, codes, coder, span_of, words_of):
    span = span_of(source, "My team met")
    applied = done(
        apply_new_code, source, span, " Meetings ", coder_id=coder,
        parent_id=codes["Organizational"], label="Apply new code “Meetings”",
    )  # fmt: skip
    assert words_of(applied.segment_id) == "My team met"
    refused(CodeNameTakenError, "“Trust”", apply_new_code, source, span, "trust", coder_id=coder,
            parent_id=codes["Organizational"])  # fmt: skip


def test_remove(done, refused, unchanged, workspace, coded, noted, rows_of):
    first, second, third = coded("We cried"), coded("we laughed"), coded("My team", "Fear")
    noted(first, "Hm")
    done(remove_segments, [first], label="Remove a segment of “Trust”")
    assert rows_of("memo") == []
    workspace.undo()
    done(remove_segments, [first, second, first], label="Remove 2 segments of “Trust”")
    refused(RowMissingError, "segment", remove_segments, [third, first])
    workspace.undo()
    done(remove_segments, [first, third], label="Remove 2 segments")
    unchanged(remove_segments, [])


def test_resize(done, refused, unchanged, coded, source, span_of, words_of):
    key = coded("We cried")
    span = span_of(source, "We cried together")
    done(resize_segment, key, span, label="Resize a segment of “Trust”")
    assert words_of(key) == "We cried together"
    unchanged(resize_segment, key, span)
    refused(SegmentOutsideTextError, "at least one", resize_segment, key, Span(3, 3))
    refused(SegmentOutsideTextError, "characters", resize_segment, key, Span(3, 9999))
    refused(RowMissingError, "segment", resize_segment, uuid4(), span)


def test_resize_onto_a_twin(done, coded, source, span_of, segment, noted, memos, other_coder):
    key, twin = coded("We cried"), coded("We cried together")
    coded("We cried together", by=other_coder)
    coded("We cried together", "Fear")
    noted(key, "One")
    noted(twin, "Two")
    span = span_of(source, "We cried together")
    done(resize_segment, key, span, label="Resize a segment of “Trust”")
    assert segment(twin) is None
    assert memos(key) == ["One", "Two"]


def test_split(done, refused, workspace, coded, segment, words_of, noted, memos, codes):
    key = coded("We cried together")
    workspace.run(weigh_segment, key, 40)
    workspace.run(mark_key_quote, key, True)
    noted(key, "One")
    start = segment(key).start
    rest = done(split_segment, key, start + 8, label="Split a segment of “Trust”")
    assert (words_of(key), words_of(rest)) == ("We cried", " together")
    assert (segment(rest).weight, segment(rest).key_quote) == (40, False)
    assert (memos(key), memos(rest)) == (["One"], [])
    for position in (start, start + 8, 0):
        refused(SegmentNotDivisibleError, "inside it", split_segment, key, position)


def test_split_onto_twins(done, coded, segment):
    key, left, right = coded("We cried together"), coded("We cried"), coded(" together")
    rest = done(split_segment, key, segment(key).start + 8, label="Split a segment of “Trust”")
    assert segment(left) is None
    assert segment(right) is None
    assert segment(rest).start == segment(key).end


def test_join(done, refused, coded, words_of, workspace, noted, memos, segment, other_coder):
    last, first, within = coded("we laughed"), coded("We cried"), coded("cried")
    workspace.run(weigh_segment, last, 7)
    workspace.run(mark_key_quote, last, True)
    for key, content in ((first, "One"), (last, "Two"), (within, "Three")):
        noted(key, content)
    kept = done(join_segments, [last, first, within, last], label="Join 3 segments of “Trust”")
    assert kept == first
    assert words_of(first) == "We cried together, and we laughed"
    assert (segment(first).weight, segment(first).key_quote) == (7, True)
    assert memos(first) == ["One", "Two", "Three"]
    words = "Only segments of one code by one coder in one source"
    refused(SegmentsNotJoinableError, words, join_segments, [first, coded("My team", "Fear")])
    refused(SegmentsNotJoinableError, words, join_segments, [first, coded("My", by=other_coder)])
    refused(SegmentsNotJoinableError, words, join_segments, [])
    refused(NothingToJoinError, "at least two", join_segments, [first])
    refused(RowMissingError, "segment", join_segments, [first, last])


def test_join_onto_a_twin(done, coded, segment):
    whole = coded("We cried together, and we laughed")
    kept = done(
        join_segments, [coded("We cried"), coded("we laughed")], label="Join 2 segments of “Trust”"
    )
    assert segment(whole) is None
    assert segment(kept) is not None


def test_recode(done, refused, workspace, coded, segment, codes):
    workspace.run(define_code, codes["Fear"], Definition("Anew"))
    key = coded("We cried")
    done(recode_segment, key, codes["Fear"], label="Recode a segment of “Trust” as “Fear”")
    assert segment(key).code == "Fear"
    words = "“Organizational” is a category"
    refused(CodeNotCodableError, words, recode_segment, key, codes["Organizational"])
    refused(RowMissingError, "code", recode_segment, key, uuid4())


def test_a_segment_knows_under_which_wording_it_was_made(workspace, coded, codes, rows_of):
    key = coded("We cried")
    workspace.run(define_code, codes["Trust"], Definition("Anew"))
    workspace.run(define_code, codes["Fear"], Definition("Anew"))
    coded("we laughed")
    versions = {row["id"]: row["definition_version"] for row in rows_of("coded_segment")}
    assert sorted(versions.values()) == [1, 2]
    workspace.run(recode_segment, key, codes["Fear"])
    assert [row["definition_version"] for row in rows_of("coded_segment")] == [2, 2]


def test_recode_onto_a_twin(done, workspace, coded, segment, codes, noted, memos, rows_of, coder):
    key, twin = coded("We cried"), coded("We cried", "Fear")
    workspace.run(weigh_segment, twin, 9)
    noted(key, "One")
    noted(twin, "Two")
    journal = workspace.run(write_memo, "J", coder_id=coder).value
    workspace.run(link_memo, journal, Target("coded_segment", twin))
    maria = workspace.read(find_participant, "Maria").id
    workspace.run(set_contributor, twin, maria, False)
    done(recode_segment, key, codes["Fear"], label="Recode a segment of “Trust” as “Fear”")
    assert segment(twin) is None
    assert segment(key).weight == 9
    assert memos(key) == ["One", "Two"]
    # What spoke of the twin speaks of the segment that took its place.
    assert [row["target_id"] for row in rows_of("memo_link")] == [key.hex]
    assert [row["segment_id"] for row in rows_of("contributor")] == [key.hex]


def test_several_segments_get_another_code_in_one_step(
    workspace, done, refused, unchanged, coded, segment, codes
):
    one, other, twin = coded("We cried"), coded("we laughed"), coded("We cried", "Fear")
    label = "Recode 3 segments as “Fear”"
    done(recode_segments, [one, other, twin, one], codes["Fear"], label=label)
    left = [key for key in (one, other, twin) if segment(key) is not None]
    assert len(left) == 2
    assert {segment(key).code for key in left} == {"Fear"}
    unchanged(recode_segments, left, codes["Fear"])
    refused(RowMissingError, "segment", recode_segments, [*left, uuid4()], codes["Trust"])


@pytest.mark.parametrize("weight", [0, 100])
def test_weight(done, unchanged, coded, segment, weight):
    key = coded("We cried")
    done(weigh_segment, key, weight, label=f"Set weight {weight} on a segment of “Trust”")
    assert segment(key).weight == weight
    unchanged(weigh_segment, key, weight)
    done(weigh_segment, key, None, label="Take the weight off a segment of “Trust”")


@pytest.mark.parametrize("weight", [-1, 101])
def test_weights_that_are_none(refused, coded, weight):
    refused(WeightOutOfRangeError, f"not {weight}", weigh_segment, coded("We cried"), weight)


def test_key_quote(done, unchanged, refused, coded, segment):
    key = coded("We cried")
    done(mark_key_quote, key, True, label="Mark a segment of “Trust” as key quote")
    assert segment(key).key_quote
    unchanged(mark_key_quote, key, True)
    done(mark_key_quote, key, False, label="Mark a segment of “Trust” as no key quote")
    refused(RowMissingError, "segment", mark_key_quote, uuid4(), True)


def test_contributors(done, refused, unchanged, workspace, coded, rows_of):
    key = coded("We cried")
    maria = workspace.read(find_participant, "Maria").id
    label = "Correct whether “Maria” contributes to a segment"
    done(set_contributor, key, maria, False, label=label)
    unchanged(set_contributor, key, maria, False)
    done(set_contributor, key, maria, True, label=label)
    assert [row["contributes"] for row in rows_of("contributor")] == [1]
    done(set_contributor, key, maria, None, label=label)
    unchanged(set_contributor, key, maria, None)
    assert rows_of("contributor") == []
    refused(RowMissingError, "participant", set_contributor, key, uuid4(), True)
    refused(RowMissingError, "segment", set_contributor, uuid4(), maria, True)


def test_reading_segments(workspace, source, coded, noted, other_coder):
    later, first = coded("My team"), coded("We cried", by=other_coder)
    noted(later, "One")
    noted(later, "Two")
    rows = workspace.read(segments_of, source)
    assert [(row.id, row.coder, row.memo) for row in rows] == [
        (first, "Tomasz Lind", ""),
        (later, "Ana Ruiz", "One\n\nTwo"),
    ]
    assert [row.id for row in workspace.read(segments_named, [later, uuid4(), first])] == [
        later,
        first,
    ]
    assert workspace.read(segment_count) == 2
