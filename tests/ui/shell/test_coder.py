"""Who codes: a name of the person on this computer, not of the file."""

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.foundation.preferences import Preferences, read_preferences, write_preferences
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.ui import application as root


def answer(monkeypatch, name):
    monkeypatch.setattr(root, "asked_name", lambda *_: name)


def test_steps_are_recorded_under_the_name_that_was_given(application, project, monkeypatch):
    answer(monkeypatch, "Tomasz Lind")
    application.actions["name_coder"].trigger()
    assert read_preferences().coder == "Tomasz Lind"
    assert "Tomasz Lind" in application.window.status._coder.text()
    names = [coder.name for coder in project.operations.read(list_coders)]
    assert names == ["Ana Ruiz"]  # giving a name is no step
    project.operations.run(add_code, "Sleep")
    assert project.operations.read(audit_trail)[-1].coder == "Tomasz Lind"


def test_closing_the_question_changes_nothing(application, monkeypatch):
    answer(monkeypatch, None)
    application.actions["name_coder"].trigger()
    assert read_preferences().coder == "Ana Ruiz"


def test_a_newcomer_is_reminded(make_application, small, settings, monkeypatch):
    write_preferences(Preferences(coder="root", theme="light"))
    application = make_application(small)
    notices = application.window.notices
    assert "root" in notices.words
    answer(monkeypatch, "Ana Ruiz")
    notices.action_button.click()
    assert application.project.workspace.coder_name == "Ana Ruiz"
    assert not notices.isVisible()


def test_who_has_coded_before_is_not_reminded(application):
    assert not application.window.notices.isVisible()
