"""Codes pinned to the keys 1 to 9."""

from PySide6.QtCore import Qt

from qualcoder_sts.codebook.operations import rename_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.foundation.preferences import Preferences, write_preferences

QUOTE = "It is not supervision"


def test_a_pinned_code_is_applied_by_its_key(
    application, project, transcript, span_of, press, code_of, codes_now, settled
):
    project.places.codebook.pin_wanted.emit(code_of("Collegial support"), 2)
    action = application.actions["apply_pinned_2"]
    assert action.text().replace("&", "") == "Apply code of key 2: Collegial support"
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_2)
    assert codes_now() == [("Collegial support", QUOTE)]
    project.operations.undo()
    assert codes_now() == []
    project.operations.run(rename_code, code_of("Collegial support"), "Peers")
    settled(project)
    assert action.text().replace("&", "") == "Apply code of key 2: Peers"


def test_a_free_key_says_how_to_pin(application, transcript, span_of, press, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_7)
    assert codes_now() == []
    assert "No code is pinned to key 7" in application.window.notices.words


def test_pinning_moves_a_code_and_nothing_else(coding, code_of):
    pinned = coding.applying.pinned
    collegial, lower = code_of("Collegial support"), code_of("Lower caseloads")
    pinned.pin(collegial, 1)
    pinned.pin(lower, 2)
    pinned.pin(collegial, 3)
    assert pinned.codes() == {2: lower, 3: collegial}
    pinned.pin(lower, 0)
    assert pinned.codes() == {3: collegial}


def test_pins_are_each_coders_own_and_outlive_the_program(
    application, project, small, code_of, make_application
):
    collegial = code_of("Collegial support")
    project.places.coding.applying.pinned.pin(collegial, 5)
    application.close_project()
    write_preferences(Preferences(coder="Tomasz Lind"))
    application.open(small)
    assert application.project.places.coding.applying.pinned.codes() == {}
    application.close_project()
    write_preferences(Preferences(coder="Ana Ruiz"))
    application.open(small)
    assert application.project.places.coding.applying.pinned.codes() == {5: collegial}
    panel = application.project.places.codebook
    index = panel._model.index_of(collegial)
    assert panel._tree.itemDelegateForColumn(0).key_of(index) == "5"


def test_a_deleted_code_leaves_its_key_and_undo_brings_it_back(
    application, project, coding, transcript, span_of, press, code_of, codes_now, settled
):
    lower = code_of("Lower caseloads")
    coding.applying.pinned.pin(lower, 4)
    project.operations.run(delete_code, lower)
    settled(project)
    assert application.actions["apply_pinned_4"].text().replace("&", "") == "Apply code of key 4"
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_4)
    assert codes_now() == []
    assert "No code is pinned" in application.window.notices.words
    project.operations.undo()
    press(Qt.Key.Key_4)
    assert codes_now() == [("Lower caseloads", QUOTE)]


def test_a_choice_that_cannot_be_kept_is_said(application, coding, code_of, settings, monkeypatch):
    from qualcoder_sts.ui.coding import pinned

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(pinned, "write_pinned_codes", refuse)
    coding.applying.pinned.pin(code_of("Lower caseloads"), 1)
    assert "could not be kept" in application.window.notices.words
    assert coding.applying.pinned.codes() == {1: code_of("Lower caseloads")}
