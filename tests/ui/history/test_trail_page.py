import pytest

from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.ui.history import trail_model
from qualcoder_sts.ui.history.trail_model import WHAT, TrailModel
from tests.ui.shell.test_names import nameless


@pytest.fixture
def page(application, project, qtbot):
    application.actions["show_audit_trail"].trigger()
    found = next(each for each in project.places.tab_pages if each.name == "audit_trail").widget()
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    return found


@pytest.fixture
def rename(project):
    """A step on a code of the small project."""

    def rename_one(name, new_name):
        code = project.operations.read(find_code, name)
        return project.operations.run(rename_code, code.id, new_name).changes.change_set_id

    return rename_one


def labels(page):
    model = page.model
    return [model.index(row, WHAT).data() for row in range(model.rowCount())]


@pytest.fixture
def choose(page, qtbot):
    """Chooses a step by its words, or by its row, and waits until it is told."""

    def choose_one(which):
        row = which if isinstance(which, int) else labels(page).index(which)
        page.table.selectRow(row)
        chosen = page.model.entry_at(page.table.currentIndex())
        qtbot.waitUntil(lambda: page.step._entry == chosen)

    return choose_one


def test_every_step_is_seen_the_newest_first(page, rename, qtbot):
    rename("Lower caseloads", "Fewer families")
    qtbot.waitUntil(lambda: labels(page)[0] == "Rename code “Lower caseloads” to “Fewer families”")
    assert labels(page)[-1].startswith("Start project")
    assert page._count.text() == f"{len(labels(page))} steps"


def test_a_step_says_what_was_before_and_after(page, rename, qtbot, choose):
    rename("Lower caseloads", "Fewer families")
    qtbot.waitUntil(lambda: labels(page)[0].startswith("Rename"))
    choose(0)
    assert "Lower caseloads → Fewer families" in page.step._words.text()
    assert "Ana Ruiz" in page.step._head.text()


def test_an_earlier_step_is_undone_and_those_after_it_stay(page, project, rename, qtbot, choose):
    rename("Lower caseloads", "Fewer families")
    project.operations.run(add_code, "Later")
    qtbot.waitUntil(lambda: labels(page)[0] == "Add code “Later”")
    choose("Rename code “Lower caseloads” to “Fewer families”")
    page.step.undo.click()
    assert project.operations.read(find_code, "Lower caseloads")
    assert project.operations.read(find_code, "Later")
    qtbot.waitUntil(lambda: labels(page)[0].startswith("Undo: Rename"))
    qtbot.waitUntil(lambda: not project.operations._under_way)
    # What was chosen stays chosen, and says that it is undone when it is tried once more.
    page.step.undo.click()
    assert "has been undone already" in page.step._refusal.text()


def test_what_stands_in_the_way_is_named(page, project, transcript, span_of, qtbot, choose):
    code_id = project.operations.run(add_code, "New").value
    project.operations.run(
        apply_code,
        transcript.row.source_id,
        span_of(transcript, "The Friday table"),
        code_id,
        coder_id=project.workspace.coder_id,
    )
    project.places.coding.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: labels(page)[0].startswith("Apply"))
    choose("Add code “New”")
    page.step.undo.click()
    assert "segment “The Friday table” of “New”" in page.step._refusal.text()
    assert page.step._refusal.isVisible()
    choose(0)
    assert not page.step._refusal.isVisible()


def test_an_undo_itself_offers_no_undo(page, project, rename, qtbot, choose):
    rename("Lower caseloads", "Fewer families")
    project.operations.undo()
    qtbot.waitUntil(lambda: labels(page)[0].startswith("Undo: "))
    choose(0)
    assert not page.step.undo.isEnabled()


def test_steps_are_found_by_every_choice(page, project, rename, transcript, span_of, qtbot):
    segment = project.operations.run(
        apply_code,
        transcript.row.source_id,
        span_of(transcript, "The Friday table"),
        project.operations.read(find_code, "Lower caseloads").id,
        coder_id=project.workspace.coder_id,
    ).value
    project.operations.run(remove_segments, [segment])
    rename("Lower caseloads", "Fewer families")
    project.places.coding.tabs.setCurrentWidget(page)
    page.touched.setCurrentIndex(page.touched.findData("segments"))
    qtbot.waitUntil(lambda: [label.split(" ")[0] for label in labels(page)] == ["Remove", "Apply"])
    page.touched.setCurrentIndex(0)
    page.text.setText("rename CODE")
    qtbot.waitUntil(lambda: len(labels(page)) == 1)
    page.coder.setCurrentIndex(page.coder.findData("Ana Ruiz"))
    page.text.clear()
    qtbot.waitUntil(lambda: len(labels(page)) > 3)
    page.kind.setCurrentIndex(page.kind.count() - 1)
    qtbot.waitUntil(lambda: labels(page) == [])
    assert page._count.text() == "0 steps"


def test_long_histories_come_in_portions(application, project, qtbot, monkeypatch):
    for module in (trail_model, __import__("qualcoder_sts.ui.history.trail_page", fromlist=["x"])):
        monkeypatch.setattr(module, "PORTION", 4)
    application.actions["show_audit_trail"].trigger()
    page = next(each for each in project.places.tab_pages if each.name == "audit_trail").widget()
    page.table.setFixedHeight(60)
    qtbot.waitUntil(lambda: page.model.rowCount() >= 4)
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: labels(page)[-1].startswith("Start project") or fetch(page))
    assert page._count.text() == f"{len(labels(page))} steps"
    assert len(set(labels(page))) == len(labels(page))


def fetch(page):
    page.table.scrollToBottom()
    return False


def test_the_model_keeps_the_rules_of_models(page, qtmodeltester):
    qtmodeltester.check(page.model)
    assert TrailModel().rowCount() == 0


@pytest.mark.parametrize("name", ["trail.csv", "trail.xlsx", "trail.docx"])
def test_the_chosen_steps_are_written(page, tmp_path, name, qtbot):
    page.text.setText("add code “")
    path = tmp_path / name
    with qtbot.waitSignal(page.told, timeout=30_000):
        page.saving.write(path, page.filter())
    if name.endswith(".docx"):
        assert path.stat().st_size > 5_000
    else:
        table = read_table(path.read_bytes(), name)
        assert {row[table.column("step")].split("“")[0] for row in table.rows} == {"Add code "}


def test_everything_in_it_has_a_name(application, page, choose):
    choose(0)
    assert nameless(application.window) == []
