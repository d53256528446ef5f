"""What the tests of the house look at."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Folders that are made, not written.
MADE = {"build", "dist", "demo", "screenshots", "htmlcov", "__pycache__", "node_modules"}
WRITTEN = {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".txt", ".csv", ".ts", ".qss", ".json"}


@pytest.fixture(scope="session")
def production_files(repository: Path) -> list[Path]:
    """The program's own Python files."""
    return sorted((repository / "qualcoder_sts").rglob("*.py"))


@pytest.fixture(scope="session")
def syntax_trees(production_files: list[Path]) -> dict[Path, ast.Module]:
    """Each of the program's files as Python reads it."""
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in production_files}


@pytest.fixture(scope="session")
def written_files(repository: Path) -> list[Path]:
    """Every text file of the repository that somebody wrote."""
    return sorted(_written(repository))


def _written(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        is_hidden = entry.name.startswith(".") and entry.name not in {".ci", ".github"}
        if entry.is_dir() and not is_hidden and entry.name not in MADE:
            yield from _written(entry)
        elif entry.is_file() and (entry.suffix in WRITTEN or entry.name in {"Makefile", "run"}):
            yield entry
