from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry
from qualcoder_sts.codebook.files.reading import read_codebook, write_codebook
from qualcoder_sts.codebook.importing import import_codebook, import_plan
from qualcoder_sts.codebook.operations import add_code, move_code, rename_code
from qualcoder_sts.codebook.queries import code_tree, codebook_document
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables.log import ChangeKind

DOCUMENT = CodebookDocument(
    "Interventions",
    codes=(
        CodeEntry(
            "Organizational",
            codable=False,
            colour="#112233",
            children=(
                CodeEntry(
                    "Lower caseloads", "Fewer clients", terms=("caseload",), colour="#445566"
                ),
                CodeEntry("Work/life", full_definition="Both", examples="“Home by five.”"),
            ),
        ),
        CodeEntry("Individual"),
    ),
)


@pytest.fixture
def paths(workspace):
    return lambda: [row.path_text for row in workspace.read(code_tree)]


def test_import(workspace, done, paths):
    result = done(import_codebook, DOCUMENT, label="Import codebook “Interventions”")
    assert paths() == [
        "Organizational", "Organizational/Lower caseloads", "Organizational/Work\\/life",
        "Individual",
    ]  # fmt: skip
    assert result.added[1] == ("Organizational", "Lower caseloads")
    assert len(result.added) == 4
    assert result.changed == ()


def test_it_is_an_import_in_the_trail(workspace):
    assert workspace.run(import_codebook, DOCUMENT).changes.kind is ChangeKind.IMPORT
    nameless = replace(DOCUMENT, name="", codes=(CodeEntry("X"),))
    assert workspace.run(import_codebook, nameless).changes.label == "Import codebook"


def test_importing_twice_changes_nothing(workspace, unchanged):
    workspace.run(import_codebook, DOCUMENT)
    result = unchanged(import_codebook, DOCUMENT)
    assert (result.added, result.changed) == ((), ())


def test_fields_are_filled_and_nothing_is_deleted(workspace, done, paths):
    workspace.run(import_codebook, DOCUMENT)
    more = CodebookDocument(
        codes=(
            CodeEntry(
                "ORGANIZATIONAL",
                children=(CodeEntry("lower  caseloads", when_to_use="Often", terms=("a", "b")),),
            ),
        )
    )
    result = done(import_codebook, more, label="Import codebook")
    assert result.added == ()
    assert result.changed == (("ORGANIZATIONAL", "lower  caseloads"),)
    assert len(paths()) == 4
    row = workspace.read(code_tree).at_path(["Organizational", "Lower caseloads"])
    assert (row.brief_definition, row.when_to_use) == ("Fewer clients", "Often")
    assert (row.terms, row.colour, row.definition_version) == (("a", "b"), "#445566", 2)
    # A file that does not speak of it leaves a category one.
    assert not workspace.read(code_tree).at_path(["Organizational"]).codable


def test_terms_and_colour_alone_are_no_new_wording(workspace):
    workspace.run(import_codebook, DOCUMENT)
    recoloured = CodebookDocument(codes=(CodeEntry("Individual", colour="#999999", terms=("x",)),))
    assert workspace.run(import_codebook, recoloured).value.changed == (("Individual",),)
    assert workspace.read(code_tree).named("individual").definition_version == 1


def test_siblings_that_differ_in_case_only_are_one(workspace, paths):
    document = CodebookDocument(
        codes=(CodeEntry("Trust", "One"), CodeEntry("TRUST", when_to_use="Two"))
    )
    result = workspace.run(import_codebook, document).value
    assert result.added == (("Trust",),)
    assert result.changed == (("TRUST",),)
    assert paths() == ["Trust"]


def test_keys_of_the_file_are_kept(workspace):
    key = uuid4()
    workspace.run(import_codebook, CodebookDocument(codes=(CodeEntry("A", guid=key),)))
    assert key in workspace.read(code_tree)


