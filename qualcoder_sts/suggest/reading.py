"""Pipelines that are loaded once: making one takes longer than reading a short text."""

from functools import lru_cache
from typing import TYPE_CHECKING

from qualcoder_sts.language.pipeline import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

_PIPELINES_REMEMBERED = 4


@lru_cache(maxsize=_PIPELINES_REMEMBERED)
def pipeline_for(language: str, pipeline: str | None) -> "Language":
    """What ``load_pipeline`` gives; nothing is added to it."""
    return load_pipeline(language, pipeline)
