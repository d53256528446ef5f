import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.participants.queries import list_participants, list_sessions, roster
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.operations.sources import set_source_method
from qualcoder_sts.transcripts.queries import find_source, list_sources, speakers_of
from qualcoder_sts.ui.transcripts import roster_panel, speaker_deeds
from qualcoder_sts.ui.transcripts.choosing_person import PersonDialog
from qualcoder_sts.ui.transcripts.session_dialog import SessionDialog
from qualcoder_sts.ui.transcripts.speaker_deeds import NewSpeakerDialog
from qualcoder_sts.ui.transcripts.speakers_page import SpeakersPage
from tests.ui.shell.test_names import nameless


@pytest.fixture
def page(application, project, transcript, qtbot):
    application.actions["show_speakers"].trigger()
    shown = project.places.coding.tabs.currentWidget()
    assert isinstance(shown, SpeakersPage)
    qtbot.waitUntil(lambda: shown.table.model().rowCount() == 3)
    return shown


@pytest.fixture
def speaker(project, transcript):
    def find(label):
        rows = project.operations.read(speakers_of, transcript.row.source_id)
        return next((row for row in rows if row.label == label), None)

    return find


@pytest.fixture
def entries(project, transcript):
    source = project.operations.read(find_source, transcript.row.name)
    return lambda: project.operations.read(roster, source.session_id)


def line_of(page, row):
    model = page.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_who_speaks_with_turns_and_words(page):
    assert line_of(page, 1) == ["P1", "Participant", "P1", "2", "28", "41 %"]
    assert line_of(page, 0)[:3] == ["Moderator", "Interviewer, moderator", ""]
    assert page._facts.text() == "3 speakers · 7 turns · 68 words"
    assert page._source.currentText() == "FG-1 Harbour"


def test_the_models_keep_the_rules_of_qt(page, qtmodeltester):
    qtmodeltester.check(page.table.model())
    qtmodeltester.check(page.roster.table.model())


def test_a_speaker_is_renamed_with_return(page, speaker, monkeypatch, qtbot):
    monkeypatch.setattr(speaker_deeds, "asked_name", lambda *_args: "Ada")
    page.choose(speaker("P1").id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert speaker("Ada") is not None
    qtbot.waitUntil(lambda: line_of(page, 1)[0] == "Ada")
    assert page.chosen().label == "Ada"


def test_roles_are_offered_and_marked(page, speaker):
    page.choose(speaker("P1").id)
    page._role.menu().aboutToShow.emit()
    choices = page._role.menu().actions()
    assert [one.text() for one in choices if one.isChecked()] == ["Participant"]
    choices[1].trigger()
    assert speaker("P1").role is SpeakerRole.INTERVIEWER
    assert speaker("P1").participant_id is None


def test_two_labels_of_one_person_are_joined(application, page, speaker):
    page.choose(speaker("P2").id)
    page._join.menu().aboutToShow.emit()
    choices = {one.text(): one for one in page._join.menu().actions()}
    assert set(choices) == {"Moderator", "P1"}
    choices["P1"].trigger()
    assert speaker("P2") is None
    assert speaker("P1").turns == 4
    notices = application.window.notices
    assert notices.words == "Joined speakers “P1” and “P2”."
    notices.action_button.click()
    assert speaker("P2").turns == 2


def test_a_speaker_becomes_a_new_person(page, project, speaker, monkeypatch):
    asked = []
    monkeypatch.setattr(
        speaker_deeds, "asked_person", lambda *args: asked.append(args[3]) or "Ada Byrne"
    )
    page.deeds.ask_person(speaker("P1"))
    assert [row.name for row in asked[0]] == ["P2"], "not a group, and not who it is already"
    assert speaker("P1").participant == "Ada Byrne"
    names = {row.name for row in project.operations.read(list_participants)}
    assert names == {"FG-1 Harbour", "Ada Byrne", "P2"}


def test_a_speaker_becomes_a_known_person(page, project, speaker, monkeypatch):
    person = speaker("P2").participant_id
    monkeypatch.setattr(speaker_deeds, "asked_person", lambda *_args: person)
    page.deeds.ask_person(speaker("P1"))
    assert speaker("P1").participant_id == person


def test_a_speaker_without_turns_can_be_removed(page, project, speaker, monkeypatch, qtbot):
    class Answered(NewSpeakerDialog):
        def exec(self):
            self.field.setText("P3")
            return self.DialogCode.Accepted

    monkeypatch.setattr(speaker_deeds, "NewSpeakerDialog", Answered)
    page._new.click()
    assert speaker("P3").turns == 0
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 4)
    menu = page.menu_for(speaker("P3"))
    next(one for one in menu.actions() if one.text() == "Remove “P3”").trigger()
    assert speaker("P3") is None
    assert "Remove “P1”" not in [one.text() for one in page.menu_for(speaker("P1")).actions()]


