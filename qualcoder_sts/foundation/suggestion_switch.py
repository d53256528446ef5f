"""Who wants suggestions in which project, in a file on this computer.

Nobody does until they say so.
"""

from pathlib import Path
from uuid import UUID

from qualcoder_sts.foundation.kept_file import read_kept, write_kept
from qualcoder_sts.foundation.preferences import preferences_folder


def suggestion_switch_file() -> Path:
    """The file itself: project, then the coders who want suggestions there."""
    return preferences_folder() / "suggestions.json"


def wants_suggestions(project_id: UUID, coder: str) -> bool:
    """Whether a coder has switched suggestions on in a project."""
    return coder in _coders(read_kept(suggestion_switch_file()), project_id)


def keep_wish(project_id: UUID, coder: str, *, wants: bool) -> None:
    """Keep whether a coder wants suggestions in a project; raises ``OSError``."""
    stored = read_kept(suggestion_switch_file())
    others = [name for name in _coders(stored, project_id) if name != coder]
    stored[str(project_id)] = sorted([*others, coder]) if wants else others
    write_kept(suggestion_switch_file(), stored)


def _coders(stored: dict[str, object], project_id: UUID) -> list[str]:
    """Who wants them; what the file has in no understandable form is nobody."""
    coders = stored.get(str(project_id))
    return [name for name in coders if isinstance(name, str)] if isinstance(coders, list) else []
