"""Arguments for operations: strategies, and what hangs together in the rows a project has."""

from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

from qualcoder_sts.coding import searching
from qualcoder_sts.coding.operations import consensus, rounds, segments, suggestions
from qualcoder_sts.coding.rounds import Sample, SampleWanted
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.literature import operations as literature
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.participants import blocks
from qualcoder_sts.project.tables.literature import EvidenceLevel
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.operations.importing_with_attributes import NamedTable
from qualcoder_sts.transcripts.preparing import ImportSettings, PreparedFile, prepare_file
from tests.property.hands import MOSTLY, Hands, Row, Rows

# What storage and JSON get wrong first: NUL, lone surrogates, line separators, characters beyond
# 16 bits, combining marks, quotation marks of SQL and JSON.
ODD = "\x00\ud800\udfff\u2028\u2029\x1f\x7f\"'\\%_/\r\n\t😀👩‍👩‍👧e\u0301é\ufeff\u202e"
WORDS = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=12)
# Few enough that names meet again.
NAMES = st.one_of(st.sampled_from(["Trust", "trust ", "Fear", "Hope"]), WORDS, WORDS)
PLACES = st.integers(0, 60)
SPANS = st.tuples(PLACES, PLACES).map(lambda pair: Span(min(pair), max(pair)))
DATES = st.sampled_from(["", "2020-05-31", "2020-06-01", "soon"])

TRANSCRIPTS = (
    "I: How was it?\nP1: It was \u2028hard 😀.\nI: Oh?\nP1: We talked, voil\u0061\u0300.\nP2: No.",
    "MARY: Well.\nJOHN: I was afraid.\nMARY: So was I, so was I.\nJOHN: Oh.\nMARY: Yes.",
    "What she wrote down on the way home.",
)

TARGETS = ("code", "coded_segment", "source", "memo", "participant", "study", "coding_round")

# What is likely, in SQL.
CODED = "id IN (SELECT code_id FROM coded_segment)"
NAMED_ALONE = "kind = 'person'"
SETTLED = """id IN (SELECT source_id FROM consensus_decision) AND NOT EXISTS (
    SELECT 1 FROM coded_segment AS open JOIN coder ON coder.id = open.coder_id
    WHERE open.source_id = source.id AND kind = 'person' AND NOT EXISTS (
        SELECT 1 FROM consensus_decision AS decided WHERE decided.source_id = open.source_id
        AND decided.code_id = open.code_id
        AND decided.start <= open.start AND decided."end" >= open."end"))"""
OUTDATED = "definition_version < (SELECT definition_version FROM code WHERE code.id = code_id)"
OWN = "closed_at IS NULL AND opened_by_id = :acting"
SEVERAL = """(
    SELECT count(*) FROM coded_segment AS other WHERE other.source_id = coded_segment.source_id
    AND other.code_id = coded_segment.code_id AND other.coder_id = coded_segment.coder_id) > 1"""
SILENT = "id NOT IN (SELECT speaker_id FROM speaker_turn WHERE speaker_id IS NOT NULL)"
IN_NO_ROUND = """id NOT IN (
    SELECT source_id FROM assignment JOIN coding_round ON coding_round.id = round_id
    WHERE closed_at IS NULL)"""
FINISHED = """id IN (
    SELECT source_id FROM finished_mark WHERE coder_id = :acting AND start IS {} NULL)"""
CLOSED = """id IN (
    SELECT source_id FROM finished_mark JOIN coder ON coder.id = coder_id
    WHERE kind = 'consensus')"""

CODE, SEGMENT, SOURCE, CODER = Row("code"), Row("coded_segment"), Row("source"), Row("coder")
SEGMENTS, SOURCES, MEMO = Rows("coded_segment"), Rows("source"), Row("memo")
PERSON, PEOPLE = Row("participant", likely=NAMED_ALONE), Rows("participant", NAMED_ALONE)
GROUP = Row("participant", likely="kind = 'group'")
SPEAKER, SEAT, ATTRIBUTE = Row("speaker"), Row("roster_entry"), Row("attribute")
MEETING, STUDY, ROUND = Row("field_session"), Row("study"), Row("coding_round")
PERSON_CODER = Row("coder", likely=NAMED_ALONE)
ANOTHER_CODE = Row("code", optional=True)
STUDY_DETAILS = st.builds(
    literature.StudyDetails,
    authors=WORDS,
    year=st.sampled_from([None, 1999, 2020]),
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    evidence_level=st.sampled_from([None, *EvidenceLevel]),
)
VALUES = st.sampled_from(["", "No", "7", "2020-05-31"])
ROLES = st.sampled_from(SpeakerRole)


# Arguments that hang together.


def a_target(hands: Hands) -> memos.Target:
    table = hands.data.draw(st.sampled_from(TARGETS))
    return memos.Target(table, hands.row(table))


