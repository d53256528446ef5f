"""The columns of a table: how sources or people fall into groups."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.analysis.corpus import AttributeValues, Corpus
from qualcoder_sts.analysis.errors import RuleNotApplicableError
from qualcoder_sts.analysis.request import FrequencyRequest, GroupingKind
from qualcoder_sts.analysis.rules import DEFAULT_RULES, METHOD_ORDER, Rule, applies_to
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method

ALL_LABEL = "all"


@dataclass(frozen=True, slots=True)
class Group:
    """One column: its label, its rules, and the source or participant it is about."""

    label: str
    rules: tuple[Rule, ...]
    id: UUID | None = None


@dataclass(frozen=True)
class Partition:
    """Which column each source, or each person, belongs to.

    By people when ``of_person`` is set: what a person says then counts in that person's column.
    ``of_studies`` is the column of studies whose text is not in the project.
    """

    groups: tuple[Group, ...]
    of_source: Mapping[UUID, int]
    of_person: Mapping[UUID, int] | None = None
    of_studies: int | None = None

    def columns(self, source_id: UUID, people: Iterable[UUID]) -> Collection[int]:
        """Where something in a source that some people said belongs, each column once."""
        if self.of_person is None:
            return (self.of_source[source_id],)
        return {self.of_person[person] for person in people if person in self.of_person}


def partition_of(corpus: Corpus, request: FrequencyRequest) -> Partition:
    """The columns that a request asks for."""
    kind = request.by.kind
    attribute = corpus.attribute if kind is GroupingKind.ATTRIBUTE else None
    by_people = kind is GroupingKind.PARTICIPANT or (
        attribute is not None and attribute.of_participants
    )
    if by_people and request.rule is Rule.STUDIES:
        raise RuleNotApplicableError(request.rule, str(request.by))
    if kind is GroupingKind.METHOD:
        return _by_method(corpus, request)
    if kind is GroupingKind.SOURCE:
        return _by_source(corpus, request)
    if kind is GroupingKind.PARTICIPANT:
        return _by_participant(corpus, request)
    if attribute is not None:
        return _by_attribute(corpus, request, attribute)
    everything = Group(ALL_LABEL, _rules(request, Rule.PARTICIPANTS))
    return Partition((everything,), dict.fromkeys(corpus.by_id, 0), of_studies=0)


def people_in_scope(corpus: Corpus) -> dict[UUID, str]:
    """Everybody with participants' text, on a roster or contributing, in their order."""
    found: set[UUID] = set()
    for source in corpus.sources:
        found |= source.talk.people | source.roster
    found = found.union(*corpus.contributing.values())
    return {person: name for person, name in corpus.people.items() if person in found}


def _rules(request: FrequencyRequest, *default: Rule) -> tuple[Rule, ...]:
    return default if request.rule is None else (request.rule,)


def _by_method(corpus: Corpus, request: FrequencyRequest) -> Partition:
    present = {source.method for source in corpus.sources}
    if corpus.studies:
        present.add(Method.LITERATURE)
    if request.scope.methods is not None:
        present |= request.scope.methods
    methods = [method for method in METHOD_ORDER if method in present]
    places = {method: place for place, method in enumerate(methods)}
    groups = tuple(
        Group(
            method.value,
            tuple(
                rule for rule in _rules(request, *DEFAULT_RULES[method]) if applies_to(rule, method)
            ),
        )
        for method in methods
    )
    of_source = {source.id: places[source.method] for source in corpus.sources}
    return Partition(groups, of_source, of_studies=places.get(Method.LITERATURE))


def _by_source(corpus: Corpus, request: FrequencyRequest) -> Partition:
    rules = _rules(request, Rule.SEGMENTS)
    groups = tuple(
        Group(
            source.name, tuple(rule for rule in rules if applies_to(rule, source.method)), source.id
        )
        for source in corpus.sources
    )
    return Partition(groups, {source.id: place for place, source in enumerate(corpus.sources)})


def _by_participant(corpus: Corpus, request: FrequencyRequest) -> Partition:
    people = people_in_scope(corpus)
    rules = _rules(request, Rule.SEGMENTS)
    groups = tuple(Group(name, rules, person) for person, name in people.items())
    return Partition(groups, {}, {person: place for place, person in enumerate(people)})


def _by_attribute(
    corpus: Corpus, request: FrequencyRequest, attribute: AttributeValues
) -> Partition:
    """Each value a column; those without a value have their own, at the end."""
    bearers = (
        list(people_in_scope(corpus))
        if attribute.of_participants
        else [source.id for source in corpus.sources]
    )
    values = {bearer: attribute.values.get(bearer, "") for bearer in bearers}
    missing = "" in values.values()
    known = sorted({value for value in values.values() if value}, key=_number_or_word)
    rule = Rule.PARTICIPANTS if attribute.of_participants else Rule.SOURCES
    rules = _rules(request, rule)
    groups = tuple(
        Group(label, rules) for label in (*known, *((_("(no value)"),) if missing else ()))
    )
    places = {value: place for place, value in enumerate(known)} | {"": len(known)}
    of_bearer = {bearer: places[value] for bearer, value in values.items()}
    if attribute.of_participants:
        return Partition(groups, {}, of_bearer)
    return Partition(groups, of_bearer, of_studies=len(known) if missing else None)


def _number_or_word(value: str) -> tuple[bool, float, str]:
    """Numbers by size before words by alphabet."""
    try:
        return False, float(value), value
    except ValueError:
        return True, 0.0, value.casefold()
