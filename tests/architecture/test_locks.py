"""The lock files are complete, fit pyproject.toml and name no place to fetch from."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("build.txt", "dev.txt", "run.txt")
PYTHONS = ("3.11.2", "3.11.9", "3.12.1", "3.13.0")
SYSTEMS = ("linux", "darwin", "win32")


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest, repository: Path) -> Path:
    return repository / "packaging" / "locks" / request.param


def test_every_package_has_hashes(lock: Path) -> None:
    entries = entries_of(lock)
    assert entries
    without = [each for each in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", each)]
    assert not without


def test_no_place_to_fetch_from_is_named(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    found = re.findall(r"://|@|--(?:extra-)?index|--find-links|--trusted-host", text)
    assert not found


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_each_machine_gets_one_version_of_a_package(lock: Path, python: str, system: str) -> None:
    names = list(installed(lock, python, system))
    assert len(names) == len(set(names))


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_locks_fit_the_project(repository: Path, python: str, system: str) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    needed_to_run = settings["project"]["dependencies"]
    needed_to_develop = needed_to_run + settings["dependency-groups"]["dev"]
    needed_to_build = settings["build-system"]["requires"]
    folder = repository / "packaging" / "locks"
    for name, needed in (
        ("run.txt", needed_to_run),
        ("dev.txt", needed_to_develop),
        ("build.txt", needed_to_build),
    ):
        versions = dict(installed_versions(folder / name, python, system))
        for requirement in map(Requirement, needed):
            if requirement.marker and not requirement.marker.evaluate(machine(python, system)):
                continue
            version = versions.get(canonicalize_name(requirement.name))
            assert version, f"{requirement} is not in {name}: run “make lock”"
            assert requirement.specifier.contains(version), f"{name}: run “make lock”"


@pytest.mark.parametrize("python", PYTHONS)
def test_locks_agree_with_one_another(repository: Path, python: str) -> None:
    folder = repository / "packaging" / "locks"
    develop = dict(installed_versions(folder / "dev.txt", python, "linux"))
    for name in ("run.txt", "build.txt"):
        for package, version in installed_versions(folder / name, python, "linux"):
            assert develop.get(package) == version, f"{name} differs in {package}"


def test_hooks_use_the_locked_version(repository: Path) -> None:
    hooks = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    named = {
        package
        for repo in hooks["repos"]
        for hook in repo["hooks"]
        for package in hook["additional_dependencies"]
    }
    lock = repository / "packaging" / "locks" / "dev.txt"
    versions = dict(installed_versions(lock, "3.11.9", "linux"))
    assert named == {f"ruff=={versions['ruff']}"}


def entries_of(lock: Path) -> list[str]:
    """One text per package and version."""
    text = lock.read_text(encoding="utf-8").strip()
    return re.split(r"\n(?=[^\s#])", text)


def installed(lock: Path, python: str, system: str) -> list[str]:
    return [name for name, _ in installed_versions(lock, python, system)]


def installed_versions(lock: Path, python: str, system: str) -> list[tuple[str, str]]:
    """Names and versions of what a machine of that kind installs."""
    found = []
    for entry in entries_of(lock):
        requirement = Requirement(entry.splitlines()[0].rstrip(" \\"))
        if requirement.marker is None or requirement.marker.evaluate(machine(python, system)):
            version = next(iter(requirement.specifier)).version
            found.append((canonicalize_name(requirement.name), version))
    return found


def machine(python: str, system: str) -> dict[str, str]:
    return {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": system,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
