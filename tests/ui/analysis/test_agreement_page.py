"""Agreement in the Team place, on the sample study's double-coded third."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.analysis.agreement.request import Level, Unit
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.transcripts.queries import find_source, turns_of
from qualcoder_sts.ui.analysis import rounds_over_time
from qualcoder_sts.ui.analysis.agreement_page import AgreementPage, Shown
from qualcoder_sts.ui.analysis.chart_view import ChartView
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.disagreements_page import DisagreementsPage
from qualcoder_sts.ui.theme.colours import contrast
from qualcoder_sts.ui.theme.theme import THEME_NAMES, load_theme
from tests.ui.shell.test_names import nameless


@pytest.fixture
def study(make_application, sample):
    return make_application(sample)


@pytest.fixture
def page(study, qtbot):
    """Agreement by speaker turns, in front."""
    study.actions["show_agreement"].trigger()
    page = study.window.findChild(AgreementPage)
    page.choices.unit.setCurrentIndex(page.choices.unit.findData(Unit.TURN))
    qtbot.waitUntil(lambda: "497 speaker turns" in page.scope.text())
    return page


def titles(page):
    model = page.order
    across = Qt.Orientation.Horizontal
    return [model.headerData(column, across) for column in range(model.columnCount())]


def line(page, code):
    """What the table says of a code."""
    model = page.order
    for row in range(model.rowCount()):
        if model.index(row, 0).data() == code:
            return [model.index(row, column).data() for column in range(1, model.columnCount())]
    raise AssertionError(code)


def at(page, code, title):
    """The place of a figure."""
    column = titles(page).index(title)
    rows = range(page.order.rowCount())
    row = next(row for row in rows if page.order.index(row, 0).data() == code)
    return page.order.index(row, column)


def test_whoever_coded_a_source_twice_is_compared_at_first(study, page):
    assert study.window.place is Place.TEAM
    assert page.figure.text() == "Pooled Cohen's kappa .67 (.62 to .71)"
    assert "11 of 32 sources" in page.scope.text()
    assert titles(page)[:4] == ["Code", "Positive\nagreement", "Cohen's\nkappa", "Interval"]
    assert line(page, "Safety at work")[:2] == [".93", ".93"]
    assert line(page, "All codes")[-4:] == ["112", "58", "49", "8,230"]
    assert page.sentence.text().startswith("Two of Ana Ruiz, Nadia Osei and Tomasz Lind coded")
    assert not nameless(page)


def test_every_choice_changes_what_is_compared(page, qtbot):
    choices = page.choices
    choices.coders.tick([_key(choices.coders, name) for name in ("Ana Ruiz", "Tomasz Lind")])
    qtbot.waitUntil(lambda: "Ana Ruiz and Tomasz Lind each coded 5 of" in page.sentence.text())
    assert "Only\nAna Ruiz" in titles(page)
    choices.level.setCurrentIndex(choices.level.findData(Level.PARENT))
    qtbot.waitUntil(lambda: page.order.index(1, 0).data() == "Organizational")
    choices.level.setCurrentIndex(choices.level.findData(Level.CODE))
    choices.sources.tick([_key(choices.sources, "FG-1 Staff in Port Ellery")])
    qtbot.waitUntil(lambda: "1 of 1 source" in page.scope.text())
    choices.with_interviewer.setChecked(True)
    qtbot.waitUntil(lambda: "the interviewer's words included" in page.sentence.text())
    organizational = next(code for code in choices.codes._tree if code.name == "Organizational")
    choices.codes.choose([organizational.id])
    qtbot.waitUntil(lambda: page.order.rowCount() == 11)
    choices.reset.click()
    qtbot.waitUntil(lambda: "497 speaker turns" in page.scope.text())


def test_three_coders_have_fleiss_kappa_and_all_pairs(study, page, qtbot):
    operations = study.project.operations
    source = operations.read(find_source, "FG-1 Staff in Port Ellery").id
    third = operations.read(find_coder, "Nadia Osei").id
    operations.run(mark_finished, source, coder_id=third)
    page.choices.coders.tick(_keys(page.choices.coders))
    qtbot.waitUntil(lambda: page.figure.text().startswith("Pooled Fleiss' kappa"))
    assert "Fleiss'\nkappa" in titles(page)
    assert "Both" not in titles(page)
    page.bring(Shown.PAIRS)
    assert len(titles(page)) == 4
    # Nadia coded nothing there: with her nobody agrees beyond chance.
    assert line(page, "All codes")[0] == ".00"


def _keys(ticks):
    return [ticks.item(row).data(Qt.ItemDataRole.UserRole) for row in range(ticks.count())]


def _key(ticks, words):
    rows = range(ticks.count())
    return next(key for key, row in zip(_keys(ticks), rows, strict=True)
                if ticks.item(row).text() == words)  # fmt: skip


def test_one_coder_alone_is_told_so(study, page, qtbot):
    page.choices.coders.tick([_key(page.choices.coders, "Ana Ruiz")])
    qtbot.waitUntil(lambda: "two different" in page.empty.accessibleName())
    page.empty.button.click()
    assert study.window.place is Place.CODE


def test_sources_and_pairs_are_heat_maps_with_figures_in_them(page):
    page.bring(Shown.SOURCES)
    figure = at(page, "All codes", "FG-1 Staff in\nPort Ellery")
    assert figure.data().startswith(".")
    assert figure.data(Qt.ItemDataRole.BackgroundRole) is not None
    page.bring(Shown.PAIRS)
    assert titles(page)[1:] == ["Ana Ruiz\nNadia Osei", "Ana Ruiz\nTomasz Lind",
                                "Nadia Osei\nTomasz Lind"]  # fmt: skip
    assert line(page, "Safety at work") == ["1.00", "undefined", ".92"]


def test_a_figure_without_a_value_says_why(page):
    page.view.setCurrentIndex(at(page, "Resiliency training", "Cohen's\nkappa"))
    assert page.says.text().startswith("Undefined, because nobody gave the code to at least half")
    page.view.setCurrentIndex(at(page, "Supervision", "Positive\nagreement"))
    assert page.says.text().startswith("How much of what either coder coded")


def test_in_words_it_says_what_was_compared(page):
    page.bring(Shown.WORDS)
    for words in ("no version of it was frozen", "bootstrap, seed 1", "Positive agreement"):
        assert words in page.in_words.words.text()


def test_further_coefficients_are_shown_when_wanted(page):
    assert "Gwet's\nAC1" not in titles(page)
    page.everything.setChecked(True)
    assert {"Gwet's\nAC1", "Scott's\npi", "Jaccard", "Holsti"} <= set(titles(page))


def test_what_began_as_a_suggestion_can_be_left_out(study, page, qtbot):
    assert not page.own.isVisible()
    operations = study.project.operations
    source = operations.read(find_source, "FG-1 Staff in Port Ellery").id
    code = operations.read(find_code, "Job rotation").id
    coder = operations.read(find_coder, "Ana Ruiz").id
    turn = operations.read(turns_of, source)[5]
    operations.run(
        apply_code, source, Span(turn.speech_start, turn.end), code, coder_id=coder,
        origin=SegmentOrigin.SUGGESTION,
    )  # fmt: skip
    qtbot.waitUntil(page.own.isVisible)
    before = line(page, "Job rotation")
    page.own.setChecked(True)
    assert line(page, "Job rotation") != before
    assert page.figure.text() == "Pooled Cohen's kappa .67 (.62 to .71)"
    page.own.setChecked(False)
    assert line(page, "Job rotation") == before


def test_sorting_keeps_all_codes_above(page):
    kappa = titles(page).index("Cohen's\nkappa")
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        page.view.sortByColumn(kappa, order)
        assert page.order.index(0, 0).data() == "All codes"
    lowest = [page.order.index(row, 0).data() for row in (1, 2)]
    assert lowest == ["Resiliency training", "Job rotation"]


def test_return_on_a_figure_wants_its_disagreements(study, page, qtbot):
    page.bring(Shown.PAIRS)
    page.view.setFocus()
    page.view.setCurrentIndex(at(page, "Supervision", "Nadia Osei\nTomasz Lind"))
    with qtbot.waitSignal(page.disagreements_wanted) as signal:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    (wanted,) = signal.args
    read = study.project.operations.read
    assert wanted.coder_ids == tuple(
        read(find_coder, name).id for name in ("Nadia Osei", "Tomasz Lind")
    )
    assert len(wanted.source_ids) == 3
    assert wanted.code_id is not None
    shown = study.window.findChild(DisagreementsPage)
    assert shown.isVisible()
    assert shown.choice.code_id == wanted.code_id
    assert shown.choice.names == ("Nadia Osei", "Tomasz Lind")


def test_the_sentence_is_copied(study, page):
    page.copy.click()
    assert QGuiApplication.clipboard().text() == page.sentence.text()
    assert "copied" in study.window.notices.words


@pytest.mark.parametrize("name", ["agreement.xlsx", "agreement.csv", "agreement.docx"])
def test_it_is_saved(study, page, qtbot, tmp_path, name):
    page.saving.write(tmp_path / name, page.choices.request())
    qtbot.waitUntil(lambda: name in study.window.notices.words)
    content = (tmp_path / name).read_bytes()
    if name.endswith("docx"):
        assert content.startswith(b"PK")
    else:
        assert read_table(content, name).rows[0][:3] == ("all sources", "all codes", "112")


def test_it_follows_what_is_marked_finished(study, page, qtbot):
    operations = study.project.operations
    source = operations.read(find_source, "FG-1 Staff in Port Ellery").id
    coder = operations.read(find_coder, "Ana Ruiz").id
    operations.run(unmark_finished, source, coder_id=coder)
    qtbot.waitUntil(lambda: "10 of 32 sources" in page.scope.text())
    study.window.show_place(Place.CODE)
    operations.run(mark_finished, source, coder_id=coder)
    study.actions["place_team"].trigger()
    qtbot.waitUntil(lambda: "11 of 32 sources" in page.scope.text())


def test_a_project_that_nobody_finished_says_what_to_do(application, qtbot):
    application.actions["show_agreement"].trigger()
    page = application.window.findChild(AgreementPage)
    qtbot.waitUntil(lambda: "marked finished by two coders" in page.empty.accessibleName())
    assert page.empty.button.isVisible()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_figures_stand_out_from_their_grounds(page, theme):
    page.bring(Shown.PAIRS)
    chosen = load_theme(theme)
    page.model.set_theme(chosen)
    ground = at(page, "Safety at work", "Ana Ruiz\nNadia Osei").data(Qt.ItemDataRole.BackgroundRole)
    assert isinstance(ground, QColor)
    assert contrast(chosen.text, ground.name()) >= 4.5
    assert ground.name() != chosen.paper


def close_a_round(operations, name):
    """A round over two sources by two of the coders, opened and closed."""
    read = operations.read
    sources = [
        read(find_source, source).id
        for source in ("FG-1 Staff in Port Ellery", "I-01 Clinical director")
    ]
    coders = [read(find_coder, coder).id for coder in ("Ana Ruiz", "Tomasz Lind")]
    assigned = frozenset(Assigned(source, coder) for source in sources for coder in coders)
    wanted = NewRound(name, assigned, blind=False)
    round_id = operations.run(open_round, wanted, opened_by=coders[0]).value
    row = next(row for row in read(list_rounds) if row.id == round_id)
    kept = read(agreement_of_round, row)
    operations.run(close_round, round_id, closed_by=coders[0], results=kept)


def rounds_in(page):
    """The cells of each round."""
    model = page.over_rounds.model
    columns = range(model.columnCount())
    return [
        [model.index(row, column).data() for column in columns] for row in range(model.rowCount())
    ]


def test_closed_rounds_stand_below_one_another(study, page, qtbot):
    assert not page.switches[Shown.ROUNDS].isVisible()
    operations = study.project.operations
    close_a_round(operations, "Pilot")
    close_a_round(operations, "Second")
    qtbot.waitUntil(lambda: page.over_rounds.model.rowCount() == 2)
    page.switches[Shown.ROUNDS].click()
    table = page.over_rounds.table
    assert table.isVisible()
    first, second = (
        [
            page.over_rounds.model.index(row, column).data()
            for column in range(page.over_rounds.model.columnCount())
        ]
        for row in (0, 1)
    )
    assert (first[0], first[2], first[3]) == ("Pilot", "Ana Ruiz, Tomasz Lind", "2 of 2")
    assert first[4:6] == ["Cohen's kappa", second[5]]
    assert (first[7], second[7]) == ("", ".00")


def test_a_round_is_compared_by_itself(study, page, qtbot):
    close_a_round(study.project.operations, "Pilot")
    qtbot.waitUntil(lambda: page.choices.round.count() == 2)
    page.choices.round.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "2 of 2 sources" in page.scope.text())
    assert "Round: Pilot." in page.in_words.words.text()
    assert "version 1 “Pilot”" in page.in_words.words.text()


def test_rounds_are_drawn_with_the_codes_that_are_chosen(study, page, qtbot):
    """The chart says in words what it shows, and the table has the same figures."""
    operations = study.project.operations
    close_a_round(operations, "Pilot")
    close_a_round(operations, "Second")
    qtbot.waitUntil(page.switches[Shown.ROUNDS].isVisible)
    page.bring(Shown.ROUNDS)
    assert "Tick codes" in page.over_rounds.hint.text()
    codes = [operations.read(find_code, name) for name in ("Lower caseloads", "Safety at work")]
    page.choices.codes.choose([code.id for code in codes])
    qtbot.waitUntil(lambda: titles_of_rounds(page)[-1] == "Safety at work")
    first, second = rounds_in(page)
    qtbot.waitUntil(lambda: "Safety at work" in drawn(page), timeout=30_000)
    assert f"Lower caseloads: Pilot {first[-2]}, Second {second[-2]}." in drawn(page)
    assert first[-2].startswith(".")
    assert first[-1] == "undefined"
    assert "Safety at work: Pilot no figure, Second no figure." in drawn(page)
    assert f"Pilot {first[5]} ({first[6]})" in drawn(page)
    assert not nameless(page)


def test_not_more_codes_are_drawn_than_can_be_told_apart(study, page, qtbot):
    close_a_round(study.project.operations, "Pilot")
    qtbot.waitUntil(page.switches[Shown.ROUNDS].isVisible)
    organizational = next(
        code for code in page.choices.codes._tree if code.name == "Organizational"
    )
    page.choices.codes.choose([organizational.id])
    qtbot.waitUntil(lambda: "The first 6 of" in page.over_rounds.hint.text())
    assert len(titles_of_rounds(page)) == 8 + 6


def test_the_chart_of_rounds_is_saved(study, page, tmp_path, monkeypatch, qtbot):
    study.actions["save_rounds_chart"].trigger()
    assert "No closed round has kept figures" in study.window.notices.words
    close_a_round(study.project.operations, "Pilot")
    qtbot.waitUntil(page.switches[Shown.ROUNDS].isVisible)
    file = tmp_path / "rounds.svg"
    monkeypatch.setattr(rounds_over_time, "asked_file", lambda *_: file)
    study.actions["save_rounds_chart"].trigger()
    assert page.shown is Shown.ROUNDS
    qtbot.waitUntil(lambda: "“rounds.svg”" in study.window.notices.words, timeout=30_000)
    assert "Agreement from round to round" in file.read_text(encoding="utf-8")


def titles_of_rounds(page):
    model, across = page.over_rounds.model, Qt.Orientation.Horizontal
    return [model.headerData(column, across) for column in range(model.columnCount())]


def drawn(page):
    """What the chart says in words; nothing before it is there."""
    charts = page.over_rounds.findChildren(ChartView)
    return charts[0].accessibleDescription() if charts else ""
