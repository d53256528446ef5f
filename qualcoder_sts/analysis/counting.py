"""The counting itself: how often each code occurs in each column, rule by rule.

Every rule counts *units* (people, groups, sources, studies, segments) that a segment or finding
brings, or words and passages in the spans that segments unite to. A segment brings its units to
its own code, and when codes are aggregated to every code above it; a unit counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from qualcoder_sts.analysis.corpus import Corpus, CountedSegment, CountedSource
from qualcoder_sts.analysis.partition import Partition
from qualcoder_sts.analysis.request import FrequencyRequest, PeopleBase
from qualcoder_sts.analysis.rules import SPAN_RULES, UNIT_RULES, Rule
from qualcoder_sts.analysis.talk import Stretch, Talk, Voice
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.project.tables.transcripts import Method

# For each code how much it has in each column; absent means none.
CodeCounts = Mapping[UUID, Counter[int]]
# For each column the people, groups or sources counted in it.
ColumnUnits = dict[int, set[UUID]]


@dataclass(frozen=True)
class RuleCounts:
    """What one rule finds. Without ``denominators`` the rule has none."""

    counts: CodeCounts
    denominators: Counter[int] | None
    not_yet_coded: Counter[int]
    unattributed: CodeCounts = field(default_factory=dict)
    supporting: CodeCounts = field(default_factory=dict)


def count_by_rule(
    corpus: Corpus, partition: Partition, request: FrequencyRequest, rule: Rule
) -> RuleCounts:
    """Count every code in every column by one rule."""
    counting = _Counting(corpus, partition, request)
    if rule is Rule.STUDIES:
        return _count_studies(counting)
    if rule is Rule.SEGMENTS:
        return _count_segments(counting)
    if rule in SPAN_RULES:
        return _count_spans(counting, rule)
    return _count_units(counting, rule)


class _Counting:
    """One table being counted: which codes a segment counts for, and in which columns."""

    def __init__(self, corpus: Corpus, partition: Partition, request: FrequencyRequest) -> None:
        self.corpus = corpus
        self.partition = partition
        self.with_interviewer = request.with_interviewer
        self._base = request.people_base
        self._counted_for = _codes_counted_for(corpus, request)

    def codes_for(self, code_id: UUID) -> tuple[UUID, ...]:
        """The codes that a segment of this code counts for."""
        return self._counted_for.get(code_id, ())

    def people_of(self, source: CountedSource) -> frozenset[UUID]:
        """The people whom participants are counted out of in a source."""
        found = source.talk.people | self.corpus.contributing.get(source.id, frozenset())
        return found | source.roster if self._base is PeopleBase.ROSTER else found

    def place(
        self, source: CountedSource, people: Iterable[UUID], rule: Rule
    ) -> Iterator[tuple[int, UUID]]:
        """Columns and the unit that a segment, or a whole source, brings to each."""
        if rule is Rule.PARTICIPANTS:
            for person in people:
                for column in self.partition.columns(source.id, (person,)):
                    yield column, person
            return
        if rule is Rule.GROUPS and source.method is not Method.FOCUS_GROUP:
            return
        unit = source.group_id or source.id if rule is Rule.GROUPS else source.id
        for column in self.partition.columns(source.id, people):
            yield column, unit

    def units_of_sources(self, sources: Iterable[CountedSource], rule: Rule) -> ColumnUnits:
        """What some sources bring to each column, whatever is coded in them."""
        units: ColumnUnits = defaultdict(set)
        for source in sources:
            for column, unit in self.place(source, self.people_of(source), rule):
                units[column].add(unit)
        return units

    def counts_as_text(self, stretch: Stretch) -> bool:
        """Whether a stretch is part of what is counted."""
        return self.with_interviewer or stretch.voice is not Voice.INTERVIEWER


def _codes_counted_for(corpus: Corpus, request: FrequencyRequest) -> dict[UUID, tuple[UUID, ...]]:
    wanted = request.scope.code_ids
    result: dict[UUID, tuple[UUID, ...]] = {}
    for code in corpus.codes:
        # A code stands after the one above it, whose answer is therefore known.
        above = result.get(code.parent_id, ()) if request.aggregated and code.parent_id else ()
        itself = (code.id,) if wanted is None or code.id in wanted else ()
        result[code.id] = (*itself, *above)
    return result


def _count_units(counting: _Counting, rule: Rule) -> RuleCounts:
    found: dict[UUID, ColumnUnits] = defaultdict(lambda: defaultdict(set))
    for segment in counting.corpus.segments:
        source = counting.corpus.by_id[segment.source_id]
        codes = counting.codes_for(segment.code_id)
        for column, unit in counting.place(source, segment.contributors, rule):
            for code_id in codes:
                found[code_id][column].add(unit)
    base = counting.units_of_sources(counting.corpus.coded, rule)
    return RuleCounts(
        counts={code_id: _sizes(units) for code_id, units in found.items()},
        denominators=_sizes(base),
        not_yet_coded=_not_yet_coded(counting, rule, base),
        unattributed=_unattributed(counting) if rule is Rule.PARTICIPANTS else {},
    )


def _unattributed(counting: _Counting) -> CodeCounts:
    """Segments whose speech nobody is known for. They belong to no person's column."""
    counts: dict[UUID, Counter[int]] = defaultdict(Counter)
    nobody_s = [segment for segment in counting.corpus.segments if segment.is_unattributed]
    for segment in nobody_s:
        for column in counting.partition.columns(segment.source_id, ()):
            for code_id in counting.codes_for(segment.code_id):
                counts[code_id][column] += 1
    return counts


