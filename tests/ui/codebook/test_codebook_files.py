"""Taking codebooks in, after seeing what they change, and writing them."""

import pytest
from PySide6.QtWidgets import QDialog

from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry
from qualcoder_sts.codebook.files.reading import read_codebook, write_codebook
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.ui.codebook import codebook_files
from qualcoder_sts.ui.codebook.import_dialog import ImportDialog
from tests.ui.shell.test_names import nameless


@pytest.fixture
def files(project):
    return project.places.codebook._files


@pytest.fixture
def names(project):
    return lambda: [row.name for row in project.operations.read(code_tree)]


@pytest.fixture
def shown(monkeypatch):
    """The dialogs that were shown; each is answered by what ``shown.answer`` does with it."""

    class Shown(list):
        answer = staticmethod(lambda dialog: dialog._import())

    dialogs = Shown()

    def show(dialog):
        dialog.show()
        dialogs.append(
            (dialog.numbers.text(), lines(dialog.codes), dialog._remarks.text(), nameless(dialog))
        )
        dialogs.answer(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(ImportDialog, "exec", show)
    return dialogs


def lines(tree):
    found, waiting = [], [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    while waiting:
        item = waiting.pop(0)
        found.append((item.text(0), item.text(1)))
        waiting = [item.child(i) for i in range(item.childCount())] + waiting
    return found


@pytest.fixture
def file(tmp_path):
    entries = (
        CodeEntry(
            "Organizational",
            codable=False,
            children=(CodeEntry("Lower caseloads", "Fewer clients"), CodeEntry("Job rotation")),
        ),
    )
    path = tmp_path / "Team.csv"
    write_codebook(CodebookDocument("Team", codes=entries), path)
    return path


def test_what_an_import_does_is_shown_before(files, file, shown, names, application, qtbot):
    files.import_from(file)
    qtbot.waitUntil(lambda: bool(shown))
    numbers, codes, _remarks, without_name = shown[0]
    assert numbers == ("1 code is new, 1 is worded anew, 1 stays as it is. Nothing is deleted.")
    assert codes == [
        ("Organizational", "stays as it is"),
        ("Lower caseloads", "changes: Brief definition"),
        ("Job rotation", "new"),
    ]
    assert without_name == []
    assert "Job rotation" in names()
    assert "“Team” is in the project now" in application.window.notices.words


def test_an_import_can_be_left(files, file, shown, names, qtbot):
    before = names()
    shown.answer = lambda dialog: dialog.reject()
    files.import_from(file)
    qtbot.waitUntil(lambda: bool(shown))
    assert names() == before


def test_nothing_new_cannot_be_imported(files, file, shown, qtbot, settled, project):
    enabled = []
    files.import_from(file)
    qtbot.waitUntil(lambda: len(shown) == 1)
    settled(project)
    shown.answer = lambda dialog: enabled.append(dialog.take.isEnabled())
    files.import_from(file)
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[1][0].startswith("All of it is in the project already")
    assert enabled == [False]


def test_a_broken_file_says_what_is_wrong(files, tmp_path, application, qtbot):
    path = tmp_path / "Broken.yaml"
    path.write_text("codes: {", encoding="utf-8")
    files.import_from(path)
    qtbot.waitUntil(lambda: "Broken.yaml" in application.window.notices.words)
    files.import_from(tmp_path / "Gone.yaml")
    qtbot.waitUntil(lambda: "Gone.yaml" in application.window.notices.words)


def test_what_was_odd_is_told(files, tmp_path, shown, qtbot):
    path = tmp_path / "Odd.csv"
    path.write_text("name,parent,colour\nA,,reddish\n", encoding="utf-8")
    files.import_from(path)
    qtbot.waitUntil(lambda: bool(shown))
    assert "“reddish” is no colour" in shown[0][2]


def test_one_of_the_ready_made_codebooks_is_taken(files, shown, names, qtbot):
    titles = []

    def take_last(dialog):
        titles.extend(dialog.choices.item(i).text() for i in range(dialog.choices.count()))
        dialog.choices.setCurrentRow(dialog.choices.count() - 1)
        dialog._import()

    shown.answer = take_last
    before = names()
    files.ask_ready()
    qtbot.waitUntil(lambda: bool(shown))
    assert len(titles) == 3
    assert len(names()) > len(before)


@pytest.mark.parametrize("ending", [".yaml", ".csv", ".xlsx", ".qdc"])
def test_what_is_written_can_be_read(files, tmp_path, ending, names, application):
    path = tmp_path / f"Out{ending}"
    files.export(path)
    read = read_codebook(path.read_bytes(), path.name).document
    assert [entry.name for entry in read.codes] == ["Organizational", "R&D / other"]
    assert f"“Out{ending}”" in application.window.notices.words
    assert ("one description for each code" in application.window.notices.words) is (
        ending == ".qdc"
    )


def test_a_file_that_cannot_be_written_says_why(files, tmp_path, application):
    files.export(tmp_path / "Out.docx")
    assert "choose .yaml, .csv" in application.window.notices.words


def test_the_kind_that_is_chosen_gives_the_ending(files, tmp_path, monkeypatch):
    chosen = (str(tmp_path / "Out"), "REFI-QDA (*.qdc)")
    monkeypatch.setattr(codebook_files.QFileDialog, "getSaveFileName", lambda *_args: chosen)
    files.ask_export()
    assert (tmp_path / "Out.qdc").is_file()
