"""Searching in the background: forms of words are looked up in a process of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcoder_sts.coding.hit_order import HitOrder, in_order
from qualcoder_sts.coding.searching import (
    SearchHits,
    SearchMode,
    pieces_by_language,
    search,
)
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.language.word_forms import WantedForms, find_forms
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SearchWanted:
    """What is searched for; ``method`` and ``role`` of None mean all."""

    text: str
    mode: SearchMode
    match_case: bool
    method: Method | None
    role: SpeakerRole | None


@dataclass(frozen=True, slots=True)
class FoundHits:
    """What was found; ``order`` has the hits' numbers, None leaves them with their sources.

    ``forms`` are those in which the words were found, where that was not what was typed.
    """

    hits: SearchHits
    order: Sequence[int] | None
    forms: Sequence[str] = ()


def find_hits(
    workspace: Workspace,
    wanted: SearchWanted,
    order: HitOrder,
    reader: WorkerProcess,
    progress: Progress,
) -> FoundHits:
    """Search, and put what was found in order; raises what ``search`` raises."""
    methods = None if wanted.method is None else {wanted.method}
    forms: dict[str, WantedForms] | None = None
    if wanted.mode is SearchMode.LEMMA and wanted.text.strip():
        # Not within one read: who codes meanwhile would have to wait for spaCy.
        pieces = workspace.read(pieces_by_language, methods)
        forms = {
            language: reader.run(find_forms, progress, language, wanted.text, some)
            for language, some in pieces.items()
        }
    hits = workspace.read(
        search,
        wanted.text,
        mode=wanted.mode,
        match_case=wanted.match_case,
        methods=methods,
        role=wanted.role,
        forms=forms,
    )
    return FoundHits(hits, order_of(hits, order), hits.forms() if forms else ())


def order_of(hits: SearchHits, order: HitOrder) -> Sequence[int] | None:
    """The hits' numbers in an order; None where they stay with their sources."""
    return None if order is HitOrder.PLACE else in_order(hits, order)
