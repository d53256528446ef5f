from uuid import uuid4

import pytest

from qualcoder_sts.participants.operations import add_attribute, set_attribute_value
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.transcripts.operations.speakers import unite_participants
from qualcoder_sts.transcripts.uniting import ContraryValue, unite_effect


def test_the_effect_is_what_uniting_does(workspace, add_source):
    add_source("I-01", "I: Well?\nAda: Yes.\nI: So?\nAda: No.\n")
    add_source("I-02", "I: Well?\nADA BYRNE: Yes.\nI: So?\nADA BYRNE: No.\n")
    kept = workspace.read(find_participant, "Ada").id
    gone = workspace.read(find_participant, "ADA BYRNE").id
    for name, of_kept, of_gone in (
        ("role", "nurse", "clerk"), ("years", "", "7"), ("town", "Ely", "Ely"), ("age", "40", "")
    ):  # fmt: skip
        attribute = workspace.run(add_attribute, name).value
        workspace.run(set_attribute_value, attribute, of_kept, participant_id=kept)
        workspace.run(set_attribute_value, attribute, of_gone, participant_id=gone)
    effect = workspace.read(unite_effect, kept, gone)
    assert (effect.kept.name, effect.gone.name, effect.speakers) == ("Ada", "ADA BYRNE", 1)
    assert effect.values == {"years": "7"}
    assert effect.contrary == (ContraryValue("role", "nurse", "clerk"),)
    workspace.run(unite_participants, kept, gone)
    row = workspace.read(find_participant, "Ada")
    assert row.sources == ("I-01", "I-02")
    assert row.attributes == {"role": "nurse", "years": "7", "town": "Ely", "age": "40"}


def test_somebody_who_is_gone(workspace):
    with pytest.raises(RowMissingError):
        workspace.read(unite_effect, uuid4(), uuid4())
