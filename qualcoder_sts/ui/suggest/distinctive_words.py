"""Which words are distinctive of codes, and in which lines they stand: for a background job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.coding.searching import SearchHit, SearchMode, pieces_by_language, search
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.language.word_forms import find_forms
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.set_up import OfferedTerm, offered_terms

MOST_LINES = 200
_AROUND = 60

Passages = Mapping[UUID, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Distinctive:
    """The terms of each code, the most distinctive first, and its passages by source."""

    terms: Mapping[UUID, Sequence[OfferedTerm]]
    passages: Mapping[UUID, Passages]


def find_distinctive(
    workspace: Workspace, worker: WorkerProcess, coder_id: UUID, progress: Progress
) -> Distinctive:
    """Of every code that this coder has applied."""
    material = workspace.read(load_material, coder_id)
    passages: dict[UUID, dict[UUID, list[Span]]] = {}
    for one in material.coded:
        passages.setdefault(one.code_id, {}).setdefault(one.source_id, []).append(one.span)
    terms: dict[UUID, list[OfferedTerm]] = {code_id: [] for code_id in passages}
    found = worker.run(offered_terms, progress, material, read_preferences())
    for term in found:
        terms.setdefault(term.code_id, []).append(term)
    return Distinctive(terms, passages)


def find_lines(
    workspace: Workspace, worker: WorkerProcess, term: str, passages: Passages, progress: Progress
) -> list[SearchHit]:
    """Every place of a term, in all its forms, inside the passages of its code."""
    pieces = workspace.read(pieces_by_language, None)
    forms = {
        language: worker.run(find_forms, progress, language, term, some)
        for language, some in pieces.items()
    }
    hits = workspace.read(search, term, mode=SearchMode.LEMMA, forms=forms, context=_AROUND)
    inside = [
        hit
        for hit in hits
        if any(span.encloses(hit.span) for span in passages.get(hit.source_id, ()))
    ]
    return inside[:MOST_LINES]
