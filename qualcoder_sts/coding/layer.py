"""Whose coding counts in one source: the layer of record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class LayerBasis(StrEnum):
    """Why a coder's segments are the ones that count, or why nobody's do."""

    CONSENSUS = "double coding is closed"
    LEAD = "lead coder"
    ONLY_CODER = "only coder who finished it"
    CHOSEN = "chosen coder"
    NOT_FINISHED = "not marked finished"
    NO_LEAD = "several coders finished it and none leads"


@dataclass(frozen=True, slots=True)
class Finished:
    """A coder has finished a whole source."""

    coder_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Layer:
    """Whose segments count in a source; nobody's when it is not yet coded."""

    coder_id: UUID | None
    basis: LayerBasis

    @property
    def is_coded(self) -> bool:
        """Whether the source counts."""
        return self.coder_id is not None


def layer_of_record(
    finished: Sequence[Finished], lead_coder_id: UUID | None, consensus_coders: frozenset[UUID]
) -> Layer:
    """The consensus where double coding is closed, else the lead coder, else the only coder.

    *Coded* means marked finished: a lead coder who has not finished leaves the source not yet
    coded, whoever else has.
    """
    agreed = [mark for mark in finished if mark.coder_id in consensus_coders]
    if agreed:
        latest = max(agreed, key=lambda mark: (mark.at, mark.coder_id.int))
        return Layer(latest.coder_id, LayerBasis.CONSENSUS)
    coders = {mark.coder_id for mark in finished}
    if lead_coder_id is not None:
        if lead_coder_id in coders:
            return Layer(lead_coder_id, LayerBasis.LEAD)
        return Layer(None, LayerBasis.NOT_FINISHED)
    if len(coders) == 1:
        return Layer(coders.pop(), LayerBasis.ONLY_CODER)
    return Layer(None, LayerBasis.NO_LEAD if coders else LayerBasis.NOT_FINISHED)


def layer_of_coder(finished: Sequence[Finished], coder_id: UUID) -> Layer:
    """One coder's own layer, where that coder has finished the source."""
    if any(mark.coder_id == coder_id for mark in finished):
        return Layer(coder_id, LayerBasis.CHOSEN)
    return Layer(None, LayerBasis.NOT_FINISHED)
