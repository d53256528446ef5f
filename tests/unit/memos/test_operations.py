from uuid import uuid4

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import (
    NewMemo,
    Target,
    delete_memo,
    edit_memo,
    keep_memo_on,
    link_memo,
    unlink_memo,
    write_memo,
    write_memos,
)
from qualcoder_sts.memos.queries import journal, memos_by_row, memos_on
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.memos import MemoKind


@pytest.fixture
def code(workspace):
    return Target("code", workspace.run(add_code, "Trust").value)


@pytest.fixture
def segment(workspace, add_source, code, coder):
    source_id = add_source("Note", "Nothing was said.", "field-notes")
    key = workspace.run(apply_code, source_id, Span(0, 7), code.id, coder_id=coder).value
    return Target("coded_segment", key)


def test_a_memo_on_a_code(done, workspace, code, coder):
    memo = done(
        write_memo, "Often", coder_id=coder, target=code, title="First", private=True,
        label="Write memo on code “Trust”",  # a private title is not for the trail
    )  # fmt: skip
    (row,) = workspace.read(memos_on, "code", code.id)
    assert (row.id, row.content, row.coder, row.private) == (memo, "Often", "Ana Ruiz", True)
    assert row.kind is MemoKind.ANALYTIC


def test_a_memo_on_a_segment(done, segment, coder):
    done(write_memo, "Hm", coder_id=coder, target=segment, label="Write memo on a segment")


def test_the_journal(done, workspace, code, coder):
    done(
        write_memo, "Day one", coder_id=coder, kind=MemoKind.REFLEXIVE, label="Write journal entry"
    )
    done(write_memo, "Two", coder_id=coder, title="Day two", label="Write journal entry “Day two”")
    workspace.run(write_memo, "On a code", coder_id=coder, target=code)
    assert [row.content for row in workspace.read(journal)] == ["Day one", "Two"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("code", "This code is no longer in the project."),
        ("roster_entry", "This entry of the roster is no longer in the project."),
        ("nonsense", "What this is about is no longer in the project."),
        ("change_set", "What this is about is no longer in the project."),
        ("text", "What this is about is no longer in the project."),
    ],
)
def test_a_memo_on_nothing_is_refused(refused, coder, table, words):
    refused(RowMissingError, words, write_memo, "X", coder_id=coder, target=Target(table, uuid4()))


def test_a_memo_of_nobody_is_refused(refused):
    refused(RowMissingError, "coder", write_memo, "X", coder_id=uuid4())


def test_editing(done, refused, unchanged, workspace, coder):
    memo = workspace.run(write_memo, "One", coder_id=coder, title="T").value
    before = workspace.read(journal)[0]
    unchanged(edit_memo, memo, "One")
    unchanged(edit_memo, memo, "One", title="T")
    done(edit_memo, memo, "Two", label="Edit journal entry “T”")
    after = workspace.read(journal)[0]
    assert (after.content, after.title) == ("Two", "T")
    assert after.changed_at > before.changed_at
    assert after.created_at == before.created_at
    done(edit_memo, memo, "Two", title="", label="Edit journal entry “T”")
    refused(RowMissingError, "memo", edit_memo, uuid4(), "X")


def test_deleting(done, refused, workspace, code, coder):
    memo = workspace.run(write_memo, "One", coder_id=coder, target=code).value
    workspace.run(link_memo, memo, code)
    done(delete_memo, memo, label="Delete memo")
    assert workspace.read(memos_on, "code", code.id) == []
    refused(RowMissingError, "memo", delete_memo, memo)


def test_linking(done, refused, unchanged, workspace, code, segment, coder):
    memo = workspace.run(write_memo, "One", coder_id=coder, title="T").value
    link = done(link_memo, memo, code, label="Link journal entry “T” to code “Trust”")
    assert unchanged(link_memo, memo, code) == link
    done(link_memo, memo, segment, label="Link journal entry “T” to a segment")
    refused(RowMissingError, "code", link_memo, memo, Target("code", uuid4()))
    refused(RowMissingError, "memo", link_memo, uuid4(), code)


def test_memos_go_with_what_they_are_about(workspace, segment, coder):
    workspace.run(write_memo, "One", coder_id=coder, target=segment)
    workspace.run(remove_segments, [segment.id])
    assert workspace.read(memos_by_row, "coded_segment") == {}


def test_memos_by_row(workspace, code, segment, coder):
    for content in ("One", "Two"):
        workspace.run(write_memo, content, coder_id=coder, target=segment)
    workspace.run(write_memo, "On the code", coder_id=coder, target=code)
    found = workspace.read(memos_by_row, "coded_segment")
    assert {key: [row.content for row in rows] for key, rows in found.items()} == {
        segment.id: ["One", "Two"]
    }
    assert workspace.read(memos_by_row, "coded_segment", {uuid4()}) == {}


def test_many_at_once(workspace, code, coder):
    memos = [NewMemo(code, f"Memo {number}", coder) for number in range(3)]
    workspace.run(write_memos, memos)
    assert len(workspace.read(memos_on, "code", code.id)) == 3
    assert not workspace.run(write_memos, []).changes


def test_kind_and_privacy_change_with_the_words(done, unchanged, workspace, coder):
    memo = workspace.run(write_memo, "One", coder_id=coder).value
    done(edit_memo, memo, "One", kind=MemoKind.TEAM, private=True, label="Edit journal entry")
    (row,) = workspace.read(journal)
    assert (row.kind, row.private, row.content) == (MemoKind.TEAM, True, "One")
    unchanged(edit_memo, memo, "One", kind=MemoKind.TEAM, private=True)


def test_a_link_is_taken_away(done, unchanged, workspace, code, coder):
    memo = workspace.run(write_memo, "One", coder_id=coder).value
    workspace.run(link_memo, memo, code)
    done(unlink_memo, memo, code, label="Take a link away from journal entry")
    unchanged(unlink_memo, memo, code)


def test_the_one_memo_of_a_coder_on_a_row_is_kept(
    done, unchanged, workspace, segment, coder, other_coder
):
    workspace.run(write_memo, "Hers", coder_id=other_coder, target=segment)

    def keep(content, label):
        done(keep_memo_on, segment, content, coder_id=coder, label=label)

    keep("First", "Write memo on a segment")
    keep("Second", "Edit memo")
    unchanged(keep_memo_on, segment, "Second", coder_id=coder)
    assert [row.content for row in workspace.read(memos_on, *_of(segment))] == ["Hers", "Second"]
    keep("", "Delete memo")
    unchanged(keep_memo_on, segment, "", coder_id=coder)
    assert [row.content for row in workspace.read(memos_on, *_of(segment))] == ["Hers"]


def _of(target):
    return target.table, target.id


def test_a_kept_memo_can_become_private(workspace, segment, coder, rows_of):
    workspace.run(keep_memo_on, segment, "Hm.", coder_id=coder, private=True)
    assert [(row["content"], row["private"]) for row in rows_of("memo")] == [("Hm.", 1)]
    workspace.run(keep_memo_on, segment, "Hm?", coder_id=coder)
    assert [(row["content"], row["private"]) for row in rows_of("memo")] == [("Hm?", 1)]
    workspace.run(keep_memo_on, segment, "Hm?", coder_id=coder, private=False)
    assert [(row["content"], row["private"]) for row in rows_of("memo")] == [("Hm?", 0)]
    workspace.run(keep_memo_on, segment, "", coder_id=coder)
    assert rows_of("memo") == []
