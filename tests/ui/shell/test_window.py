import gc
import shutil
import sqlite3
import weakref
from contextlib import closing

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from qualcoder_sts.foundation.preferences import Preferences, read_preferences, write_preferences
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.actions.menus import action_rows, menus
from qualcoder_sts.ui.actions.rows import ActionRow, Menu, Needs
from qualcoder_sts.ui.codebook.import_dialog import ImportDialog
from qualcoder_sts.ui.shell import choosing
from qualcoder_sts.ui.shell.about import AboutDialog
from qualcoder_sts.ui.shell.main_window import TITLE


def test_every_action_stands_in_the_menus_once(application):
    ids = [row.id for row in action_rows()]
    assert len(set(ids)) == len(ids)
    shown = in_menus(application.window.menuBar().actions())
    assert sorted(shown) == sorted(ids)


def in_menus(entries):
    for entry in entries:
        if (menu := entry.menu()) is not None:
            yield from in_menus(menu.actions())
        elif not entry.isSeparator():
            yield entry.objectName()


def test_no_key_means_two_things():
    # What belongs to the editing of a text works only while the others do not; and what belongs
    # to the transcript alone does not work in the queue of suggestions or among disagreements.
    everywhere = [row for row in action_rows() if not row.keys_hold_in]
    apart = {"suggestions", "disagreements"}
    in_text = [row for row in action_rows() if row.keys_hold_in not in {"", *apart}]
    in_queue = [row for row in action_rows() if row.in_suggestions]
    among_them = [row for row in action_rows() if row.in_disagreements]
    for rows in ([*everywhere, *each] for each in (in_text, in_queue, among_them)):
        keys = [(key, row.needs is Needs.EDITING) for row in rows for key in row.keys]
        assert len(set(keys)) == len(keys)


def test_single_keys_belong_to_the_transcript_or_the_queue():
    for row in action_rows():
        if any(len(key) == 1 or key in {"Del", "Return", "Enter"} for key in row.keys):
            assert row.may_have_single_keys, row.id


def test_every_action_has_a_deed_when_a_project_is_open(application):
    assert set(application.actions._deeds) == {row.id for row in action_rows()}
    application.close_project()
    left = {row.id for row in action_rows() if row.needs is Needs.NOTHING}
    panels = {"go_to_sources", "go_to_codebook", "go_to_transcript", "go_to_inspector", "only_text"}
    panels.add("go_to_suggestions")
    places = {"close_project", "place_code", "place_analyse", "place_team"}
    assert set(application.actions._deeds) == left | places | panels


def test_access_keys_are_clear_within_each_menu():
    clear = [menu for top in menus() for menu in (top, *menus_in(top))]
    for menu in clear:
        texts = [
            e.text if isinstance(e, ActionRow) else getattr(e, "title", "") for e in menu.entries
        ]
        marked = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(set(marked)) == len(marked), menu.title
    titles = [menu.title[menu.title.index("&") + 1].lower() for menu in menus()]
    assert len(set(titles)) == len(titles)


def menus_in(menu):
    for entry in menu.entries:
        if isinstance(entry, Menu):
            yield entry
            yield from menus_in(entry)


def test_actions_follow_what_is_there(make_application, small, qtbot, settled):
    application = make_application()
    actions = application.actions

    def enabled():
        return {row.id for row in action_rows() if actions[row.id].isEnabled()}

    nothing = {row.id for row in action_rows() if row.needs is Needs.NOTHING}
    assert enabled() == nothing
    application.open(small)
    project = application.project
    with_project = {row.id for row in action_rows() if row.needs is Needs.PROJECT}
    assert enabled() == nothing | with_project | {"undo"}
    assert actions["undo"].text().startswith("&Undo: Import")
    project.operations.undo()
    settled(project)
    assert "redo" in enabled()
    assert actions["redo"].text().startswith("&Redo: Import")
    project.operations.redo()
    settled(project)
    (source,) = project.operations.read(list_sources)
    project.places.coding.open(source.id)
    transcript = {row.id for row in action_rows() if row.needs is Needs.TRANSCRIPT}
    assert transcript <= enabled()
    application.close_project()
    assert enabled() == nothing
    assert actions["undo"].text() == "&Undo"


