"""The engine against a counter that goes through every character and knows no shortcuts."""

import re
from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.analysis.corpus import AttributeValues, Corpus, CountedSegment, CountedSource
from qualcoder_sts.analysis.frequencies import table_of
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping, GroupingKind
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.talk import Stretch, Talk, Voice, hear, in_order
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.layer import Layer, LayerBasis
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.transcripts import Method

CODER = UUID(int=1)
PEOPLE = [UUID(int=100 + number) for number in range(4)]
NAMES = {person: f"person {number}" for number, person in enumerate(PEOPLE)}
VALUES = {PEOPLE[0]: "red", PEOPLE[1]: "blue", PEOPLE[2]: "red"}
CODES = [UUID(int=200 + number) for number in range(5)]
PARENTS = {CODES[1]: CODES[0], CODES[2]: CODES[0], CODES[3]: CODES[2]}
VOICES = [*PEOPLE, Voice.UNATTRIBUTED, Voice.INTERVIEWER]


@dataclass(frozen=True)
class Said:
    """One character of a source and who said it; None is a character that nobody said."""

    who: UUID | Voice | None


def code_tree() -> CodeTree:
    def path(code: UUID) -> tuple[str, ...]:
        above = path(PARENTS[code]) if code in PARENTS else ()
        return (*above, f"code {code.int}")

    return CodeTree(
        tuple(CodeRow(code, PARENTS.get(code), path(code), "#777777", True) for code in CODES)
    )


@st.composite
def sources(draw: st.DrawFn, number: int) -> CountedSource:
    """Turns of words with an odd number of letters: none is ever cut exactly in half."""
    text = ""
    stretches = []
    turns = st.tuples(st.sampled_from(VOICES), st.lists(st.sampled_from(["aaa", "bbbbb", "c"])))
    for who, words in draw(st.lists(turns, max_size=6)):
        text += "xx: "
        said = " ".join(words)
        if said:
            person = who if isinstance(who, UUID) else None
            voice = Voice.PERSON if person else who
            stretches.append(Stretch(Span(len(text), len(text) + len(said)), voice, person))
        text += said + "\n"
    coded = draw(st.booleans())
    return CountedSource(
        id=UUID(int=300 + number),
        name=f"source {number}",
        method=draw(st.sampled_from([Method.INTERVIEW, Method.FOCUS_GROUP])),
        layer=Layer(CODER if coded else None, LayerBasis.LEAD),
        talk=Talk(text, in_order(stretches)),
        group_id=draw(st.sampled_from([None, UUID(int=400)])),
    )


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    found = tuple(draw(sources(number)) for number in range(draw(st.integers(1, 3))))
    segments = []
    for source in found:
        length = len(source.talk.text)
        if not source.layer.is_coded or length < 2:
            continue
        for _ in range(draw(st.integers(0, 7))):
            start = draw(st.integers(0, length - 1))
            span = Span(start, draw(st.integers(start + 1, min(length, start + 60))))
            heard = hear(source.talk, span)
            if not heard.has_text:
                continue
            segments.append(
                CountedSegment(
                    id=UUID(int=500 + len(segments)),
                    source_id=source.id,
                    span=span,
                    code_id=draw(st.sampled_from(CODES)),
                    contributors=heard.people,
                    is_unattributed=heard.has_unattributed and not heard.people,
                )
            )
    return Corpus(
        codes=code_tree(),
        sources=found,
        segments=tuple(segments),
        people=NAMES,
        attribute=AttributeValues("colour", of_participants=True, values=VALUES),
    )


