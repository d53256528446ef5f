"""Finding words in all their forms: by lemma, and in each text's own language.

spaCy's tokenizer cuts a text at white space and then every piece by itself. A project has few
different pieces, so each is read once, and searching a million words takes no time.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from re import compile as compiled
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.pipeline import language_code, load_pipeline
from qualcoder_sts.language.reading import Word, read_sentences

if TYPE_CHECKING:
    from spacy.language import Language

_PIECE = compiled(r"\S+")
# No phrase reaches over one of these.
_BREAK = compiled(r"[\n.!?…؟。！？।]")
_PIECES_AT_A_TIME = 2_000
_LANGUAGES_KEPT = 4


@dataclass(frozen=True, slots=True)
class WantedForms:
    """A phrase's lemmas, and the words of all pieces of text that hold one of them.

    The words' positions are those within their piece. Without lemmas nothing is wanted.
    """

    lemmas: tuple[str, ...]
    pieces: Mapping[str, tuple[Word, ...]]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the phrase stands in a text, in any forms of its words, as starts and ends.

        The words follow one another in one sentence, with nothing or punctuation between them.
        """
        places: list[tuple[int, int]] = []
        latest: deque[Word] = deque(maxlen=len(self.lemmas))
        for match in _PIECE.finditer(text):
            words = self.pieces.get(match.group())
            if words is None:
                # A dash that stands alone parts no words.
                if latest and any(map(str.isalnum, match.group())):
                    latest.clear()
                continue
            for word in words:
                start = match.start() + word.start
                if latest and _BREAK.search(text, latest[-1].end, start):
                    latest.clear()
                latest.append(Word(start, match.start() + word.end, word.lemma))
                if tuple(one.lemma for one in latest) == self.lemmas:
                    places.append((latest[0].start, latest[-1].end))
                    latest.clear()
        return places


def find_forms(
    progress: Progress, language: str, wanted: str, pieces: Collection[str]
) -> WantedForms:
    """What to look for in texts of a language, which consist of ``pieces`` between white space."""
    lexicon = _lexicon(language_code(language))
    typed = wanted.split()
    lexicon.learn(progress, {*pieces, *typed})
    lemmas = tuple(word.lemma for piece in typed for word in lexicon.words[piece])
    sought = set(lemmas)
    found = {
        piece: words
        for piece in pieces
        if (words := lexicon.words[piece]) and not sought.isdisjoint(word.lemma for word in words)
    }
    return WantedForms(lemmas, found)


class _Lexicon:
    """The pieces of text seen in one language, with their words."""

    def __init__(self, pipeline: "Language") -> None:
        self._pipeline = pipeline
        self.words: dict[str, tuple[Word, ...]] = {}

    def learn(self, progress: Progress, pieces: Collection[str]) -> None:
        """Read what has not been seen before; may raise ``Cancelled``."""
        new = iter([piece for piece in pieces if piece not in self.words])
        while some := list(islice(new, _PIECES_AT_A_TIME)):
            progress.check()
            self.words.update(zip(some, self._read(some), strict=True))

    def _read(self, pieces: Sequence[str]) -> Iterator[tuple[Word, ...]]:
        text = " ".join(pieces)
        sentences = read_sentences(self._pipeline, text, [Span(0, len(text))])
        words = chain.from_iterable(sentence.words for sentence in sentences)
        word = next(words, None)
        start = 0
        for piece in pieces:
            inside: list[Word] = []
            while word is not None and word.start < start + len(piece):
                inside.append(Word(word.start - start, word.end - start, word.lemma))
                word = next(words, None)
            yield tuple(inside)
            start += len(piece) + 1


@lru_cache(maxsize=_LANGUAGES_KEPT)
def _lexicon(code: str) -> _Lexicon:
    return _Lexicon(load_pipeline(code))
