from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from qualcoder_sts.codebook.comparing import compared
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.project.writing_files import UnwritableFileError
from qualcoder_sts.reports.codebook_comparison import (
    ComparedStates,
    comparison_body,
    comparison_page,
    in_numbers,
    write_comparison,
)
from qualcoder_sts.reports.marked_wording import Marks

STATES = ComparedStates("Study <1>", "version 1", "now")
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def code(number, *path, parent=None, **fields):
    above = None if parent is None else UUID(int=parent)
    values = {"colour": "#112233", "codable": True} | fields
    return CodeRow(UUID(int=number), above, path, **values)


WORK = code(1, "Work", codable=False)
TRUST = code(2, "Work", "Trust", parent=1, brief_definition="Relying on others")
FEAR = code(3, "Fear")
BEFORE = CodeTree((WORK, TRUST, FEAR))


@pytest.fixture
def comparison():
    trust = replace(
        TRUST,
        path=("Confidence",),
        parent_id=None,
        colour="#445566",
        brief_definition="Relying on peers",
    )
    after = CodeTree((replace(WORK, codable=True), trust, code(4, "Hope", terms=("a", "b"))))
    return compared(BEFORE, after, {FEAR.id: TRUST.id})


def test_everything_that_changed_is_said(comparison):
    body = comparison_body(comparison, Marks("+{}+", "-{}-"))
    for words in (
        "1 added, 1 merged, 1 renamed, 1 moved, 1 worded anew, 1 in another colour, 1 made a code",
        "Renamed from “Trust”.",
        "Moved from Work.",
        "Another colour: #112233 → #445566.",
        "Was a category and is a code now.",
        "Merged into “Confidence”.",
        "<b>Brief definition</b><br>Relying on -others-+peers+",
        "<b>Terms</b><br>+a; b+",
    ):
        assert words in body
    parts = [body.index(f"<h2>{title}</h2>") for title in ("Added", "Changed", "Merged")]
    assert parts == sorted(parts)
    assert "<h2>Removed</h2>" not in body


def test_nothing_changed():
    assert in_numbers(compared(BEFORE, BEFORE, {})) == "Nothing has changed."


def test_words_of_a_codebook_are_no_markup():
    odd = code(5, "A <b>", brief_definition="x < y & z\nnext")
    page = comparison_page(compared(CodeTree(()), CodeTree((odd,)), {}), STATES, AT)
    assert "A &lt;b&gt;" in page
    assert "<ins>x &lt; y &amp; z<br>next</ins>" in page
    assert "Study &lt;1&gt;: from version 1 to now." in page


def test_a_page_is_written_whole_or_not_at_all(comparison, tmp_path):
    path = tmp_path / "changes.html"
    write_comparison(comparison, STATES, path, AT)
    assert path.read_text(encoding="utf-8") == comparison_page(comparison, STATES, AT)
    with pytest.raises(UnwritableFileError, match="no such folder"):
        write_comparison(comparison, STATES, tmp_path / "nowhere" / "changes.html", AT)
