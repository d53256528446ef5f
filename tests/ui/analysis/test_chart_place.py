from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.ui.analysis import chart_place
from qualcoder_sts.ui.analysis.chart_view import ChartView
from qualcoder_sts.ui.analysis.missing import Missing
from qualcoder_sts.ui.shell.places import Place


def shown(chart):
    for missing, place in chart._empty.items():
        if chart._pages.currentWidget() is place:
            return missing
    return None


def test_without_sources_it_says_so(make_application, tmp_path, qtbot):
    path = tmp_path / "Empty.qsts"
    create_project(path, "Empty", coder="Ana Ruiz").close()
    application = make_application(path)
    application.actions["place_analyse"].trigger()
    chart = application.project.places.analyse.chart
    qtbot.waitUntil(lambda: shown(chart) is Missing.SOURCES)


def test_only_finished_transcripts_are_counted(application, project, transcript, qtbot):
    chart = project.places.analyse.chart
    application.window.show_place(Place.ANALYSE)
    qtbot.waitUntil(lambda: shown(chart) is Missing.FINISHED)
    project.operations.run(
        mark_finished, transcript.row.source_id, coder_id=project.workspace.coder_id
    )
    qtbot.waitUntil(lambda: shown(chart) is None and chart._table is not None, timeout=20_000)
    qtbot.waitUntil(lambda: bool(chart.findChildren(ChartView)), timeout=30_000)
    (drawn,) = chart.findChildren(ChartView)
    assert "Lower caseloads" in drawn.accessibleDescription()
    project.operations.undo()
    qtbot.waitUntil(lambda: shown(chart) is Missing.FINISHED)
    chart._empty[Missing.FINISHED].button.click()
    assert application.window._pages.currentWidget() is project.places.coding


@pytest.mark.parametrize(
    ("typed", "chosen", "written"),
    [
        ("themes", "SVG (*.svg)", "themes.svg"),
        ("themes.pdf", "PNG (*.png)", "themes.pdf"),
        ("themes", "", "themes.png"),
    ],
)
def test_the_chart_is_saved_with_the_ending_chosen(
    application, project, tmp_path, monkeypatch, qtbot, typed, chosen, written
):
    name = str(tmp_path / typed)
    monkeypatch.setattr(
        chart_place.QFileDialog, "getSaveFileName", staticmethod(lambda *_: (name, chosen))
    )
    with qtbot.waitSignal(project.places.analyse.chart.saved, timeout=30_000):
        application.actions["save_chart"].trigger()
    assert (tmp_path / written).stat().st_size > 500
    assert f"“{written}”" in application.window.notices.words


@pytest.mark.parametrize("path", ["nowhere/chart.png", "chart.gif"])
def test_a_chart_that_cannot_be_saved_becomes_a_notice(application, project, tmp_path, qtbot, path):
    with qtbot.waitSignal(project.operations.failed, timeout=30_000):
        project.places.analyse.chart.save(tmp_path / path)
    assert Path(path).name in application.window.notices.words


def test_a_drawer_that_ends_is_told_and_the_chart_can_be_drawn_again(
    application, project, tmp_path, qtbot
):
    worker = project.places.analyse.chart._drawer()
    with qtbot.waitSignal(project.places.analyse.chart.saved, timeout=30_000):
        project.places.analyse.chart.save(tmp_path / "chart.png")
    worker._process.kill()
    worker._process.join()
    with qtbot.waitSignal(project.places.analyse.chart.saved, timeout=30_000):
        project.places.analyse.chart.save(tmp_path / "again.png")
    assert (tmp_path / "again.png").read_bytes() == (tmp_path / "chart.png").read_bytes()


def test_the_theme_summary_is_written(make_application, sample, tmp_path, qtbot):
    application = make_application(sample)
    target = tmp_path / "summary.docx"
    with qtbot.waitSignal(application.project.places.analyse.chart.saved, timeout=60_000):
        application.project.places.analyse.chart.write_report(target)
    assert target.stat().st_size > 10_000
    assert "“summary.docx”" in application.window.notices.words


def test_a_count_that_comes_too_late_reaches_nobody(application, project, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(
        type(project.places.analyse.chart), "_show", lambda *answer: told.append(answer)
    )
    application.window.show_place(Place.ANALYSE)
    application.close_project()
    qtbot.waitUntil(lambda: not application._jobs.running)
    assert told == []
    assert not application.window.notices.isVisible()


def test_a_bar_that_is_clicked_leads_to_its_quotes(application, project, coded, qtbot):
    application.actions["show_theme_frequency"].trigger()
    application.actions["place_analyse"].trigger()
    chart = project.places.analyse.chart
    qtbot.waitUntil(lambda: bool(chart.findChildren(ChartView)), timeout=30_000)
    (view,) = chart.findChildren(ChartView)
    part = view.picture.parts[0]
    middle = round((part.top + part.bottom) / 2)
    QTest.mouseMove(view, QPoint(5, middle))
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.mouseMove(view, QPoint(round(part.left) + 5, middle))
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(chart.quotes_wanted) as wanted:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(part.left) + 5, middle))
    code_id, method, _rule = part.name.split("/")
    assert (str(wanted.args[0]), wanted.args[1]) == (code_id, method)
    assert project.places.analyse.quotes.isVisible()


def test_the_figures_as_a_table_lead_to_their_quotes(
    application, project, coded, qtbot, qtmodeltester
):
    application.actions["show_theme_frequency"].trigger()
    application.actions["place_analyse"].trigger()
    chart = project.places.analyse.chart
    qtbot.waitUntil(lambda: chart._table is not None, timeout=20_000)
    chart.as_table.click()
    cells = chart._cells
    assert cells.isVisible()
    qtmodeltester.check(cells.model())
    rows = range(cells.model().rowCount())
    themes = [cells.model().index(row, 0).data() for row in rows]
    place = cells.model().index(themes.index("Lower caseloads"), 1)
    assert place.data() == "1 of 2"
    cells.setCurrentIndex(place)
    QTest.keyClick(cells, Qt.Key.Key_Return)
    quotes = project.places.analyse.quotes
    assert quotes.isVisible()
    qtbot.waitUntil(lambda: quotes._shown is not None and len(quotes._shown.segments) == 1)
