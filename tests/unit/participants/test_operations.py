from uuid import uuid4

import pytest

from qualcoder_sts.participants.errors import (
    AttributeNameTakenError,
    BearerMismatchError,
    GroupExpectedError,
    NameMissingError,
    ParticipantUnknownError,
    ValueOfOtherKindError,
    ValuesOfOtherKindError,
)
from qualcoder_sts.participants.operations import (
    add_attribute,
    add_participant,
    add_people_to_group,
    add_session,
    add_to_group,
    add_to_roster,
    delete_attribute,
    delete_participant,
    move_attribute,
    remove_from_group,
    remove_from_roster,
    rename_attribute,
    rename_participant,
    set_attendance,
    set_attribute_kind,
    set_attribute_value,
    set_roster_note,
)
from qualcoder_sts.participants.queries import (
    find_participant,
    list_attributes,
    list_participants,
    list_sessions,
    participant_belongings,
    roster,
    value_count,
)
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import Attribute
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)


@pytest.fixture
def person(workspace):
    return lambda name: workspace.run(add_participant, name).value


@pytest.fixture
def group(workspace):
    return workspace.run(add_participant, "Staff", kind=ParticipantKind.GROUP).value


@pytest.fixture
def attended(workspace):
    def attend(name, *people, group_id=None):
        session_id = workspace.run(add_session, name, group_id=group_id).value
        for person_id, label in people:
            workspace.run(add_to_roster, session_id, person_id, label=label)
        return session_id

    return attend


def test_people_and_groups(done, refused, workspace):
    maria = done(add_participant, " Maria   Lopez ", label="Add participant “Maria Lopez”")
    done(add_participant, "Maria Lopez", label="Add participant “Maria Lopez”")
    done(add_participant, "Staff", kind=ParticipantKind.GROUP, label="Add group “Staff”")
    done(rename_participant, maria, "Ana", label="Rename participant “Maria Lopez” to “Ana”")
    refused(NameMissingError, "A participant needs a name.", add_participant, "  ")
    refused(NameMissingError, "A participant needs a name.", rename_participant, maria, "")
    refused(RowMissingError, "participant", rename_participant, uuid4(), "X")
    assert [row.name for row in workspace.read(list_participants)] == [
        "Staff",
        "Ana",
        "Maria Lopez",
    ]


def test_sessions(done, refused, person, group):
    done(
        add_session,
        "FG-1",
        group_id=group,
        place="Town",
        date="2020-05",
        label="Add session “FG-1”",
    )
    refused(NameMissingError, "A session needs a name.", add_session, "")
    refused(RowMissingError, "participant", add_session, "X", group_id=uuid4())
    refused(GroupExpectedError, "is a person, not a group", add_session, "X", group_id=person("P"))


def test_roster(done, refused, unchanged, workspace, person, attended):
    people = {label: person(label) for label in ("P10", "P2")}
    session_id = attended("FG-1")
    entry = workspace.run(add_to_roster, session_id, people["P10"], label="P10").value
    workspace.run(
        add_to_roster,
        session_id,
        people["P2"],
        label="P2",
        attendance=Attendance.ABSENT,
        note="ill",
    )
    rows = workspace.read(roster, session_id)
    assert [(row.label, row.present, row.note) for row in rows] == [
        ("P2", False, "ill"),
        ("P10", True, ""),
    ]
    unchanged(add_to_roster, session_id, people["P10"], label="P10")
    assert len(workspace.read(roster, session_id)) == 2
    refused(RowMissingError, "session", add_to_roster, uuid4(), people["P2"], label="P2")
    refused(RowMissingError, "participant", add_to_roster, session_id, uuid4(), label="P2")
    done(remove_from_roster, entry, label="Remove “P10” from the roster of “FG-1”")
    refused(RowMissingError, "entry of the roster", remove_from_roster, entry)


def test_the_roster_in_the_trail(workspace, person, attended):
    session_id = attended("FG-1")
    outcome = workspace.run(add_to_roster, session_id, person("P1"), label="P1")
    assert outcome.changes.label == "Add “P1” to the roster of “FG-1”"


def test_groups(done, refused, unchanged, person, group):
    one = person("P1")
    first = done(add_to_group, group, one, label="Add “P1” to the group “Staff”")
    assert unchanged(add_to_group, group, one) == first
    refused(GroupExpectedError, "“P1” is a person, not a group.", add_to_group, one, one)
    refused(GroupExpectedError, "“Staff” is a group, not a person.", add_to_group, group, group)


