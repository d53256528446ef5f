"""Making very many objects at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Do not look for garbage while many objects are made that all stay.

    Python would go through all of them again and again, which takes a third of the time and stops
    every other thread, that of the window too. In two threads at once it ends with the first.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
