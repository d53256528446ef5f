"""Names say what a thing is, in the words of the glossary."""

import ast
import re
from pathlib import Path

# A file of this name takes in whatever has no better place.
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}

# The other programs' and programmers' words for what the glossary names.
NOT_OUR_WORDS = {
    "Database", "File", "Doc", "Line", "Chunk", "User", "Subject", "Meeting", "Property", "Field",
    "Tag", "Label", "Node", "Highlight", "Annotation", "Owner", "Comment", "Reference", "Event",
    "Command", "Diff", "Delta",
}  # fmt: skip


def test_names_of_files_and_folders(repository: Path, production_files: list[Path]) -> None:
    package = repository / "qualcoder_sts"
    empty = [
        str(file)
        for file in production_files
        if any(words(part) & SAYS_NOTHING for part in file.relative_to(package).parts)
    ]
    assert not empty, f"these names say nothing: {empty}"


def test_names_of_classes_and_functions(syntax_trees: dict[Path, ast.Module]) -> None:
    empty = [
        f"{file}:{node.lineno} {node.name}"
        for file, tree in syntax_trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and words(node.name) & SAYS_NOTHING
    ]
    assert not empty, f"these names say nothing: {empty}"


def test_tables_are_named_as_in_the_glossary(
    repository: Path, syntax_trees: dict[Path, ast.Module]
) -> None:
    tables = repository / "qualcoder_sts" / "project" / "tables"
    foreign = [
        f"{file}:{node.lineno} {node.name}"
        for file, tree in syntax_trees.items()
        if file.is_relative_to(tables)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in NOT_OUR_WORDS
    ]
    assert not foreign, f"the glossary has another word for: {foreign}"


def words(name: str) -> set[str]:
    """The words of a file's, a class's or a function's name, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}
