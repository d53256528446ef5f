"""Retrieved quotes as a Word document: under headings, each with who said it and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from qualcoder_sts.analysis.quote_groups import QuoteGroup, reference
from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.reports.manifest import ProjectState
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.saving import save_document

# A longer list is too long to be found by turning pages.
GROUPS_WITHOUT_CONTENTS = 3


@dataclass(frozen=True)
class QuotesDocument:
    """What is written: quotes under headings; ``sentences`` say what was chosen and counted."""

    state: ProjectState
    sentences: tuple[str, ...]
    groups: tuple[QuoteGroup, ...]
    participants: Mapping[UUID, ParticipantRow]

    @property
    def title(self) -> str:
        """The document's title."""
        return _("%s: quotes") % self.state.project


def write_quotes(document: QuotesDocument, path: Path, *, progress: Progress = SILENT) -> None:
    """Write the quotes to a Word file; raises ``ReportNotWrittenError``."""
    state = document.state
    subject = _("Coded quotes with who said them and where")
    word = WordDocument(DocumentDetails(document.title, subject, state.language, state.at))
    word.paragraph(document.title, "Title")
    for sentence in document.sentences:
        word.paragraph(sentence)
    headings = [
        Heading(group.title, 1, f"_Quotes_{number}") for number, group in enumerate(document.groups)
    ]
    if len(headings) > GROUPS_WITHOUT_CONTENTS:
        word.contents(headings)
    grouped = list(zip(headings, document.groups, strict=True))
    for heading, group in progress.track(grouped, _("Writing the quotes")):
        word.heading(heading)
        word.paragraph(f"{group.figures}.")
        for segment in group.segments:
            word.quote(segment.text.strip(), _place(segment, document.participants))
            if segment.memo:
                word.labelled(_("Memo:"), segment.memo)
    save_document(word.document, path)


def _place(segment: RetrievedSegment, people: Mapping[UUID, ParticipantRow]) -> str:
    marks = [reference(segment, people), segment.path_text, _("coded by %s") % segment.coder]
    if segment.weight is not None:
        marks.append(_("weight %d") % segment.weight)
    if segment.key_quote:
        marks.append(_("illustrative quote"))
    return " · ".join(marks)
