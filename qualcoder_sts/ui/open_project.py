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
        coding, chart = self.places.coding, self.places.chart
        return {
            "undo": self.operations.undo,
            "redo": self.operations.redo,
            "import_files": self.imports.ask_files,
            "import_folder": self.imports.ask_folder,
            "add_code": self.places.codebook.ask_new_code,
            "apply_code": coding.ask_code,
            "remove_segment": coding.remove_current,
            "finish_source": coding.toggle_finished,
            "close_transcript": coding.close_current,
            "zoom_in": lambda: coding.tabs.zoom_by(1),
            "zoom_out": lambda: coding.tabs.zoom_by(-1),
            "save_chart": chart.ask_save,
            "write_report": chart.ask_report,
        }
