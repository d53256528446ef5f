from datetime import UTC, datetime
from uuid import UUID

from qualcoder_sts.coding.layer import (
    Finished,
    Layer,
    LayerBasis,
    layer_of_coder,
    layer_of_record,
)

ANA, TOMASZ, AGREED, LATER = (UUID(int=number) for number in range(4))
NONE: frozenset[UUID] = frozenset()


def finished(*coders: UUID) -> list[Finished]:
    return [
        Finished(coder, datetime(2026, 1, day, tzinfo=UTC)) for day, coder in enumerate(coders, 1)
    ]


def test_the_consensus_goes_before_the_lead():
    marks = finished(AGREED, ANA)
    layer = layer_of_record(marks, ANA, frozenset({AGREED}))
    assert layer == Layer(AGREED, LayerBasis.CONSENSUS)


def test_the_latest_of_several_consensus_layers_counts():
    both = frozenset({AGREED, LATER})
    assert layer_of_record(finished(AGREED, LATER), None, both).coder_id == LATER
    assert layer_of_record(finished(LATER, AGREED), None, both).coder_id == AGREED


def test_the_lead_coder_counts_when_finished_and_nobody_else_instead():
    assert layer_of_record(finished(ANA, TOMASZ), TOMASZ, NONE) == Layer(TOMASZ, LayerBasis.LEAD)
    assert layer_of_record(finished(ANA), TOMASZ, NONE) == Layer(None, LayerBasis.NOT_FINISHED)


def test_without_a_lead_the_only_finished_coder_counts():
    assert layer_of_record(finished(ANA, ANA), None, NONE) == Layer(ANA, LayerBasis.ONLY_CODER)
    assert layer_of_record(finished(ANA, TOMASZ), None, NONE) == Layer(None, LayerBasis.NO_LEAD)
    assert layer_of_record([], None, NONE) == Layer(None, LayerBasis.NOT_FINISHED)


def test_a_chosen_coder_must_have_finished():
    assert layer_of_coder(finished(ANA), ANA) == Layer(ANA, LayerBasis.CHOSEN)
    assert not layer_of_coder(finished(ANA), TOMASZ).is_coded
