"""What a step changed is told in plain words, and private memos to their coder alone."""

from typing import Any

import pytest

from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.coding.operations.segments import apply_code, mark_key_quote, weigh_segment
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.tables import read_table, write_table
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.project.errors import StepNotUndoableError
from qualcoder_sts.project.history.step_details import names_of_rows, step_details
from qualcoder_sts.project.history.trail import (
    TrailFilter,
    audit_trail,
    coders_of_steps,
    count_steps,
)
from qualcoder_sts.project.history.trail_table import trail_table
from qualcoder_sts.reports.manifest import project_state
from qualcoder_sts.reports.trail_document import TrailTooLongError, write_trail


@pytest.fixture
def coded(workspace: Any, add_source: Any, coder: Any) -> Any:
    """A code on a passage of a source: their keys."""
    source = add_source("I-1", "A: It is not supervision.\n")
    code = workspace.run(add_code, "Trust").value
    segment = workspace.run(apply_code, source, Span(3, 24), code, coder_id=coder).value
    return source, code, segment


def told(workspace: Any, changes: Any = None, **further: Any) -> list[str]:
    """The rows of a step, the last one's when none is named."""
    step_id = changes.change_set_id if changes else workspace.read(audit_trail)[-1].id
    details = workspace.read(step_details, step_id, **further)
    return [
        f"{row.name} {row.done}: "
        + "; ".join(f"{v.what} {v.before or '-'} → {v.after or '-'}" for v in row.values)
        for row in details.rows
    ]


def test_what_was_added_says_what_it_is(workspace: Any, coded: Any) -> None:
    (row,) = told(workspace)
    assert row.startswith("segment “It is not supervision” of “Trust” added: ")
    assert "source - → I-1" in row
    assert "coder - → Ana Ruiz" in row
    assert "_id" not in row


def test_what_was_changed_says_before_and_after(workspace: Any, coded: Any) -> None:
    _source, code, segment = coded
    workspace.run(rename_code, code, "Mistrust")
    assert told(workspace) == ["code “Mistrust” changed: name Trust → Mistrust"]
    workspace.run(weigh_segment, segment, 70)
    assert told(workspace)[0].endswith("changed: weight nothing → 70")
    workspace.run(mark_key_quote, segment, key_quote=True)
    assert told(workspace)[0].endswith("illustrative quote no → yes")


def test_rows_that_are_gone_keep_their_names(workspace: Any, coded: Any) -> None:
    _source, code, _segment = coded
    workspace.run(delete_code, code)
    rows = told(workspace)
    assert any(row.startswith("segment “It is not supervision” of “Trust” removed") for row in rows)
    assert any(row.startswith("code “Trust” removed") for row in rows)


def test_private_memos_are_told_to_their_coder_alone(
    workspace: Any, coded: Any, coder: Any, other_coder: Any
) -> None:
    target = Target("code", coded[1])
    workspace.run(write_memo, "Doubt.", coder_id=coder, target=target, private=True)
    assert told(workspace, reader_id=other_coder) == ["private memo added: "]
    assert told(workspace) == ["private memo added: "]
    (row,) = told(workspace, reader_id=coder)
    assert "Doubt." in row
    assert "about - → code “Trust”" in row


def test_long_steps_are_told_in_part_and_counted(workspace: Any, coded: Any) -> None:
    step = next(each for each in workspace.read(audit_trail) if each.label.startswith("Import"))
    details = workspace.read(step_details, step.id, most=1)
    assert len(details.rows) == 1
    assert details.more == step.rows - 1
    assert ("source added", 1) in details.counts


def test_what_stands_in_the_way_of_an_undo_is_named(workspace: Any, coded: Any) -> None:
    step = next(e for e in workspace.read(audit_trail) if e.label == "Add code “Trust”")
    with pytest.raises(StepNotUndoableError) as refused:
        workspace.undo_step(step.id)
    names = workspace.read(names_of_rows, refused.value.rows)
    assert names == ["segment “It is not supervision” of “Trust”"]


def test_steps_by_what_they_touch_by_words_and_in_portions(workspace: Any, coded: Any) -> None:
    def labels(**only: Any) -> list[str]:
        return [entry.label for entry in workspace.read(audit_trail, TrailFilter(**only))]

    assert labels(tables=frozenset({"code"})) == ["Add code “Trust”"]
    assert labels(text="ADD CODE “") == ["Add code “Trust”"]
    assert labels(text="100%") == []
    everything = workspace.read(audit_trail)
    assert workspace.read(count_steps, TrailFilter(newest=1)) == len(everything)
    newest = workspace.read(audit_trail, TrailFilter(newest=2))
    before = workspace.read(audit_trail, TrailFilter(newest=2, before=newest[0].number))
    assert [*before, *newest] == everything[-4:]
    assert workspace.read(coders_of_steps) == ["Ana Ruiz"]


def test_the_trail_as_table_and_in_word(
    workspace: Any, coded: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    import docx

    from qualcoder_sts.reports import trail_document

    entries = workspace.read(audit_trail)
    path = tmp_path / "trail.csv"
    write_table(trail_table(entries), path)
    table = read_table(path.read_bytes(), path.name)
    assert len(table.rows) == len(entries)
    assert table.rows[-1][table.column("step")] == entries[-1].label
    word = tmp_path / "trail.docx"
    write_trail(workspace.read(project_state), entries, word)
    cells = [cell.text for each in docx.Document(str(word)).tables for cell in each.column_cells(2)]
    assert cells[0] == "Step"
    assert entries[-1].label in cells
    monkeypatch.setattr(trail_document, "MOST_STEPS", 1)
    with pytest.raises(TrailTooLongError, match="too many for Word"):
        write_trail(workspace.read(project_state), entries, word)
