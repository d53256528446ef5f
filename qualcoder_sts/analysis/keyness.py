"""Words that are distinctive of a code: said in its passages more often than elsewhere.

Log-odds with an informative Dirichlet prior: Monroe, Colaresi and Quinn (2008), Fightin' Words:
Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict,
Political Analysis 16(4), 372-403, equations 16, 20 and 22. The prior is the frequency of each term
in all of the text, worth ``PRIOR_WORDS`` words; it keeps rare words and the commonest from the top.
Terms are lemmas and pairs of lemmas that follow one another in a sentence.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log, sqrt
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.loading import load_people, load_sources, talk_of
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.talk import Voice
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.language.pipeline import load_pipeline
from qualcoder_sts.language.reading import Sentence, read_sentences
from qualcoder_sts.transcripts.queries import source_languages

PRIOR_WORDS = 500.0
LEAST_SOURCES = 2
_NO_PAIR = -1
_PARTICIPANTS = frozenset({Voice.PERSON, Voice.UNATTRIBUTED})


@dataclass(frozen=True, slots=True)
class ParticipantsTalk:
    """What participants say in one source: stretches of its text, in order."""

    source_id: UUID
    language: str
    text: str
    stretches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A term of a code: how often it stands inside and outside its passages, in how many sources.

    ``log_odds`` is above zero for what is more frequent inside, ``z`` the same in standard
    deviations: from 1.96 on a difference as large is hardly chance.
    """

    term: str
    z: float
    log_odds: float
    inside: int
    outside: int
    sources: int


@dataclass(frozen=True, slots=True)
class LogOdds:
    """By how much a term is more frequent in one text than in another."""

    value: float
    z: float


def participants_talk(session: Session) -> tuple[ParticipantsTalk, ...]:
    """What participants say in all sources; interviewers and documents are left out."""
    languages = source_languages(session)
    talks = []
    for source in load_sources(session, Scope(), load_people(session)):
        stretches = talk_of(source).stretches
        said = tuple(one.span for one in stretches if one.voice in _PARTICIPANTS)
        talks.append(ParticipantsTalk(source.id, languages[source.id], source.text, said))
    return tuple(talks)


def key_terms(
    progress: Progress,
    talks: Sequence[ParticipantsTalk],
    passages: Mapping[UUID, Mapping[UUID, Sequence[Span]]],
    pipeline: str | None = None,
) -> dict[UUID, list[KeyTerm]]:
    """The terms of each code, from its passages by source; see ``Terms.distinctive``.

    Reads all of the text with spaCy. Raises ``Cancelled``, and what ``load_pipeline`` raises.
    """
    pipelines = {
        language: load_pipeline(language, pipeline)
        for language in dict.fromkeys(talk.language for talk in talks)
    }
    terms = Terms(
        (
            talk.source_id,
            read_sentences(pipelines[talk.language], talk.text, talk.stretches),
        )
        for talk in progress.track(talks, _("Reading the sources"))
    )
    return {code_id: terms.distinctive(of_code) for code_id, of_code in passages.items()}


def log_odds(
    term: int, words: int, term_elsewhere: int, words_elsewhere: int, prior: float = PRIOR_WORDS
) -> LogOdds:
    """Of a term that stands ``term`` times among ``words`` words, and so often elsewhere."""
    of_term = prior * (term + term_elsewhere) / (words + words_elsewhere)
    here, there = term + of_term, term_elsewhere + of_term
    value = log(here / (words + prior - here)) - log(there / (words_elsewhere + prior - there))
    return LogOdds(value, value / sqrt(1 / here + 1 / there))


class Terms:
    """The terms of a text in several sources, counted once for any number of codes."""

    def __init__(self, sources: Iterable[tuple[UUID, Iterable[Sentence]]]) -> None:
        self._numbers: dict[str, int] = {}
        self._times: Counter[int] = Counter()
        self._sources: Counter[int] = Counter()
        self._words: dict[UUID, _Words] = {}
        for source_id, sentences in sources:
            words = self._words[source_id] = self._numbered(sentences)
            of_source = Counter(words.terms())
            self._times.update(of_source)
            self._sources.update(of_source.keys())
        self._names = list(self._numbers)
        self._total = sum(times for term, times in self._times.items() if self._counts(term))

    def distinctive(
        self, passages: Mapping[UUID, Sequence[Span]], prior: float = PRIOR_WORDS
    ) -> list[KeyTerm]:
        """What stands in the passages more often than elsewhere, the most distinctive first.

        Only terms that occur in at least two sources are counted and given.
        """
        inside: Counter[int] = Counter()
        for source_id, spans in passages.items():
            if (words := self._words.get(source_id)) is not None:
                for span in united(spans):
                    inside.update(words.terms(span))
        inside = Counter({term: times for term, times in inside.items() if self._counts(term)})
        words_inside = inside.total()
        words_outside = self._total - words_inside
        found = []
        for term, times in inside.items():
            if self._times[term] == self._total:
                continue  # the only term there is
            elsewhere = self._times[term] - times
            odds = log_odds(times, words_inside, elsewhere, words_outside, prior)
            if odds.value > 0:
                found.append(self._key_term(term, odds, times, elsewhere))
        return sorted(found, key=lambda one: (-one.z, one.term))

    def _key_term(self, term: int, odds: LogOdds, inside: int, outside: int) -> KeyTerm:
        name, sources = self._names[term], self._sources[term]
        return KeyTerm(name, odds.z, odds.value, inside, outside, sources)

    def _counts(self, term: int) -> bool:
        return self._sources[term] >= LEAST_SOURCES

    def _numbered(self, sentences: Iterable[Sentence]) -> "_Words":
        words = _Words(array("q"), array("q"), array("q"), array("q"))
        for sentence in sentences:
            lemmas = [word.lemma for word in sentence.words]
            pairs = [f"{one} {other}" for one, other in pairwise(lemmas)]
            words.starts.extend(word.start for word in sentence.words)
            words.ends.extend(word.end for word in sentence.words)
            words.lemmas.extend(map(self._number, lemmas))
            if lemmas:
                words.pairs.extend(map(self._number, pairs))
                words.pairs.append(_NO_PAIR)
        return words

    def _number(self, term: str) -> int:
        return self._numbers.setdefault(term, len(self._numbers))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one source: where they stand, their lemmas, and the pairs they begin."""

    starts: "array[int]"
    ends: "array[int]"
    lemmas: "array[int]"
    pairs: "array[int]"

    def terms(self, within: Span | None = None) -> Iterable[int]:
        """The numbers of all terms, or of those that lie wholly in a span."""
        first, after = 0, len(self.starts)
        if within is not None:
            first = bisect_left(self.starts, within.start)
            after = bisect_right(self.ends, within.end)
        pairs = self.pairs[first : max(first, after - 1)]
        return chain(self.lemmas[first:after], (pair for pair in pairs if pair != _NO_PAIR))
