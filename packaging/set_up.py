"""Make the Python environment this project runs in, or see in a moment that it stands already.

    python packaging/set_up.py                 what running the program needs, into .venv
    python packaging/set_up.py --for develop   tests and checks as well, into .venv
    python packaging/set_up.py --for core      the tests' packages without Qt, into .venv-core

Needs nothing but Python itself. Every package is installed from a lock file, by its hash.
The file is kept readable for older Pythons, so that they can say what they lack.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
ENVIRONMENTS = {"run": ".venv", "develop": ".venv", "core": ".venv-core"}
LOCK_OF = {"run": "run.txt", "develop": "dev.txt", "core": "dev.txt"}
QT_PACKAGES = re.compile(r"(pyside6|shiboken6|pytest-qt)\b", re.IGNORECASE)


class SetUpError(Exception):
    """What stands in the way, in one sentence for the user."""


def main() -> int:
    """Set up what was asked for; 0 when it stands."""
    parser = argparse.ArgumentParser(description="Make the environment this project runs in.")
    parser.add_argument("--for", dest="purpose", choices=sorted(ENVIRONMENTS), default="run")
    purpose = parser.parse_args().purpose
    environment = ROOT / ENVIRONMENTS[purpose]
    if is_ready(environment, purpose):
        return 0
    try:
        make(environment, purpose)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def is_ready(environment: Path, purpose: str) -> bool:
    """Whether nothing is left to do. What suffices to develop suffices to run."""
    try:
        stamps = stamp_file(environment).read_text(encoding="utf-8").split()
    except OSError:
        return False
    enough = ("run", "develop") if purpose == "run" else (purpose,)
    return python_in(environment).exists() and any(
        fingerprint(environment, each) in stamps for each in enough
    )


def make(environment: Path, purpose: str) -> None:
    """Create the environment where it is missing and install the locked packages."""
    if not is_usable(environment):
        base = find_python()
        print(f"Creating {environment.name} with Python {version_of(base)} …", flush=True)
        demand_venv(base)
        run([*base, "-m", "venv", "--clear", str(environment)], "The environment was not created.")
    stamp_file(environment).unlink(missing_ok=True)
    print(f"Installing the packages of packaging/locks/{LOCK_OF[purpose]} …", flush=True)
    # What builds the few packages that come as source only, and this project itself.
    install_lock(environment, LOCKS / "build.txt")
    install_lock(environment, lock_for(environment, purpose))
    install(environment, "--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    stamp_file(environment).write_text(fingerprint(environment, purpose) + "\n", encoding="utf-8")
    print(f"{environment.name} is ready.", flush=True)


def is_usable(environment: Path) -> bool:
    """Whether an environment stands at this very place, with a Python that will do."""
    if not python_in(environment).exists() or environment_version(environment) not in SUPPORTED:
        return False
    # Programs in an environment hold its path: a moved or copied one is made anew.
    activate = python_in(environment).parent / "activate"
    try:
        return str(environment) in activate.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def environment_version(environment: Path) -> str:
    """The environment's Python as ``3.12``; empty when that cannot be told."""
    try:
        settings = (environment / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", settings, re.MULTILINE)
    return found.group(1) if found else ""


def fingerprint(environment: Path, purpose: str) -> str:
    """Changes whenever something the environment was made from changes."""
    digest = hashlib.sha256(f"{purpose} {environment_version(environment)} {ROOT}".encode())
    for file in (LOCKS / "build.txt", LOCKS / LOCK_OF[purpose], ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def stamp_file(environment: Path) -> Path:
    """Where the fingerprint of a finished set-up stands."""
    return environment / "set-up-stamp.txt"


def python_in(environment: Path) -> Path:
    """The environment's Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def find_python() -> list[str]:
    """How to call a Python that will do: this one, or another on this machine."""
    candidates = [[sys.executable]]
    for version in reversed(SUPPORTED):
        if program := shutil.which(f"python{version}"):
            candidates.append([program])
        if launcher := shutil.which("py"):
            candidates.append([launcher, f"-{version}"])
    for candidate in candidates:
        if version_of(candidate) in SUPPORTED:
            return candidate
    needed = ", ".join(SUPPORTED[:-1]) + " or " + SUPPORTED[-1]
    raise SetUpError(
        f"Python {needed} is needed; this is Python {version_of([sys.executable])} and no other "
        "was found on this machine. Install one of them and run this again."
    )


def version_of(python: list[str]) -> str:
    """``3.12`` for a CPython 3.12, ``unknown`` for what does not answer."""
    question = (
        "import sys; print('%s %d.%d' % ((sys.implementation.name,) + tuple(sys.version_info[:2])))"
    )
    try:
        answer = subprocess.run(
            [*python, "-c", question], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    name, _, version = answer.stdout.strip().partition(" ")
    return version if name == "cpython" else name or "unknown"


def demand_venv(base: list[str]) -> None:
    """Debian and Ubuntu keep ``venv`` in a package of its own: get it, or say how."""
    question = [*base, "-c", "import venv, ensurepip"]
    if subprocess.run(question, capture_output=True, check=False).returncode == 0:
        return
    if sys.platform.startswith("linux"):
        script = ROOT / "packaging" / "linux-libraries.sh"
        subprocess.run(["sh", str(script), "venv", version_of(base)], check=False)
    if subprocess.run(question, capture_output=True, check=False).returncode != 0:
        raise SetUpError(
            "This Python has no “venv” module, which makes environments. On Debian and Ubuntu it "
            f"comes with the package python{version_of(base)}-venv."
        )


def lock_for(environment: Path, purpose: str) -> Path:
    """The lock file to install; for the core, a copy without Qt."""
    lock = LOCKS / LOCK_OF[purpose]
    if purpose != "core":
        return lock
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if not QT_PACKAGES.match(entry)]
    without_qt = environment / "lock-without-qt.txt"
    without_qt.write_text("\n".join(kept), encoding="utf-8")
    return without_qt


def install_lock(environment: Path, lock: Path) -> None:
    """Install a lock file as it stands: it is complete, so nothing is resolved."""
    install(environment, "--no-build-isolation", "--no-deps", "--require-hashes", "-r", str(lock))


def install(environment: Path, *arguments: str) -> None:
    """Run the environment's own pip."""
    command = [str(python_in(environment)), "-m", "pip", "install", "-qq", "--no-input"]
    run(
        [*command, "--disable-pip-version-check", *arguments],
        "Installing did not work; what pip says above tells why. Without a network connection, "
        "connect and run this again.",
    )


def run(command: list[str], sentence: str) -> None:
    """Run a command, or stop with the sentence."""
    if subprocess.run(command, cwd=str(ROOT), check=False).returncode != 0:
        raise SetUpError(sentence)


if __name__ == "__main__":
    raise SystemExit(main())
