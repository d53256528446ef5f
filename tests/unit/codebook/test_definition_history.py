from qualcoder_sts.codebook.definition_history import definition_history, earlier_wordings
from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    move_code,
    recolour_codes,
    rename_code,
)


def changes(workspace, code_id):
    return [
        (one.coder, one.field, one.before, one.after)
        for one in workspace.read(definition_history, code_id)
    ]


def test_who_changed_which_field(workspace, other_coder):
    code_id = workspace.run(add_code, "Trust", definition=Definition("One")).value
    workspace.act_as("Tomasz Lind")
    workspace.run(define_code, code_id, Definition("Two", examples="“Yes”"))
    workspace.run(rename_code, code_id, "Confidence")
    assert changes(workspace, code_id) == [
        ("Tomasz Lind", "name", "Trust", "Confidence"),
        ("Tomasz Lind", "examples", "", "“Yes”"),
        ("Tomasz Lind", "brief_definition", "One", "Two"),
        ("Ana Ruiz", "brief_definition", "", "One"),
        ("Ana Ruiz", "name", "", "Trust"),
    ]


def test_moving_names_places_and_undo_is_a_change(workspace):
    work = workspace.run(add_code, "Work").value
    code_id = workspace.run(add_code, "Trust").value
    workspace.run(move_code, code_id, work)
    workspace.undo()
    newest, before, _name = changes(workspace, code_id)
    assert newest[1:] == ("parent_id", "Work", "")
    assert before[1:] == ("parent_id", "", "Work")


def test_a_place_among_siblings_is_no_change_of_the_code(workspace):
    first, second = (workspace.run(add_code, name).value for name in ("A", "B"))
    workspace.run(move_code, second, None, before_id=first)
    workspace.run(recolour_codes, [second], "#000000")
    assert [field for _coder, field, _before, _after in changes(workspace, second)] == [
        "colour",
        "name",
    ]


def test_wordings_by_their_number(workspace):
    code_id = workspace.run(add_code, "Trust", definition=Definition("One")).value
    workspace.run(define_code, code_id, Definition("Two"))
    assert workspace.read(earlier_wordings, [code_id]) == {
        code_id: {1: Definition("One"), 2: Definition("Two")}
    }
