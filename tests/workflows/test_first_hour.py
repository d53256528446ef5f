"""A researcher's first hour with nothing but keys, from an empty window to finding it all again.

Keys go to what has the focus; the program is only looked at, never told what to do. Choosing files
is answered for the system's own dialog.
"""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.queries import segment_count, segments_of
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.shipped_files import sample_study_folder
from qualcoder_sts.memos.queries import every_memo, memos_on
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.transcripts.queries import list_sources, read_transcript, speakers_of
from qualcoder_sts.ui.application import Application
from tests.workflows.hands import Hands

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key

FILES = (
    "I-02 Resettlement program manager.odt",
    "I-03 Regional administrator.rtf",
    "I-04 Shelter director.docx",
    "I-05 Executive director and deputy.txt",
    "I-06 Victim-witness program administrator.pdf",
    "I-07 Child advocacy center manager.vtt",
)
# With which key a passage is coded, and what is typed into the box that it opens.
FOUND = (
    (Key.Key_Q, "coll"),
    (Key.Key_Return, "resil"),
    (Key.Key_Q, "coll", "lower", "job rot"),
    (Key.Key_1,),
    (Key.Key_R, "lower"),
    (Key.Key_N, "Coffee first"),
    (Key.Key_V,),
    (Key.Key_R, "coffee"),
)
# How often the selection is grown, or by how many words it is stretched, before that.
GROWN = (
    (1, Key.Key_V),
    (2, Key.Key_1),
    (2, Key.Key_Q, "coffee"),
    (3, Key.Key_Q, "job"),
    (2, Key.Key_Q, "coll", "resil"),
    (3, Key.Key_N, "Who is asked"),
)
WALKED = (
    (4, Key.Key_1),
    (5, Key.Key_V),
    (6, Key.Key_Return, "who"),
    (3, Key.Key_R, "coll"),
)


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot)


@pytest.fixture
def start(qapp, qtbot, tmp_path, monkeypatch):
    """Starts the program, as often as it is wanted."""
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))
    write_preferences(Preferences(coder="Ana Ruiz", theme="light"))
    begun = []

    def begin():
        application = Application(qapp)
        begun.append(application)
        application.window.show()
        application.window.activateWindow()
        qtbot.waitUntil(application.window.isActiveWindow)
        return application

    yield begin
    for application in begun:
        application.window.close()
        application.window.deleteLater()
        application._themes.deleteLater()
        application.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    begun.clear()
    gc.collect()


@pytest.fixture
def chosen(monkeypatch):
    """What is chosen in the system's dialogs for files."""
    answers = {}
    for way in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, way, lambda *_a, way=way, **_k: (answers[way], ""))
    return answers