def test_nothing_of_a_closed_project_is_left(application, project, transcript, qtbot):
    places = project.places
    things = [
        project.operations,
        project.imports,
        *(dock.panel for dock in places.docks()),
        *places.pages(),
        places.coding.applying.box,
        transcript,
        *application.window._docks,
    ]
    application.close_project()
    qtbot.waitUntil(lambda: not any(shiboken6.isValid(thing) for thing in things))
    assert application.window.windowTitle() == TITLE
    assert application.window._pages.count() == 1
    with closing(sqlite3.connect(project.workspace.path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")  # nobody holds the file any more
    assert not project.workspace.path.with_name("Small.qsts.lock").exists()


def test_a_closed_project_leaves_memory(application, small, qtbot):
    """Its confidential texts too: work done in the background held the whole project."""
    operations = weakref.ref(application.project.operations)
    workspace = weakref.ref(application.project.workspace)
    (source,) = operations().read(list_sources)
    application.project.places.coding.open(source.id)
    qtbot.waitUntil(lambda: not application._jobs.running)
    application.close_project()

    def is_gone():
        gc.collect()
        return operations() is workspace() is None

    qtbot.waitUntil(is_gone)


def test_opening_and_closing_again_and_again(application, small, qtbot):
    def widgets():
        gc.collect()
        return len(QApplication.allWidgets())

    application.close_project()
    qtbot.wait(20)
    application.open(small)
    application.close_project()
    qtbot.wait(20)
    before = widgets()
    for _ in range(5):
        application.open(small)
        (source,) = application.project.operations.read(list_sources)
        application.project.places.coding.open(source.id)
        application.actions["theme_dark"].trigger()
        application.actions["theme_light"].trigger()
        application.close_project()
        qtbot.wait(20)
    # The recent project's button is made anew each time.
    assert widgets() <= before + 2


def test_a_project_that_is_open_is_not_opened_again(application, project, small):
    application.open(small)
    assert application.project is project
    assert "is open already" in application.window.notices.words


def test_another_project_takes_the_place_of_the_first(application, project, tmp_path, small):
    other = tmp_path / "Other.qsts"
    create_project(other, "Other", coder="Ana Ruiz").close()
    application.open(other)
    assert application.project.workspace.path == other
    assert application.window.windowTitle() == f"Other — {TITLE}"
    open_project(small, coder="Ana Ruiz").close()  # the first one was let go of


def test_a_title_shows_brackets_and_no_sign_of_changes(make_application, tmp_path):
    path = tmp_path / "Round [*] two.qsts"
    create_project(path, "Round", coder="Ana Ruiz").close()
    application = make_application(path)
    assert "[*][*]" in application.window.windowTitle()
    assert not application.window.isWindowModified()


def test_the_question_for_a_project_in_use(make_application, small, monkeypatch, qtbot):
    with open_project(small, coder="Tomasz"):
        asked = []
        monkeypatch.setattr(choosing, "agreed", lambda *words: asked.append(words) or False)
        application = make_application(small)
        assert application.project is None
        monkeypatch.setattr(choosing, "agreed", lambda *words: asked.append(words) or True)
        application.open(small)
    assert "is open" in asked[0][2]
    assert application.project.workspace.read_only
    assert application.window.status._saved.text() == "● Read-only"
    assert "read-only" in application.window.notices.words


@pytest.fixture
def read_only(make_application, small, monkeypatch):
    monkeypatch.setattr(choosing, "agreed", lambda *words: True)
    with open_project(small, coder="Tomasz"):
        return make_application(small)


def test_a_read_only_project_is_read_and_not_changed(read_only, span_of, settled):
    actions, project = read_only.actions, read_only.project
    (source,) = project.operations.read(list_sources)
    view = project.places.coding.open(source.id)
    for row in action_rows():
        if row.writes:
            assert not actions[row.id].isEnabled(), row.id
            assert "read-only" in actions[row.id].toolTip()
    assert actions["save_chart"].isEnabled()
    assert actions["zoom_in"].isEnabled()
    view.select(span_of(view, "The Friday table"))
    notices = read_only.window.notices
    panel = project.places.codebook
    for attempt in (
        lambda: panel.applied.emit(next(iter(panel._codes)).id),
        project.places.coding.applying.ask_code,
        project.places.coding.changing.remove_current,
        project.imports.ask_files,
        lambda: project.imports.start([]),
        panel.deeds()["add_code"],
    ):
        notices.hide()
        attempt()
        assert "open read-only" in notices.words
        assert notices.isVisible()
    menu = panel.menu_for(next(code.id for code in panel._codes if code.codable))
    reading = {"", "Show quotes"} | {
        actions[action_id].text()
        for action_id in ("show_codebook", "show_recheck", "show_only_code")
    }
    assert not any(each.isEnabled() for each in menu.actions() if each.text() not in reading)
    menu.deleteLater()
    menu = project.places.coding.menu_for(view, view.segments())
    to_see = {"", *(read_only.actions[name].text() for name in ("filter_codes", "show_similar"))}
    assert not any(action.isEnabled() for action in menu.actions() if action.text() not in to_see)
    menu.deleteLater()


def test_files_that_cannot_be_opened_are_named(make_application, small, tmp_path):
    application = make_application()
    notices = application.window.notices
    newer = shutil.copy(small, tmp_path / "newer.qsts")
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    damaged = tmp_path / "damaged.qsts"
    content = bytearray(small.read_bytes())
    content[4096 : 4096 * 6] = bytes(4096 * 5)
    damaged.write_bytes(content)
    other = tmp_path / "other.qsts"
    other.write_text("not a project")
    for path, words in (
        (newer, "newer qualcoder-sts"),
        (damaged, "is damaged"),
        (other, "is not a qualcoder-sts project"),
        (tmp_path / "gone.qsts", "There is no project"),
    ):
        application.open(path)
        assert application.project is None
        assert words in notices.words


def drop(window, paths, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(300, 300), copy, data, left, plain)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, plain))