def _count_segments(counting: _Counting) -> RuleCounts:
    counts: dict[UUID, Counter[int]] = defaultdict(Counter)
    in_all: Counter[int] = Counter()
    for segment in counting.corpus.segments:
        for column in counting.partition.columns(segment.source_id, segment.contributors):
            in_all[column] += 1
            for code_id in counting.codes_for(segment.code_id):
                counts[code_id][column] += 1
    return RuleCounts(counts, in_all, _not_yet_coded(counting, Rule.SEGMENTS, {}))


def _count_spans(counting: _Counting, rule: Rule) -> RuleCounts:
    counts: dict[UUID, Counter[int]] = defaultdict(Counter)
    for key, spans in _spans_of_codes(counting).items():
        passages = united(spans)
        talk = counting.corpus.by_id[key.source_id].talk
        counts[key.code_id][key.column] += (
            len(passages)
            if rule is Rule.PASSAGES
            else _words(talk, passages, _part_of_column(counting, key.column))
        )
    return RuleCounts(
        counts=counts,
        denominators=None if rule is Rule.PASSAGES else _words_of_columns(counting),
        not_yet_coded=_not_yet_coded(counting, rule, {}),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """One code in one column of one source."""

    code_id: UUID
    column: int
    source_id: UUID


def _spans_of_codes(counting: _Counting) -> dict[_Place, list[Span]]:
    spans: dict[_Place, list[Span]] = defaultdict(list)
    for segment in counting.corpus.segments:
        for column in counting.partition.columns(segment.source_id, segment.contributors):
            for code_id in counting.codes_for(segment.code_id):
                spans[_Place(code_id, column, segment.source_id)].append(segment.span)
    return spans


def _part_of_column(counting: _Counting, column: int) -> Callable[[Stretch], bool]:
    """Whether a stretch's words count in a column: of a person's column, only that person's."""
    of_person = counting.partition.of_person
    if of_person is None:
        return counting.counts_as_text
    return lambda part: part.person_id is not None and of_person.get(part.person_id) == column


def _words(talk: Talk, passages: Iterable[Span], counted: Callable[[Stretch], bool]) -> int:
    return sum(talk.count_words(passage, counted) for passage in passages)


def _words_of_columns(counting: _Counting) -> Counter[int]:
    words: Counter[int] = Counter()
    for source in counting.corpus.coded:
        talk = source.talk
        for stretch, count in zip(talk.stretches, talk.words_of_stretches, strict=True):
            people = () if stretch.person_id is None else (stretch.person_id,)
            if counting.counts_as_text(stretch):
                words.update(dict.fromkeys(counting.partition.columns(source.id, people), count))
    return words


def _not_yet_coded(counting: _Counting, rule: Rule, base: ColumnUnits) -> Counter[int]:
    """People, groups or sources known only from sources that do not count yet."""
    unit_rule = rule if rule in UNIT_RULES else Rule.SOURCES
    waiting = counting.units_of_sources(counting.corpus.not_yet_coded, unit_rule)
    return Counter(
        {column: len(units - base.get(column, set())) for column, units in waiting.items()}
    )


def _count_studies(counting: _Counting) -> RuleCounts:
    corpus = counting.corpus
    segments: dict[UUID, list[CountedSegment]] = defaultdict(list)
    for segment in corpus.segments:
        segments[segment.source_id].append(segment)
    counts: dict[UUID, Counter[int]] = defaultdict(Counter)
    supporting: dict[UUID, Counter[int]] = defaultdict(Counter)
    included: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for study in corpus.studies:
        column = counting.partition.of_studies
        coded = True
        if study.source_id is not None:
            column = counting.partition.of_source[study.source_id]
            coded = corpus.by_id[study.source_id].layer.is_coded
        if column is None:
            continue
        if not coded:
            waiting[column] += 1
            continue
        included[column] += 1
        in_text = {each.code_id for each in segments[study.source_id or study.id]}
        for code_id in _lifted(counting, study.addressed | in_text):
            counts[code_id][column] += 1
        for code_id in _lifted(counting, study.supported):
            supporting[code_id][column] += 1
    return RuleCounts(counts, included, waiting, supporting=supporting)


def _lifted(counting: _Counting, codes: Iterable[UUID]) -> set[UUID]:
    return {above for code_id in codes for above in counting.codes_for(code_id)}


def _sizes(units: ColumnUnits) -> Counter[int]:
    return Counter({column: len(found) for column, found in units.items()})
