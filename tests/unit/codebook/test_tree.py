import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.codebook.errors import CodeUnknownError
from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.codebook.tree import read_path, written_path


@pytest.fixture
def keys(workspace):
    made = {}
    for path in ("Organizational", "Organizational/Trust", "Organizational/Trust/In peers",
                 "Individual", "Individual/Trust", "Individual/Work\\/life"):  # fmt: skip
        *above, name = read_path(path)
        parent = made.get(written_path(above))
        made[path] = workspace.run(add_code, name, parent_id=parent).value
    return made


def test_the_tree(workspace, keys):
    tree = workspace.read(code_tree)
    assert [row.path_text for row in tree] == list(keys)
    assert len(tree) == 6
    assert [row.depth for row in tree] == [0, 1, 2, 0, 1, 1]
    assert [row.name for row in tree.children(None)] == ["Organizational", "Individual"]
    assert tree.children(keys["Individual/Trust"]) == []
    below = tree.subtree(keys["Organizational"])
    assert [row.name for row in below] == ["Organizational", "Trust", "In peers"]
    assert keys["Individual"] in tree


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Organizational/Trust", "Organizational/Trust"),
        (" organizational / TRUST ", "Organizational/Trust"),
        ("in  peers", "Organizational/Trust/In peers"),
        ("Individual/Work\\/life", "Individual/Work\\/life"),
        ("Work/life", "Individual/Work\\/life"),
        ("work\\/life", "Individual/Work\\/life"),
    ],
)
def test_what_people_write_for_a_code(workspace, keys, written, found):
    assert workspace.read(find_code, written).id == keys[found]


def test_no_such_code(workspace, keys):
    with pytest.raises(CodeUnknownError, match="There is no code “Organizational/Fear”"):
        workspace.read(find_code, "Organizational/Fear")
    with pytest.raises(CodeUnknownError, match="There is no code “”"):
        workspace.read(find_code, "")


def test_a_name_that_several_codes_have(workspace, keys):
    with pytest.raises(CodeUnknownError) as raised:
        workspace.read(find_code, "trust")
    assert "“Organizational/Trust”, “Individual/Trust”" in str(raised.value)


def test_a_very_deep_tree(workspace):
    parent = None
    for number in range(60):
        parent = workspace.run(add_code, f"Level {number}", parent_id=parent).value
    tree = workspace.read(code_tree)
    assert tree[parent].depth == 59
    assert len(tree.subtree(tree.rows[0].id)) == 60


@given(st.lists(st.text("ab/\\ ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_paths_there_and_back(path):
    assert read_path(written_path(path)) == tuple(path)
