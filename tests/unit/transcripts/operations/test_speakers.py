from uuid import UUID, uuid4

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.participants.errors import (
    GroupExpectedError,
    NameMissingError,
    ParticipantsNotUnitedError,
)
from qualcoder_sts.participants.operations import (
    add_attribute,
    add_to_roster,
    set_attribute_value,
)
from qualcoder_sts.participants.queries import find_participant, list_participants, roster
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.participants import Attendance
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.errors import (
    SpeakerHasTurnsError,
    SpeakerJoinedToItselfError,
    SpeakerLabelTakenError,
    SpeakersOfOtherSourceError,
)
from qualcoder_sts.transcripts.operations.people import seat_person
from qualcoder_sts.transcripts.operations.speakers import (
    add_speaker,
    join_speakers,
    link_speaker,
    link_speaker_to_new,
    remove_speaker,
    rename_speaker,
    set_speaker_role,
    unite_participants,
)
from qualcoder_sts.transcripts.queries import read_transcript, speakers_of

INTERVIEW = "I: How was it?\nMaria: It was hard.\nI: Oh?\nMaria: We talked.\n"
GROUP = "Moderator: Well?\nP1: Yes.\nP2: No.\nModerator: So?\nP1: Hm.\nP2: Ah.\n"
PARTICIPANT, INTERVIEWER, NOBODY = (
    SpeakerRole.PARTICIPANT,
    SpeakerRole.INTERVIEWER,
    SpeakerRole.UNATTRIBUTED,
)


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
def people(workspace):
    return lambda: {row.name for row in workspace.read(list_participants)}


@pytest.fixture
def attended(workspace):
    def labels(source_id):
        session_id = workspace.read(read_transcript, source_id).source.session_id
        return [row.label for row in workspace.read(roster, session_id)]

    return labels


@pytest.fixture
def described(workspace):
    """Say something of a participant that would be lost with them."""

    def describe(participant_id, name="role", value="nurse"):
        attribute = workspace.run(add_attribute, name).value
        workspace.run(set_attribute_value, attribute, value, participant_id=participant_id)
        return attribute

    return describe


def test_rename(done, refused, workspace, group, speaker, attended, text_of):
    one = speaker(group, "P1").id
    done(rename_speaker, one, "  Maria  L. ", label="Rename speaker “P1” to “Maria L.”")
    assert attended(group) == ["Maria L.", "P2"]
    assert "P1: Yes." in text_of(group)
    done(rename_speaker, one, "maria l.", label="Rename speaker “Maria L.” to “maria l.”")
    refused(
        SpeakerLabelTakenError, "a speaker “p2” in this source already", rename_speaker, one, "p2"
    )
    refused(NameMissingError, "A speaker needs a name.", rename_speaker, one, " ")
    refused(RowMissingError, "speaker", rename_speaker, uuid4(), "X")


def test_a_participant_who_turns_out_to_be_the_interviewer(
    done, unchanged, group, speaker, people, attended, rows_of
):
    one = speaker(group, "P1").id
    done(set_speaker_role, one, INTERVIEWER, label="Make speaker “P1” an interviewer")
    assert speaker(group, "P1").participant_id is None
    assert people() == {"FG-1", "P2"}
    assert attended(group) == ["P2"]
    unchanged(set_speaker_role, one, INTERVIEWER)
    done(set_speaker_role, one, NOBODY, label="Make speaker “P1” nobody in particular")
    done(set_speaker_role, one, PARTICIPANT, label="Make speaker “P1” a participant")
    assert people() == {"FG-1", "P1", "P2"}
    assert attended(group) == ["P1", "P2"]
    assert len(rows_of("membership")) == 2


def test_a_person_who_is_described_stays_but_not_on_the_roster(
    done, workspace, group, speaker, people, attended, described
):
    described(workspace.read(find_participant, "P1").id)
    done(
        set_speaker_role, speaker(group, "P1").id, NOBODY,
        label="Make speaker “P1” nobody in particular",
    )  # fmt: skip
    assert people() == {"FG-1", "P1", "P2"}
    assert attended(group) == ["P2"]


def test_a_respondent(done, workspace, add_source, speaker, rows_of):
    source_id = add_source("S", INTERVIEW, "x", method=Method.SURVEY)
    maria = speaker(source_id, "Maria").id
    assert len(rows_of("source_participant")) == 1
    done(set_speaker_role, maria, NOBODY, label="Make speaker “Maria” nobody in particular")
    assert rows_of("source_participant") == rows_of("participant") == []
    done(set_speaker_role, maria, PARTICIPANT, label="Make speaker “Maria” a participant")
    assert len(rows_of("source_participant")) == 1


