"""Memos and journal entries as a Word document."""

from collections.abc import Sequence
from pathlib import Path

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import MemoEntry
from qualcoder_sts.memos.text_file import details, subject_words
from qualcoder_sts.reports.manifest import ProjectState
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.saving import save_document


def write_memos_document(
    state: ProjectState, entries: Sequence[MemoEntry], path: Path, *, progress: Progress = SILENT
) -> None:
    """Write memos to a Word file; raises ``ReportNotWrittenError``."""
    title = _("%s: memos") % state.project
    word = WordDocument(
        DocumentDetails(title, _("Memos and journal entries"), state.language, state.at)
    )
    word.paragraph(title, "Title")
    for number, entry in enumerate(progress.track(entries, _("Writing the memos"))):
        word.heading(Heading(entry.name or _("Memo"), 1, f"_Memo_{number}"))
        word.paragraph(f"{details(entry)}.")
        for line in entry.memo.content.strip().split("\n"):
            word.paragraph(line)
        for link in entry.links:
            word.labelled(_("Links to:"), subject_words(link))
    save_document(word.document, path)
