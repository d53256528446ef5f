import pytest

from qualcoder_sts.coding.queries import segment_to_join, segments_named, segments_of
from qualcoder_sts.memos.operations import Target, write_memo


def test_a_private_memo_is_shown_to_its_own_coder_only(
    workspace, source, coded, coder, other_coder
):
    segment = coded("We cried together")
    target = Target("coded_segment", segment)
    workspace.run(write_memo, "for all", coder_id=coder, target=target)
    workspace.run(write_memo, "for me", coder_id=coder, target=target, private=True)

    def shown_to(reader):
        (row,) = workspace.read(segments_of, source, reader_id=reader)
        assert workspace.read(segments_named, [segment], reader_id=reader) == [row]
        return row.memo

    assert shown_to(coder) == "for all\n\nfor me"
    assert shown_to(other_coder) == "for all"
    assert shown_to(None) == "for all"


@pytest.mark.parametrize(
    ("chosen", "partner"),
    [
        ("It was hard.", "We cried"),
        ("We cried", "cried together"),
        ("cried together", "We cried"),
        ("we laughed", None),
    ],
)
def test_what_a_segment_can_be_joined_with(
    workspace, coded, words_of, other_coder, chosen, partner
):
    keys = {
        words: coded(words)
        for words in ("It was hard.", "We cried", "cried together", "we laughed")
    }
    coded("and we laughed", code="Peers")
    coded("and we", by=other_coder)
    found = workspace.read(segment_to_join, keys[chosen])
    assert (None if found is None else words_of(found.id)) == partner
