import pytest
from sqlalchemy import update

from qualcoder_sts.codebook.errors import (
    CodeMovedIntoItselfError,
    CodeNameMissingError,
    CodeNameTakenError,
    ColourUnknownError,
)
from qualcoder_sts.codebook.operations import (
    NEW_CODE_COLOURS,
    Definition,
    add_code,
    add_example,
    define_code,
    move_code,
    move_codes,
    recolour_codes,
    rename_code,
    set_code_codable,
    set_code_terms,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import Code


@pytest.fixture
def add(workspace):
    return lambda name, parent_id=None, **more: (
        workspace.run(add_code, name, parent_id=parent_id, **more).value
    )


@pytest.fixture
def paths(workspace):
    return lambda: [row.path_text for row in workspace.read(code_tree)]


@pytest.fixture
def row(workspace):
    return lambda code_id: workspace.read(code_tree)[code_id]


def test_add(workspace, done, row):
    definition = Definition("Fewer clients", "Long", "When", "When not", "An example")
    code_id = done(
        add_code,
        "  Lower   caseloads ",
        definition=definition,
        terms=("caseload", " case  load ", "caseload", ""),
        colour="#0a0b0c",
        label="Add code “Lower caseloads”",
    )
    added = row(code_id)
    assert (added.name, added.colour, added.codable) == ("Lower caseloads", "#0A0B0C", True)
    assert added.terms == ("caseload", "case load")
    assert added.full_definition == "Long"
    assert added.examples == "An example"
    assert added.definition_version == 1


def test_a_category_is_called_one(done):
    done(add_code, "Organizational", codable=False, label="Add category “Organizational”")


def test_new_codes_come_last_and_take_turns_in_colour(add, paths, row):
    keys = [add(name) for name in ("C", "A", "B")]
    assert paths() == ["C", "A", "B"]
    assert [row(key).colour for key in keys] == list(NEW_CODE_COLOURS[:3])


@pytest.mark.parametrize(
    "name", ["trust", "TRUST", " Trust  ", "Straße", "STRASSE", "e\u0301", "é"]
)
def test_siblings_do_not_share_a_name(add, refused, name):
    for taken in ("Trust", "straße", "É"):
        add(taken)
    refused(CodeNameTakenError, "at the top of the codebook already", add_code, name)


def test_the_same_name_elsewhere(add, refused):
    parent = add("Organizational")
    add("Trust")
    add("Trust", parent)
    refused(
        CodeNameTakenError, "under “Organizational” already", add_code, "trust", parent_id=parent
    )


def test_what_cannot_be_added(add, refused, workspace):
    refused(CodeNameMissingError, "needs a name", add_code, " \t ")
    refused(ColourUnknownError, "“red” is not a colour", add_code, "X", colour="red")
    gone = add("Gone")
    workspace.undo()
    refused(RowMissingError, "code is no longer", add_code, "X", parent_id=gone)


def test_rename(add, done, refused, unchanged, row):
    code_id = add("Trust")
    add("Fear")
    done(rename_code, code_id, "Trust  in peers", label="Rename code “Trust” to “Trust in peers”")
    assert row(code_id).name == "Trust in peers"
    unchanged(rename_code, code_id, "Trust in peers")
    done(
        rename_code,
        code_id,
        "TRUST in peers",
        label="Rename code “Trust in peers” to “TRUST in peers”",
    )
    refused(CodeNameTakenError, "“Fear”", rename_code, code_id, "fear")
    refused(CodeNameMissingError, "needs a name", rename_code, code_id, "")


def test_move(add, done, refused, paths):
    a, b = add("A"), add("B")
    c = add("C", a)
    add("D", c)
    done(move_code, c, b, label="Move code “C” under “B”")
    assert paths() == ["A", "B", "B/C", "B/C/D"]
    done(move_code, c, None, label="Move code “C” to the top of the codebook")
    assert paths() == ["A", "B", "C", "C/D"]
    done(move_code, c, None, before_id=a, label="Move code “C” before “A”")
    assert paths() == ["C", "C/D", "A", "B"]
    done(move_code, c, None, label="Move code “C” to the end of the codebook")
    assert paths() == ["A", "B", "C", "C/D"]


def test_move_that_changes_nothing(add, unchanged):
    parent = add("P")
    a, b = add("A", parent), add("B", parent)
    unchanged(move_code, a, parent, before_id=b)
    unchanged(move_code, b, parent)
    unchanged(move_code, b, parent, before_id=b)


def test_move_is_refused(add, refused):
    a = add("A")
    b = add("B", a)
    c = add("C", b)
    other = add("c")
    refused(CodeMovedIntoItselfError, "cannot be moved below itself", move_code, a, a)
    refused(CodeMovedIntoItselfError, "or below one of its own codes", move_code, a, c)
    refused(CodeNameTakenError, "“c”", move_code, c, None)
    refused(RowMissingError, "no longer", move_code, c, a, before_id=other)


def test_moving_between_siblings_of_one_rank(workspace, add, done, paths):
    keys = {name: add(name) for name in "ABCDE"}

    def same_rank(session):
        ranks = {name: session.get(Code, key).rank for name, key in keys.items()}
        session.execute(update(Code).where(Code.name.in_(["B", "C", "D"])).values(rank=ranks["B"]))

    workspace.run(same_rank)
    before = paths()  # the keys of B, C and D decide
    first, second, third = before[1:4]
    done(
        move_code, keys["E"], None, before_id=keys[second], label=f"Move code “E” before “{second}”"
    )
    assert paths() == ["A", first, "E", second, third]
    done(move_code, keys["A"], None, before_id=keys[third], label=f"Move code “A” before “{third}”")
    assert paths() == [first, "E", second, "A", third]


def test_recolour(add, done, refused, unchanged, row):
    code_id = add("A")
    done(recolour_codes, [code_id], "#abcdef", label="Recolour code “A”")
    assert row(code_id).colour == "#ABCDEF"
    unchanged(recolour_codes, [code_id], "#ABCDEF")
    refused(ColourUnknownError, "write it as #RRGGBB", recolour_codes, [code_id], "#12345")


def test_a_definition_gets_a_version_only_when_its_wording_changes(add, done, unchanged, row):
    code_id = add("A", definition=Definition(brief_definition="One"))
    unchanged(define_code, code_id, Definition(brief_definition="One"))
    done(define_code, code_id, Definition("One", "More"), label="Define code “A”")
    assert row(code_id).definition_version == 2
    done(set_code_terms, code_id, ("x",), label="Set terms of code “A”")
    done(recolour_codes, [code_id], "#111111", label="Recolour code “A”")
    done(rename_code, code_id, "B", label="Rename code “A” to “B”")
    assert row(code_id).definition_version == 2
    assert row(code_id).brief_definition == "One"


def test_terms(add, done, unchanged, row):
    code_id = add("A")
    done(set_code_terms, code_id, (" a  b\n c ", "x", "x", ""), label="Set terms of code “A”")
    assert row(code_id).terms == ("a b c", "x")
    unchanged(set_code_terms, code_id, ("a b c", "x"))


def test_codable(add, done, unchanged, row):
    code_id = add("A")
    unchanged(set_code_codable, code_id, True)
    done(set_code_codable, code_id, False, label="Make “A” a category")
    assert not row(code_id).codable
    done(set_code_codable, code_id, True, label="Make “A” a code")


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (rename_code, ("X",)),
        (move_code, (None,)),
        (define_code, (Definition(),)),
        (set_code_terms, ((),)),
        (set_code_codable, (True,)),
    ],
)
def test_a_code_that_has_gone(workspace, add, refused, operation, arguments):
    gone = add("Gone")
    workspace.undo()
    refused(RowMissingError, "This code is no longer in the project", operation, gone, *arguments)


