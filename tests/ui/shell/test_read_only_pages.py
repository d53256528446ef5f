"""In a project that is open read-only quotes, memos and steps are read, and nothing is changed."""

import pytest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segment_count
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import write_memo
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.shell import choosing


@pytest.fixture
def read_only(make_application, small, monkeypatch):
    """A project with one quote and one journal entry, in use by somebody else."""
    monkeypatch.setattr(choosing, "agreed", lambda *_words: True)
    with open_project(small, coder="Tomasz", backups=None) as workspace:
        (source,) = workspace.read(list_sources)
        code = workspace.read(find_code, "Lower caseloads")
        coder_id = workspace.coder_id
        workspace.run(apply_code, source.id, Span(20, 60), code.id, coder_id=coder_id)
        workspace.run(write_memo, "Day one.", coder_id=coder_id)
        yield make_application(small)


def page_named(application, name):
    return next(page for page in application.project.places.tab_pages if page.name == name).widget()


def test_quotes(read_only, qtbot):
    read_only.actions["show_quotes"].trigger()
    quotes = read_only.project.places.analyse.quotes
    qtbot.waitUntil(lambda: quotes._shown is not None)
    quotes.list.go_to(1)
    details = quotes.details
    for control in (details.weight, details.key_quote, details.recode, details.remove):
        assert not control.isEnabled()
    assert details.memo.isReadOnly()
    quotes.list.removal_wanted.emit()
    assert "open read-only" in read_only.window.notices.words
    assert read_only.project.operations.read(segment_count) == 1
    read_only.actions["copy_quotes"].trigger()
    assert "copied" in read_only.window.notices.words


def test_memos(read_only, qtbot):
    read_only.actions["show_memos"].trigger()
    page = page_named(read_only, "memos")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.list.setCurrentIndex(page.model.index(0))
    assert page.editor.content.isReadOnly()
    assert not page.editor.delete.isEnabled()
    page.start_journal_entry()
    assert "open read-only" in read_only.window.notices.words


def test_steps(read_only, qtbot):
    read_only.actions["show_audit_trail"].trigger()
    page = page_named(read_only, "audit_trail")
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.step._entry is not None)
    assert not page.step.undo.isEnabled()