def a_memo_and_its_link(hands: Hands) -> tuple[UUID, memos.Target]:
    memo = hands.row("memo", "id IN (SELECT memo_id FROM memo_link)")
    links = hands.found("SELECT target_table, target_id FROM memo_link WHERE memo_id = :id",
                        id=memo.hex)  # fmt: skip
    return memo, memos.Target(links[0][0], UUID(hex=links[0][1])) if links else a_target(hands)


def a_passage(hands: Hands) -> tuple[UUID, Span]:
    """A source, and a place that is mostly in its text."""
    source = hands.row("source")
    length = len(hands.text_of(source)[1]) if hands.data.draw(MOSTLY) else 100
    ends = [hands.data.draw(st.integers(0, length)) for _ in range(2)]
    return source, Span(min(ends), max(ends))


def a_passage_and_a_code(hands: Hands) -> tuple[UUID, Span, UUID]:
    return *a_passage(hands), hands.row("code", "codable")


def a_new_segment(hands: Hands) -> segments.NewSegment:
    return segments.NewSegment(*a_passage_and_a_code(hands), hands.row("coder"))


def some_new_segments(hands: Hands) -> list[segments.NewSegment]:
    return [a_new_segment(hands) for _ in range(hands.data.draw(st.integers(0, 3)))]


def some_hits(hands: Hands) -> list[searching.SearchHit]:
    return [
        searching.SearchHit(
            one.source_id,
            source="",
            span=one.span,
            before="",
            text=one.span.of(hands.text_of(one.source_id)[1]),
            after="",
        )
        for one in some_new_segments(hands)
    ]


def a_segment_and_a_place(hands: Hands) -> tuple[UUID, int]:
    """A place inside the segment, or at its ends."""
    segment = hands.row("coded_segment")
    found = hands.found('SELECT start, "end" FROM coded_segment WHERE id = :id', id=segment.hex)
    return segment, hands.data.draw(st.integers(*found[0]) if found else PLACES)


def segments_of_one_layer(hands: Hands) -> tuple[list[UUID]]:
    """Segments of a code that one coder has applied to a source."""
    one = hands.row("coded_segment", SEVERAL)
    others = hands.found(
        """SELECT other.id FROM coded_segment AS one JOIN coded_segment AS other
        USING (source_id, code_id, coder_id) WHERE one.id = :id ORDER BY other.rowid""", id=one.hex
    )  # fmt: skip
    return ([UUID(hex=row[0]) for row in others] if hands.data.draw(MOSTLY) else [one],)


def two_codes(hands: Hands) -> tuple[UUID, UUID]:
    """A code, and mostly another."""
    code = hands.row("code")
    return code, hands.row("code", f"codable AND id <> '{code.hex}'")


def a_code_and_some_of_it(hands: Hands) -> tuple[UUID, list[UUID]]:
    code = hands.row("code", CODED)
    return code, hands.rows("coded_segment", f"code_id = '{code.hex}'")


def a_code_some_of_it_and_another(hands: Hands) -> tuple[UUID, UUID, list[UUID]]:
    code, some = a_code_and_some_of_it(hands)
    return code, hands.row("code", f"codable AND id <> '{code.hex}'"), some


def some_values(hands: Hands) -> list[blocks.NewValue]:
    attribute, bearer = an_attribute_and_who_has_it(hands)
    return [blocks.NewValue(attribute, bearer, hands.data.draw(VALUES))]


def an_attribute_and_who_has_it(hands: Hands) -> tuple[UUID, UUID]:
    attribute = hands.row("attribute")
    found = hands.found("SELECT bearer FROM attribute WHERE id = :id", id=attribute.hex)
    return attribute, hands.row(found[0][0] if found else "source")


def a_suggestion(hands: Hands) -> suggestions.SuggestedCode:
    source_id, span, code_id = a_passage_and_a_code(hands)
    text_hash, _text = hands.text_of(source_id)
    score = hands.data.draw(st.integers(0, 1000))
    return suggestions.SuggestedCode(source_id, text_hash, span, code_id, score, "[]", "model")


def two_coders(hands: Hands) -> tuple[UUID, UUID]:
    """Two of the first coders, so that they often are two who have finished the same source."""
    keys = hands.keys("coder", NAMED_ALONE)[:3] or [UUID(int=0)]
    first = hands.data.draw(st.sampled_from(keys))
    others = [key for key in keys if key != first] if hands.data.draw(MOSTLY) else []
    return first, hands.data.draw(st.sampled_from(others or keys))


def a_comparison(hands: Hands) -> consensus.Comparison:
    """Two coders or more of a source."""
    coders = dict.fromkeys((*two_coders(hands), *two_coders(hands)))
    return consensus.Comparison(hands.row("source"), tuple(coders))


