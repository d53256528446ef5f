"""Small JSON files in which the program keeps what it remembers on this computer."""

import json
from collections.abc import Mapping
from pathlib import Path


def read_kept(file: Path) -> dict[str, object]:
    """What was kept; nothing where the file is missing or broken."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def write_kept(file: Path, content: Mapping[str, object]) -> None:
    """Keep it, whole or not at all; raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # A file name that is no text becomes the escape that JSON has for it.
    unfinished.write_text(text, encoding="utf-8", errors="backslashreplace")
    unfinished.replace(file)