def test_somebody_silent_is_added_to_the_roster(page, entries, monkeypatch, settled, project):
    assert [one.name for one in entries()] == ["P1", "P2"]
    monkeypatch.setattr(roster_panel, "asked_person", lambda *_args: "Zoë")
    page.roster._add.click()
    added = next(one for one in entries() if one.name == "Zoë")
    assert (added.present, added.speaks) == (True, False)
    settled(project)
    model = page.roster.table.model()
    words = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert words == ["present", "present", "present, silent"]
    assert page.roster._heading.text() == "Who was there · 3 people · 1 silent"
    zoe = next(row for row in project.operations.read(list_participants) if row.name == "Zoë")
    assert zoe.groups == ("FG-1 Harbour",)
    project.operations.undo()
    assert "Zoë" not in {row.name for row in project.operations.read(list_participants)}


def test_absence_and_notes(application, page, entries, settled, project):
    first, second = entries()
    page.roster.choose(first.id)
    page.roster._note.setFocus()
    QTest.keyClicks(page.roster._note, "came late")
    page.roster.choose(second.id)
    assert entries()[0].note == "came late"
    assert page.roster._note.text() == ""
    page.roster._attendance.click()
    assert not entries()[1].present
    settled(project)
    assert page.roster._attendance.text() == "Was present"
    page.roster._remove.click()
    assert [one.name for one in entries()] == ["P1"]
    assert application.window.notices.words == "Removed “P2” from the roster of “FG-1 Harbour”."


def test_a_note_that_is_being_typed_is_kept_when_the_page_reloads(page, entries, project, settled):
    page.roster.choose(entries()[0].id)
    QTest.keyClicks(page.roster._note, "left early")
    page.reload()
    assert entries()[0].note == "left early"


def test_documents_have_no_roster(page, project, transcript, settled):
    from qualcoder_sts.transcripts.operations.sources import assign_session

    source_id = transcript.row.source_id
    project.operations.run(assign_session, source_id, None)
    project.operations.run(set_source_method, source_id, Method.DOCUMENT)
    settled(project)
    assert page.roster._pages.currentIndex() == 1
    assert not page.roster._add.isEnabled()


def test_typing_a_name_narrows_and_offers_somebody_new(page, project, qtbot):
    people = project.operations.read(list_participants)
    dialog = PersonDialog(page, "Which person is “P1”?", "Link", people)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    dialog._field.setText("p2")
    assert [dialog._list.item(n).text() for n in range(dialog._list.count())] == [
        "P2 · FG-1 Harbour",
        "New participant “p2”",
    ]
    assert dialog.choice == next(row.id for row in people if row.name == "P2")
    QTest.keyClick(dialog, Qt.Key.Key_Down)
    assert dialog.choice == "p2"


def test_a_session_has_a_place_and_a_date(page, project, monkeypatch, settled):
    class Answered(SessionDialog):
        def exec(self):
            self._place.setText("Town hall")
            self._date.setText("in May")
            self.accept()
            assert self.result() != self.DialogCode.Accepted
            assert "“in May” is not clear as a date" in self._error.text()
            assert nameless(self) == []
            self._date.setText("2020-05")
            return self.DialogCode.Accepted

    monkeypatch.setattr(roster_panel, "SessionDialog", Answered)
    page.roster._session.click()
    (row,) = project.operations.read(list_sessions)
    assert (row.name, row.place, row.date) == ("FG-1 Harbour", "Town hall", "2020-05")


def test_the_list_of_sources_leads_to_the_speakers_of_any(make_application, sample, qtbot):
    project = make_application(sample).project
    sources = project.operations.read(list_sources)
    wanted = next(row for row in sources if row.method is Method.FOCUS_GROUP)
    menu = project.places.sources.menu_for((wanted.id,))
    next(one for one in menu.actions() if one.text() == "Speakers and roster").trigger()
    page = project.places.coding.tabs.currentWidget()
    assert isinstance(page, SpeakersPage)
    assert page._source.currentText() == wanted.name
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 2)


def test_everything_has_a_name(application, page, qtbot):
    assert nameless(application.window) == []
    dialog = NewSpeakerDialog(page)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_when_two_are_joined_the_one_that_stays_is_chosen(page, speaker, qtbot):
    page.choose(speaker("P1").id)
    page.deeds.join(speaker("P2"), speaker("P1"))
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 2)
    assert page.chosen().label == "P2"
