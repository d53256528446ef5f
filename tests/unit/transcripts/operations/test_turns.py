from uuid import uuid4

import pytest

from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.errors import (
    SpeakerLabelTakenError,
    TurnNotDivisibleError,
    TurnOfOtherSourceError,
)
from qualcoder_sts.transcripts.operations.turns import NewSpeaker, divide_turn, give_turns
from qualcoder_sts.transcripts.queries import speakers_of, turns_of

INTERVIEW = "I: How was it?\nMaria: It was hard.\nI: Oh?\nMaria: We talked.\n"
GROUP = "Moderator: Well?\nP1: Yes.\nP2: No.\nModerator: So?\nP1: Hm.\nP2: Ah.\n"


@pytest.fixture
def interview(add_source):
    return add_source("I-01", INTERVIEW)


@pytest.fixture
def group(add_source):
    return add_source("FG-1", GROUP, "focus-groups")


@pytest.fixture
def speaker(workspace):
    def find(source_id, label):
        return next(row for row in workspace.read(speakers_of, source_id) if row.label == label)

    return find


@pytest.fixture
def labels(workspace):
    return lambda source_id: [turn.label for turn in workspace.read(turns_of, source_id)]


@pytest.fixture
def turn_ids(workspace):
    return lambda source_id: [turn.id for turn in workspace.read(turns_of, source_id)]


def test_give_a_turn(done, refused, group, interview, speaker, labels, turn_ids):
    turn = turn_ids(group)[1]
    done(give_turns, [turn], speaker(group, "P2").id, label="Give a turn to “P2”")
    assert labels(group)[1] == "P2"
    maria = speaker(interview, "Maria").id
    refused(
        TurnOfOtherSourceError, "“Maria” does not speak in the source", give_turns, [turn], maria
    )
    refused(RowMissingError, "turn", give_turns, [uuid4()], maria)


def test_give_several_turns_at_once(done, refused, unchanged, group, interview, speaker, labels,
                                    turn_ids):  # fmt: skip
    ids = turn_ids(group)
    done(give_turns, [ids[1], ids[4]], speaker(group, "P2").id, label="Give 2 turns to “P2”")
    assert labels(group) == ["Moderator", "P2", "P2", "Moderator", "P2", "P2"]
    assert speaker(group, "P1").turns == 0
    unchanged(give_turns, [], speaker(group, "P2").id)
    mixed = [ids[0], turn_ids(interview)[0]]
    refused(TurnOfOtherSourceError, "does not speak", give_turns, mixed, speaker(group, "P1").id)


def test_give_turns_to_somebody_new(done, refused, workspace, group, labels, turn_ids):
    turn = turn_ids(group)[2]
    done(give_turns, [turn], NewSpeaker(" P3 "), label="Give a turn to “P3”")
    assert labels(group)[2] == "P3"
    assert "P3" in {row.name for row in workspace.read(list_participants)}
    nobody = NewSpeaker("Several", SpeakerRole.UNATTRIBUTED)
    done(give_turns, [turn], nobody, label="Give a turn to “Several”")
    assert "Several" not in {row.name for row in workspace.read(list_participants)}
    refused(SpeakerLabelTakenError, "“p1”", give_turns, [turn], NewSpeaker("p1"))


def test_divide_a_turn(done, refused, workspace, interview, speaker, text_of):
    text = text_of(interview)
    turn = workspace.read(turns_of, interview)[1]
    place = text.index("was hard")
    asks = speaker(interview, "I").id
    done(divide_turn, turn.id, place, asks, label="Divide a turn: “I” goes on")
    turns = workspace.read(turns_of, interview)
    assert [(one.label, text[one.start : one.end]) for one in turns[1:3]] == [
        ("Maria", "Maria: It "),
        ("I", "was hard."),
    ]
    for position in (turn.start, turn.speech_start, place, turn.end):
        refused(TurnNotDivisibleError, "inside its speech", divide_turn, turn.id, position, asks)


def test_somebody_new_goes_on(done, interview, labels, turn_ids, text_of):
    place = text_of(interview).index("was hard")
    turn = turn_ids(interview)[1]
    done(divide_turn, turn, place, NewSpeaker("Ben"), label="Divide a turn: “Ben” goes on")
    assert labels(interview) == ["I", "Maria", "Ben", "I", "Maria"]