def test_files_are_dropped(make_application, small, tmp_path, qtbot):
    text = tmp_path / "I-01.txt"
    text.write_text("Interviewer: How was it?\nP1: Long.\nInterviewer: And?\nP1: Better.\n")
    application = make_application()
    drop(application.window, [text], qtbot)
    assert "Start or open a project first" in application.window.notices.words
    drop(application.window, [small], qtbot)
    assert application.project.workspace.path == small
    drop(application.window, [text], qtbot)
    dialog = application.project.imports.dialog
    qtbot.waitUntil(lambda: bool(dialog.draft.wanted), timeout=20_000)
    drop(dialog, [tmp_path], qtbot)
    qtbot.waitUntil(lambda: not dialog.draft.is_reading)
    assert [file.path.name for file in dialog.draft.files] == ["I-01.txt"]


def test_themes_are_chosen_and_kept(application, make_application, project, transcript):
    for name in ("dark", "high_contrast", "light", "system"):
        application.actions[f"theme_{name}"].trigger()
        assert read_preferences().theme == name
        assert application.actions[f"theme_{name}"].isChecked()
        shown = application._themes.theme
        assert transcript._parts.theme is shown
        if name != "system":
            assert shown.name == name


def test_a_theme_that_is_unknown_is_not_the_end(make_application, settings):
    write_preferences(Preferences(theme="purple"))
    assert make_application().actions["theme_system"].isChecked()


def test_settings_that_cannot_be_kept_are_no_reason_to_stop(application, monkeypatch):
    from qualcoder_sts.ui.settings import choices

    def full(_preferences):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(choices, "write_preferences", full)
    application.actions["theme_dark"].trigger()
    assert "No space left" in application.window.notices.words


