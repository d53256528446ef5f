import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.ui.analysis import chart_place
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
    drawn = chart._area.widget().findChildren(QWidget)
    assert any("Lower caseloads" in each.accessibleDescription() for each in drawn)
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
    application, project, tmp_path, monkeypatch, typed, chosen, written
):
    name = str(tmp_path / typed)
    monkeypatch.setattr(
        chart_place.QFileDialog, "getSaveFileName", staticmethod(lambda *_: (name, chosen))
    )
    application.actions["save_chart"].trigger()
    assert (tmp_path / written).stat().st_size > 500
    assert f"“{written}”" in application.window.notices.words


def test_a_chart_that_cannot_be_saved_becomes_a_notice(application, project, tmp_path):
    project.places.analyse.chart.save(tmp_path / "nowhere" / "chart.png")
    assert "chart.png" in application.window.notices.words
    project.places.analyse.chart.save(tmp_path / "chart.gif")
    assert "chart.gif" in application.window.notices.words


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
    place = cells.model().index(themes.index("Organizational/Lower caseloads"), 1)
    assert place.data() == "1 of 2"
    cells.setCurrentIndex(place)
    QTest.keyClick(cells, Qt.Key.Key_Return)
    quotes = project.places.analyse.quotes
    assert quotes.isVisible()
    qtbot.waitUntil(lambda: quotes._shown is not None and len(quotes._shown.segments) == 1)
