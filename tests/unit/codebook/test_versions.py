import pytest

from qualcoder_sts.codebook.comparing import CodeChange
from qualcoder_sts.codebook.errors import CodebookEmptyError
from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    move_code,
    recolour_codes,
    rename_code,
    set_code_codable,
    set_code_terms,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.versions import (
    compare_versions,
    freeze_version,
    list_versions,
    version_tree,
)
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.word_differences import Wording
from qualcoder_sts.project.errors import RowMissingError


@pytest.fixture
def codes(workspace):
    """Work (a category) with Trust and Fear below, and Peers at the top."""
    work = workspace.run(add_code, "Work", codable=False).value
    trust = Definition("Relying on others", when_to_use="Always")
    return {
        "Work": work,
        "Trust": workspace.run(add_code, "Trust", parent_id=work, definition=trust).value,
        "Fear": workspace.run(add_code, "Fear", parent_id=work, terms=("afraid",)).value,
        "Peers": workspace.run(add_code, "Peers").value,
    }


@pytest.fixture
def frozen(workspace, codes):
    return workspace.run(freeze_version, "Pilot").value


@pytest.fixture
def now(workspace, frozen):
    """What differs from the frozen version to now, by path."""
    return lambda: {
        code.path_text: code for code in workspace.read(compare_versions, frozen, None).codes
    }


def test_freeze(done, workspace, codes):
    label = "Freeze codebook version 1 “Pilot study”"
    first = done(freeze_version, " Pilot  study ", "Before the board ", label=label)
    second = done(freeze_version, label="Freeze codebook version 2")
    rows = workspace.read(list_versions)
    assert [(row.id, row.number, row.name, row.note, row.codes) for row in rows] == [
        (second, 2, "", "", 4),
        (first, 1, "Pilot study", "Before the board", 4),
    ]


def test_an_empty_codebook_is_not_frozen(refused):
    refused(CodebookEmptyError, "no codes yet", freeze_version)


def test_a_version_stays_as_it_was(workspace, codes, frozen):
    before = workspace.read(code_tree)
    workspace.run(delete_code, codes["Work"])
    assert workspace.read(version_tree, frozen) == before
    assert workspace.read(version_tree, None) != before


def test_a_version_that_is_gone(workspace, frozen):
    workspace.undo()
    with pytest.raises(RowMissingError, match="codebook version"):
        workspace.read(version_tree, frozen)


def test_nothing_changed(workspace, frozen):
    found = workspace.read(compare_versions, frozen, None)
    assert (found.codes, found.unchanged) == ((), 4)


def test_what_happens_to_codes_is_told(workspace, codes, now):
    workspace.run(rename_code, codes["Trust"], "Confidence")
    workspace.run(move_code, codes["Fear"], None)
    workspace.run(recolour_codes, [codes["Fear"]], "#010203")
    workspace.run(set_code_codable, codes["Peers"], False)
    workspace.run(add_code, "New", parent_id=codes["Work"])
    assert {path: code.changes for path, code in now().items()} == {
        "Work/Confidence": (CodeChange.RENAMED,),
        "Work/New": (CodeChange.ADDED,),
        "Fear": (CodeChange.MOVED, CodeChange.RECOLOURED),
        "Peers": (CodeChange.MADE_CATEGORY,),
    }


def test_codes_below_a_renamed_one_did_not_move(workspace, codes, now):
    workspace.run(rename_code, codes["Work"], "At work")
    assert list(now()) == ["At work"]


def test_wording_is_compared_word_by_word(workspace, codes, now):
    workspace.run(define_code, codes["Trust"], Definition("Relying on colleagues", when_to_use=""))
    workspace.run(set_code_terms, codes["Fear"], ("afraid", "scared"))
    brief, when = now()["Work/Trust"].fields
    assert [(each.words, each.what) for each in brief.words] == [
        ("Relying on ", Wording.KEPT),
        ("others", Wording.DELETED),
        ("colleagues", Wording.INSERTED),
    ]
    assert (when.field, when.words[0].what) == ("when_to_use", Wording.DELETED)
    (terms,) = now()["Work/Fear"].fields
    assert terms.words[-1].words == "; scared"


def test_a_merged_code_is_told_from_a_removed_one(workspace, codes, coder, add_source, now):
    source = add_source("I-01", "I: Hm?\nMaria: We cried together.\n")
    workspace.run(apply_code, source, Span(0, 5), codes["Fear"], coder_id=coder)
    workspace.run(merge_codes, codes["Fear"], codes["Trust"])
    workspace.run(delete_code, codes["Peers"])
    workspace.run(rename_code, codes["Trust"], "Confidence")
    found = now()
    assert found["Work/Fear"].changes == (CodeChange.MERGED,)
    assert found["Work/Fear"].merged_into == "Work/Confidence"
    assert found["Peers"].changes == (CodeChange.REMOVED,)
    assert found["Peers"].merged_into == ""


def test_a_code_merged_on_and_on_went_into_the_last(workspace, codes, coder, add_source, now):
    source = add_source("I-01", "I: Hm?\nMaria: We cried together.\n")
    workspace.run(apply_code, source, Span(0, 5), codes["Fear"], coder_id=coder)
    workspace.run(merge_codes, codes["Fear"], codes["Trust"])
    workspace.run(merge_codes, codes["Trust"], codes["Peers"])
    found = now()
    assert {found[path].merged_into for path in ("Work/Fear", "Work/Trust")} == {"Peers"}


def test_two_versions_can_be_compared_either_way(workspace, codes, frozen):
    workspace.run(add_code, "New")
    later = workspace.run(freeze_version).value
    there, back = (
        workspace.read(compare_versions, *pair) for pair in ((frozen, later), (later, frozen))
    )
    assert (there.count(CodeChange.ADDED), back.count(CodeChange.REMOVED)) == (1, 1)