def test_the_sample_study_is_made_and_opened(make_application, tmp_path, monkeypatch, qtbot):
    from qualcoder_sts.ui.shell import sample

    monkeypatch.setattr(sample.platformdirs, "user_documents_dir", lambda: str(tmp_path))
    application = make_application()
    application.actions["open_sample"].trigger()
    qtbot.waitUntil(lambda: application.project is not None, timeout=30_000)
    assert len(application.project.operations.read(list_sources)) >= 7
    application.close_project()
    application.actions["open_sample"].trigger()
    qtbot.waitUntil(lambda: application.project is not None, timeout=30_000)


def test_a_new_project_keeps_the_dot_in_its_name(make_application, tmp_path, monkeypatch):
    name = str(tmp_path / "Round 1.2")
    monkeypatch.setattr(
        choosing.QFileDialog, "getSaveFileName", staticmethod(lambda *_, **__: (name, ""))
    )
    monkeypatch.setattr(ImportDialog, "exec", lambda _dialog: False)
    application = make_application()
    application.actions["new_project"].trigger()
    assert application.project.workspace.path == tmp_path / "Round 1.2.qsts"
    application.close_project()
    application.actions["new_project"].trigger()
    assert application.project is None
    assert "exists already" in application.window.notices.words


def test_a_new_project_is_offered_a_codebook(make_application, tmp_path, monkeypatch, qtbot):
    """Return begins with the first one; the way without is a button beside it."""
    name = str(tmp_path / "Study.qsts")
    monkeypatch.setattr(
        choosing.QFileDialog, "getSaveFileName", staticmethod(lambda *_, **__: (name, ""))
    )
    asked = []

    def press_return(dialog):
        dialog.show()
        buttons = (dialog.take.text(), dialog.leave.text())
        asked.append((dialog.windowTitle(), *buttons, dialog.chosen.name))
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(ImportDialog, "exec", press_return)
    application = make_application()
    application.actions["new_project"].trigger()
    codebook = application.project.places.codebook
    qtbot.waitUntil(lambda: len(codebook.codes) == 18)
    words = ("Begin with a codebook?", "Begin with it", "Begin empty", "STS interventions")
    assert asked == [words]


def test_about_says_version_licence_and_log(application, qtbot):
    from qualcoder_sts import __version__
    from qualcoder_sts.foundation.crash_log import log_folder

    dialog = AboutDialog(application.window)
    qtbot.addWidget(dialog)
    labels = [child.text() for child in dialog.findChildren(QLabel)]
    words = " ".join(labels)
    for said in (__version__, "MIT", str(log_folder())):
        assert said in words


def test_tab_goes_from_left_to_right(application, project, transcript, qtbot):
    window = application.window
    order = [*window.rail.buttons(), project.places.sources._tree, project.places.codebook._filter]
    order[0].setFocus()
    seen = []
    for _ in range(14):
        focus = QApplication.focusWidget()
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    places = [seen.index(widget) for widget in (*order, project.places.codebook._tree)]
    assert places == sorted(places)
    assert places[-1] < seen.index(transcript._text) < seen.index(project.places.inspector)


def test_tab_comes_through_a_page_and_round_again(application, project, transcript):
    application.actions["show_speakers"].trigger()
    page = project.places.coding.tabs.currentWidget()
    sources, inspector = project.places.sources._tree, project.places.inspector
    sources.setFocus()
    seen = []
    while not seen or seen[-1] is not sources:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() not in seen, "Tab goes round without coming back"
        seen.append(QApplication.focusWidget())
    order = (page._source, page._new, page.table, page.roster.table, inspector, sources)
    places = [seen.index(widget) for widget in order]
    assert places == sorted(places)


def test_menus_have_names(application):
    for menu in application.window.menuBar().findChildren(QMenu):
        assert menu.accessibleName() == menu.title().replace("&", "")


def test_a_theme_that_changes_after_closing_reads_nothing(application, project, transcript):
    """What is closed goes with the next turn of the event loop; the system may be quicker."""
    for page in project.places.tab_pages:
        application.actions[f"show_{page.name}"].trigger()
    application.actions["show_quotes"].trigger()
    application.close_project()
    for name in ("dark", "high_contrast", "light"):
        application.actions[f"theme_{name}"].trigger()
