"""The audit trail as a Word document."""

from collections.abc import Sequence
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.trail import TrailEntry
from qualcoder_sts.reports.manifest import ProjectState
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.saving import save_document
from qualcoder_sts.reports.word.tables import Column, add_table

MOST_STEPS = 5000


class TrailTooLongError(QualcoderError):
    """More steps than a Word table can be read with."""

    def __init__(self, steps: int) -> None:
        super().__init__(
            _(
                "%(steps)s steps are too many for Word, which takes %(most)s. Choose fewer, or "
                "save them as a table."
            )
            % {"steps": f"{steps:,}", "most": f"{MOST_STEPS:,}"}
        )


def write_trail(
    state: ProjectState, entries: Sequence[TrailEntry], path: Path, *, progress: Progress = SILENT
) -> None:
    """Write steps to a Word file, a heading and a table for each day; the order is kept."""
    if len(entries) > MOST_STEPS:
        raise TrailTooLongError(len(entries))
    title = _("%s: audit trail") % state.project
    word = WordDocument(
        DocumentDetails(title, _("Who changed what, and when"), state.language, state.at)
    )
    word.paragraph(title, "Title")
    columns = (
        Column(_("When"), 2.2),
        Column(_("Coder"), 3.0),
        Column(_("Step"), 9.3),
        Column(_("Rows"), 1.5, is_figure=True),
    )
    days: dict[str, list[TrailEntry]] = {}
    for entry in entries:
        days.setdefault(entry.at.astimezone().strftime("%Y-%m-%d"), []).append(entry)
    for day, steps in progress.track(list(days.items()), _("Writing the audit trail")):
        word.heading(Heading(day, 1, f"_Day_{day.replace('-', '_')}"))
        rows = [_row(step) for step in steps]
        add_table(word.document, columns, rows, description=_("The steps of %s") % day)
    save_document(word.document, path)


def _row(entry: TrailEntry) -> tuple[str, ...]:
    label = f"{entry.label} ({entry.reason})" if entry.reason else entry.label
    return (entry.at.astimezone().strftime("%H:%M:%S"), entry.coder, label, f"{entry.rows:,}")
