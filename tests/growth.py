"""How much work something is, counted instead of timed: the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of the program run while ``work`` is done; a loop counts each time round."""
    count = 0

    def each(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return each

    def begun(frame: FrameType, _event: str, _argument: Any) -> Any:
        return each if "qualcoder_sts" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
