"""Who codes what, and rounds of double coding, in the window."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from qualcoder_sts.analysis.agreement.record import kept_agreement
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.rounds import assigned_sources, kept_results, list_rounds
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.team import rounds_page
from qualcoder_sts.ui.team.open_round_dialog import OpenRoundDialog
from qualcoder_sts.ui.team.overview_page import OverviewPage
from qualcoder_sts.ui.team.rounds_page import RoundsPage

SOURCE = "I-02 Resettlement program manager"


@pytest.fixture
def application(make_application, sample):
    """The program with the sample study open."""
    return make_application(sample)


@pytest.fixture
def page(application, qtbot):
    application.actions["show_rounds"].trigger()
    found = application.window.findChild(RoundsPage)
    qtbot.waitUntil(lambda: found.assignments.rowCount() == 32)
    return found


@pytest.fixture
def dialog(application, page):
    application.actions["open_round"].trigger()
    return application.window.findChild(OpenRoundDialog)


def cell(page, source, coder):
    model = page.assignments
    titles = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    return model.index(names.index(source), titles.index(coder))


def tick(page, source, coder, on=True):
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    page.assignments.setData(cell(page, source, coder), state, Qt.ItemDataRole.CheckStateRole)


def is_ticked(page, source, coder):
    index = cell(page, source, coder)
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked


def test_ticking_assigns_and_can_be_undone(application, page, project, qtbot):
    tick(page, SOURCE, "Nadia Osei")
    qtbot.waitUntil(lambda: is_ticked(page, SOURCE, "Nadia Osei"))
    (one,) = project.operations.read(assigned_sources)
    assert (one.source, one.coder) == (SOURCE, "Nadia Osei")
    tick(page, SOURCE, "Nadia Osei", on=False)
    qtbot.waitUntil(lambda: not is_ticked(page, SOURCE, "Nadia Osei"))
    application.actions["undo"].trigger()
    qtbot.waitUntil(lambda: is_ticked(page, SOURCE, "Nadia Osei"))


def test_space_ticks_the_cell_in_which_one_stands(page, qtbot):
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page, SOURCE, "Nadia Osei"))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_ticked(page, SOURCE, "Nadia Osei"))


def test_several_cells_are_ticked_together(page, project):
    first, last = cell(page, SOURCE, "Ana Ruiz"), cell(page, "I-04 Shelter director", "Ana Ruiz")
    page.table.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    tick(page, SOURCE, "Ana Ruiz")
    assert len(project.operations.read(assigned_sources)) == 3


def test_a_coder_is_added_before_they_have_coded(application, page, monkeypatch, qtbot):
    monkeypatch.setattr(rounds_page, "asked_name", lambda *_: "Ilse Brandt")
    application.actions["add_coder"].trigger()
    qtbot.waitUntil(lambda: page.assignments.columnCount() == 6)
    assert not is_ticked(page, SOURCE, "Ilse Brandt")


def test_the_dialog_says_what_the_round_would_be(dialog):
    assert dialog.name.text() == "Round 1"
    assert dialog.drawn.isChecked(), "nothing is ticked for two yet"
    dialog.percent.setValue(34)
    assert "11 sources are coded by several" in dialog.told.text()
    before = dialog.wanted().assigned
    dialog.seed.setValue(dialog.seed.value() + 1)
    assert dialog.wanted().assigned != before
    dialog.seed.setValue(dialog.seed.value() - 1)
    assert dialog.wanted().assigned == before
    dialog.ticked.setChecked(True)
    assert "Nothing is ticked for two" in dialog.told.text()
    assert not dialog.open_it.isEnabled()
    dialog.drawn.setChecked(True)
    for row in range(2):
        dialog.coders.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert "at least two" in dialog.told.text()
    assert not dialog.open_it.isEnabled()
    dialog.reject()


def test_what_is_ticked_for_two_is_a_round(application, page, project, qtbot):
    for coder in ("Ana Ruiz", "Nadia Osei"):
        tick(page, SOURCE, coder)
    tick(page, "I-04 Shelter director", "Nadia Osei")
    application.actions["open_round"].trigger()
    dialog = application.window.findChild(OpenRoundDialog)
    assert dialog.ticked.isChecked()
    dialog.name.setText("Pilot")
    dialog.accept()
    (row,) = project.operations.read(list_rounds)
    assert (row.name, len(row.source_ids)) == ("Pilot", 1)
    qtbot.waitUntil(lambda: page.rounds.rowCount() == 1)
    index = cell(page, SOURCE, "Ana Ruiz")
    assert index.data().startswith("Pilot")
    assert not index.flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_what_others_coded_goes_from_the_screen_while_the_round_is_open(
    application, page, dialog, project, qtbot
):
    places, operations = project.places, project.operations
    source = operations.read(find_source, "I-01 Clinical director").id
    view = places.coding.open(source)
    assert {row.coder for row in view.segments()} == {"Ana Ruiz", "Tomasz Lind"}
    dialog.percent.setValue(100)
    dialog.accept()
    qtbot.waitUntil(lambda: {row.coder for row in view.segments()} == {"Ana Ruiz"})
    status = application.window.status
    qtbot.waitUntil(lambda: "Blind until “Round 1” is closed" in status._round.text())
    assert "In 32 sources nothing is suggested" in places.suggestions.panel.nothing.text()
    code = operations.read(find_code, "Lower caseloads").id
    tomasz = operations.read(find_coder, "Tomasz Lind").id
    operations.run(apply_code, source, Span(0, 9), code, coder_id=tomasz)
    assert {row.coder for row in view.segments()} == {"Ana Ruiz"}


def test_closing_asks_keeps_the_result_and_shows_everything(
    application, page, dialog, project, monkeypatch, qtbot
):
    places, operations = project.places, project.operations
    view = places.coding.open(operations.read(find_source, "I-01 Clinical director").id)
    dialog.percent.setValue(100)
    dialog.coders.item(1).setCheckState(Qt.CheckState.Unchecked)  # Nadia Osei
    dialog.accept()
    asked = []
    monkeypatch.setattr(rounds_page, "agreed", lambda *words: asked.append(words) or False)
    application.actions["close_round"].trigger()
    assert "codings are finished" in asked[0][2]
    assert operations.read(list_rounds)[0].is_open
    monkeypatch.setattr(rounds_page, "agreed", lambda *_: True)
    application.actions["close_round"].trigger()
    qtbot.waitUntil(lambda: not operations.read(list_rounds)[0].is_open, timeout=20_000)
    qtbot.waitUntil(lambda: {row.coder for row in view.segments()} >= {"Ana Ruiz", "Tomasz Lind"})
    qtbot.waitUntil(lambda: "is closed" in application.window.notices.words)
    qtbot.waitUntil(lambda: application.window.status._round.text() == "")
    application.actions["close_round"].trigger()
    assert "No round is open" in application.window.notices.words
    assert {one.unit for one in operations.read(kept_results)} >= {"turn", "sentence"}


def test_whoever_goes_on_under_another_name_sees_as_that_coder(
    application, page, dialog, project, qtbot
):
    view = project.places.coding.open(
        project.operations.read(find_source, "I-01 Clinical director").id
    )
    dialog.percent.setValue(100)
    dialog.accept()
    qtbot.waitUntil(lambda: {row.coder for row in view.segments()} == {"Ana Ruiz"})
    application._choices.set("coder", "Pat Doe")
    qtbot.waitUntil(lambda: {row.coder for row in view.segments()} == {"Ana Ruiz", "Tomasz Lind"})


def test_ones_own_assignments_stand_in_the_list_of_sources(page, project, qtbot):
    sources = project.places.sources
    assert sources.only_mine.isHidden()
    tick(page, SOURCE, "Ana Ruiz")
    tick(page, "I-06 Victim-witness program administrator", "Ana Ruiz")
    qtbot.waitUntil(lambda: not sources.only_mine.isHidden())
    sources.only_mine.setChecked(True)
    model = sources._model
    group = model.index(0, 0)
    names = [model.index(row, 0, group).data() for row in range(model.rowCount(group))]
    # What Ana has finished is no longer marked as waiting.
    assert names == [SOURCE, "• I-06 Victim-witness program administrator"]
    assert "yours to code" in model.index(1, 0, group).data(Qt.ItemDataRole.ToolTipRole)


def test_it_is_said_what_is_missing_before_a_round_is_closed(
    application, page, dialog, project, monkeypatch, qtbot
):
    """Below the rounds, in the overview, and when one wants to close."""
    dialog.percent.setValue(100)
    dialog.accept()
    qtbot.waitUntil(page.outlook.isVisible)
    assert "Still to finish: Ana Ruiz (" in page.outlook.text()
    assert "by pair only (Ana Ruiz and Nadia Osei: 3 sources;" in page.outlook.text()
    application.actions["show_team"].trigger()
    overview = application.window.findChild(OverviewPage)
    qtbot.waitUntil(lambda: "The round “Round 1” is open. Still" in overview.about_rounds.text())
    asked = []
    monkeypatch.setattr(rounds_page, "agreed", lambda *words: asked.append(words) or True)
    application.actions["close_round"].trigger()
    assert "figures by pair only" in asked[0][2]
    qtbot.waitUntil(lambda: not project.operations.read(list_rounds)[0].is_open, timeout=20_000)
    application.actions["show_team"].trigger()
    qtbot.waitUntil(overview.about_rounds.isHidden)
    kept = [kept_agreement(one.content) for one in project.operations.read(kept_results)]
    assert {one.coders for one in kept} == {
        ("Ana Ruiz", "Nadia Osei"),
        ("Ana Ruiz", "Tomasz Lind"),
        ("Nadia Osei", "Tomasz Lind"),
    }
