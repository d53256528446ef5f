"""The import contracts of pyproject.toml hold, and no package is left out of them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from importlinter import cli

# Where a library may be imported; `__main__` starts everything and is in no contract but the first.
DOORS = {
    "qt": {"ui"},
    "matplotlib": {"charts"},
    "docx": {"transcripts", "reports"},
    "spacy": {"language", "suggest"},
    "sklearn": {"suggest"},
    "encoder": {"suggest"},
    "terminal": {"cli"},
}


@pytest.fixture(scope="session")
def contracts(repository: Path) -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}


def test_import_contracts_hold(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    status = cli.lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("library", DOORS)
def test_every_package_stands_in_the_contract_of_a_library(
    library: str, repository: Path, contracts: dict[str, dict[str, Any]]
) -> None:
    packages = {each.parent.name for each in (repository / "qualcoder_sts").glob("*/__init__.py")}
    kept_out = {
        each.removeprefix("qualcoder_sts.") for each in contracts[library]["source_modules"]
    }
    assert kept_out == packages - DOORS[library]


def test_every_panel_stands_in_the_contract_of_the_panels(
    repository: Path, contracts: dict[str, dict[str, Any]]
) -> None:
    """Every package of the window that is named like a package of the core is a panel."""
    package = repository / "qualcoder_sts"
    core = {each.parent.name for each in package.glob("*/__init__.py")}
    panels = core & {each.parent.name for each in package.glob("ui/*/__init__.py")}
    layers = contracts["panels"]["layers"]
    named = {name.strip(" ()") for name in " | ".join(layers).split("|")}
    assert panels <= named
