"""Files, classes and functions stay small enough to be understood at one reading.

The house rules ask for less than these limits (400 lines a file, 40 a function); here is where
the tests stop a change.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

LINES_OF_A_FILE = 600
LINES_OF_A_FUNCTION = 60
LINES_OF_A_CLASS = 300
PUBLIC_METHODS = 20
NESTING = 3

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.With, ast.AsyncWith,
    ast.Match,
)  # fmt: skip


def test_files(production_files: list[Path]) -> None:
    sizes = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in production_files}
    too_long = [f"{file}: {lines}" for file, lines in sizes.items() if lines > LINES_OF_A_FILE]
    assert not too_long, report("files too long", too_long)


def test_functions(syntax_trees: dict[Path, ast.Module]) -> None:
    too_long = [
        f"{file}:{node.lineno} {node.name}: {lines_of(node)} lines"
        for file, node in functions(syntax_trees)
        if lines_of(node) > LINES_OF_A_FUNCTION
    ]
    assert not too_long, report("functions too long", too_long)


def test_nesting(syntax_trees: dict[Path, ast.Module]) -> None:
    too_deep = [
        f"{file}:{node.lineno} {node.name}: {depth(node.body)} deep"
        for file, node in functions(syntax_trees)
        if depth(node.body) > NESTING
    ]
    assert not too_deep, report("functions nested too deeply", too_deep)


def test_classes(syntax_trees: dict[Path, ast.Module]) -> None:
    too_large = [
        f"{file}:{node.lineno} {node.name}: {lines_of(node)} lines, {public_methods(node)} methods"
        for file, tree in syntax_trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and (lines_of(node) > LINES_OF_A_CLASS or public_methods(node) > PUBLIC_METHODS)
    ]
    assert not too_large, report("classes too large", too_large)


def test_depth_counts_blocks_and_not_elif() -> None:
    function = ast.parse(
        "def f():\n"
        "    for a in b:\n"
        "        if a:\n            pass\n"
        "        elif b:\n            pass\n"
        "        elif c:\n            with d:\n                pass\n"
    ).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert depth(function.body) == 3


def functions(trees: dict[Path, ast.Module]) -> Iterator[tuple[Path, Function]]:
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield file, node


def lines_of(node: Function | ast.ClassDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def public_methods(node: ast.ClassDef) -> int:
    return sum(isinstance(each, Function) and not each.name.startswith("_") for each in node.body)


def depth(statements: list[ast.stmt]) -> int:
    """How many blocks stand inside one another."""
    return max((depth_of(each) for each in statements), default=0)


def depth_of(statement: ast.stmt) -> int:
    if not isinstance(statement, BLOCKS):
        return 0
    inner = [
        each
        for name, value in ast.iter_fields(statement)
        if isinstance(value, list) and name != "orelse"
        for part in value
        for each in (part.body if isinstance(part, ast.ExceptHandler | ast.match_case) else [part])
        if isinstance(each, ast.stmt)
    ]
    after = getattr(statement, "orelse", [])
    is_elif = isinstance(statement, ast.If) and len(after) == 1 and isinstance(after[0], ast.If)
    return max(1 + depth(inner), depth(after) + (0 if is_elif else 1) if after else 0)


def report(what: str, found: list[str]) -> str:
    return f"{what}:\n" + "\n".join(found)