def test_deleting_takes_values_and_links(done, refused, workspace, person, group, attended):
    one = person("P1")
    session_id = attended("FG-1", (one, "P1"), group_id=group)
    workspace.run(add_to_group, group, one)
    attribute = workspace.run(add_attribute, "role").value
    workspace.run(set_attribute_value, attribute, "nurse", participant_id=one)
    done(delete_participant, one, label="Delete participant “P1”")
    assert workspace.read(roster, session_id) == []
    done(delete_participant, group, label="Delete participant “Staff”")
    refused(RowMissingError, "participant", delete_participant, group)


def test_attributes(done, refused, workspace):
    done(add_attribute, "Âge ", kind=AttributeKind.NUMBER, label="Add attribute “Âge”")
    done(add_attribute, "Setting", bearer=AttributeBearer.SOURCE, label="Add attribute “Setting”")
    done(add_attribute, "setting", label="Add attribute “setting”")
    refused(AttributeNameTakenError, "an attribute “âge” already", add_attribute, "âge")
    refused(NameMissingError, "An attribute needs a name.", add_attribute, " ")
    assert [(row.name, row.kind, row.bearer) for row in workspace.read(list_attributes)] == [
        ("Âge", AttributeKind.NUMBER, AttributeBearer.PARTICIPANT),
        ("Setting", AttributeKind.TEXT, AttributeBearer.SOURCE),
        ("setting", AttributeKind.TEXT, AttributeBearer.PARTICIPANT),
    ]


def test_values(done, refused, unchanged, workspace, person, add_source):
    one = person("P1")
    years = workspace.run(add_attribute, "years", kind=AttributeKind.NUMBER).value
    done(
        set_attribute_value, years, "7,50", participant_id=one, label="Set “years” of “P1” to “7.5”"
    )
    assert workspace.read(find_participant, "P1").attributes == {"years": "7.5"}
    unchanged(set_attribute_value, years, " 7.5 ", participant_id=one)
    done(set_attribute_value, years, "8", participant_id=one, label="Set “years” of “P1” to “8”")
    done(set_attribute_value, years, "", participant_id=one, label="Take away “years” of “P1”")
    unchanged(set_attribute_value, years, " ", participant_id=one)
    refused(
        ValueOfOtherKindError, "“x” is not", set_attribute_value, years, "x", participant_id=one
    )
    refused(RowMissingError, "attribute", set_attribute_value, uuid4(), "1", participant_id=one)
    refused(RowMissingError, "participant", set_attribute_value, years, "1", participant_id=uuid4())
    source_id = add_source("Note", "Nothing.", "field-notes")
    wrong = (BearerMismatchError, "“years” is an attribute of participants")
    refused(*wrong, set_attribute_value, years, "1", source_id=source_id)
    refused(*wrong, set_attribute_value, years, "1")
    refused(*wrong, set_attribute_value, years, "1", participant_id=one, source_id=source_id)
    setting = workspace.run(add_attribute, "setting", bearer=AttributeBearer.SOURCE).value
    done(
        set_attribute_value, setting, "ward", source_id=source_id,
        label="Set “setting” of “Note” to “ward”",
    )  # fmt: skip


def test_the_list_is_in_the_order_of_sessions_and_labels(workspace, person, attended):
    for session in ("FG-10", "FG-2"):
        attended(session, *((person(label), label) for label in ("P10", "P9")))
    attended("I-1", (person("Maria"), "Maria"))
    rows = workspace.read(list_participants)
    assert [row.display for row in rows] == [
        "FG-2 P9",
        "FG-2 P10",
        "FG-10 P9",
        "FG-10 P10",
        "Maria",
    ]
    assert rows[0].sessions == ("FG-2",)


@pytest.mark.parametrize(
    ("name", "session"), [("FG-2 P9", "FG-2"), ("fg-10/p9", "FG-10"), ("maria", "I-1")]
)
def test_finding_a_participant(workspace, person, attended, name, session):
    for where in ("FG-10", "FG-2"):
        attended(where, (person("P9"), "P9"))
    attended("I-1", (person("Maria"), "Maria"))
    assert workspace.read(find_participant, name).sessions == (session,)


def test_nobody_and_too_many(workspace, person, attended):
    for where in ("FG-1", "FG-2"):
        attended(where, (person("P9"), "P9"))
    with pytest.raises(ParticipantUnknownError, match="There is no participant “Maria”"):
        workspace.read(find_participant, "Maria")
    with pytest.raises(ParticipantUnknownError, match="Several participants are called “P9”"):
        workspace.read(find_participant, "P9")


