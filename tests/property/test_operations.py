"""The generated histories know every operation there is."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import qualcoder_sts
from qualcoder_sts.codebook.importing import import_codebook
from qualcoder_sts.coding.tables.importing import import_coding
from qualcoder_sts.exchange.study_folder import mark_table_finished
from qualcoder_sts.literature.importing import import_study_descriptions
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.participants.importing import import_attributes
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.undoing import redo_last_step, undo_last_step
from qualcoder_sts.transcripts.operations.people_tables import correct_speakers, import_rosters
from tests.property.operations import ALL, BESIDES

LEFT_OUT = {
    # Part of every operation, and none by itself.
    describe,
    # The machine and the laws do these by name, as ``Workspace.undo``, ``redo`` and ``merge``.
    undo_last_step, redo_last_step, apply_merge,
    # Whole tables and files: what they write row by row is what the operations write too.
    import_codebook, import_coding, import_study_descriptions, import_attributes,
    mark_table_finished, correct_speakers, import_rosters,
}  # fmt: skip
WITHOUT_A_CORE = ("qualcoder_sts.ui", "qualcoder_sts.cli", "qualcoder_sts.__main__")


def test_every_operation_is_drawn() -> None:
    known = {each.function for each in ALL} | set(BESIDES) | LEFT_OUT
    unknown = {f"{one.__module__}.{one.__name__}" for one in operations() if one not in known}
    assert unknown == set()


def test_nothing_is_left_out_that_is_drawn_or_gone() -> None:
    assert LEFT_OUT & {each.function for each in ALL} == set()
    assert set(operations()) >= LEFT_OUT


def operations() -> Iterator[Callable[..., Any]]:
    """Functions that take a step: they are given a session, and describe what they do."""
    for found in pkgutil.walk_packages(qualcoder_sts.__path__, "qualcoder_sts."):
        if found.name.startswith(WITHOUT_A_CORE):
            continue
        module = import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            first = next(iter(inspect.signature(function).parameters), "")
            if is_own and first == "session" and "describe(" in inspect.getsource(function):
                yield function
