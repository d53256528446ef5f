import pytest

from qualcoder_sts.codebook.errors import CodeNameTakenError
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.errors import NoWordsSelectedError
from qualcoder_sts.coding.operations.applying_new import apply_in_vivo, apply_new_code
from qualcoder_sts.coding.queries import segments_of


@pytest.fixture
def names(workspace, source):
    """The codes of the source's segments."""
    return lambda: [row.code for row in workspace.read(segments_of, source)]


def test_a_new_code_with_others_in_one_step(done, source, span_of, codes, coder, names):
    done(
        apply_new_code,
        source,
        span_of(source, "hard"),
        "Weight of work",
        coder_id=coder,
        parent_id=codes["Organizational"],
        also=[codes["Trust"], codes["Peers"]],
        label="Apply new code “Weight of work”",
    )
    assert sorted(names()) == ["Peers", "Trust", "Weight of work"]


def test_a_name_that_is_taken_leaves_nothing_coded(refused, source, span_of, codes, coder):
    span = span_of(source, "hard")
    refused(CodeNameTakenError, "Peers", apply_new_code, source, span, "peers", coder_id=coder)


def test_in_vivo(done, workspace, source, span_of, coder, names):
    label = "Apply new code “We cried together”"
    done(apply_in_vivo, source, span_of(source, "We cried together,"), coder_id=coder, label=label)
    assert names() == ["We cried together"]


def test_in_vivo_takes_a_code_that_has_these_words_already(
    done, workspace, source, span_of, codes, coder, names
):
    before = len(workspace.read(code_tree))
    workspace.run(apply_new_code, source, span_of(source, "hard"), "team", coder_id=coder)
    label = "Apply “team” to a passage of “I-01”"
    done(apply_in_vivo, source, span_of(source, "team"), coder_id=coder, label=label)
    assert names() == ["team", "team"]
    assert len(workspace.read(code_tree)) == before + 1


def test_in_vivo_needs_words(refused, source, span_of, coder):
    refused(
        NoWordsSelectedError, "words", apply_in_vivo, source, span_of(source, ". "), coder_id=coder
    )
