"""A coded interview to work on."""

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segments_of

TALK = (
    "I: How was it? 😀\n"
    "Maria: It was hard. We cried together, and we laughed.\n"
    "I: Oh?\n"
    "Maria: My team met on Fridays. Yes. Cafe\u0301 and cake.\n"
)


@pytest.fixture
def source(add_source):
    return add_source("I-01", TALK)


@pytest.fixture
def codes(workspace):
    """Organizational (a category) with Trust and Fear below, and Peers at the top."""
    category = workspace.run(add_code, "Organizational", codable=False).value
    return {
        "Organizational": category,
        "Trust": workspace.run(add_code, "Trust", parent_id=category).value,
        "Fear": workspace.run(add_code, "Fear", parent_id=category).value,
        "Peers": workspace.run(add_code, "Peers").value,
    }


@pytest.fixture
def coded(workspace, source, codes, coder, span_of):
    """Code some words with a code; gives the segment's key."""

    def apply(words, code="Trust", by=coder, source_id=source):
        span = span_of(source_id, words)
        return workspace.run(apply_code, source_id, span, codes[code], coder_id=by).value

    return apply


@pytest.fixture
def segment(workspace, source):
    """A segment's row, or None when it has gone."""

    def find(segment_id, source_id=source):
        rows = {row.id: row for row in workspace.read(segments_of, source_id)}
        return rows.get(segment_id)

    return find


@pytest.fixture
def words_of(text_of, segment):
    """The characters a segment stands on."""

    def find(segment_id):
        row = segment(segment_id)
        return text_of(row.source_id)[row.start : row.end]

    return find