class Hour:
    """The steps of the hour; what they look at is what the project file says."""

    def __init__(self, application, hands):
        self.application, self.hands = application, hands
        self.stands = []

    @property
    def project(self):
        return self.application.project

    @property
    def places(self):
        return self.project.places

    @property
    def view(self):
        return self.places.coding.current_view()

    def read(self, query, *args):
        return self.project.operations.read(query, *args)

    def rest(self):
        """Until all have been told what happened, and have read what is read beside the window."""
        told = self.project.operations
        self.hands.wait(lambda: told.settled.is_over and not told._under_way)

    def in_text(self):
        self.hands.wait(lambda: self.view is not None and self.view._text.hasFocus())

    def new_project(self):
        hands = self.hands

        def begin_with_the_codebook():
            hands.tab_to("Begin with it")
            hands.press(Key.Key_Return)

        hands.then(begin_with_the_codebook)
        hands.press(Key.Key_N, CTRL)
        hands.wait(lambda: self.project is not None and len(self.read(code_tree)) > 0)

    def import_files(self):
        hands = self.hands
        hands.press(Key.Key_I, CTRL)
        dialog = self.project.imports.dialog
        hands.wait(lambda: len(dialog.draft.files) == len(FILES))
        hands.wait(dialog.import_button.isEnabled)
        hands.wait(dialog.isActiveWindow)
        hands.press(Key.Key_Return, CTRL)
        hands.wait(lambda: len(self.read(list_sources)) == len(FILES))
        self.rest()

    def open_transcript(self, name):
        hands = self.hands
        hands.press(Key.Key_1, CTRL)
        hands.press(Key.Key_Home)
        hands.type(name)
        hands.press(Key.Key_Return)
        self.in_text()
        assert self.view.row.name.startswith(name)

    def join_speakers(self, wrong, right):
        hands, source_id = self.hands, self.view.row.source_id

        def labels():
            return [speaker.label for speaker in self.read(speakers_of, source_id)]

        hands.press(Key.Key_K, CTRL | SHIFT)
        page = self.places.coding.tabs.currentWidget()
        hands.wait(lambda: page.table.model().rowCount() > 1)
        assert hands.name == "Speakers"
        hands.type(wrong)
        assert page.chosen().label == wrong
        hands.tab_to("Join with", back=True)
        hands.then(lambda: hands.pick(right))
        hands.press(Key.Key_Space)
        hands.wait(lambda: wrong not in labels())
        self.rest()
        hands.press(Key.Key_Tab, CTRL)
        self.to_text()

    def pin(self, code, digit):
        hands = self.hands
        hands.tab_to("Codebook", back=True)
        hands.press(Key.Key_Home)
        hands.type(code)
        hands.then(lambda: hands.pick("Pin to a key", str(digit)))
        hands.menu_key()
        self.to_text()

    def to_text(self):
        self.hands.tab_to("Transcript")
        self.in_text()

    def phrase(self, number, words=5):
        """The first words of the second sentence or so of a turn, which nobody else says."""
        text = self.view.row.text
        turns = [turn for turn in self.view.row.turns if turn.end - turn.speech_start > 200]
        turn = turns[number]
        said = text[turn.speech_start : turn.end].split(" ")[3 : 3 + words]
        return " ".join(said)

    def find(self, words):
        hands = self.hands
        hands.press(Key.Key_F, CTRL)
        hands.wait(lambda: hands.name == "Find in the transcript")
        hands.press(Key.Key_A, CTRL)
        hands.type(words)
        hands.wait(lambda: self.selected() == words)
        hands.press(Key.Key_Escape)
        self.in_text()
        assert self.selected() == words

    def selected(self):
        span = self.view.selected_span()
        return "" if span is None else span.of(self.view.row.text)

    def answer_box(self, *typed):
        """Type into the quick-code box; of several codes all but the last are marked."""
        hands, box = self.hands, self.places.coding.applying.box
        hands.wait(box.isVisible)
        for words in typed:
            hands.type(words)
            hands.press(Key.Key_Return, NONE if words == typed[-1] else CTRL)
        self.in_text()
        self.rest()

    def note(self):
        """A step is done: remember how the project file stands now."""
        self.rest()
        self.stands.append(self.state())

    def state(self):
        """What the project file says of everything that was done in this hour."""
        sources = self.read(list_sources)
        return (
            tuple(row.path_text for row in self.read(code_tree)),
            tuple(
                (source.name, one.start, one.end, one.code, one.coder)
                for source in sources
                for one in self.read(segments_of, source.id)
            ),
            tuple(memo.content for memo in self.read(every_memo)),
            tuple(
                (source.name, speaker.label, speaker.turns)
                for source in sources
                for speaker in self.read(speakers_of, source.id)
            ),
        )

    def code(self, key, *typed):
        """Code what is selected, typing into the box where the key opens it."""
        before = self.read(segment_count)
        self.hands.press(key)
        if typed:
            self.answer_box(*typed)
        assert self.read(segment_count) == before + max(1, len(typed))
        self.in_text()
        self.note()

    def code_found_passages(self):
        for number, (key, *typed) in enumerate(FOUND):
            self.find(self.phrase(number))
            self.code(key, *typed)

    def code_grown_and_walked_passages(self):
        hands = self.hands
        hands.press(Key.Key_Home, CTRL)
        for size, key, *typed in GROWN:
            hands.press(Key.Key_Down, times=9)
            hands.press(Key.Key_S, times=size)
            self.code(key, *typed)
        for words, key, *typed in WALKED:
            hands.press(Key.Key_Down, times=9)
            hands.press(Key.Key_Right, CTRL | SHIFT, times=words)
            self.code(key, *typed)

    def code_what_is_searched(self, words, code):
        hands, before = self.hands, self.read(segment_count)
        hands.press(Key.Key_F, CTRL | SHIFT)
        page = self.places.coding.tabs.currentWidget()
        hands.wait(page.form.field.hasFocus)
        hands.type(words)
        hands.press(Key.Key_Return)
        hands.wait(lambda: page.model.ticked_count > 1)
        self.choose_code(code)
        hands.tab_to("Apply to what is ticked")
        hands.press(Key.Key_Space)
        hands.wait(lambda: self.read(segment_count) == before + page.model.ticked_count)
        self.note()
        hands.press(Key.Key_W, CTRL)
        self.in_text()

    def choose_code(self, code):
        hands = self.hands
        hands.tab_to("Choose the code to apply")
        hands.press(Key.Key_Space)
        hands.wait(lambda: QApplication.activePopupWidget() is not None)
        hands.type(code)
        hands.press(Key.Key_Return)
        hands.wait(lambda: QApplication.activePopupWidget() is None)
        assert hands.name.startswith("Code to apply: ")

    def code_speaker(self, code):
        """Whoever speaks at the cursor is ticked already."""
        hands, before = self.hands, self.read(segment_count)

        def agree():
            self.choose_code(code)
            hands.tab_to("Apply the code")
            hands.press(Key.Key_Space)

        hands.press(Key.Key_C, ALT)
        hands.then(agree)
        hands.pick("Code everything")
        hands.wait(lambda: self.read(segment_count) > before)
        self.note()
        self.in_text()

    def write_memo(self, words):
        hands = self.hands
        hands.press(Key.Key_Period)
        hands.wait(lambda: self.view.active_segment() is not None)
        segment = self.view.active_segment()
        hands.press(Key.Key_M)
        hands.wait(lambda: hands.name == "Memo on this segment")
        hands.type(words)
        hands.press(Key.Key_Escape)
        self.in_text()
        (memo,) = self.read(memos_on, "coded_segment", segment.id)
        assert memo.content == words
        self.note()

    def merge(self, code, into):
        hands = self.hands

        def choose():
            hands.type(into)
            hands.press(Key.Key_Return)

        def ask():
            hands.then(choose)
            hands.pick("Merge into")

        hands.tab_to("Codebook", back=True)
        hands.press(Key.Key_Home)
        hands.type(code)
        hands.then(ask)
        hands.menu_key()
        self.note()
        assert code not in {row.name for row in self.read(code_tree)}

    def look_at_what_is_open(self, names):
        """The tabs are there again, with the segments that the project file has."""
        views = self.places.coding.tabs.views
        self.hands.wait(lambda: len(views()) >= len(names))
        for view in views():
            there = self.read(segments_of, view.row.source_id)
            shown = {(one.start, one.end, one.code_name) for one in view.segments()}
            assert shown == {(one.start, one.end, one.code) for one in there}
        opened = {view.row.name.split()[0] for view in views()}
        assert opened.issuperset(names)

    def step_back(self, steps):
        for _ in range(steps):
            self.hands.press(Key.Key_Z, CTRL)
            self.rest()

    def step_forward(self, steps):
        for _ in range(steps):
            self.hands.press(Key.Key_Y, CTRL)
            self.rest()

    def quotes(self):
        return [
            self.read(read_transcript, source.id).text[one.start : one.end]
            for source in self.read(list_sources)
            for one in self.read(segments_of, source.id)
        ]

    def look_at_quotes(self, words):
        """All quotes, then those with some words; the first of them in its transcript."""
        hands, quotes = self.hands, self.places.analyse.quotes
        said = [quote.casefold() for quote in self.quotes()]

        def shown():
            return [] if quotes._shown is None else quotes._shown.segments

        hands.press(Key.Key_Q, CTRL | SHIFT)
        hands.wait(lambda: len(shown()) == len(said))
        hands.tab_to("Words in the quotes")
        hands.type(words)
        fitting = sum(words in quote for quote in said)
        assert 0 < fitting < len(said)
        hands.wait(lambda: len(shown()) == fitting)
        hands.tab_to("Quotes")
        hands.press(Key.Key_Return)
        self.in_text()
        active = self.view.active_segment()
        assert words in self.view.row.text[active.start : active.end].casefold()


