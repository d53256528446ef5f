"""The project's coding as a table."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.files.separated import joined
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.tables.rows import CODE_SEPARATOR
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.tables import CodedSegment, Coder, Source, Text

COLUMNS = ("source", "quote", "code", "coder", "start", "end", "memo", "weight", "key_quote")


def coding_table(session: Session, *, coder: str | None = None) -> Table:
    """All segments, or one coder's, as ``import_coding`` reads them back. No private memos."""
    tree = code_tree(session)
    memos = memos_by_row(session, CodedSegment.__tablename__)
    # Apart from the segments: joined to them, a long text would be read once for each.
    texts = dict(session.execute(select(Text.hash, Text.content).join(Source)).all())
    query = (
        select(CodedSegment, Source.name, Source.text_hash, Coder.name)
        .join(Source, Source.id == CodedSegment.source_id)
        .join(Coder, Coder.id == CodedSegment.coder_id)
        .order_by(Source.name, Coder.name, CodedSegment.start, CodedSegment.end, CodedSegment.id)
    )
    if coder is not None:
        query = query.where(Coder.name == coder)
    rows = [
        (
            source,
            texts[text_hash][segment.start : segment.end],
            joined([tree[segment.code_id].path_text], CODE_SEPARATOR),
            by,
            str(segment.start),
            str(segment.end),
            "\n\n".join(memo.content for memo in memos.get(segment.id, []) if not memo.private),
            "" if segment.weight is None else str(segment.weight),
            "yes" if segment.key_quote else "",
        )
        for segment, source, text_hash, by in session.execute(query).all()
    ]
    return Table(COLUMNS, tuple(rows))
