"""An open project with everything that was built for it, and what actions do to it."""

from collections.abc import Callable
from dataclasses import dataclass

from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.project_places import ProjectPlaces
from qualcoder_sts.ui.transcripts.importing import TranscriptImport


@dataclass(frozen=True, slots=True)
class OpenProject:
    """All of it goes when the project is closed."""

    workspace: Workspace
    operations: Operations
    places: ProjectPlaces
    imports: TranscriptImport

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do, by their ids."""
        return {
            "undo": self.operations.undo,
            "redo": self.operations.redo,
            "import_files": self.imports.ask_files,
            "import_folder": self.imports.ask_folder,
            **self.places.deeds(),
        }
