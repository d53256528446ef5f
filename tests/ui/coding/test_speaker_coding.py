"""Coding everything that a speaker says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.coding.speaker_coding import SpeakerCoding
from tests.ui.shell.test_names import nameless


def tick(widget, words, on=True):
    (item,) = [
        widget.item(row)
        for row in range(widget.count())
        if widget.item(row).text().startswith(words)
    ]
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def ticked(widget):
    items = [widget.item(row) for row in range(widget.count())]
    return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]


@pytest.fixture
def answered(monkeypatch):
    """Does something with the dialog in place of waiting for somebody, then agrees."""

    def answer(deed):
        def run(dialog):
            deed(dialog)
            return QDialog.DialogCode.Accepted if dialog._done.isEnabled() else 0

        monkeypatch.setattr(SpeakerCoding, "exec", run)

    return answer


def test_all_turns_of_a_speaker_in_one_step(
    application, project, transcript, code_of, codes_now, answered, qtbot
):
    seen = []

    def choose(dialog):
        assert ticked(dialog.sources) == ["FG-1 Harbour"]
        assert ticked(dialog.voices) == ["P1  (2 turns)"]
        assert not dialog._done.isEnabled()
        dialog.code.choose(code_of("Collegial support"))
        seen.append(dialog._amount.text())

    caret = transcript.row.text.index("Friday")
    transcript.select(Span(caret, caret))
    answered(choose)
    application.actions["code_speaker"].trigger()
    qtbot.waitUntil(lambda: len(codes_now()) == 2)
    assert seen == ["2 turns, 28 words in 1 source will get the code."]
    assert [words.split()[0] for _, words in codes_now()] == ["We", "The"]
    qtbot.waitUntil(lambda: len(transcript.segments()) == 2)
    project.operations.undo()
    assert codes_now() == []


def test_several_speakers(application, transcript, code_of, codes_now, answered, qtbot):
    def choose(dialog):
        tick(dialog.voices, "Moderator", on=False)
        tick(dialog.voices, "P1")
        tick(dialog.voices, "P2")
        dialog.code.choose(code_of("Lower caseloads"))

    answered(choose)
    application.actions["code_speaker"].trigger()
    qtbot.waitUntil(lambda: len(codes_now()) == 4)


def test_interviewers_come_last_and_choices_outlive_other_sources(
    application, project, transcript, qtbot
):
    dialog = SpeakerCoding(project.operations, application.window)
    qtbot.addWidget(dialog)
    assert dialog.voices.count() == 0
    assert dialog._amount.text() == "Tick the sources and who speaks in them."
    tick(dialog.sources, "FG-1")
    labels = [dialog.voices.item(row).text() for row in range(dialog.voices.count())]
    assert labels[-1] == "Moderator  (3 turns) · interviewer"
    tick(dialog.voices, "P2")
    tick(dialog.sources, "FG-1", on=False)
    tick(dialog.sources, "FG-1")
    assert ticked(dialog.voices) == ["P2  (2 turns)"]


def test_everything_reachable_has_a_name(application, project, transcript, qtbot):
    source_id = transcript.row.source_id
    dialog = SpeakerCoding(project.operations, application.window, source_id=source_id)
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert dialog.accessibleName()
