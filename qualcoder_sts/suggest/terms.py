"""Finding names and terms of codes in sentences: spaCy's SpanRuler and a component behind it.

Registered as the spaCy component ``code_suggester``, for any pipeline with lemmas: what it finds
stands in ``doc.user_data["code_suggester"]``.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.reading import Sentence, read_sentences
from qualcoder_sts.suggest.material import CodeWording, ReasonKind
from qualcoder_sts.suggest.reading import pipeline_for

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

COMPONENT = "code_suggester"
RULER_KEY = "code_terms"
_SENTENCES_AT_A_TIME = 2_000  # in one Doc


@dataclass(frozen=True, slots=True)
class CodePhrase:
    """A code's name, a term for it, or one against it, as the researcher wrote it."""

    code: int  # the code's place among the codes
    kind: ReasonKind
    text: str
    excludes: bool = False


@dataclass(frozen=True, slots=True, order=True)
class FoundPhrase:
    """Where a phrase stands first in a sentence: ``words`` of it, from the ``first``.

    ``sentence`` is the sentence's place in its Doc, ``phrase`` the phrase's among all.
    """

    sentence: int
    phrase: int
    first: int
    words: int


@dataclass(frozen=True)
class FoundTerms:
    """What was found in a list of sentences: by sentence, the phrases, each once."""

    phrases: tuple[CodePhrase, ...]
    by_sentence: tuple[tuple[FoundPhrase, ...], ...]
    codes: int

    def counts(self) -> "NDArray[np.float64]":
        """Sentences × codes: how many different phrases speak for the code."""
        return self._counted(excluding=False)

    def suppressed(self) -> "NDArray[np.bool_]":
        """Sentences × codes: whether an excluded term stands there."""
        return self._counted(excluding=True) > 0

    def of(self, sentence: int, code: int, *, excluding: bool = False) -> list[CodePhrase]:
        """The phrases of one code in one sentence."""
        found = (self.phrases[one.phrase] for one in self.by_sentence[sentence])
        return [one for one in found if one.code == code and one.excludes is excluding]

    def words_of(self, sentence: int, code: int) -> list[int]:
        """Which words of a sentence belong to phrases that speak for a code, in their order."""
        words: set[int] = set()
        for one in self.by_sentence[sentence]:
            phrase = self.phrases[one.phrase]
            if phrase.code == code and not phrase.excludes:
                words.update(range(one.first, one.first + one.words))
        return sorted(words)

    def _counted(self, *, excluding: bool) -> "NDArray[np.float64]":
        counts = np.zeros((len(self.by_sentence), self.codes))
        for place, found in enumerate(self.by_sentence):
            for one in found:
                if self.phrases[one.phrase].excludes is excluding:
                    counts[place, self.phrases[one.phrase].code] += 1
        return counts


@Language.factory(COMPONENT)
class CodeSuggester:
    """Says for each sentence of a Doc which phrases of the codes stand in it.

    It reads the spans of the SpanRuler before it, whose ids are the phrases' numbers.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        """Leave ``FoundPhrase`` rows in the Doc's ``user_data``, each phrase once a sentence."""
        starts = [token.i for token in doc if token.is_sent_start]
        found: dict[tuple[int, int], FoundPhrase] = {}
        for span in sorted(doc.spans[RULER_KEY], key=lambda one: one.start):
            sentence = bisect_right(starts, span.start) - 1
            # What reaches from one sentence into the next is no phrase.
            if bisect_right(starts, span.end - 1) - 1 == sentence:
                number, first = int(span.id_), span.start - starts[sentence]
                one = FoundPhrase(sentence, number, first, len(span))
                found.setdefault((sentence, number), one)
        doc.user_data[COMPONENT] = sorted(found.values())
        return doc


class _LemmaTokenizer:
    """A text of lemmas, one space between them, as a Doc: what the ruler's patterns are made of."""

    def __init__(self, vocab: "Vocab") -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        lemmas = text.split()
        return Doc(self._vocab, words=lemmas, lemmas=lemmas)


