"""Telling what can wait until the window has been painted, some of it in each turn of its loop."""

import time
from collections.abc import Callable
from types import MethodType
from typing import TypeAlias
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from qualcoder_sts.project.changes import Changes

# What is begun within it is brought to an end; the window is to answer every 50 ms.
SECONDS_OF_A_TURN = 0.008

Follower: TypeAlias = Callable[[Changes], object]


class Settling:
    """Tells followers of a step one after the other, and lets the window answer in between.

    After a large step each has much to read; all at once would hold the window up. Whoever has not
    been told yet when another step comes is told of both as one.
    """

    def __init__(self, parent: QObject) -> None:
        self._followers: list[WeakMethod[Follower]] = []
        self._waiting: dict[WeakMethod[Follower], Changes] = {}
        self._turn = QTimer(parent)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._tell_some)

    @property
    def is_over(self) -> bool:
        """Whether everybody has been told."""
        return not self._waiting

    def connect(self, follower: Follower) -> None:
        """Have a method of a Qt object told from now on, as long as the object is there."""
        self._followers.append(WeakMethod(follower))

    def tell(self, changes: Changes) -> None:
        """Have everybody told, those first who have waited longest."""
        self._followers = [each for each in self._followers if _method_of(each) is not None]
        for each in self._followers:
            before = self._waiting.get(each)
            self._waiting[each] = changes if before is None else before.joined_with(changes)
        self._turn.start()

    def stop(self) -> None:
        """Tell nobody any more."""
        self._turn.stop()
        self._waiting.clear()

    def _tell_some(self) -> None:
        until = time.perf_counter() + SECONDS_OF_A_TURN
        while self._waiting:
            follower = next(iter(self._waiting))
            changes = self._waiting.pop(follower)
            if (method := _method_of(follower)) is not None:
                method(changes)
            if time.perf_counter() >= until:
                return
        self._turn.stop()


def _method_of(follower: WeakMethod[Follower]) -> Follower | None:
    """The method, unless its object has gone; Python may hold on to what Qt has deleted."""
    method = follower()
    return method if isinstance(method, MethodType) and isValid(method.__self__) else None
