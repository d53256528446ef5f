from uuid import UUID

import pytest

from qualcoder_sts.ui.theme.theme import load_theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, TranscriptRow, TurnRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView


def row_of(text, turns=()):
    return TranscriptRow(UUID(int=7), "FG-2 Harbour City", text, tuple(turns))


def segment(number, start, end, name="Lower caseloads", colour="#5bb0a4", **more):
    return SegmentRow(UUID(int=number), start, end, name, colour, "Ana Ruiz", **more)


def turns_of(*spoken):
    """A text and its turns from (speaker, interviewer, words)."""
    text, turns = "", []
    for number, (speaker, interviewer, words) in enumerate(spoken):
        start = len(text)
        text += f"{speaker}: {words}\n"
        speech = start + len(speaker) + 2
        turns.append(TurnRow(start, speech, len(text) - 1, speaker, interviewer, number * 9000))
    return text[:-1], turns


@pytest.fixture
def make_view(qtbot):
    def make(text, segments=(), turns=(), *, size=(780, 600), theme="light"):
        view = TranscriptView(load_theme(theme))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show_transcript(row_of(text, turns), segments)
        view.show()
        qtbot.waitExposed(view)
        return view

    return make


@pytest.fixture
def make():
    """The builders above, for test files that cannot import this one."""

    class Make:
        row = staticmethod(row_of)
        segment = staticmethod(segment)
        turns = staticmethod(turns_of)

    return Make
