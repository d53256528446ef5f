"""Where places and pages lead to: passages in their transcripts, codes, quotes."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.coding.queries import segments_named
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.browsing import Hanging, Subject
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.analyse_place import AnalysePlace
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage

if TYPE_CHECKING:
    from qualcoder_sts.ui.participants.participants_page import ParticipantsPage


def open_passage(coding: CodingPlace, source_id: UUID, span: Span, segment_id: UUID) -> None:
    """Open a transcript at a coded passage, which is then the selected one."""
    if (view := coding.open(source_id)) is not None:
        view.select(Span(span.end, span.end))
        view.scroll_to(span.start)
        view.activate_segment(segment_id)


def connect_analyse(
    analyse: AnalysePlace, coding: CodingPlace, codebook: CodebookPanel, actions: Actions
) -> None:
    """From quotes to their transcripts, and from codes to their quotes."""
    to_transcripts = actions["place_code"].trigger

    def open_quote(quote: RetrievedSegment) -> None:
        to_transcripts()
        open_passage(coding, quote.source_id, Span(quote.start, quote.end), quote.id)

    analyse.transcripts_wanted.connect(to_transcripts)
    analyse.passage_wanted.connect(open_quote)
    codebook.quotes_wanted.connect(analyse.show_quotes_of)


def way_to_subjects(
    operations: Operations,
    actions: Actions,
    coding: CodingPlace,
    *,
    codebook: CodebookPanel,
    participants: TabPage["ParticipantsPage"],
) -> Callable[[Subject], None]:
    """The function that shows what a memo or a step is about."""

    def go(subject: Subject) -> None:
        if subject.hanging is Hanging.SEGMENT:
            for row in operations.read(segments_named, [subject.id]):
                open_passage(coding, row.source_id, Span(row.start, row.end), row.id)
        elif subject.hanging is Hanging.CODE:
            actions["go_to_codebook"].trigger()
            codebook.show_code(subject.id)
        elif subject.hanging is Hanging.SOURCE:
            coding.open(subject.id)
        elif subject.hanging is Hanging.PARTICIPANT:
            actions["show_participants"].trigger()
            participants.widget().show_person(subject.id)

    return go