def test_a_name_of_thousands_of_digits(workspace, person):
    person("P" + "9" * 6000)
    person("P1")
    assert workspace.read(list_participants)[0].name == "P1"


def test_attributes_are_renamed_and_deleted(done, refused, workspace, person):
    one = person("P1")
    role = workspace.run(add_attribute, "role").value
    workspace.run(add_attribute, "years")
    workspace.run(set_attribute_value, role, "nurse", participant_id=one)
    done(rename_attribute, role, " Role ", label="Rename attribute “role” to “Role”")
    refused(AttributeNameTakenError, "“Years”", rename_attribute, role, "Years")
    refused(NameMissingError, "An attribute needs", rename_attribute, role, "")
    assert workspace.read(value_count, role) == 1
    done(delete_attribute, role, label="Delete attribute “Role”")
    assert workspace.read(find_participant, "P1").attributes == {}
    refused(RowMissingError, "attribute", delete_attribute, role)


def test_an_attribute_of_another_kind(done, refused, workspace, person):
    years = workspace.run(add_attribute, "years").value
    for name, value in (("P1", "1,5"), ("P2", "7")):
        workspace.run(set_attribute_value, years, value, participant_id=person(name))
    done(set_attribute_kind, years, AttributeKind.NUMBER,
         label="Make the values of “years” numbers")  # fmt: skip
    assert workspace.read(find_participant, "P1").attributes == {"years": "1.5"}
    refused(
        ValuesOfOtherKindError, "not all its values are yes or no: “1.5”, “7”.",
        set_attribute_kind, years, AttributeKind.YES_NO,
    )  # fmt: skip


def test_who_attended(done, refused, workspace, person, attended):
    session_id = attended("FG-1", (person("Ada"), "P1"))
    (row,) = workspace.read(roster, session_id)
    assert (row.name, row.label, row.present, row.speaks) == ("Ada", "P1", True, False)
    done(set_attendance, row.id, Attendance.ABSENT, label="Mark “P1” as absent in “FG-1”")
    done(set_roster_note, row.id, " came late ", label="Note on “P1” in “FG-1”")
    (row,) = workspace.read(roster, session_id)
    assert (row.present, row.note) == (False, "came late")
    refused(RowMissingError, "entry of the roster", set_attendance, uuid4(), Attendance.PRESENT)
    assert [one.name for one in workspace.read(list_sessions)] == ["FG-1"]


def test_who_is_in_a_group_is_listed(workspace, person, group, attended):
    one = person("P1")
    attended("FG-1", (one, "P1"), group_id=group)
    workspace.run(add_to_group, group, one)
    assert workspace.read(find_participant, "P1").groups == ("Staff",)
    assert workspace.read(participant_belongings, [group]).members == 1
    assert workspace.read(participant_belongings, [group]).sessions == 1
    assert workspace.read(participant_belongings, [one]).sessions == 1


def test_several_join_and_leave_a_group(done, workspace, person, group):
    ids = [person("P1"), person("P2")]
    done(add_people_to_group, group, ids, label="Add 2 people to the group “Staff”")
    assert workspace.read(find_participant, "P2").groups == ("Staff",)
    done(remove_from_group, group, ids, label="Remove 2 people from the group “Staff”")
    assert workspace.read(find_participant, "P2").groups == ()
    done(add_people_to_group, group, ids[:1], label="Add “P1” to the group “Staff”")


def test_attributes_change_places(done, workspace):
    ids = {name: workspace.run(add_attribute, name).value for name in ("role", "years", "trained")}
    workspace.run(add_attribute, "setting", bearer=AttributeBearer.SOURCE)

    def order():
        return [row.name for row in workspace.read(list_attributes)]

    done(move_attribute, ids["trained"], ids["role"], label="Move attribute “trained”")
    assert order() == ["trained", "role", "years", "setting"]
    workspace.run(move_attribute, ids["trained"], None)
    assert order()[:2] == ["role", "years"]
    workspace.undo()
    assert order() == ["trained", "role", "years", "setting"]


def test_attributes_of_one_rank_can_be_parted(workspace):
    """Two copies of a project that were joined may have given two attributes one rank."""
    ids = [workspace.run(add_attribute, name).value for name in ("one", "two", "three")]

    def give_one_rank(session):
        for attribute_id in ids:
            session.get(Attribute, attribute_id).rank = "i"

    workspace.run(give_one_rank)
    before = [row.id for row in workspace.read(list_attributes)]
    workspace.run(move_attribute, before[2], before[1])
    assert [row.id for row in workspace.read(list_attributes)] == [before[0], before[2], before[1]]