def test_first_hour(start, hands, chosen, tmp_path):
    hour = Hour(start(), hands)
    path = tmp_path / "Hour.qsts"
    folder = sample_study_folder() / "interviews"
    chosen["getSaveFileName"] = chosen["getOpenFileName"] = str(path)
    chosen["getOpenFileNames"] = [str(folder / name) for name in FILES]
    hour.new_project()
    hour.import_files()
    hour.open_transcript("I-04")
    hour.join_speakers("Interveiwer", "Interviewer")
    hour.pin("Lower caseloads", 1)
    hour.code_found_passages()
    hour.open_transcript("I-02")
    hour.code_grown_and_walked_passages()
    hour.code_what_is_searched("supervis", "counsel")
    hour.code_speaker("resil")
    assert len(hour.stands) >= 20
    hour.write_memo("Said with a laugh.")
    hour.merge("Coffee first", "Collegial support")
    hour.step_back(10)
    assert hour.state() == hour.stands[-11]
    hour.step_forward(5)
    assert hour.state() == hour.stands[-6]
    hour.look_at_quotes("the")
    before = hour.state()
    hands.press(Key.Key_W, CTRL | SHIFT)
    assert hour.project is None
    assert check_project(path) == ()
    hands.press(Key.Key_O, CTRL)
    hands.wait(lambda: hour.project is not None)
    hour.rest()
    assert hour.state() == before
    hour.look_at_what_is_open(("I-04", "I-02"))