def phrases_of(codes: Sequence[CodeWording]) -> list[CodePhrase]:
    """Every code's name, terms and excluded terms."""
    found: list[CodePhrase] = []
    for place, code in enumerate(codes):
        found.append(CodePhrase(place, ReasonKind.NAME, code.name))
        found += [CodePhrase(place, ReasonKind.TERM, term) for term in code.terms]
        found += [CodePhrase(place, ReasonKind.TERM, term, excludes=True) for term in code.excluded]
    return found


def find_terms(
    codes: Sequence[CodeWording],
    sentences: Sequence[Sentence],
    languages: Sequence[str],
    pipeline: str | None = None,
) -> FoundTerms:
    """Which codes' phrases stand in which sentences, compared by lemma.

    ``languages`` gives each sentence's language; terms are taken for words of that language.
    """
    phrases = phrases_of(codes)
    by_sentence: list[tuple[FoundPhrase, ...]] = [()] * len(sentences)
    places: dict[str, list[int]] = defaultdict(list)
    for place, language in enumerate(languages):
        places[language].append(place)
    for language, of_language in places.items():
        nlp = _ruler(language, phrases, pipeline)
        for place, found in _found(nlp, sentences, of_language) if nlp is not None else ():
            by_sentence[place] = found
    return FoundTerms(tuple(phrases), tuple(by_sentence), len(codes))


def lemmas_of(nlp: Language, texts: Iterable[str]) -> list[list[str]]:
    """The lemmas of some short texts."""
    return [
        [
            word.lemma
            for one in read_sentences(nlp, text, [Span(0, len(text))])
            for word in one.words
        ]
        for text in texts
    ]


def words_of(nlp: Language, texts: Iterable[str]) -> list[list[str]]:
    """The words of some short texts as they stand there, in lower case."""
    return [
        [
            text[word.start : word.end].lower()
            for one in read_sentences(nlp, text, [Span(0, len(text))])
            for word in one.words
        ]
        for text in texts
    ]


def _ruler(language: str, phrases: Sequence[CodePhrase], pipeline: str | None) -> Language | None:
    """A pipeline that finds the phrases in Docs whose words are lemmas; None without phrases."""
    reading = pipeline_for(language, pipeline)
    nlp = Language(vocab=reading.vocab)
    nlp.tokenizer = _LemmaTokenizer(nlp.vocab)
    settings = {"spans_key": RULER_KEY, "phrase_matcher_attr": "LEMMA", "overwrite": False}
    ruler: Any = nlp.add_pipe("span_ruler", config=settings)
    patterns: dict[tuple[int, bool, str], dict[str, str]] = {}
    texts = [one.text for one in phrases]
    lemmas, words = lemmas_of(reading, texts), words_of(reading, texts)
    for number, one in enumerate(phrases):
        # As written, too: by itself a word may be taken for a form of another ("caso", "casar").
        for pattern in filter(None, (" ".join(lemmas[number]), " ".join(words[number]))):
            # A name that is a term too, or two forms of a word, are one phrase.
            row = {"label": "CODE", "pattern": pattern, "id": str(number)}
            patterns.setdefault((one.code, one.excludes, pattern), row)
    if not patterns:
        return None
    ruler.add_patterns(list(patterns.values()))
    nlp.add_pipe(COMPONENT)
    return nlp


def _found(
    nlp: Language, sentences: Sequence[Sentence], places: Sequence[int]
) -> Iterator[tuple[int, tuple[FoundPhrase, ...]]]:
    """What is found in each of some sentences that has anything."""
    for first in range(0, len(places), _SENTENCES_AT_A_TIME):
        portion = places[first : first + _SENTENCES_AT_A_TIME]
        lemmas = [word.lemma for place in portion for word in sentences[place].words]
        starts: list[bool | int | None] = [
            number == 0 for place in portion for number in range(len(sentences[place].words))
        ]
        if not lemmas:
            continue
        doc = nlp(Doc(nlp.vocab, words=lemmas, lemmas=lemmas, sent_starts=starts))
        with_words = [place for place in portion if sentences[place].words]
        for number, found in groupby(doc.user_data[COMPONENT], key=lambda one: one.sentence):
            yield with_words[number], tuple(found)