def test_a_code_that_was_moved_and_renamed_since_is_the_same(workspace, paths, unchanged):
    workspace.run(import_codebook, DOCUMENT)
    exported = workspace.read(codebook_document)
    tree = workspace.read(code_tree)
    code = tree.named("Lower caseloads")
    workspace.run(rename_code, code.id, "Caseloads")
    workspace.run(move_code, code.id, None)
    before = paths()
    assert unchanged(import_codebook, exported).added == ()
    assert paths() == before


def test_one_key_twice_in_a_file_makes_two_codes(workspace, paths):
    key = uuid4()
    document = CodebookDocument(codes=(CodeEntry("A", guid=key), CodeEntry("B", guid=key)))
    assert len(workspace.run(import_codebook, document).value.added) == 2
    assert paths() == ["A", "B"]


def test_children_below_a_code_that_was_there(workspace, paths):
    workspace.run(add_code, "individual")
    document = CodebookDocument(codes=(CodeEntry("Individual", children=(CodeEntry("New"),)),))
    workspace.run(import_codebook, document)
    assert paths() == ["individual", "individual/New"]


@pytest.mark.parametrize("ending", [".yaml", ".csv", ".xlsx", ".qdc"])
def test_project_to_file_to_project(workspace, tmp_path, ending):
    workspace.run(import_codebook, DOCUMENT)
    document = workspace.read(codebook_document)
    file = tmp_path / f"codes{ending}"
    write_codebook(document, file)
    read = read_codebook(file.read_bytes(), file.name).document
    with create_project(tmp_path / "other.qsts", document.name, coder="Tomasz Lind") as other:
        other.run(import_codebook, read)
        assert other.read(codebook_document) == document


NAMES = st.text(st.sampled_from("aB/\\ßé😀 |"), min_size=1, max_size=5).filter(str.strip)
TEXTS = st.text(st.sampled_from("ab \n;/é😀"), max_size=8)


def entries(children):
    return st.builds(
        CodeEntry,
        name=NAMES.map(lambda name: " ".join(name.split())),
        brief_definition=TEXTS,
        full_definition=TEXTS,
        when_to_use=TEXTS,
        when_not_to_use=TEXTS,
        examples=TEXTS,
        terms=st.lists(st.sampled_from(["a", "b c", "d"]), unique=True, max_size=3).map(tuple),
        colour=st.sampled_from(["#AABBCC", "#000000"]),
        codable=st.booleans(),
        guid=st.uuids(),
        children=children,
    )


def siblings(children):
    return st.lists(
        entries(children), max_size=3, unique_by=lambda entry: entry.name.casefold()
    ).map(tuple)


TREES = siblings(siblings(siblings(st.just(()))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(TREES)
def test_document_to_project_to_document(workspace, codes):
    document = CodebookDocument("Study", codes=codes)
    outcome = workspace.run(import_codebook, document)
    try:
        assert workspace.read(codebook_document) == document
        assert not workspace.run(import_codebook, document).changes
    finally:
        if outcome.changes:
            workspace.undo()


def test_the_plan_says_what_the_import_does(workspace):
    workspace.run(import_codebook, CodebookDocument(codes=(CodeEntry("A", "Brief"),)))
    fuller = CodeEntry("a", "Briefer", colour="#010203", children=(CodeEntry("B"),))
    document = CodebookDocument(codes=(fuller, CodeEntry("C", codable=False)))
    before = workspace.read(codebook_document)
    plan = workspace.read(import_plan, document)
    assert workspace.read(codebook_document) == before
    assert [(one.path, one.is_new) for one in plan] == [
        (("a",), False),
        (("a", "B"), True),
        (("C",), True),
    ]
    first = plan[0].fields[0]
    assert (first.before, first.after) == ("Brief", "Briefer")
    assert [one.field for one in plan[0].fields] == ["brief_definition", "colour"]
    done = workspace.run(import_codebook, document).value
    assert done.added == (("a", "B"), ("C",))
    assert done.changed == (("a",),)
    assert not any(one.is_new or one.fields for one in workspace.read(import_plan, document))