def test_link(done, refused, unchanged, workspace, interview, group, speaker, people, attended):
    maria = workspace.read(find_participant, "Maria")
    one = speaker(group, "P1").id
    done(link_speaker, one, maria.id, label="Link speaker “P1” to “Maria”")
    # The one who was made for the label goes, and the roster holds Maria in their place.
    assert people() == {"FG-1", "P2", "Maria"}
    assert attended(group) == ["P1", "P2"]
    assert workspace.read(find_participant, "Maria").sessions == ("FG-1", "I-01")
    unchanged(link_speaker, one, maria.id)
    moderator = speaker(group, "Moderator").id
    done(link_speaker, moderator, maria.id, label="Link speaker “Moderator” to “Maria”")
    assert speaker(group, "Moderator").role is PARTICIPANT
    fg = workspace.read(find_participant, "FG-1")
    refused(GroupExpectedError, "“FG-1” is a group, not a person.", link_speaker, one, fg.id)
    refused(RowMissingError, "participant", link_speaker, one, uuid4())


def test_link_keeps_the_person_on_the_roster_who_speaks_there_under_another_label(
    workspace, group, speaker, attended
):
    first, second = speaker(group, "P1"), speaker(group, "P2")
    workspace.run(link_speaker, second.id, first.participant_id)
    assert len(attended(group)) == 1
    workspace.run(set_speaker_role, second.id, NOBODY)
    assert len(attended(group)) == 1


def test_unite(done, refused, workspace, interview, group, speaker, people, described, coder):
    maria = workspace.read(find_participant, "Maria").id
    first = workspace.read(find_participant, "P1").id
    role = described(maria, value="director")
    workspace.run(set_attribute_value, role, "nurse", participant_id=first)
    described(first, "years", "7")
    workspace.run(write_memo, "On P1", coder_id=coder, target=Target("participant", first))
    code = workspace.run(add_code, "Trust").value
    segment = workspace.run(apply_code, interview, Span(0, 5), code, coder_id=coder).value
    workspace.run(set_contributor, segment, first, False)
    done(unite_participants, maria, first, label="Unite participants “Maria” and “P1”")
    assert people() == {"FG-1", "P2", "Maria"}
    united = workspace.read(find_participant, "Maria")
    assert united.attributes == {"role": "director", "years": "7"}
    assert united.sources == ("FG-1", "I-01")
    assert united.sessions == ("FG-1", "I-01")
    assert speaker(group, "P1").participant_id == maria
    assert [memo.content for memo in workspace.read(memos_on, "participant", maria)] == ["On P1"]


def test_unite_keeps_corrections_and_memberships(done, workspace, group, coder, rows_of):
    first, second = (workspace.read(find_participant, name).id for name in ("P1", "P2"))
    code = workspace.run(add_code, "Trust").value
    for start, corrected in ((0, (first, second)), (5, (second,))):
        span = Span(start, start + 5)
        segment = workspace.run(apply_code, group, span, code, coder_id=coder).value
        for person in corrected:
            workspace.run(set_contributor, segment, person, person == first)
    done(unite_participants, first, second, label="Unite participants “P1” and “P2”")
    assert sorted(row["contributes"] for row in rows_of("contributor")) == [0, 1]
    assert {row["participant_id"] for row in rows_of("contributor")} == {first.hex}
    assert len(rows_of("membership")) == 1


def test_unite_on_one_roster(workspace, group, rows_of):
    session_id = workspace.read(read_transcript, group).source.session_id
    first, second = (workspace.read(find_participant, name).id for name in ("P1", "P2"))
    for person, attendance, note in (
        (first, Attendance.ABSENT, "ill"),
        (second, Attendance.PRESENT, "late"),
    ):
        workspace.run(
            add_to_roster, session_id, person, label="P", attendance=attendance, note=note
        )
    workspace.run(unite_participants, first, second)
    (entry,) = rows_of("roster_entry")
    assert (entry["attendance"], entry["note"]) == ("present", "ill\nlate")


def test_unite_two_groups(done, workspace, group, add_source, rows_of):
    add_source("FG-2", GROUP + "P1: So.\n", "focus-groups")
    first, second = (workspace.read(find_participant, name).id for name in ("FG-1", "FG-2"))
    done(unite_participants, first, second, label="Unite participants “FG-1” and “FG-2”")
    assert {row["group_id"] for row in rows_of("field_session")} == {first.hex}
    assert {row["group_id"] for row in rows_of("membership")} == {first.hex}
    assert len(rows_of("membership")) == 4


