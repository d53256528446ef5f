"""Who codes in an open blind round merges copies and is told nothing of others' coding in it."""

import re
import shutil

import pytest
from PySide6.QtCore import QAbstractListModel
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTextEdit

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.queries import segment_count
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.merge import errors
from qualcoder_sts.project.coders import add_coder, coder_named
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from qualcoder_sts.ui.merge.merge_page import MergePage
from qualcoder_sts.ui.merge.merging import State

ANA, TOMASZ = "Ana Ruiz", "Tomasz Lind"
SUPPORT = "Organizational/Collegial support"
MEMO = "Was she angry here?"
WIDTH = 9
MANY = 137
"""How many passages Tomasz codes: a number that stands nowhere else."""


def begin_round(workspace):
    (source,) = workspace.read(list_sources)
    workspace.act_as(ANA)
    coders = [workspace.read(coder_named, name).id for name in (ANA, TOMASZ)]
    assigned = frozenset(Assigned(source.id, coder_id) for coder_id in coders)
    workspace.run(open_round, NewRound("Pilot", assigned), opened_by=coders[0])


def code_much(workspace):
    """Tomasz codes in the round, writes a memo, and adds a code."""
    me = workspace.act_as(TOMASZ)
    (source,) = workspace.read(list_sources)
    code = workspace.read(find_code, SUPPORT).id
    spans = (Span(3 + number, 3 + number + WIDTH) for number in range(MANY))
    workspace.run(apply_codes, [NewSegment(source.id, span, code, me) for span in spans])
    workspace.run(write_memo, MEMO, coder_id=me, target=Target("source", source.id))
    workspace.run(mark_finished, source.id, coder_id=me)
    workspace.run(add_code, "Sleep")


@pytest.fixture
def begun_here(small):
    """The round is open in both; Ana works here."""
    with open_project(small, coder=ANA, backups=None) as workspace:
        workspace.run(add_coder, TOMASZ)
        begin_round(workspace)
    return copied(small)


@pytest.fixture
def begun_there(small):
    """Tomasz opened the round in the copy, and nobody here has heard of it."""
    with open_project(small, coder=ANA, backups=None) as workspace:
        workspace.run(add_coder, TOMASZ)
    copy = copied(small)
    with open_project(copy, coder=TOMASZ, backups=None) as workspace:
        begin_round(workspace)
    return copy


def copied(small):
    copy = small.with_name("for Tomasz.qsts")
    shutil.copyfile(small, copy)
    return copy


@pytest.fixture(params=["begun_here", "begun_there"])
def theirs(request):
    copy = request.getfixturevalue(request.param)
    with open_project(copy, coder=TOMASZ, backups=None) as workspace:
        code_much(workspace)
    return copy


@pytest.fixture
def opened(small, theirs, make_application):
    """The program with Ana's project, after the copy was made."""
    return make_application(small)


@pytest.fixture
def page(opened, theirs, qtbot):
    """The comparison with Tomasz's copy."""
    return compared(opened, theirs, qtbot)


def compared(application, theirs, qtbot):
    application.actions["show_merge"].trigger()
    page = application.window.findChild(MergePage)
    page.compare([theirs])
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    return page


def said(widget):
    """All words and figures in what is seen of a widget, tool tips and names included."""
    words = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    words += [
        part.text() for kind in (QLabel, QAbstractButton) for part in widget.findChildren(kind)
    ]
    words += [part.accessibleName() for part in widget.findChildren(QAbstractButton)]
    words += [part.toPlainText() for part in widget.findChildren(QTextEdit)]
    for view in widget.findChildren(QAbstractItemView):
        words += cells(view.model(), view.rootIndex())
    return "\n".join(word for word in words if word)


