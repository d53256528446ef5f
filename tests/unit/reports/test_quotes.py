from datetime import UTC, datetime
from uuid import UUID

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.reports.quotes import choose_quotes

INTERVIEW, GROUP, PAPER = Method.INTERVIEW, Method.FOCUS_GROUP, Method.LITERATURE
GOOD = " ".join(["word"] * 20)


def segment(number: int, source: int, method: Method = INTERVIEW, **further) -> RetrievedSegment:
    values = {
        "id": UUID(int=number),
        "source_id": UUID(int=1000 + source),
        "source": f"source {source}",
        "method": method,
        "start": number,
        "end": number + 5,
        "text": f"{number} {GOOD}",
        "code_id": UUID(int=1),
        "path": ("Load",),
        "coder_id": UUID(int=2),
        "coder": "Ana",
        "contributor_ids": (),
        "contributors": ("Solomon",),
        "speakers": ("M",),
        "position": f"turn {number}",
        "memo": "",
        "weight": None,
        "key_quote": False,
        "origin": SegmentOrigin.MANUAL,
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return RetrievedSegment(**(values | further))


def chosen(segments: list[RetrievedSegment], most: int) -> list[int]:
    return [int(quote.position.split()[1]) for quote in choose_quotes(segments, most)]


def test_illustrative_quotes_come_first():
    pool = [segment(1, 1), segment(2, 2), segment(3, 3, key_quote=True)]
    assert chosen(pool, 1) == [3]
    assert choose_quotes(pool, 1)[0].is_illustrative


def test_methods_and_sources_take_turns():
    pool = [segment(number, 1) for number in range(1, 6)]
    pool += [segment(10, 2), segment(20, 3, GROUP), segment(30, 4, PAPER)]
    assert set(chosen(pool, 3)) == {1, 20, 30}
    assert set(chosen(pool, 4)) == {1, 10, 20, 30}


def test_heavy_and_readable_ones_stand_for_the_rest():
    pool = [
        segment(1, 1, text="Yes."),
        segment(2, 1),
        segment(3, 1, weight=80, text="Short but heavy."),
    ]
    assert chosen(pool, 1) == [3]
    assert chosen(pool[:2], 1) == [2]


def test_they_stand_in_the_order_of_the_methods():
    pool = [segment(1, 1, GROUP, key_quote=True), segment(2, 2), segment(3, 3, PAPER)]
    assert chosen(pool, 5) == [3, 2, 1]


def test_the_same_words_are_not_quoted_twice():
    pool = [segment(1, 1, text="Same."), segment(2, 1, text="Same.", key_quote=True)]
    assert chosen(pool, 5) == [2]


def test_long_quotes_are_cut_and_the_cut_is_marked():
    quote = choose_quotes([segment(1, 1, text="word " * 400)], 1)[0]
    assert quote.text.endswith("word […]")
    assert len(quote.text.split()) == 151


def test_nobody_known_is_named_by_the_transcript_s_label():
    quote = choose_quotes([segment(1, 1, contributors=(), speakers=("Unknown female",))], 1)[0]
    assert quote.place == "Unknown female · source 1 · turn 1"