def a_finished_one(hands: Hands, likely: str = "id") -> consensus.Comparison:
    """A source with those who have finished it, mostly one that several have."""
    several = f"""{likely} IN (
        SELECT source_id FROM finished_mark JOIN coder ON coder.id = coder_id
        WHERE start IS NULL AND kind = 'person' GROUP BY source_id HAVING count(*) > 1)"""
    source = hands.row("source", several)
    found = hands.found(
        """SELECT coder_id FROM finished_mark JOIN coder ON coder.id = coder_id
        WHERE start IS NULL AND kind = 'person' AND source_id = :id ORDER BY finished_mark.rowid""",
        id=source.hex,
    )
    coders = tuple(UUID(hex=row[0]) for row in found)
    if len(coders) < 2 or not hands.data.draw(MOSTLY):
        return a_comparison(hands)
    return consensus.Comparison(source, coders)


def a_settled_one(hands: Hands) -> consensus.Comparison:
    return a_finished_one(hands, f"{SETTLED} AND id")


def some_finished(hands: Hands) -> list[consensus.Comparison]:
    return [a_finished_one(hands) for _ in range(hands.data.draw(st.integers(1, 2)))]


def an_assignment(hands: Hands) -> tuple[list[UUID], UUID]:
    """A source and a coder, mostly one who is to code it outside rounds."""
    found = hands.found("SELECT source_id, coder_id FROM assignment WHERE round_id IS NULL "
                        "ORDER BY rowid")  # fmt: skip
    if not found or not hands.data.draw(MOSTLY):
        return hands.rows("source"), hands.row("coder")
    source, coder = hands.data.draw(st.sampled_from(found))
    return [UUID(hex=source)], UUID(hex=coder)


def a_round(hands: Hands) -> rounds.NewRound:
    source_id, draw = hands.row("source", IN_NO_ROUND), hands.data.draw
    who = {*two_coders(hands), *two_coders(hands)}
    sample = (
        Sample(SampleWanted(10, draw(PLACES)), (source_id,), ()) if draw(st.booleans()) else None
    )
    return rounds.NewRound(
        draw(NAMES),
        frozenset(rounds.Assigned(source_id, coder) for coder in who),
        sample,
        # Open blind rounds hide what the others did, so that little would come up besides.
        blind=draw(st.sampled_from([False, False, True])),
        suggestions_off=draw(st.booleans()),
        note=draw(WORDS),
    )


def two_speakers(hands: Hands) -> tuple[UUID, UUID]:
    """Two speakers, mostly of one source."""
    one = hands.row("speaker")
    same = f"source_id = (SELECT source_id FROM speaker WHERE id = '{one.hex}')"
    return one, hands.row("speaker", f"{same} AND id <> '{one.hex}'")


def a_turn_and_a_speaker(hands: Hands) -> tuple[UUID, int, UUID]:
    """A turn, a place in it, and a speaker of the same source."""
    turn = hands.row("speaker_turn")
    found = hands.found('SELECT speech_start, "end" FROM speaker_turn WHERE id = :id', id=turn.hex)
    place = hands.data.draw(st.integers(*found[0]) if found else PLACES)
    source = f"source_id = (SELECT source_id FROM speaker_turn WHERE id = '{turn.hex}')"
    return turn, place, hands.row("speaker", source)


def a_turn_given(hands: Hands) -> tuple[list[UUID], UUID]:
    turn, _place, speaker = a_turn_and_a_speaker(hands)
    return [turn], speaker


def a_group_and_its_people(hands: Hands) -> tuple[UUID, list[UUID]]:
    group = hands.row("participant", "id IN (SELECT group_id FROM membership)")
    members = f"id IN (SELECT person_id FROM membership WHERE group_id = '{group.hex}')"
    return group, hands.rows("participant", members)


def some_files(hands: Hands) -> list[PreparedFile]:
    number = hands.data.draw(st.integers(0, len(TRANSCRIPTS) - 1))
    return [prepared(hands.folder, number)]


def files_and_a_table(hands: Hands) -> tuple[list[PreparedFile], NamedTable]:
    """A file, and values for somebody who may be in the project by then."""
    names = ["P1", "MARY", "Interview 0", *(row[0] for row in hands.found(
        "SELECT name FROM participant ORDER BY rowid LIMIT 3"))]  # fmt: skip
    row = hands.data.draw(st.sampled_from(names)), hands.data.draw(VALUES)
    table = Table(("name", hands.data.draw(NAMES)), (row,))
    return some_files(hands), NamedTable("people.csv", table)


def words_replaced(hands: Hands) -> tuple[UUID, str]:
    """A source, and its text with other words in one place."""
    source = hands.row("source")
    return source, edited(hands, source, SPANS, WORDS)


def prepared(folder: Path, number: int) -> PreparedFile:
    path = folder / f"Interview {number}.txt"
    path.write_text(TRANSCRIPTS[number], encoding="utf-8")
    return prepare_file(path, ImportSettings())


def edited(
    hands: Hands, source_id: UUID, gone: st.SearchStrategy[Span], new: st.SearchStrategy[str]
) -> str:
    """A source's text with other words in one place."""
    _hash, old = hands.text_of(source_id)
    span = hands.data.draw(gone)
    return old[: span.start] + hands.data.draw(new) + old[span.end :]
