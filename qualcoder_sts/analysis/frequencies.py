"""A table of how often codes occur: the counts with their rules and denominators."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from qualcoder_sts.analysis.corpus import Corpus, CountedSource
from qualcoder_sts.analysis.counting import RuleCounts, count_by_rule
from qualcoder_sts.analysis.intervals import Interval, reason_without_interval, wilson
from qualcoder_sts.analysis.partition import Group, Partition, partition_of
from qualcoder_sts.analysis.request import FrequencyRequest
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.codebook.tree import CodeRow, written_path
from qualcoder_sts.coding.layer import LayerBasis
from qualcoder_sts.project.tables.transcripts import Method


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """One code in one column by one rule.

    ``denominator`` is None where the rule has none (passages), ``proportion`` also where there
    is nothing to count out of, and for groups, which are told as *3 of 4*. ``low`` and ``high``
    are there when intervals were asked for and mean something; ``no_interval`` says why not.
    ``unattributed`` counts segments whose speech nobody is known for, ``supporting`` the studies
    with a supporting finding (None where no studies are counted). ``group_id`` is the source or
    participant that the column is about.
    """

    code_id: UUID
    path: tuple[str, ...]
    group: str
    rule: Rule
    count: int
    denominator: int | None
    proportion: float | None = None
    low: float | None = None
    high: float | None = None
    no_interval: str | None = None
    not_yet_coded: int = 0
    unattributed: int = 0
    supporting: int | None = None
    group_id: UUID | None = None

    @property
    def path_text(self) -> str:
        """The code as people write it: ``Organizational/Lower caseloads``."""
        return written_path(self.path)


@dataclass(frozen=True)
class WaitingSource:
    """A source that is not yet coded, and why."""

    name: str
    method: Method
    why: LayerBasis


@dataclass(frozen=True)
class FrequencyTable:
    """All rows, codes in their order and within each code the columns in theirs.

    ``sources`` are the names of the sources that count. ``segments_without_text`` were left out
    because they hold no participants' text.
    """

    request: FrequencyRequest
    codes: tuple[CodeRow, ...]
    groups: tuple[str, ...]
    rows: tuple[FrequencyRow, ...]
    methods: dict[Method, int] = field(default_factory=dict)
    waiting: tuple[WaitingSource, ...] = ()
    layer_name: str = ""
    segments_without_text: int = 0

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules used, each once."""
        return tuple(dict.fromkeys(row.rule for row in self.rows))

    @cached_property
    def _by_code(self) -> dict[UUID, list[FrequencyRow]]:
        found: dict[UUID, list[FrequencyRow]] = {}
        for row in self.rows:
            found.setdefault(row.code_id, []).append(row)
        return found

    def only(self, code_ids: Collection[UUID]) -> "FrequencyTable":
        """The same table with some of its codes; categories stay, for headings."""
        return replace(
            self,
            codes=tuple(code for code in self.codes if code.id in code_ids or not code.codable),
            rows=tuple(row for row in self.rows if row.code_id in code_ids),
        )

    def rows_of(self, code_id: UUID) -> tuple[FrequencyRow, ...]:
        """The rows of one code."""
        return tuple(self._by_code.get(code_id, ()))

    def row(self, code_id: UUID, group: str, rule: Rule) -> FrequencyRow | None:
        """One row, when the table has it."""
        for row in self._by_code.get(code_id, ()):
            if row.group == group and row.rule is rule:
                return row
        return None


def table_of(corpus: Corpus, request: FrequencyRequest) -> FrequencyTable:
    """Count everything that a request asks for."""
    partition = partition_of(corpus, request)
    wanted = request.scope.code_ids
    codes = tuple(code for code in corpus.codes if wanted is None or code.id in wanted)
    rules = dict.fromkeys(rule for group in partition.groups for rule in group.rules)
    found = {rule: count_by_rule(corpus, partition, request, rule) for rule in rules}
    makers = [
        _RowMaker(request, group, column, rule=rule, found=found[rule], methods=methods)
        for column, group in enumerate(partition.groups)
        for methods in (_methods(corpus, partition, column),)
        for rule in group.rules
    ]
    return FrequencyTable(
        request=request,
        codes=codes,
        groups=tuple(group.label for group in partition.groups),
        rows=tuple(maker.row(code) for code in codes for maker in makers),
        methods=_counted_methods(corpus),
        waiting=tuple(
            WaitingSource(source.name, source.method, source.layer.basis)
            for source in corpus.not_yet_coded
        ),
        layer_name=corpus.layer_name,
        segments_without_text=corpus.segments_without_text,
    )


class _RowMaker:
    """Makes the rows of one column and rule: all that does not depend on the code is known."""

    def __init__(
        self,
        request: FrequencyRequest,
        group: Group,
        column: int,
        *,
        rule: Rule,
        found: RuleCounts,
        methods: frozenset[Method],
    ) -> None:
        self._intervals = request.intervals
        self._group = group
        self._column = column
        self._rule = rule
        self._found = found
        self._denominator = None if found.denominators is None else found.denominators[column]
        self._waiting = found.not_yet_coded[column]
        self._no_interval = reason_without_interval(
            rule, request.by.kind, methods, self._denominator or 0
        )

    def row(self, code: CodeRow) -> FrequencyRow:
        found, column = self._found, self._column
        count = found.counts[code.id][column] if code.id in found.counts else 0
        interval = self._interval(count)
        return FrequencyRow(
            code_id=code.id,
            path=code.path,
            group=self._group.label,
            rule=self._rule,
            count=count,
            denominator=self._denominator,
            proportion=self._proportion(count),
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            no_interval=self._no_interval,
            not_yet_coded=self._waiting,
            unattributed=(
                found.unattributed[code.id][column] if code.id in found.unattributed else 0
            ),
            supporting=self._supporting(code),
            group_id=self._group.id,
        )

    def _supporting(self, code: CodeRow) -> int | None:
        if self._rule is not Rule.STUDIES:
            return None
        found = self._found.supporting
        return found[code.id][self._column] if code.id in found else 0

    def _proportion(self, count: int) -> float | None:
        if not self._denominator or self._rule is Rule.GROUPS:
            return None
        return count / self._denominator

    def _interval(self, count: int) -> Interval | None:
        if not self._intervals or self._no_interval is not None or not self._denominator:
            return None
        return wilson(count, self._denominator)


def _methods(corpus: Corpus, partition: Partition, column: int) -> frozenset[Method]:
    """The methods of the sources behind a column's people."""

    def belongs(source: CountedSource) -> bool:
        people = source.talk.people | source.roster
        return column in partition.columns(source.id, people) and bool(people)

    return frozenset(source.method for source in corpus.coded if belongs(source))


def _counted_methods(corpus: Corpus) -> dict[Method, int]:
    """How many sources of each method count."""
    methods: dict[Method, int] = {}
    for source in corpus.coded:
        methods[source.method] = methods.get(source.method, 0) + 1
    return methods