def test_examples_are_added_one_by_one(add, done, unchanged, row):
    code_id = add("A", definition=Definition("Brief", examples="“One.”\n"))
    done(add_example, code_id, "“Two.” (P1)", label="Add an example to code “A”")
    assert row(code_id).examples == "“One.”\n“Two.” (P1)"
    assert row(code_id).brief_definition == "Brief"
    unchanged(add_example, code_id, "“One.”")


@pytest.fixture
def four(add):
    """A, B, C and D at the top."""
    return {name: add(name) for name in "ABCD"}


def test_several_codes_move_in_one_step(add, four, done, paths):
    category = add("Category", codable=False)
    label = "Move 2 codes under “Category”"
    done(move_codes, [four["C"], four["A"]], category, label=label)
    assert paths() == ["B", "D", "Category", "Category/C", "Category/A"]


def test_several_codes_put_before_one_of_themselves_go_before_the_next_that_stays(
    four, done, paths
):
    chosen = [four["A"], four["C"]]
    done(move_codes, chosen, None, before_id=four["C"], label="Move 2 codes to the top")
    assert paths() == ["B", "A", "C", "D"]


def test_a_code_below_another_that_moves_stays_below_it(add, four, done, paths):
    below = add("Below", parent_id=four["A"])
    done(move_codes, [four["A"], below], four["D"], label="Move code “A” under “D”")
    assert paths() == ["B", "C", "D", "D/A", "D/A/Below"]


def test_codes_that_cannot_move_leave_all_where_they_were(add, four, refused):
    add("C", parent_id=four["D"])
    chosen = [four["B"], four["C"]]
    refused(CodeNameTakenError, "“C” under “D”", move_codes, chosen, four["D"])
    refused(CodeMovedIntoItselfError, "below itself", move_codes, chosen, four["B"])


def test_several_codes_take_one_colour(four, done, row):
    done(recolour_codes, [four["A"], four["B"]], "#123456", label="Recolour 2 codes")
    assert row(four["B"]).colour == "#123456"
