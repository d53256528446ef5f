"""Retrieved quotes as a table for a spreadsheet."""

from qualcoder_sts.analysis.retrieval import Retrieval, RetrievedSegment
from qualcoder_sts.foundation.tables import Table

COLUMNS = (
    "code", "quote", "participants", "method", "source", "position", "coder", "weight",
    "illustrative", "memo", "before", "after", "start", "end",
)  # fmt: skip


def quote_table(retrieval: Retrieval) -> Table:
    """One row for each quote, with a column for every attribute that one of the people has."""
    names = dict.fromkeys(
        name for person in retrieval.participants.values() for name in person.attributes
    )
    attributes = [name for name in names if name not in COLUMNS]
    rows = [
        (*_row(segment), *(_values(retrieval, segment, name) for name in attributes))
        for segment in retrieval.segments
    ]
    return Table((*COLUMNS, *attributes), tuple(rows))


def _row(segment: RetrievedSegment) -> tuple[str, ...]:
    return (
        segment.path_text,
        segment.text,
        ", ".join(segment.contributors or segment.speakers),
        segment.method.value,
        segment.source,
        segment.position,
        segment.coder,
        "" if segment.weight is None else str(segment.weight),
        "yes" if segment.key_quote else "",
        segment.memo,
        segment.before(),
        segment.after(),
        str(segment.start),
        str(segment.end),
    )


def _values(retrieval: Retrieval, segment: RetrievedSegment, attribute: str) -> str:
    """What the contributors have of an attribute, in their order, each value once."""
    people = (retrieval.participants[person] for person in segment.contributor_ids)
    values = (person.attributes.get(attribute, "") for person in people)
    return ", ".join(dict.fromkeys(value for value in values if value))
