"""The settings: all of them are there, they hold at once, and they are kept."""

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox

from qualcoder_sts.foundation.preferences import Preferences, preferences_file, read_preferences
from qualcoder_sts.foundation.settings import SettingsPage, settings
from qualcoder_sts.ui.settings.settings_dialog import SettingsDialog
from qualcoder_sts.ui.theme.fonts import PLAIN_POINTS, READING_POINTS
from qualcoder_sts.ui.widgets.headings import panel_heading


@pytest.fixture
def dialog(application, qtbot):
    application.actions["settings"].trigger()
    (shown,) = application.window.findChildren(SettingsDialog)
    qtbot.waitUntil(shown.isVisible)
    yield shown
    if shiboken6.isValid(shown):
        shown.close()


@pytest.mark.parametrize("setting", settings(), ids=lambda setting: setting.id)
def test_every_setting_is_in_the_dialog_and_in_the_guide(setting, dialog, repository):
    control = dialog.control(setting.id)
    assert control.accessibleName() == setting.title
    assert control.accessibleDescription() == setting.help
    page = (repository / "docs" / "guide" / "settings.md").read_text(encoding="utf-8")
    assert f"**{setting.title}**" in page


def test_themes_of_the_settings_are_those_of_the_program():
    from qualcoder_sts.ui.theme.apply import SYSTEM
    from qualcoder_sts.ui.theme.theme import THEME_NAMES

    (theme,) = [setting for setting in settings() if setting.id == "theme"]
    assert [option.value for option in theme.kind.options] == [SYSTEM, *THEME_NAMES]


def test_what_is_chosen_holds_at_once_and_is_kept(dialog, application):
    theme = dialog.control("theme")
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(theme.findData("dark"))
    assert application._themes.theme.name == "dark"
    assert application.actions["theme_dark"].isChecked()
    dialog.control("backups_kept").setValue(25)
    dialog.control("reminders").setChecked(False)
    kept = read_preferences()
    assert (kept.theme, kept.backups_kept, kept.reminders) == ("dark", 25, False)


def test_the_dialog_follows_what_is_chosen_elsewhere(dialog, application):
    application.actions["theme_high_contrast"].trigger()
    assert dialog.control("theme").currentData() == "high_contrast"
    application.actions["interface_larger"].trigger()
    assert dialog.control("interface_percent").value() == 110


def test_a_name_that_is_still_being_typed_counts(dialog, application):
    name = dialog.control("coder")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    name.setText("  Tomasz   Lind ")
    dialog.reject()
    assert read_preferences().coder == "Tomasz Lind"
    assert application.project.workspace.coder_name == "Tomasz Lind"
    assert application.window.status._coder.text() == "Coder: Tomasz Lind"


def test_everything_comes_back_but_the_name_and_the_keys(dialog, application):
    for control in (dialog.control(setting.id) for setting in settings()):
        match control:
            case QSpinBox():
                control.setValue(control.minimum())
            case QCheckBox():
                control.setChecked(False)
            case QComboBox():
                control.setCurrentIndex(control.count() - 1)
    application._choices.set_keys({"undo": ("Ctrl+U",)})
    assert read_preferences() != Preferences(coder="Ana Ruiz")
    application._choices.reset()
    kept = read_preferences()
    fresh = Preferences(coder="Ana Ruiz")
    assert all(getattr(kept, each.id) == getattr(fresh, each.id) for each in settings())
    assert kept.keys == {"undo": ("Ctrl+U",)}


def test_transcripts_and_settings_have_one_reading_size(application, transcript, dialog):
    size = dialog.control("reading_points")
    size.setValue(18)
    assert transcript.zoom == pytest.approx(18 / READING_POINTS)
    application.actions["zoom_out"].trigger()
    assert size.value() == 16
    assert transcript.zoom == pytest.approx(16 / READING_POINTS)
    for _ in range(30):
        application.actions["zoom_in"].trigger()
    assert size.value() == size.maximum()


def test_the_whole_interface_grows_and_comes_back(application, transcript, qtbot):
    heading = panel_heading("Sources")
    qtbot.addWidget(heading)
    heading.show()
    window = application.window
    tree = application.project.places.sources._tree

    def points():
        return [
            round(one.font().pointSizeF(), 2)
            for one in (window.menuBar(), tree, heading, transcript._text)
        ]

    before = points()
    for _ in range(5):
        application.actions["interface_larger"].trigger()
    assert points() == [round(one * 1.5, 2) for one in before]
    application.actions["theme_dark"].trigger()
    assert points() == [round(one * 1.5, 2) for one in before]
    application.actions["interface_as_it_came"].trigger()
    assert points() == before
    assert QApplication.font().pointSizeF() == PLAIN_POINTS


@pytest.mark.parametrize("page", SettingsPage)
def test_nothing_is_cut_off(dialog, page, qtbot):
    dialog.show_page(page)
    qtbot.wait(20)
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and label.text():
            assert label.width() >= label.sizeHint().width(), label.text()


@pytest.mark.parametrize(
    "content",
    [
        '{"theme": "purple", "reading_points": 900, "single_keys": "no", "language": 3}',
        '{"interface_percent": true, "backups_kept": 0, "keys": {"undo": 5, "redo": [7]}}',
        '{"keys": {"undo": ["Nonsense+"], "nothing": ["Ctrl+J"]}}',
    ],
)
def test_strange_values_in_the_file_count_as_none(make_application, settings, content, small):
    preferences_file().write_text(content)
    application = make_application(small)
    kept = application._choices.preferences
    assert kept == Preferences(recent_projects=kept.recent_projects, keys=kept.keys)
    assert len(application.actions["redo"].shortcuts()) == 2
    assert application.project is not None
