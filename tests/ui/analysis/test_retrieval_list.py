from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.analysis.quote_groups import QuoteGroup, QuoteGrouping
from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.analysis.retrieval_list import RetrievalList
from qualcoder_sts.ui.analysis.retrieval_model import RetrievalModel
from qualcoder_sts.ui.theme.theme import load_theme


def quote(number, text="We sit together."):
    return RetrievedSegment(
        id=UUID(int=number),
        source_id=UUID(int=1),
        source="FG-1",
        method=Method.FOCUS_GROUP,
        start=0,
        end=len(text),
        text=text,
        code_id=UUID(int=2),
        path=("Load",),
        coder_id=UUID(int=3),
        coder="Ana",
        contributor_ids=(),
        contributors=(),
        speakers=("P1",),
        position="turn 4",
        memo="",
        weight=None,
        key_quote=False,
        origin=SegmentOrigin.MANUAL,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def group(*numbers, text="We sit together."):
    return QuoteGroup("Load", UUID(int=2), tuple(quote(number, text) for number in numbers))


@pytest.fixture
def model(qapp):
    return RetrievalModel()


@pytest.fixture
def shown(model, qtbot):
    view = RetrievalList(model, load_theme("light"))
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def show(model, *groups, by=QuoteGrouping.CODE):
    model.show_groups(groups, {}, by)


def test_the_model_keeps_the_rules_of_models(model, qtmodeltester):
    show(model, group(1, 2), group(3))
    qtmodeltester.check(model)


def test_only_what_went_is_taken_out(model, qtbot):
    show(model, group(1, 2, 3))
    with qtbot.waitSignal(model.rowsRemoved), qtbot.assertNotEmitted(model.modelReset):
        show(model, group(1, 3))
    assert model.rows_of(UUID(int=3)) == [2]
    with qtbot.waitSignal(model.modelReset):
        show(model, group(3, 1))


def test_rows_are_as_high_as_their_quotes_and_long_ones_end_with_a_sign(model, shown, qtbot):
    show(model, group(1), group(2, text="One word more. " * 20), group(3, text="🙂 so " * 4000))
    qtbot.waitUntil(lambda: shown.rowHeight(3) > shown.rowHeight(1) + 40)
    shown.go_to(5)
    shown.fit()
    parts = shown.painting._parts(model.row_at(5), 480)
    assert parts[0].text().endswith("…")
    assert shown.rowHeight(5) < 500
    shown.grab()


def test_keys_begin_at_the_first_quote_though_a_heading_is_above(model, shown, qtbot):
    show(model, group(1, 2), group(3))
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.current_segment().id == UUID(int=1)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.current_segment().id == UUID(int=3)
    with qtbot.waitSignal(shown.opened):
        QTest.keyClick(shown, Qt.Key.Key_Return)


def test_context_makes_room_for_itself(model, shown, qtbot):
    one = quote(1)
    from dataclasses import replace

    text = "Before it. " * 30 + one.text + " After it." * 30
    start = text.index(one.text)
    one = replace(one, start=start, end=start + len(one.text), source_text=text)
    model.show_groups((QuoteGroup("Load", None, (one,)),), {}, QuoteGrouping.NONE)
    qtbot.waitUntil(lambda: shown.rowHeight(0) < 78)
    without = shown.rowHeight(0)
    shown.show_context(on=True)
    assert shown.rowHeight(0) > without + 40


def test_headings_are_passed_over_by_the_keyboard(model, shown, qtbot):
    from PySide6.QtCore import Qt

    show(model, group(1), group(2))
    shown.go_to(1)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert shown.current_segment().id == UUID(int=2)


def test_of_many_quotes_only_those_in_view_are_measured(model, shown, monkeypatch):
    measured, usual = [], shown.painting.height_of
    monkeypatch.setattr(
        shown.painting, "height_of", lambda row, width: measured.append(row) or usual(row, width)
    )
    show(model, group(*range(1, 20_001)))
    shown.fit()
    shown.grab()
    assert 0 < len(measured) < 100