class Naive:
    """Counts the same by going through characters and words one by one."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.said = {source.id: self.characters(source) for source in corpus.sources}
        self.words = {
            source.id: [set(range(*m.span())) for m in re.finditer(r"\w+", source.talk.text)]
            for source in corpus.sources
        }

    @staticmethod
    def characters(source: CountedSource) -> list[Said]:
        said = [Said(None)] * len(source.talk.text)
        for stretch in source.talk.stretches:
            for position in range(stretch.span.start, stretch.span.end):
                said[position] = Said(stretch.person_id or stretch.voice)
        return said

    def word_count(self, source_id: UUID, characters: set[int]) -> int:
        return sum(2 * len(word & characters) > len(word) for word in self.words[source_id])

    def of(self, source_id: UUID, who: set[UUID | Voice]) -> set[int]:
        return {at for at, said in enumerate(self.said[source_id]) if said.who in who}

    def participants_text(self, source_id: UUID) -> set[int]:
        return self.of(source_id, {*PEOPLE, Voice.UNATTRIBUTED})

    def contributors(self, source_id: UUID, span: Span) -> set[UUID]:
        inside = set(range(span.start, span.end))
        voices = {self.said[source_id][at].who for at in inside} - {None}
        if len(voices) == 1:
            return voices & set(PEOPLE)
        words = {
            who: self.word_count(source_id, inside & self.of(source_id, {who}))
            for who in voices - {Voice.INTERVIEWER}
        }
        speaking = {who: count for who, count in words.items() if count}
        if len(speaking) == 1:
            return set(speaking) & set(PEOPLE)
        return {who for who, count in speaking.items() if count >= 5 and who in PEOPLE}

    def speakers(self, source: CountedSource) -> set[UUID]:
        return {said.who for said in self.said[source.id]} & set(PEOPLE)

    def subtree(self, code: UUID, aggregated: bool) -> set[UUID]:
        found = {code}
        if aggregated:
            while more := {child for child, above in PARENTS.items() if above in found} - found:
                found |= more
        return found

    def segments(self, code: UUID | None, aggregated: bool) -> list[CountedSegment]:
        wanted = set(CODES) if code is None else self.subtree(code, aggregated)
        return [segment for segment in self.corpus.segments if segment.code_id in wanted]

    def passages(self, segments: list[CountedSegment]) -> list[tuple[UUID, set[int]]]:
        """Characters of each passage: it ends where no segment goes on to the next character."""
        found = []
        for source in self.corpus.sources:
            spans = [each.span for each in segments if each.source_id == source.id]
            goes_on = {at for span in spans for at in range(span.start, span.end - 1)}
            passage: set[int] = set()
            for at in sorted({at for span in spans for at in range(span.start, span.end)}):
                passage.add(at)
                if at not in goes_on:
                    found.append((source.id, passage))
                    passage = set()
        return found

    def words_in(self, segments: list[CountedSegment], who: set[UUID | Voice]) -> int:
        return sum(
            self.word_count(source_id, passage & self.of(source_id, who))
            for source_id, passage in self.passages(segments)
        )


def coded(corpus: Corpus) -> list[CountedSource]:
    return [source for source in corpus.sources if source.layer.is_coded]


RUNS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RUNS
@given(corpora())
def test_contributors(corpus: Corpus) -> None:
    naive = Naive(corpus)
    for segment in corpus.segments:
        assert segment.contributors == naive.contributors(segment.source_id, segment.span)


@RUNS
@given(corpora(), st.booleans())
def test_all_together(corpus: Corpus, aggregated: bool) -> None:
    naive = Naive(corpus)
    counted_by: dict[Rule, object] = {
        Rule.PARTICIPANTS: lambda found: len({p for s in found for p in s.contributors}),
        Rule.SOURCES: lambda found: len({s.source_id for s in found}),
        Rule.SEGMENTS: len,
        Rule.PASSAGES: lambda found: len(naive.passages(found)),
        Rule.GROUPS: lambda found: len(
            {
                source.group_id or source.id
                for source in corpus.sources
                for s in found
                if s.source_id == source.id and source.method is Method.FOCUS_GROUP
            }
        ),
        Rule.WORDS: lambda found: naive.words_in(found, {*PEOPLE, Voice.UNATTRIBUTED}),
    }
    denominators = {
        Rule.PARTICIPANTS: len({p for source in coded(corpus) for p in naive.speakers(source)}),
        Rule.SOURCES: len(coded(corpus)),
        Rule.SEGMENTS: len(corpus.segments),
        Rule.PASSAGES: None,
        Rule.GROUPS: len(
            {s.group_id or s.id for s in coded(corpus) if s.method is Method.FOCUS_GROUP}
        ),
        Rule.WORDS: sum(
            naive.word_count(source.id, naive.participants_text(source.id))
            for source in coded(corpus)
        ),
    }
    for rule, count in counted_by.items():
        request = FrequencyRequest(
            by=Grouping(GroupingKind.ALL), rule=rule, aggregated=aggregated, intervals=True
        )
        for row in table_of(corpus, request).rows:
            found = naive.segments(row.code_id, aggregated)
            assert row.count == count(found), (rule, row)
            assert row.denominator == denominators[rule], (rule, row)
            if row.denominator is not None:
                assert row.count <= row.denominator


@RUNS
@given(corpora(), st.booleans(), st.sampled_from(["participant", "attribute:colour", "source"]))
def test_by_column(corpus: Corpus, aggregated: bool, by: str) -> None:
    naive = Naive(corpus)
    grouping = Grouping.read(by)

    def belongs(segment: CountedSegment, label: str) -> bool:
        if by == "source":
            return corpus.by_id[segment.source_id].name == label
        return any(label in (NAMES[p], VALUES.get(p, "(no value)")) for p in segment.contributors)

    def people(label: str) -> set[UUID]:
        return {p for p in PEOPLE if label in (NAMES[p], VALUES.get(p, "(no value)"))}

    segments = table_of(corpus, FrequencyRequest(grouping, Rule.SEGMENTS, aggregated=aggregated))
    for row in segments.rows:
        found = [s for s in naive.segments(row.code_id, aggregated) if belongs(s, row.group)]
        assert row.count == len(found)
        assert row.denominator == sum(belongs(s, row.group) for s in corpus.segments)
    words = table_of(corpus, FrequencyRequest(grouping, Rule.WORDS, aggregated=aggregated))
    for row in words.rows:
        found = [s for s in naive.segments(row.code_id, aggregated) if belongs(s, row.group)]
        everybody = {*PEOPLE, Voice.UNATTRIBUTED}
        total = naive.words_in(found, everybody if by == "source" else people(row.group))
        assert row.count == total
        if row.denominator:
            assert row.proportion == pytest.approx(total / row.denominator)
