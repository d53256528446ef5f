"""The facts of the transcript in front: ``8 speakers · 2,914 words · 37 segments``."""

from uuid import UUID

from PySide6.QtCore import QObject

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.facts import SourceFacts, facts_of
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.status import StatusBar

SHOWN_TABLES = ("source", "speaker", "speaker_turn", "coded_segment")


class TranscriptFacts(QObject):
    """Counts in the background, and shows the newest numbers in the status bar."""

    def __init__(self, operations: Operations, status: StatusBar) -> None:
        super().__init__(operations)
        self._operations = operations
        self._status = status
        self._source: UUID | None = None
        # By the hash of the text: counting a long one takes a while, and each step asks again.
        self._words: dict[str, int] = {}
        operations.settled.connect(self._recount)

    def follow(self, source_id: UUID | None) -> None:
        """Another transcript came to the front, or none is there."""
        self._source = source_id
        self._status.show_facts("")
        self._count()

    def _recount(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self._count()

    def _count(self) -> None:
        if self._source is None:
            return
        workspace, source_id, known = self._operations.workspace, self._source, dict(self._words)

        def count(progress: Progress) -> SourceFacts | None:
            return workspace.read(facts_of, source_id, words_known=known, progress=progress)

        self._operations.compute("facts of the transcript", count, self._show)

    def _show(self, facts: SourceFacts | None) -> None:
        if facts is None or facts.source_id != self._source:
            return
        self._words[facts.text_hash] = facts.words
        self._status.show_facts(facts_words(facts))


def facts_words(facts: SourceFacts) -> str:
    """The numbers in words; a text without speakers says nothing of them."""
    parts = [
        ngettext("%s word", "%s words", facts.words) % f"{facts.words:,}",
        ngettext("%s segment", "%s segments", facts.segments) % f"{facts.segments:,}",
    ]
    if facts.speakers:
        words = ngettext("%s speaker", "%s speakers", facts.speakers)
        parts.insert(0, words % f"{facts.speakers:,}")
    return " · ".join(parts)
