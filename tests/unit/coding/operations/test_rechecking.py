import pytest

from qualcoder_sts.codebook.operations import Definition, define_code
from qualcoder_sts.coding.errors import CodeNotCodableError
from qualcoder_sts.coding.operations.rechecking import confirm_segments, recode_segments
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.coding.rechecking import segments_to_recheck


@pytest.fixture
def outdated(workspace, coded, codes):
    """Two segments of Trust, coded before its wording changed."""
    found = [coded("We cried"), coded("My team")]
    workspace.run(define_code, codes["Trust"], Definition("Relying on others"))
    return found


def test_segments_still_fit(done, workspace, outdated):
    label = "Keep 1 segment of “Trust” under the new wording"
    done(confirm_segments, outdated[:1], label=label)
    (rest,) = workspace.read(segments_to_recheck)
    assert rest.segment_ids == (outdated[1],)


def test_segments_of_several_codes_still_fit(done, workspace, outdated, coded, codes):
    other = coded("We cried", "Fear")
    workspace.run(define_code, codes["Fear"], Definition("Being afraid"))
    label = "Keep 3 segments under the new wording"
    done(confirm_segments, [*outdated, other], label=label)
    assert workspace.read(segments_to_recheck) == []


def test_recode_several(done, workspace, source, outdated, codes):
    done(recode_segments, outdated, codes["Fear"], label="Recode 2 segments as “Fear”")
    assert {row.code for row in workspace.read(segments_of, source)} == {"Fear"}
    assert workspace.read(segments_to_recheck) == []


def test_a_category_takes_no_segments(refused, outdated, codes):
    words = "“Organizational” is a category"
    refused(CodeNotCodableError, words, recode_segments, outdated, codes["Organizational"])
