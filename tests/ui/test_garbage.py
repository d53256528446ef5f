"""When Python looks for garbage."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt

from qualcoder_sts.ui import garbage
from qualcoder_sts.ui.garbage import UnseenCollection


class Ring:
    """Something that counting references does not free."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collection(qapp):
    before = gc.get_threshold()
    made = UnseenCollection(qapp)
    yield made
    gc.unfreeze()
    gc.set_threshold(*before)
    made.deleteLater()


def test_a_full_look_never_comes_by_itself(collection):
    ring = weakref.ref(Ring())
    for _ in range(30):
        gc.collect(1)
    grown = [[number] for number in range(300_000)]
    assert gc.get_threshold()[2] > len(grown) * 1000
    collection.collect_new()
    assert ring() is None


def test_what_was_set_aside_is_found_when_the_user_turns_away(collection, qapp, qtbot, monkeypatch):
    ring = Ring()
    gone = weakref.ref(ring)
    collection.collect_new()  # set aside while it is in use
    del ring
    collection.collect_new()
    assert gone() is not None
    monkeypatch.setattr(garbage, "QUIET_MS", 10)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: gone() is None)


def test_who_comes_back_at_once_waits_for_nothing(collection, qapp):
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert collection._soon.isActive()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert not collection._soon.isActive()
