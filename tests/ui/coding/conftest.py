"""Codes of the small project, keys pressed in its transcript, and what came of them."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.ui.crash import CrashReporter

QUOTE = "It is not supervision"


@pytest.fixture(autouse=True)
def crashes(monkeypatch):
    """An unforeseen error fails its test and opens no dialog that nobody would close."""

    def fail(_reporter, what):
        raise AssertionError(what)

    monkeypatch.setattr(CrashReporter, "_show", fail)


@pytest.fixture
def coding(project):
    return project.places.coding


@pytest.fixture
def code_of(project):
    """The id of a code by its name."""

    def find(name: str) -> UUID:
        return project.operations.read(find_code, name).id

    return find


@pytest.fixture
def press(transcript):
    """Presses a key in the transcript."""

    def do(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(transcript._text, key, modifier)

    return do


@pytest.fixture
def box(coding, qtbot):
    """The quick-code box, once it is there."""

    def wait():
        qtbot.waitUntil(coding.applying.box.isVisible)
        return coding.applying.box

    return wait


@pytest.fixture
def coded(project, coding, transcript, span_of, code_of, segments):
    """Codes a quote; gives the segment."""

    def do(quote=QUOTE, name="Lower caseloads"):
        before = {segment.id for segment in segments(project, transcript)}
        transcript.select(span_of(transcript, quote))
        coding.applying.apply(code_of(name))
        (new,) = [one for one in segments(project, transcript) if one.id not in before]
        return new

    return do


@pytest.fixture
def codes_now(project, transcript, segments):
    """What is coded: the code and the words of each segment, in order of the text."""

    def read():
        text = transcript.row.text
        return [(one.code, text[one.start : one.end]) for one in segments(project, transcript)]

    return read
