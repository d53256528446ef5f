import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.coding.operations.segments import weigh_segment
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.memos.operations import write_memo
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.analysis.recode_menu import fill_with_codes
from qualcoder_sts.ui.analysis.retrieval_model import Heading
from tests.ui.shell.test_names import nameless


def listed(view):
    """What the list shows: headings and the first words of quotes."""
    model = view._model
    rows = [model.row_at(row) for row in range(model.rowCount())]
    return [row.title if isinstance(row, Heading) else row.text.split(" ", 2)[1] for row in rows]


def choose(view, word):
    view.list.go_to(listed(view).index(word))
    return view.list.current_segment()


ALL = [
    "Organizational/Lower caseloads",
    "they",
    "Organizational/Collegial support",
    "sit",
    "Friday",
]


def test_all_quotes_stand_under_their_codes_with_figures(quotes):
    assert listed(quotes) == ALL
    assert quotes._figures.text() == ("3 of 3 coded segments · 2 of 2 participants · 1 of 1 source")


def test_every_choice_narrows_what_is_listed(quotes, project, qtbot):
    def shows(expected):
        qtbot.waitUntil(lambda: listed(quotes) == expected)

    collegial = project.operations.read(find_code, "Collegial support").id
    quotes.filters.codes.choose([collegial])
    shows(ALL[2:])
    quotes.text.setText("TABLE")
    shows([ALL[2], "Friday"])
    quotes.filters.clear()
    quotes.text.clear()
    shows(ALL)
    quotes.filters.key_quotes.setChecked(True)
    qtbot.waitUntil(lambda: quotes._pages.currentWidget() is quotes._nothing_fits)
    quotes._nothing_fits.button.click()
    shows(ALL)
    quotes.filters.person.setCurrentText("P2")
    shows(ALL[:2])
    quotes.filters.clear()
    quotes.by.setCurrentIndex(3)
    shows([ALL[1], *ALL[3:]])


def test_ticking_a_category_means_the_codes_below_it(quotes, project, qtbot):
    category = project.operations.read(find_code, "Organizational").id
    quotes.show_code(category)
    qtbot.waitUntil(lambda: quotes._shown.segments and listed(quotes) == ALL)
    quotes.filters.with_subcodes.setChecked(False)
    qtbot.waitUntil(lambda: not quotes._shown.segments)


def test_a_quote_opens_its_transcript_at_the_passage(quotes, project, application, coded):
    choose(quotes, "Friday")
    QTest.keyClick(quotes.list, Qt.Key.Key_Return)
    assert application.window._pages.currentWidget() is project.places.coding
    view = project.places.coding.current_view()
    assert view.active_segment().id == coded["Friday"]


def test_weight_mark_and_memo_are_changed_in_place_a_step_each(quotes, project, qtbot, settled):
    details = quotes.details
    choose(quotes, "Friday")
    details.weight.setValue(70)
    details.weight.editingFinished.emit()
    qtbot.waitUntil(lambda: quotes.list.current_segment().weight == 70)
    details.key_quote.click()
    qtbot.waitUntil(lambda: quotes.list.current_segment().key_quote)
    details.memo.setFocus()
    QTest.keyClicks(details.memo, "Her table.")
    choose(quotes, "sit")
    qtbot.waitUntil(lambda: any(each.memo == "Her table." for each in quotes._shown.segments))
    assert details.memo.toPlainText() == ""
    for _step in range(3):
        project.operations.undo()
    qtbot.waitUntil(lambda: not any(each.weight for each in quotes._shown.segments))
    assert not any(each.memo or each.key_quote for each in quotes._shown.segments)


def test_an_emptied_memo_is_deleted(quotes, project, coded, qtbot):
    from qualcoder_sts.memos.operations import Target
    from qualcoder_sts.memos.queries import memos_on

    target = Target("coded_segment", coded["Friday"])
    project.operations.run(write_memo, "Old.", coder_id=project.workspace.coder_id, target=target)
    qtbot.waitUntil(lambda: any(each.memo for each in quotes._shown.segments))
    choose(quotes, "Friday")
    assert quotes.details.memo.toPlainText() == "Old."
    quotes.details.memo.clear()
    quotes.details.keep_memo()
    assert not project.operations.read(memos_on, target.table, target.id)


def test_chosen_quotes_are_removed_in_one_step_and_the_others_stay(quotes, project, qtbot):
    choose(quotes, "Friday")
    QTest.keyClick(quotes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: listed(quotes) == ALL[:-1])
    project.operations.undo()
    qtbot.waitUntil(lambda: listed(quotes) == ALL)
    quotes.list.selectAll()
    QTest.keyClick(quotes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: quotes._pages.currentWidget() is quotes._nothing_coded)
    project.operations.undo()
    qtbot.waitUntil(lambda: listed(quotes) == ALL)


