"""How a coder wants suggestions in a project, in a file on this computer.

Nobody gets any until they say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from qualcoder_sts.foundation.kept_file import read_kept, write_kept
from qualcoder_sts.foundation.preferences import preferences_folder


@dataclass(frozen=True, slots=True)
class SuggestionWishes:
    """Whether any are wanted, and whether other coders' coding is learnt from.

    ``least`` gives for a code from how many thousandths on it is wanted; a code that is not named
    there is wanted as it comes.
    """

    on: bool = False
    from_team: bool = False
    least: Mapping[UUID, int] = field(default_factory=dict)


def suggestion_wishes_file() -> Path:
    """The file itself: project, then coder, then what is wished."""
    return preferences_folder() / "suggestions.json"


def read_wishes(project_id: UUID, coder: str) -> SuggestionWishes:
    """What a coder wishes; what the file has in no understandable form is left out."""
    of_project = read_kept(suggestion_wishes_file()).get(str(project_id))
    stored = of_project.get(coder) if isinstance(of_project, dict) else None
    if not isinstance(stored, dict):
        return SuggestionWishes()
    return SuggestionWishes(
        stored.get("on") is True, stored.get("from_team") is True, _least(stored.get("least"))
    )


def keep_wishes(project_id: UUID, coder: str, wishes: SuggestionWishes) -> None:
    """Keep a coder's wishes beside those of others; raises ``OSError``."""
    stored = read_kept(suggestion_wishes_file())
    before = stored.get(str(project_id))
    of_project: dict[str, object] = dict(before) if isinstance(before, dict) else {}
    of_project[coder] = {
        "on": wishes.on,
        "from_team": wishes.from_team,
        "least": {str(code): wishes.least[code] for code in sorted(wishes.least)},
    }
    stored[str(project_id)] = of_project
    write_kept(suggestion_wishes_file(), stored)


def _least(stored: object) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for code, number in stored.items() if isinstance(stored, dict) else ():
        try:
            code_id = UUID(code)
        except ValueError:
            continue
        if type(number) is int:  # true and false are numbers elsewhere
            found[code_id] = number
    return found
