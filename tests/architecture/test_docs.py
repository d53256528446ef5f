"""What the documentation says is so: links, commands, versions, and a docstring a package."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PLACE_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|Users|work|workspace|mnt)/\w|\b[A-Z]:\\Users\\"
)
PLACE_TO_FETCH_FROM = re.compile(r"file://|(?:extra-)?index-url\s*=|--find-links|find-links\s*=")


@pytest.fixture(scope="session")
def settings(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def readme(repository: Path) -> str:
    return (repository / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere(written_files: list[Path], repository: Path) -> None:
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in written_files
        if page.suffix == ".md"
        for target in links_of(page.read_text(encoding="utf-8"))
        if not leads_somewhere(page, target)
    ]
    assert not broken


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One heading\n\n[a](page.md#one-heading) [b](gone.md) [c](page.md#two)\n")
    links = links_of(page.read_text())
    assert [leads_somewhere(page, link) for link in links] == [True, False, False]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/README.md"])
def test_commands_for_make_exist(page: str, repository: Path) -> None:
    targets = targets_of(repository)
    # In code only: "make sure" is no command.
    code = re.findall(r"`+[^`]+`+", (repository / page).read_text(encoding="utf-8"))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join(code)))
    assert named <= targets


def test_the_readme_names_demo_and_test(readme: str, repository: Path) -> None:
    assert {"demo", "test"} <= targets_of(repository)
    assert "\nmake demo\n" in readme
    assert "\nmake test\n" in readme


def test_files_named_in_commands_exist(readme: str, repository: Path) -> None:
    named = {name.replace("\\", "/") for name in re.findall(r"packaging[/\\][\w.-]+\.\w+", readme)}
    assert named
    assert all((repository / name).is_file() for name in named)


def test_folders_named_in_the_readme_exist(readme: str, repository: Path) -> None:
    rows = [line for line in readme.splitlines() if line.startswith("| `")]
    folders = re.findall(r"`([\w/]+)/`", "\n".join(rows))
    assert folders
    assert not [name for name in folders if not (repository / name).is_dir()]


def test_the_glossary_names_classes_that_exist(repository: Path) -> None:
    glossary = (repository / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in glossary.splitlines() if line.startswith("| ")]
    named = {name for row in rows[2:] for name in re.findall(r"`([A-Z]\w+)`", row[2])}
    program = "\n".join(
        file.read_text(encoding="utf-8") for file in (repository / "qualcoder_sts").rglob("*.py")
    )
    assert named
    assert not named - set(re.findall(r"^class (\w+)", program, re.MULTILINE))


def test_every_package_says_what_it_is_for(repository: Path) -> None:
    silent = [
        str(file.relative_to(repository))
        for file in (repository / "qualcoder_sts").rglob("__init__.py")
        if len((ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split()) < 4
    ]
    assert not silent, f"a docstring says what a package owns and must not know: {silent}"


def test_python_versions_agree(settings: dict[str, Any], readme: str, repository: Path) -> None:
    required = settings["project"]["requires-python"]
    found = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", required)
    assert found
    versions = [f"3.{minor}" for minor in range(int(found[1]), int(found[2]))]
    classifiers = [
        each.rpartition(" ")[2]
        for each in settings["project"]["classifiers"]
        if re.search(r":: 3\.\d+$", each)
    ]
    assert classifiers == versions
    assert settings["tool"]["mypy"]["python_version"] == versions[0]
    assert settings["tool"]["ruff"]["target-version"] == "py" + versions[0].replace(".", "")
    set_up = (repository / "packaging" / "set_up.py").read_text(encoding="utf-8")
    assert f"SUPPORTED = {tuple(versions)}".replace("'", '"') in set_up
    sentence = "Python " + ", ".join(versions[:-1]) + " or " + versions[-1]
    assert sentence in readme
    contributing = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert sentence in contributing


@pytest.mark.parametrize(
    "pattern", [PLACE_OF_ONE_MACHINE, PLACE_TO_FETCH_FROM], ids=["machine", "fetching"]
)
def test_files_speak_of_the_program_only(
    pattern: re.Pattern[str], written_files: list[Path], repository: Path
) -> None:
    found = [
        f"{file.relative_to(repository)}: {match[0]}"
        for file in written_files
        if not file.is_relative_to(repository / "tests" / "architecture")
        for match in pattern.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found


def test_the_changelog_has_a_place_for_the_next_release(repository: Path) -> None:
    text = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "\n## [Unreleased]\n" in text


def targets_of(repository: Path) -> set[str]:
    """The tasks of the Makefile."""
    text = (repository / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))


def links_of(text: str) -> list[str]:
    """Where a page's links lead, those in code left out."""
    without_code = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    return re.findall(r"\[[^\]]*\]\(([^)\s]+)[^)]*\)", without_code)


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a link's file and heading are there; addresses on the web are not tried."""
    if re.match(r"[a-z]+:", target):
        return True
    name, _, heading = target.partition("#")
    file = page.parent / name if name else page
    if not file.exists():
        return False
    return not heading or heading in anchors_of(file.read_text(encoding="utf-8"))


def anchors_of(text: str) -> set[str]:
    """The anchors that headings get."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