def test_several_quotes_get_another_code_in_one_step(quotes, project, qtbot):
    other = project.operations.read(find_code, "R&D / other").id
    quotes.list.selectAll()
    quotes.recode(other)
    qtbot.waitUntil(lambda: {each.code_id for each in quotes._shown.segments} == {other})
    project.operations.undo()
    qtbot.waitUntil(lambda: listed(quotes) == ALL)


def test_the_menu_offers_every_code_that_can_be_applied(quotes, project, qtbot):
    from PySide6.QtWidgets import QMenu

    chosen = []
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_with_codes(menu, project.operations.read(code_tree), chosen.append)
    inside = menu.actions()[0].menu()
    assert [action.text() for action in inside.actions()] == [
        "Lower caseloads",
        "Collegial support",
    ]
    assert menu.actions()[1].text() == "R&&D / other"
    inside.actions()[0].trigger()
    assert chosen == [project.operations.read(find_code, "Lower caseloads").id]


def test_quotes_are_copied_with_who_and_where(quotes, application):
    choose(quotes, "Friday")
    QTest.keySequence(quotes.list, "Ctrl+C")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "“The Friday table” (P1, FG-1 Harbour, turn 5)"
    assert "<blockquote>“The Friday table”<br><small>P1, FG-1 Harbour" in copied.html()
    assert application.window.notices.words == "1 quote copied."
    quotes.list.clearSelection()
    application.actions["copy_quotes"].trigger()
    assert QGuiApplication.clipboard().text().count("FG-1 Harbour") == 3


def test_quotes_are_written_without_private_memos(quotes, project, coded, tmp_path, qtbot):
    from qualcoder_sts.memos.operations import Target

    for content, private in (("Open.", False), ("Mine alone.", True)):
        project.operations.run(
            write_memo,
            content,
            coder_id=project.workspace.coder_id,
            target=Target("coded_segment", coded["Friday"]),
            private=private,
        )
    path = tmp_path / "quotes.csv"
    with qtbot.waitSignal(quotes.told):
        quotes.saving.write_table(path, quotes.request())
    table = read_table(path.read_bytes(), path.name)
    memos = [row[table.column("memo")] for row in table.rows]
    assert sorted(memos) == ["", "", "Open."]
    word = tmp_path / "quotes.docx"
    with qtbot.waitSignal(quotes.told, timeout=30_000):
        quotes.saving.write_word(word, quotes.request(), quotes._grouping())
    assert word.stat().st_size > 5_000


@pytest.mark.parametrize("name", ["quotes.csv", "quotes.xlsx", "quotes.docx"])
def test_a_file_that_cannot_be_written_becomes_a_notice(quotes, application, tmp_path, qtbot, name):
    path = tmp_path / "nowhere" / name
    if name.endswith(".docx"):
        quotes.saving.write_word(path, quotes.request(), quotes._grouping())
    else:
        quotes.saving.write_table(path, quotes.request())
    qtbot.waitUntil(lambda: name in application.window.notices.words, timeout=30_000)


def test_a_bar_of_the_chart_leads_to_its_quotes(quotes, project, application, qtbot):
    application.actions["show_theme_frequency"].trigger()
    chart = project.places.analyse.chart
    qtbot.waitUntil(lambda: chart._table is not None, timeout=20_000)
    collegial = project.operations.read(find_code, "Collegial support").id
    chart._want_quotes(f"{collegial}/{Method.FOCUS_GROUP.value}/participants")
    qtbot.waitUntil(lambda: listed(quotes) == ALL[2:])
    assert quotes.isVisible()
    request = quotes.request()
    assert (request.layer_of_record, len(request.methods)) == (True, 1)


def test_the_codebook_shows_the_quotes_of_a_code(quotes, project, application, qtbot):
    application.actions["place_code"].trigger()
    lower = project.operations.read(find_code, "Lower caseloads").id
    menu = project.places.codebook.menu_for(lower)
    next(action for action in menu.actions() if action.text() == "Show quotes").trigger()
    qtbot.waitUntil(lambda: listed(quotes) == ALL[:2])
    assert quotes.isVisible()


def test_a_step_taken_elsewhere_is_seen_when_the_quotes_come_back(
    quotes, project, application, coded, qtbot
):
    application.actions["place_code"].trigger()
    project.operations.run(weigh_segment, coded["capped"], 5)
    qtbot.wait(50)
    assert quotes._shown.segments[0].weight is None
    application.actions["show_quotes"].trigger()
    qtbot.waitUntil(lambda: quotes._shown.segments[0].weight == 5)


def test_everything_in_it_has_a_name(quotes, application):
    choose(quotes, "Friday")
    assert nameless(application.window) == []


def test_the_keys_are_in_the_list_at_once(quotes):
    assert quotes.list.hasFocus()
