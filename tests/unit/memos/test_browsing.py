from datetime import UTC, datetime, timedelta

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.browsing import Hanging, MemoFilter, browse_memos
from qualcoder_sts.memos.operations import Target, edit_memo, link_memo, write_memo
from qualcoder_sts.memos.text_file import as_markdown, as_plain_text
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.reports.manifest import project_state
from qualcoder_sts.reports.memos_document import write_memos_document

TEXT = (
    "A: Nothing was said for a long while, and then all of them spoke of the Friday table at "
    "once.\n"
)


@pytest.fixture
def memos(workspace, add_source, coder, other_coder):
    """A journal entry linked to a code, a memo on a segment, a private one of each coder."""
    source_id = add_source("I-1", TEXT)
    code_id = workspace.run(add_code, "Trust").value
    segment = workspace.run(apply_code, source_id, Span(3, 90), code_id, coder_id=coder).value
    write = {
        "day": {"content": "Day one.\nTired.", "kind": MemoKind.REFLEXIVE},
        "silence": {"content": "A silence.", "target": Target("coded_segment", segment)},
        "mine": {
            "content": "Mine.",
            "target": Target("code", code_id),
            "private": True,
            "title": "Doubt",
        },
        "theirs": {"content": "Theirs.", "target": Target("source", source_id), "private": True},
    }
    keys = {
        name: workspace.run(
            write_memo, coder_id=other_coder if name == "theirs" else coder, **values
        ).value
        for name, values in write.items()
    }
    workspace.run(link_memo, keys["day"], Target("code", code_id))
    return keys


def names(workspace, coder, **wanted):
    entries = workspace.read(browse_memos, reader_id=coder)
    return {entry.name for entry in entries if MemoFilter(**wanted).fits(entry)}


def test_private_memos_are_seen_by_their_coder_alone(workspace, memos, coder, other_coder):
    assert names(workspace, coder) == {"Day one.", "A silence.", "Doubt"}
    assert names(workspace, other_coder) == {"Day one.", "A silence.", "Theirs."}
    assert names(workspace, None) == {"Day one.", "A silence."}


def test_what_was_changed_last_comes_first(workspace, memos, coder):
    workspace.run(edit_memo, memos["day"], "Day one, again")
    entries = workspace.read(browse_memos, reader_id=coder)
    assert entries[0].memo.id == memos["day"]


def test_a_memo_says_what_it_is_about_and_links_to(workspace, memos, coder):
    entries = {entry.memo.id: entry for entry in workspace.read(browse_memos, reader_id=coder)}
    silence = entries[memos["silence"]].about
    assert silence.name == (
        "“Nothing was said for a long while, and then all of them spoke of the…”"
    )
    assert (silence.place, silence.hanging) == ("Trust · I-1", Hanging.SEGMENT)
    day = entries[memos["day"]]
    assert (day.about, [link.name for link in day.links]) == (None, ["Trust"])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": MemoKind.REFLEXIVE}, {"Day one."}),
        ({"hanging": Hanging.NOTHING}, {"Day one."}),
        ({"hanging": Hanging.SEGMENT}, {"A silence."}),
        ({"hanging": Hanging.CODE}, {"Doubt"}),
        ({"text": "tired"}, {"Day one."}),
        ({"text": "friday TABLE"}, set()),
        ({"text": "trust"}, {"Day one.", "A silence.", "Doubt"}),
        ({"text": "doubt"}, {"Doubt"}),
        ({"since": datetime.now(UTC) + timedelta(days=1)}, set()),
        ({"until": datetime.now(UTC) - timedelta(days=1)}, set()),
        ({"since": datetime.now(UTC) - timedelta(days=1)}, {"Day one.", "A silence.", "Doubt"}),
    ],
)
def test_filters(workspace, memos, coder, wanted, found):
    assert names(workspace, coder, **wanted) == found


def test_filter_by_coder(workspace, memos, coder, other_coder):
    assert names(workspace, coder, coder_id=other_coder) == set()
    assert names(workspace, coder, coder_id=coder) == {"Day one.", "A silence.", "Doubt"}


def test_what_a_memo_was_about_may_be_gone(workspace, memos, coder):
    entries = workspace.read(browse_memos, reader_id=coder)
    day = next(entry for entry in entries if entry.memo.id == memos["day"])
    workspace.run(delete_code, day.links[0].id)
    (left,) = workspace.read(browse_memos, reader_id=coder)
    assert (left.memo.id, left.links) == (memos["day"], ())


def test_as_text_and_in_word(workspace, memos, coder, tmp_path):
    import docx

    entries = workspace.read(browse_memos, reader_id=coder)
    markdown = as_markdown(entries)
    assert "## Doubt\n\n*analytic · Ana Ruiz · " in markdown
    assert "on Trust*\n\nMine." in markdown
    assert "- Trust" in markdown
    assert "Doubt\n=====\n" in as_plain_text(entries)
    path = tmp_path / "memos.docx"
    write_memos_document(workspace.read(project_state), entries, path)
    paragraphs = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert {"Doubt", "Mine.", "Tired.", "Links to: Trust"} <= set(paragraphs)