def cells(model, parent):
    for row in range(model.rowCount(parent)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            yield str(model.index(row, column, parent).data())
        yield from cells(model, model.index(row, 0, parent))


def tells_nothing(words, source_text):
    quotes = [source_text[3 + number : 3 + number + WIDTH] for number in range(MANY)]
    told = [quote for quote in quotes if f"“{quote}”" in words]
    number = re.search(rf"(?<!\d){MANY}(?!\d)", words)
    return not told and number is None and MEMO not in words


def text_of(page):
    workspace = page.merging._operations.workspace
    (source,) = workspace.read(list_sources)
    return workspace.read(read_transcript, source.id).text


def test_the_comparison_lists_and_counts_what_is_not_of_the_round(page):
    review = page.review
    review.of_differences.click()
    numbers = review.differences.numbers
    kinds = {numbers.index(row, 1).data() for row in range(numbers.rowCount())}
    assert "code" in kinds
    assert kinds.isdisjoint({"segment", "memo", "finished mark"})
    for row in range(numbers.rowCount()):
        review.differences.table.setCurrentIndex(numbers.index(row, 0))
        assert tells_nothing(said(page), text_of(page))
    assert [card.isEnabled() for card in review.cards] == [True, False, False, False, False]
    assert "an open blind round keeps from you comes along" in page.words.text()


def test_the_merge_takes_all_over_and_tells_of_the_rest_alone(page, qtbot, tmp_path):
    operations = page.merging._operations
    window = page.window()
    page.merge.click()
    qtbot.waitUntil(lambda: page.merging.state is State.DONE)
    qtbot.waitUntil(lambda: operations.settled.is_over and not operations._under_way)
    assert operations.workspace.read_whole(segment_count) == MANY
    assert operations.read(segment_count) == 0
    assert "comes along" in page.choosing.words.text()
    for words in (said(page), window.notices.words, said(window.status)):
        assert tells_nothing(words, text_of(page))
    for name in ("report.html", "report.docx"):
        page.saving.write(page.merging.plan, tmp_path / name, merged=True)
        qtbot.waitUntil((tmp_path / name).exists)
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert tells_nothing(report, text_of(page))
    assert "keeps from you comes along" in report
    operations.undo()
    qtbot.waitUntil(lambda: page.merging.state is State.CHOOSING)
    assert operations.workspace.read_whole(segment_count) == 0
    assert tells_nothing(window.notices.words, text_of(page))


PLACES = (
    *("show_team", "show_rounds", "show_agreement", "show_disagreements", "show_merge"),
    *("show_quotes", "show_theme_frequency", "show_memos", "show_audit_trail"),
    *("show_codebook", "show_participants", "show_speakers", "place_code"),
)


def test_every_place_of_the_window_is_silent_after_the_merge(page, opened, qtbot):
    operations = page.merging._operations
    text = text_of(page)
    page.merge.click()
    qtbot.waitUntil(lambda: page.merging.state is State.DONE)
    for place in PLACES:
        opened.actions[place].trigger()
        qtbot.waitUntil(lambda: operations.settled.is_over and not operations._under_way)
        assert tells_nothing(said(opened.window), text), place


def test_the_lead_who_does_not_code_in_the_round_sees_all(small, theirs, make_application, qtbot):
    application = make_application(small)
    application._choices.set("coder", "Nadia Osei")
    page = compared(application, theirs, qtbot)
    page.review.of_differences.click()
    assert page.merging.plan.is_whole
    assert f"{MANY}" in said(page)


def test_once_the_round_is_closed_all_is_seen(small, begun_here, make_application, qtbot):
    with open_project(begun_here, coder=TOMASZ, backups=None) as workspace:
        code_much(workspace)
    with open_project(small, coder=ANA, backups=None) as workspace:
        (row,) = workspace.read(list_rounds)
        workspace.run(close_round, row.id, closed_by=workspace.coder_id, unfinished=True)
    page = compared(make_application(small), begun_here, qtbot)
    page.review.of_differences.click()
    assert page.merging.plan.is_whole
    assert f"{MANY}" in said(page)


def test_what_would_have_to_be_decided_unseen_waits(small, begun_here, make_application, qtbot):
    with open_project(begun_here, coder=TOMASZ, backups=None) as workspace:
        code_much(workspace)
    with open_project(small, coder=ANA, backups=None) as workspace:
        workspace.run(delete_code, workspace.read(find_code, SUPPORT).id)
    application = make_application(small)
    application.actions["show_merge"].trigger()
    page = application.window.findChild(MergePage)
    page.compare([begun_here])
    notices = application.window.notices
    qtbot.waitUntil(lambda: str(errors.BlindConflictError()) in notices.words)
    assert page.merging.state is State.CHOOSING
    assert tells_nothing(said(page), text_of(page))
