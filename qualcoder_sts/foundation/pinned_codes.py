"""Which codes a coder pinned to the keys 1 to 9, project by project, in a file on this computer."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from qualcoder_sts.foundation.kept_file import read_kept, write_kept
from qualcoder_sts.foundation.preferences import preferences_folder

DIGITS = range(1, 10)


def pinned_codes_file() -> Path:
    """The file itself: project, then coder, then digit, then code."""
    return preferences_folder() / "pinned-codes.json"


def read_pinned_codes(project_id: UUID, coder: str) -> dict[int, UUID]:
    """The codes by digit; what the file has in no understandable form is left out."""
    of_project = read_kept(pinned_codes_file()).get(str(project_id))
    stored = of_project.get(coder) if isinstance(of_project, dict) else None
    found: dict[int, UUID] = {}
    for digit, code in stored.items() if isinstance(stored, dict) else ():
        try:
            number, code_id = int(digit), UUID(code)
        except (ValueError, TypeError, AttributeError):
            continue
        if number in DIGITS:
            found[number] = code_id
    return found


def write_pinned_codes(project_id: UUID, coder: str, pinned: Mapping[int, UUID]) -> None:
    """Keep a coder's pinned codes beside those of other coders and projects."""
    stored = read_kept(pinned_codes_file())
    before = stored.get(str(project_id))
    of_project: dict[str, object] = dict(before) if isinstance(before, dict) else {}
    of_project[coder] = {str(digit): str(pinned[digit]) for digit in sorted(pinned)}
    stored[str(project_id)] = of_project
    write_kept(pinned_codes_file(), stored)
