"""The generated histories know every operation there is: every function that writes a project."""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

import qualcoder_sts
from qualcoder_sts.codebook.importing import import_codebook
from qualcoder_sts.coding.operations.consensus import existing_consensus, settle_disagreement
from qualcoder_sts.coding.operations.folding import fold_segments, fold_twin
from qualcoder_sts.coding.tables.importing import import_coding
from qualcoder_sts.exchange.study_folder import mark_table_finished
from qualcoder_sts.literature.importing import import_study_descriptions
from qualcoder_sts.memos.operations import write_memos
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.participants.columns import set_column
from qualcoder_sts.participants.importing import import_attributes
from qualcoder_sts.project.caches import drop_caches
from qualcoder_sts.project.coders import bring_in_coder
from qualcoder_sts.project.history.recording import begin_step, end_step
from qualcoder_sts.project.history.undoing import (
    redo_last_step,
    undo_earlier_step,
    undo_last_step,
)
from qualcoder_sts.project.merged_away import merge_away
from qualcoder_sts.suggest.storing import keep_suggestions, keep_vectors
from qualcoder_sts.transcripts.kept_texts import keep_text
from qualcoder_sts.transcripts.operations.people import (
    give_person,
    link_people,
    remove_unknown,
    seat,
    set_up_session,
    take_person,
)
from qualcoder_sts.transcripts.operations.people_tables import correct_speakers, import_rosters
from tests.property.operations import ALL

LEFT_OUT = {
    # Part of every step, and none by themselves.
    begin_step, end_step, bring_in_coder,
    # The machine and the laws do these by name: ``Workspace.undo``, ``redo``, ``merge``.
    undo_last_step, undo_earlier_step, redo_last_step, apply_merge,
    # ``settle_one`` does it, for what there is to settle.
    settle_disagreement, existing_consensus,
    # Parts of operations that are drawn; they take for granted what those have looked at.
    fold_segments, fold_twin, merge_away, write_memos, set_column, keep_text,
    give_person, link_people, remove_unknown, seat, set_up_session, take_person,
    # Whole tables and files: what they write row by row is what the operations write too.
    import_codebook, import_coding, import_study_descriptions, import_attributes,
    mark_table_finished, correct_speakers, import_rosters,
    # Outside of history: caches.
    drop_caches, keep_suggestions, keep_vectors,
}  # fmt: skip
WITHOUT_A_CORE = ("qualcoder_sts.ui", "qualcoder_sts.cli", "qualcoder_sts.__main__")
WRITES = {"add", "add_all", "delete", "flush"}
STEPS = {"describe", "insert", "update", "delete"}


def test_every_operation_is_drawn() -> None:
    known = {each.function for each in ALL} | LEFT_OUT
    unknown = {f"{one.__module__}.{one.__name__}" for one in operations() if one not in known}
    assert unknown == set()


def test_nothing_is_left_out_that_is_drawn_or_gone() -> None:
    assert LEFT_OUT & {each.function for each in ALL} == set()
    assert {each.__name__ for each in LEFT_OUT - set(operations())} == set()


def operations() -> Iterator[Callable[..., Any]]:
    """Public functions that are given a session and write, by themselves or through others."""
    for found in pkgutil.walk_packages(qualcoder_sts.__path__, "qualcoder_sts."):
        if found.name.startswith(WITHOUT_A_CORE):
            continue
        module = import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            first = next(iter(inspect.signature(function).parameters), "")
            if is_own and first == "session" and writes(function):
                yield function


@cache
def writes(function: FunctionType) -> bool:
    return any(
        is_write(call) or (isinstance(called := named(call, function), FunctionType)
        and called is not function and "qualcoder_sts" in called.__module__ and writes(called))
        for call in calls_in(function)
    )  # fmt: skip


def calls_in(function: FunctionType) -> list[ast.Call]:
    body = functions_of(inspect.getmodule(function) or inspect)[function.__name__]
    return [node for node in ast.walk(body) if isinstance(node, ast.Call)]


@cache
def functions_of(module: ModuleType) -> dict[str, ast.AST]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def is_write(call: ast.Call) -> bool:
    """Whether a call names a step, or is one by which a session writes."""
    match call.func:
        case ast.Name(id=name):
            return name in STEPS
        case ast.Attribute(value=ast.Name(id="session"), attr=name):
            return name in WRITES
    return False


def named(call: ast.Call, function: FunctionType) -> object:
    """What a function calls, by its own name or as a module's."""
    match call.func:
        case ast.Name(id=name):
            return function.__globals__.get(name)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return getattr(function.__globals__.get(module), name, None)
    return None
