"""What can wait after a step is told in turns of the event loop, whole and in order."""

from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, QTimer
from shiboken6 import delete

from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui import settling
from qualcoder_sts.ui.settling import Settling


class Follower(QObject):
    def __init__(self, name, heard, parent=None):
        super().__init__(parent)
        self.name, self.heard = name, heard
        self.then = lambda: None

    def follow(self, changes):
        self.heard.append((self.name, set(changes.rows)))
        self.then()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def told(qapp, heard, monkeypatch):
    """Three followers, of which each takes a whole turn."""
    monkeypatch.setattr(settling, "SECONDS_OF_A_TURN", 0.0)
    parent = QObject()
    told = Settling(parent)
    told.followers = [Follower(name, heard, parent) for name in "abc"]
    for each in told.followers:
        told.connect(each.follow)
    yield told
    delete(parent)


def step(table):
    return Changes(uuid4(), rows={table: frozenset({uuid4()})})


def test_nobody_is_told_before_the_window_could_be_painted(told, heard, qtbot):
    told.tell(step("code"))
    assert heard == []
    assert not told.is_over
    qtbot.waitUntil(lambda: told.is_over)
    assert heard == [("a", {"code"}), ("b", {"code"}), ("c", {"code"})]


def test_the_window_answers_between_two_that_take_long(told, heard, qtbot):
    beat = QTimer()
    beat.timeout.connect(lambda: heard.append("beat"))
    beat.start(0)
    told.tell(step("code"))
    qtbot.waitUntil(lambda: told.is_over)
    names = [each if each == "beat" else each[0] for each in heard]
    assert names.index("beat", names.index("a")) < names.index("b")
    assert names.index("beat", names.index("b")) < names.index("c")


def test_short_ones_are_told_in_one_turn(told, heard, qtbot, monkeypatch):
    monkeypatch.setattr(settling, "SECONDS_OF_A_TURN", 60.0)
    told.tell(step("code"))
    QTimer.singleShot(0, lambda: heard.append("next turn"))
    qtbot.waitUntil(lambda: "next turn" in heard)
    qtbot.waitUntil(lambda: told.is_over)
    assert [each[0] for each in heard if each != "next turn"] == ["a", "b", "c"]
    assert heard.index("next turn") in (0, 3)


def test_who_has_not_been_told_is_told_of_both_steps_as_one(told, heard, qtbot):
    first = told.followers[0]
    first.then = lambda: told.tell(step("memo")) if len(heard) == 1 else None
    told.tell(step("code"))
    qtbot.waitUntil(lambda: told.is_over)
    assert heard == [
        ("a", {"code"}), ("b", {"code", "memo"}), ("c", {"code", "memo"}), ("a", {"memo"}),
    ]  # fmt: skip


def test_who_is_gone_is_not_told(told, heard, qtbot):
    told.tell(step("code"))
    delete(told.followers[1])
    qtbot.waitUntil(lambda: told.is_over)
    assert [name for name, _tables in heard] == ["a", "c"]
    told.followers.pop()
    told.tell(step("memo"))
    qtbot.waitUntil(lambda: told.is_over)
    assert heard[2:][0] == ("a", {"memo"})


def test_a_mistake_in_one_keeps_nothing_from_the_others(told, heard, qtbot):
    told.followers[0].heard = None
    with qtbot.captureExceptions() as raised:
        told.tell(step("code"))
        qtbot.waitUntil(lambda: told.is_over)
    assert [kind for kind, _error, _trace in raised] == [AttributeError]
    assert [name for name, _tables in heard] == ["b", "c"]


def test_nothing_is_told_of_a_project_that_is_let_go(told, heard, qtbot):
    told.tell(step("code"))
    told.stop()
    assert told.is_over
    QTimer.singleShot(5, lambda: heard.append("later"))
    qtbot.waitUntil(lambda: heard != [])
    assert heard == ["later"]
