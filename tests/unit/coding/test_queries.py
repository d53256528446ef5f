from qualcoder_sts.coding.queries import segments_named, segments_of
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
