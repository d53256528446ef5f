"""The first page: what stands out, and the projects opened last."""

from qualcoder_sts.foundation.preferences import Preferences, read_preferences, write_preferences
from qualcoder_sts.ui.shell.recent_project import RecentProject


def listed(application):
    page = application.window.start_page
    return [row for row in page.findChildren(RecentProject) if not row.isHidden()]


def test_a_newcomer_begins_with_the_sample(make_application):
    page = make_application().window.start_page
    assert page._buttons["open_sample"].objectName() == "mainButton"
    assert page._hint.isVisible()
    assert not page.findChildren(RecentProject)


def test_recent_projects_are_offered_and_opened(make_application, small, tmp_path):
    gone = tmp_path / "gone.qsts"
    write_preferences(Preferences("Ana Ruiz", "light", (gone, small)))
    application = make_application()
    missing, there = listed(application)
    assert not missing.button.isEnabled()
    assert "Not there any more" in missing.button.accessibleDescription()
    there.button.click()
    assert application.project.workspace.path == small
    assert read_preferences().recent_projects[0] == small
    application.close_project()
    assert application.window._pages.currentWidget() is application.window.start_page
    assert application.window.start_page._buttons["open_sample"].objectName() != "mainButton"


def test_a_project_is_taken_off_the_list_and_its_file_stays(make_application, small, tmp_path):
    gone = tmp_path / "gone.qsts"
    write_preferences(Preferences("Ana Ruiz", "light", (gone, small)))
    application = make_application()
    for row in listed(application):
        row.forget.click()
    assert listed(application) == []
    assert read_preferences().recent_projects == ()
    assert small.is_file()