def test_who_cannot_be_united(refused, workspace, group):
    one, fg = (workspace.read(find_participant, name).id for name in ("P1", "FG-1"))
    words = "cannot be united: it takes two persons, or two groups."
    refused(ParticipantsNotUnitedError, words, unite_participants, one, one)
    refused(ParticipantsNotUnitedError, words, unite_participants, one, fg)
    refused(RowMissingError, "participant", unite_participants, one, uuid4())


def test_join(done, refused, workspace, group, interview, speaker, people, attended, coder):
    kept, gone = speaker(group, "P1"), speaker(group, "P2")
    workspace.run(write_memo, "Hm", coder_id=coder, target=Target("speaker", gone.id))
    done(join_speakers, kept.id, gone.id, label="Join speakers “P1” and “P2”")
    assert speaker(group, "P1").turns == 4
    assert people() == {"FG-1", "P1", "Maria"}
    assert attended(group) == ["P1"]
    assert len(workspace.read(memos_on, "speaker", kept.id)) == 1
    refused(SpeakerJoinedToItselfError, "“P1” cannot be joined", join_speakers, kept.id, kept.id)
    other = speaker(interview, "Maria").id
    refused(SpeakersOfOtherSourceError, "different sources", join_speakers, kept.id, other)
    refused(RowMissingError, "speaker", join_speakers, kept.id, gone.id)


def test_join_speakers_of_one_person(workspace, group, speaker, attended):
    kept, gone = speaker(group, "P1"), speaker(group, "P2")
    workspace.run(link_speaker, gone.id, kept.participant_id)
    workspace.run(join_speakers, kept.id, gone.id)
    assert speaker(group, "P1").participant_id == kept.participant_id
    assert len(attended(group)) == 1


def test_add_a_speaker(done, refused, group, people, attended, rows_of):
    done(add_speaker, group, " P3 ", PARTICIPANT, label="Add speaker “P3” to “FG-1”")
    assert people() == {"FG-1", "P1", "P2", "P3"}
    assert attended(group) == ["P1", "P2", "P3"]
    assert len(rows_of("membership")) == 3
    done(add_speaker, group, "Several", NOBODY, label="Add speaker “Several” to “FG-1”")
    assert people() == {"FG-1", "P1", "P2", "P3"}
    refused(
        SpeakerLabelTakenError, "Join the two speakers instead", add_speaker, group, "p1", NOBODY
    )
    refused(NameMissingError, "A speaker needs a name.", add_speaker, group, "", NOBODY)
    refused(RowMissingError, "source", add_speaker, uuid4(), "X", NOBODY)


def test_remove_a_speaker_without_turns(done, refused, workspace, group, people, attended, speaker):
    extra = workspace.run(add_speaker, group, "P3", PARTICIPANT).value
    done(remove_speaker, extra, label="Remove speaker “P3”")
    assert people() == {"FG-1", "P1", "P2"}
    assert attended(group) == ["P1", "P2"]
    words = "“P1” has 2 turns. Give them"
    refused(SpeakerHasTurnsError, words, remove_speaker, speaker(group, "P1").id)


def test_link_to_somebody_new(done, refused, workspace, group, people, attended, speaker):
    one = speaker(group, "P1").id
    person = done(
        link_speaker_to_new, one, " Ada  Byrne ", label="Link speaker “P1” to “Ada Byrne”"
    )
    assert people() == {"FG-1", "Ada Byrne", "P2"}
    row = speaker(group, "P1")
    assert (row.participant_id, row.participant) == (person, "Ada Byrne")
    assert attended(group) == ["P1", "P2"]
    refused(NameMissingError, "A participant needs a name.", link_speaker_to_new, one, " ")


def test_words_of_speakers_are_without_their_labels(interview, speaker):
    assert (speaker(interview, "Maria").turns, speaker(interview, "Maria").words) == (2, 5)


def test_somebody_who_said_nothing_was_there(
    done, refused, workspace, group, people, attended, rows_of
):
    session_id = rows_of("field_session")[0]["id"]
    session_id = UUID(session_id)
    done(seat_person, session_id, " Zoë ", label="Add “Zoë” to the roster of “FG-1”")
    assert people() == {"FG-1", "P1", "P2", "Zoë"}
    assert attended(group) == ["P1", "P2", "Zoë"]
    assert len(rows_of("membership")) == 3
    known = workspace.read(find_participant, "P1").id
    workspace.run(seat_person, session_id, known)
    assert attended(group) == ["P1", "P2", "Zoë"]
    refused(NameMissingError, "A participant needs a name.", seat_person, session_id, " ")
    refused(RowMissingError, "session", seat_person, uuid4(), known)
