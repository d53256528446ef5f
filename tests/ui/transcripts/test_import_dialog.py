"""What is shown and decided before an import."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.participants.operations import add_participant
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.queries import find_source, list_sources, read_transcript
from qualcoder_sts.transcripts.readers.survey import ColumnUse
from qualcoder_sts.ui.transcripts import import_dialog
from qualcoder_sts.ui.transcripts.draft import Standing
from qualcoder_sts.ui.transcripts.file_list import KIND, MARK, NAME, WORDS
from qualcoder_sts.ui.transcripts.marking import Marking
from qualcoder_sts.ui.transcripts.speakers_table import LABEL, TURNS
from qualcoder_sts.ui.transcripts.speakers_table import WORDS as SPEAKER_WORDS
from tests.ui.conftest import TALK
from tests.ui.shell.test_names import nameless

INTERVIEW = (
    "Interviewer: How long have you been here?\n"
    "Marta Lind: Twelve years in spring.\n"
    "For example: in four hospitals.\n"
    "Interviewer: And what stays with you?\n"
    "Marta Lind: The voices, not the stories.\n"
    "For example: at night.\n"
)
GROUP = "Moderator: Well?\n" + "".join(f"P{n}: Yes, {n}.\nP{n % 3 + 1}: No.\n" for n in (1, 2, 3))
SURVEY = (
    "id,town,What helps you most in hard weeks?\n"
    "R1,Port,Talking with the others about it\n"
    "R2,Hill,Long walks with my old dog\n"
)


@pytest.fixture
def two_files(write):
    return [write("interviews/I-1.txt", INTERVIEW), write("focus-groups/FG-2.txt", GROUP)]


def cells(dialog, row):
    model = dialog.list.model()
    return [model.index(row, column).data() for column in (NAME, KIND, WORDS, MARK)]


def labels(dialog):
    table = dialog.page.speakers
    return [
        (
            table.item(row, LABEL).text(),
            table.item(row, LABEL).checkState() == Qt.CheckState.Checked,
            table.item(row, TURNS).text(),
        )
        for row in range(table.rowCount())
    ]


def tick(dialog, row, *, ticked):
    state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
    dialog.page.speakers.item(row, LABEL).setCheckState(state)


def choose(box, data):
    """Choose an entry as somebody does with the mouse."""
    place = next(n for n in range(box.count()) if box.itemData(n) == data)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_list_says_what_each_file_is(looked_at, write, qtmodeltester):
    files = [
        write("interviews/I-1.txt", INTERVIEW),
        write("interviews/I-2.txt", "It was a long day.\n"),
        write("interviews/I-3.docx", b"PK\x03\x04 broken"),
        write("focus-groups/FG-1.txt", GROUP),
        write("interviews/copy.txt", TALK.replace("hard", "long")),
    ]
    dialog = looked_at(*files)
    assert [cells(dialog, row) for row in range(4)] == [
        ["I-1.txt", "Interview", "35", ""],
        ["I-2.txt", "Interview", "5", "?"],
        ["I-3.docx", "", "", "×"],
        ["FG-1.txt", "Focus group", "17", ""],
    ]
    assert dialog.import_button.text() == "Import 4 files"
    assert "2 files want a look" in dialog.sentence.text()
    qtmodeltester.check(dialog.list.model())


def test_what_is_there_already_is_left_out_unless_it_is_wanted(
    looked_at, write, brought_in, project
):
    dialog = looked_at(write("focus-groups/FG-1 Harbour.txt", TALK))
    (file,) = dialog.draft.files
    assert file.standing is Standing.KNOWN
    assert "has this text already, as “FG-1 Harbour”" in dialog.page.sentences.text()
    assert not dialog.import_button.isEnabled()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.import_button.text() == "Import 1 file"
    (line,) = brought_in(dialog).sources
    assert line.name == "FG-1 Harbour (2)"


def test_the_same_file_twice_in_the_list(looked_at, write):
    dialog = looked_at(write("interviews/a.txt", INTERVIEW), write("interviews/b.txt", INTERVIEW))
    assert [file.twin for file in dialog.draft.files] == ["", "a.txt"]
    dialog.list.show_file(dialog.draft.files[1].path)
    assert "“a.txt” in this list holds the same" in dialog.page.sentences.text()
    assert dialog.import_button.text() == "Import 1 file"


def test_the_text_is_shown_as_it_will_be(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    row = dialog.page.text.view.row
    assert row.text == INTERVIEW.rstrip()
    assert [(turn.speaker, turn.interviewer) for turn in row.turns][:2] == [
        ("Interviewer", True),
        ("Marta Lind", False),
    ]
    assert "Plain text · 35 words · 2 speakers" in dialog.page.found.text()


def test_only_the_beginning_of_a_long_text_is_shown(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW * 400))
    assert len(dialog.page.text.view.row.text) <= 6_000
    shown = dialog.page.text.view.row.text
    assert (INTERVIEW * 400).startswith(f"{shown}\n")
    assert all(turn.end <= len(shown) for turn in dialog.page.text.view.row.turns)
    assert dialog.page.text.rest.text() == "The beginning of 14,000 words"


def test_a_false_speaker_is_unticked_and_a_missed_one_ticked(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    assert labels(dialog) == [
        ("Interviewer", True, "2"),
        ("Marta Lind", True, "2"),
        ("For example", False, "2"),
    ]
    tick(dialog, 2, ticked=True)
    tick(dialog, 1, ticked=False)
    looked_at.read(dialog)
    assert labels(dialog) == [
        ("Interviewer", True, "2"),
        ("Marta Lind", False, "2"),
        ("For example", True, "2"),
    ]
    speakers = {turn.speaker for turn in dialog.page.text.view.row.turns}
    assert speakers == {"Interviewer", "For example"}


def test_a_speaker_is_renamed_and_given_a_role(looked_at, write, brought_in, project):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    table = dialog.page.speakers
    table.item(1, LABEL).setText("Anna Berg")
    looked_at.read(dialog)
    choose(table.role_box(0), SpeakerRole.UNATTRIBUTED.value)
    looked_at.read(dialog)
    assert labels(dialog)[1] == ("Anna Berg", True, "2")
    brought_in(dialog)
    source = project.operations.read(find_source, "I-1")
    turns = project.operations.read(read_transcript, source.id).turns
    assert {(turn.label, turn.role) for turn in turns} == {
        ("Interviewer", SpeakerRole.UNATTRIBUTED),
        ("Anna Berg", SpeakerRole.PARTICIPANT),
    }


def test_decisions_belong_to_the_file_in_front(looked_at, two_files):
    dialog = looked_at(*two_files)
    second = dialog.draft.files[1]
    dialog.list.show_file(second.path)
    choose(dialog.page.speakers.role_box(1), SpeakerRole.INTERVIEWER.value)
    looked_at.read(dialog)
    first, second = dialog.draft.files
    assert first.settings.speakers == ()
    assert [one.label for one in second.settings.speakers] == ["P1"]
    dialog.list.show_file(first.path)
    assert [line[0] for line in labels(dialog)] == ["Interviewer", "Marta Lind", "For example"]
    assert dialog.page.speakers.role_box(2) is None


def test_rows_say_turns_and_words_to_those_who_hear_them(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    spoken = [
        dialog.page.speakers.item(row, LABEL).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in (1, 2)
    ]
    assert spoken[0] == "Marta Lind: 2 turns, 18 words"
    assert spoken[1].startswith("For example, no speaker: ")
    assert dialog.page.speakers.item(1, SPEAKER_WORDS).text() == "18"


def test_speakers_by_a_pattern(looked_at, write, qtbot):
    dialog = looked_at(write("interviews/I-1.txt", "A> How was it?\nB> Long.\nA> And?\nB> Well.\n"))
    marking = dialog.page.marking
    choose(marking.choice, Marking.PATTERN.value)
    marking.pattern.setFocus()
    marking.pattern.clear()
    QTest.keyClicks(marking.pattern, r"(?P<label>\w")
    qtbot.waitUntil(lambda: "cannot be used" in marking.sentence.text())
    assert marking.sentence.isVisible()
    QTest.keyClicks(marking.pattern, ")> ")
    QTest.keyClick(marking.pattern, Qt.Key.Key_Return)
    assert not marking.sentence.isVisible()
    assert dialog.isVisible()
    looked_at.read(dialog)
    assert [line[0] for line in labels(dialog)] == ["A", "B"]


def test_a_pattern_that_takes_too_long(looked_at, write, monkeypatch):
    from qualcoder_sts.transcripts.speakers import custom

    monkeypatch.setattr(custom.SpeakerPattern, "__post_init__", lambda self: None)
    dialog = looked_at(write("interviews/I-1.txt", "a" * 40 + "!\n" + INTERVIEW))
    slow = custom.SpeakerPattern(r"(?P<label>(?:a|aa)+)\1\1x", seconds=0.02)
    from dataclasses import replace

    dialog.draft.decide([dialog.list.front], lambda settings: replace(settings, labels=slow))
    looked_at.read(dialog)
    assert "takes too long on this text" in dialog.page.sentences.text()
    assert dialog.page.marking.isVisible()
    choose(dialog.page.marking.choice, Marking.AUTOMATIC.value)
    looked_at.read(dialog)
    assert dialog.draft.files[0].standing is Standing.GOOD


def test_no_speakers_at_all(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    choose(dialog.page.marking.choice, Marking.NONE.value)
    looked_at.read(dialog)
    assert labels(dialog) == []
    assert dialog.page.text.view.row.turns == ()
    assert "No speakers were found" in dialog.page.sentences.text()


def test_what_is_decided_for_several_files(looked_at, write, brought_in, project):
    dialog = looked_at(write("a/I-1.txt", INTERVIEW), write("a/I-2.txt", GROUP))
    dialog.list.selectAll()
    assert dialog.page.facts.name.text() == "2 files"
    assert not dialog.page.facts.name.isEnabled()
    choose(dialog.page.facts.kind, Method.FIELD_NOTE.value)
    dialog.page.facts.date.setText("2020-05")
    dialog.page.facts.date.editingFinished.emit()
    looked_at.read(dialog)
    brought_in(dialog)
    new = [row for row in project.operations.read(list_sources) if row.name.startswith("I-")]
    assert [(row.method, row.date) for row in new] == [(Method.FIELD_NOTE, "2020-05")] * 2


def test_roles_are_set_in_several_files_and_names_in_one(looked_at, write):
    dialog = looked_at(
        write("a/I-1.txt", INTERVIEW), write("a/I-2.txt", INTERVIEW + "Marta Lind: So.\n")
    )
    dialog.list.selectAll()
    choose(dialog.page.speakers.role_box(1), SpeakerRole.UNATTRIBUTED.value)
    tick(dialog, 2, ticked=True)
    looked_at.read(dialog)
    dialog.page.speakers.item(0, LABEL).setText("Dan")
    looked_at.read(dialog)
    found = [file.prepared.sources[0].found.speakers for file in dialog.draft.files]
    assert [[(one.label, one.role) for one in speakers] for speakers in found] == [
        [
            (asking, SpeakerRole.INTERVIEWER),
            ("Marta Lind", SpeakerRole.UNATTRIBUTED),
            ("For example", SpeakerRole.PARTICIPANT),
        ]
        for asking in ("Dan", "Interviewer")
    ]


def test_a_date_that_is_none_says_so(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    dialog.page.facts.date.setText("last May")
    dialog.page.facts.date.editingFinished.emit()
    assert "“last May” is not clear as a date" in dialog.page.sentences.text()
    assert dialog.draft.files[0].settings.date == ""
    dialog.page.facts.date.setText("2020")
    dialog.page.facts.date.editingFinished.emit()
    assert dialog.page.sentences.text() == ""


def test_name_and_language(looked_at, write, brought_in, project):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    facts = dialog.page.facts
    facts.name.selectAll()
    QTest.keyClicks(facts.name, "Harbour interpreter")
    facts.name.editingFinished.emit()
    facts.language.setEditText("Spanish")
    facts.language.lineEdit().editingFinished.emit()
    looked_at.read(dialog)
    brought_in(dialog)
    source = project.operations.read(find_source, "Harbour interpreter")
    assert source.language == "es"


def test_the_encoding_is_corrected(looked_at, write):
    text = "I: Où ?\nAnaïs: À l'hôpital.\n" * 3
    dialog = looked_at(write("interviews/I-1.txt", text.encode("cp1252")))
    assert dialog.draft.files[0].standing is Standing.DOUBTFUL
    facts = dialog.page.facts
    assert facts.encoding.isVisible()
    choose(facts.encoding, "mac_roman")
    looked_at.read(dialog)
    assert "À" not in dialog.page.text.view.row.text
    choose(facts.encoding, "cp1252")
    looked_at.read(dialog)
    assert "À l'hôpital" in dialog.page.text.view.row.text
    assert dialog.draft.files[0].standing is Standing.GOOD


def test_only_text_files_have_an_encoding(looked_at, write):
    from qualcoder_sts.foundation.shipped_files import sample_study_folder

    word = next((sample_study_folder() / "interviews").glob("*.docx"))
    dialog = looked_at(word)
    assert not dialog.page.facts.encoding.isVisible()


def test_people_of_the_project(looked_at, two_files, brought_in, project):
    marta = project.operations.run(add_participant, "Marta Lind").value
    other = project.operations.run(add_participant, "Ben").value
    dialog = looked_at(*two_files)
    box = dialog.page.speakers.person_box(1)
    assert box.currentText() == "Marta Lind"
    assert dialog.page.speakers.person_box(0) is None
    dialog.list.show_file(dialog.draft.files[1].path)
    box = dialog.page.speakers.person_box(1)
    assert box.currentText() == "New person"
    place = box.findText("Ben")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    looked_at.read(dialog)
    assert dialog.page.speakers.person_box(1).currentText() == "Ben"
    brought_in(dialog)
    people = {row.id: row for row in project.operations.read(list_participants)}
    assert people[marta].sessions == ("I-1",)
    assert people[other].sessions == ("FG-2",)
    assert "Marta Lind" not in [row.name for key, row in people.items() if key != marta]


def test_one_name_in_two_files_is_one_person_unless_somebody_says_no(looked_at, write):
    dialog = looked_at(
        write("interviews/I-1.txt", INTERVIEW), write("interviews/I-2.txt", INTERVIEW + "I: So.\n")
    )
    box = dialog.page.speakers.person_box(1)
    assert [box.itemText(n) for n in range(2)] == ["New person", "One person in all files"]
    assert box.currentIndex() == 1
    box.setCurrentIndex(0)
    box.activated.emit(0)
    looked_at.read(dialog)
    assert dialog.page.speakers.person_box(1).currentIndex() == 0


def test_attributes_come_in_the_same_step(looked_at, write, two_files, brought_in, project, qtbot):
    people = write("people.csv", "name,session,age\nMarta Lind,,41\nP2,FG-2,30\nP9,FG-2,50\n")
    dialog = looked_at(*two_files)
    dialog.attributes.take(people)
    qtbot.waitUntil(lambda: dialog.attributes.table is not None)
    assert dialog.attributes.words.text() == "“people.csv”: 2 of 3 rows fit (age)."
    dialog.attributes.list_unmatched.click()
    imported = brought_in(dialog)
    assert imported.attributes.matched == 2
    notices = project.places.coding.window().notices
    assert notices.words == "2 transcripts imported. 2 of 3 rows of attributes fitted."
    ages = {row.name: row.attributes for row in project.operations.read(list_participants)}
    assert ages["Marta Lind"] == {"age": "41"}
    assert project.operations.read(next_steps).undo == "Import 2 sources"
    project.operations.undo()
    assert len(project.operations.read(list_sources)) == 1


def test_attributes_are_compared_again_when_people_change(looked_at, write, qtbot):
    people = write("people.csv", "name,age\nMarta Lind,41\nAnna Berg,30\n")
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    dialog.attributes.take(people)
    qtbot.waitUntil(lambda: "1 of 2 rows fit" in dialog.attributes.words.text())
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "0 of 2 rows fit" in dialog.attributes.words.text())
    dialog.attributes.leave.click()
    assert dialog.attributes.table is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"name\nMarta\n", "has no column of attributes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls file"),
    ],
)
def test_a_spreadsheet_that_will_not_do(looked_at, write, qtbot, content, said):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    dialog.attributes.take(write("people.csv", content))
    qtbot.waitUntil(lambda: said in dialog.attributes.words.text())
    assert dialog.import_button.isEnabled()


def test_the_columns_of_a_survey(looked_at, write, brought_in, project):
    dialog = looked_at(write("answers.csv", SURVEY))
    columns = dialog.page.columns
    assert columns.isVisible()
    assert [columns.use_box(row).currentText() for row in range(3)] == [
        "Who answers",
        "Attribute",
        "Answers",
    ]
    choose(columns.use_box(1), ColumnUse.RESPONDENT.value)
    looked_at.read(dialog)
    assert [columns.use_box(row).currentText() for row in range(2)] == ["Attribute", "Who answers"]
    which = dialog.page.text.which
    assert [which.itemText(n) for n in range(which.count())] == ["answers Port", "answers Hill"]
    which.setCurrentIndex(1)
    which.activated.emit(1)
    assert "Long walks" in dialog.page.text.view.row.text
    brought_in(dialog)
    people = {row.name: row.attributes for row in project.operations.read(list_participants)}
    assert people["Hill"] == {"id": "R2"}


def test_a_table_without_answers_can_be_mended(looked_at, write):
    dialog = looked_at(write("answers.csv", "id,town\nR1,Port\nR2,Hill\n"))
    assert "no column holds answers" in dialog.page.sentences.text()
    assert dialog.page.columns.isVisible()
    choose(dialog.page.columns.use_box(1), ColumnUse.ANSWERS.value)
    looked_at.read(dialog)
    assert dialog.import_button.text() == "Import 1 file"


def test_a_table_of_people_is_taken_as_attributes(looked_at, write, qtbot):
    people = write("people.csv", "name,age\nMarta Lind,41\n")
    dialog = looked_at(people, write("interviews/I-1.txt", INTERVIEW))
    assert dialog.page.as_attributes.isVisible()
    dialog.page.as_attributes.click()
    qtbot.waitUntil(lambda: "1 of 1 row fits (age)" in dialog.attributes.words.text())
    assert [file.path.name for file in dialog.draft.files] == ["I-1.txt"]
    assert not dialog.page.as_attributes.isVisible()


def test_what_wants_a_look_is_gone_through(looked_at, write):
    dialog = looked_at(
        write("interviews/I-1.txt", "It was a long day.\n"),
        write("interviews/I-2.txt", INTERVIEW),
        write("interviews/I-3.docx", b"PK\x03\x04 broken"),
    )
    visited = []
    for _ in range(3):
        dialog.next_doubt.click()
        visited.append(dialog.list.front.name)
    assert visited == ["I-3.docx", "I-1.txt", "I-3.docx"]


def test_files_are_taken_out_of_the_list(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW), write("focus-groups/a.txt", GROUP))
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert [file.path.name for file in dialog.draft.files] == ["a.txt"]
    assert dialog.list.front.name == "a.txt"
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.draft.files == ()
    assert not dialog.import_button.isEnabled()
    assert not dialog.page.isVisible()


def test_a_folder_without_transcripts_says_so(project, tmp_path, qtbot):
    (tmp_path / "empty").mkdir()
    project.imports.start([tmp_path / "empty", tmp_path / "gone.txt"])
    dialog = project.imports.dialog
    qtbot.waitUntil(lambda: "no transcript in the folder “empty”" in dialog.sentence.text())
    assert "“gone.txt” cannot be read" in dialog.sentence.text()
    assert not dialog.import_button.isEnabled()


def test_something_unforeseen_stops_no_other(looked_at, write, monkeypatch, qtbot):
    import sys

    from qualcoder_sts.ui.transcripts import draft

    told = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: told.append(error))
    real = draft.read_file

    def read(path, choices):
        if path.name == "b.txt":
            raise ZeroDivisionError
        return real(path, choices)

    monkeypatch.setattr(draft, "read_file", read)
    dialog = looked_at(*(write(f"interviews/{n}.txt", INTERVIEW + n) for n in "abc"))
    standings = [file.standing for file in dialog.draft.files]
    assert standings[1] is Standing.BAD
    assert Standing.WAITING not in standings
    assert len(told) == 1


def test_a_decision_that_cannot_be_carried_out_is_not_passed_over(looked_at, write, monkeypatch):
    import sys

    from qualcoder_sts.ui.transcripts import draft

    def prepare(_read, _settings):
        raise ZeroDivisionError

    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(draft, "prepare_sources", prepare)
    dialog.page.speakers.item(1, LABEL).setText("Anna")
    looked_at.read(dialog)
    assert dialog.draft.files[0].standing is Standing.BAD
    assert not dialog.import_button.isEnabled()


def test_nothing_is_imported_when_it_is_cancelled(looked_at, write, project):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert project.imports.dialog is None
    assert len(project.operations.read(list_sources)) == 1


def test_what_was_decided_is_not_lost_by_a_slip(looked_at, write, project, monkeypatch):
    asked, answers = [], [False, True]
    monkeypatch.setattr(
        import_dialog, "agreed", lambda *words: asked.append(words[2]) or answers.pop(0)
    )
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    dialog.page.speakers.item(1, LABEL).setText("Anna")
    looked_at.read(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert project.imports.dialog is dialog
    assert "decided about 1 file." in asked[0]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert project.imports.dialog is None


def test_return_in_a_field_imports_nothing(looked_at, write, project, qtbot):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW))
    dialog.page.facts.name.setFocus()
    QTest.keyClick(dialog.page.facts.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not project.operations.is_writing
    with qtbot.waitSignal(project.imports.done, timeout=20_000):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_closing_while_files_are_read(project, write, qtbot, application):
    files = [write(f"interviews/{n}.txt", INTERVIEW * 50 + str(n)) for n in range(20)]
    project.imports.start(files)
    qtbot.waitUntil(lambda: bool(project.imports.dialog.draft.files))
    project.imports.dialog.cancel.click()
    qtbot.waitUntil(lambda: not application._jobs.running, timeout=10_000)
    assert len(project.operations.read(list_sources)) == 1


def test_the_project_can_be_closed_while_files_are_looked_at(looked_at, write, application):
    looked_at(write("interviews/I-1.txt", INTERVIEW))
    application.actions["close_project"].trigger()
    assert application.project is None


def test_every_control_has_a_name(looked_at, write):
    dialog = looked_at(write("interviews/I-1.txt", INTERVIEW), write("answers.csv", SURVEY))
    assert nameless(dialog) == []
    choose(dialog.page.marking.choice, Marking.PATTERN.value)
    assert nameless(dialog) == []
    dialog.list.show_file(Path(dialog.draft.files[1].path))
    assert nameless(dialog) == []


def test_tables_of_a_folder_that_are_left_out_are_named(looked_at, write):
    write("study/interviews/I-1.txt", INTERVIEW)
    write("study/surveys/answers.csv", "id,What helps?\nR1,Long walks by the river after work.\n")
    people = write("study/participants.csv", "name,age\nMarta Lind,41\n")
    write("study/.hidden/rosters.csv", "name\n")
    dialog = looked_at(people.parent)
    assert "“participants.csv” was left out" in dialog.sentence.text()
    assert {file.path.name for file in dialog.draft.files} == {"I-1.txt", "answers.csv"}


def test_a_table_without_rows_says_so_and_is_offered_as_nothing(looked_at, write, qtbot):
    empty = write("people.csv", "name,age\n")
    dialog = looked_at(empty, write("interviews/I-1.txt", INTERVIEW))
    dialog.list.show_file(empty)
    assert "headings in it and no rows below them" in dialog.page.sentences.text()
    assert not dialog.page.as_attributes.isVisible()
    assert not dialog.page.columns.isVisible()
    dialog.attributes.take(empty)
    qtbot.waitUntil(lambda: "no rows below its headings" in dialog.attributes.words.text())
    assert dialog.attributes.table is None
