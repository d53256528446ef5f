import pytest

from qualcoder_sts.foundation.tables import Table, read_table
from qualcoder_sts.participants.importing import import_attributes
from qualcoder_sts.participants.operations import add_attribute
from qualcoder_sts.participants.queries import list_attributes, list_participants
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import AttributeKind

GROUP = "Moderator: How are you?\nP1: Fine.\nModerator: And you?\nP2: Well.\nP1: Yes.\nP2: Good.\n"


@pytest.fixture
def groups(add_source):
    return [add_source(name, GROUP, "focus-groups") for name in ("FG-1", "FG-2")]


@pytest.fixture
def attributes(workspace):
    return lambda: {row.display: row.attributes for row in workspace.read(list_participants)}


def table(*lines):
    return read_table("\n".join(lines).encode(), "people.csv")


def test_by_name_and_session(done, groups, attributes):
    rows = table(
        "participant;Session;role;years;member",
        "p1;FG-1;nurse;7;yes",
        "P1; fg-2 ;counsellor;12,5;no",
        "P2;FG-1;;3;",
    )
    result = done(
        import_attributes, rows, name="people.csv", label="Import attributes from “people.csv”"
    )
    assert (result.matched, result.values, result.unmatched) == (3, 7, ())
    assert result.kinds == {
        "role": AttributeKind.TEXT,
        "years": AttributeKind.NUMBER,
        "member": AttributeKind.YES_NO,
    }
    found = attributes()
    assert found["FG-1 P1"] == {"role": "nurse", "years": "7", "member": "yes"}
    assert found["FG-2 P1"] == {"role": "counsellor", "years": "12.5", "member": "no"}
    assert found["FG-1 P2"] == {"years": "3"}
    assert found["FG-2 P2"] == {}


def test_it_is_an_import_and_twice_changes_nothing(workspace, groups, unchanged):
    rows = table("participant,session,role", "P1,FG-1,nurse")
    changes = workspace.run(import_attributes, rows).changes
    assert (changes.kind, changes.label) == (ChangeKind.IMPORT, "Import attributes")
    unchanged(import_attributes, rows)


def test_rows_that_fit_nobody_are_listed_by_their_number(workspace, groups):
    rows = table(
        "name,session,role",
        "P1,,nurse",
        "",
        "Maria,,nurse",
        ",FG-1,nurse",
        "P1,FG-3,nurse",
        "P1,FG-1,nurse",
        "p1,fg-1,driver",
    )
    result = workspace.run(import_attributes, rows).value
    assert [(row.row, row.name, row.reason) for row in result.unmatched] == [
        (2, "P1", "several participants have this name; say which in a column “session”"),
        (4, "Maria", "no participant and no source has this name"),
        (5, "", "it has no name in the first column"),
        (6, "P1", "nobody in that session has this name"),
        (8, "p1", "an earlier row is about the same one"),
    ]
    assert result.matched == 1


def test_display_names_and_paths_will_do(workspace, groups, attributes):
    workspace.run(import_attributes, table("name,role", "FG-1 P1,a", "FG-2/P1,b"))
    assert attributes()["FG-1 P1"] == {"role": "a"}
    assert attributes()["FG-2 P1"] == {"role": "b"}


def test_the_session_may_be_the_first_column(workspace, groups, attributes):
    workspace.run(import_attributes, table("session,name,role", "FG-1,P1,a"))
    assert attributes()["FG-1 P1"] == {"role": "a"}


def test_sources_bear_attributes_too(workspace, groups, add_source, rows_of):
    source_id = add_source("Note 1", "Nothing.", "field-notes")
    result = workspace.run(import_attributes, table("name,ward", "note  1,B")).value
    assert result.matched == 1
    (value,) = rows_of("attribute_value")
    assert (value["source_id"], value["value"]) == (source_id.hex, "B")


def test_a_known_attribute_keeps_its_kind_while_values_fit(workspace, groups, attributes):
    workspace.run(add_attribute, "Member", kind=AttributeKind.YES_NO)
    rows = table("name,session,MEMBER", "P1,FG-1,1", "P2,FG-1,0")
    assert workspace.run(import_attributes, rows).value.kinds == {"MEMBER": AttributeKind.YES_NO}
    assert attributes()["FG-1 P1"] == {"Member": "yes"}


def test_a_known_attribute_becomes_text_when_values_do_not_fit(workspace, groups, attributes, done):
    workspace.run(import_attributes, table("name,session,years", "P1,FG-1,7", 'P2,FG-1,"12,5"'))
    rows = table("name,session,years", "P1,FG-2,about ten")
    result = done(import_attributes, rows, label="Import attributes")
    assert result.kinds == {"years": AttributeKind.TEXT}
    assert [row.kind for row in workspace.read(list_attributes)] == [AttributeKind.TEXT]
    # Old values stay as they were written.
    assert attributes()["FG-1 P2"] == {"years": "12.5"}
    assert attributes()["FG-2 P1"] == {"years": "about ten"}


def test_text_stays_text(workspace, groups):
    workspace.run(add_attribute, "room")
    result = workspace.run(import_attributes, table("name,session,room", "P1,FG-1,12")).value
    assert result.kinds == {"room": AttributeKind.TEXT}


def test_empty_cells_and_nameless_columns_say_nothing(workspace, groups, attributes):
    workspace.run(import_attributes, table("name,session,role", "P1,FG-1,nurse"))
    workspace.run(import_attributes, table("name,session,role,", "P1,FG-1,,stray"))
    assert attributes()["FG-1 P1"] == {"role": "nurse"}
    assert len(workspace.read(list_attributes)) == 1


def test_a_table_with_nothing_but_a_session(unchanged):
    assert unchanged(import_attributes, Table(("session",), (("FG-1",),))).matched == 0
