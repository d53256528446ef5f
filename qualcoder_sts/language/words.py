"""What counts as a word."""

from array import array
from bisect import bisect_right

import regex

from qualcoder_sts.foundation.spans import Span

# Letters and digits, with apostrophes and hyphens inside. To ``regex``, unlike ``re``, an accent or
# vowel sign that is a character of its own belongs to its letter: it does not cut a word in two.
WORD = regex.compile(r"\w+(?:['’-]\w+)*")


def word_spans(text: str) -> list[Span]:
    """Where the words of ``text`` stand, in order."""
    return [Span(match.start(), match.end()) for match in WORD.finditer(text)]


def count_words(text: str) -> int:
    """How many words ``text`` has."""
    return sum(1 for _ in WORD.finditer(text))


class WordIndex:
    """The words of one text, for counting those inside many spans quickly.

    Numbers in arrays instead of spans: a corpus has hundreds of thousands of words.
    """

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        self._starts = array("q", [start for start, _ in spans])
        self._ends = array("q", [end for _, end in spans])
        # Doubled midpoints compared with doubled ends avoid fractions.
        self._middles = array("q", [start + end for start, end in spans])

    def __len__(self) -> int:
        return len(self._starts)

    def count(self, span: Span) -> int:
        """How many words belong to ``span``: those of which most lies inside it.

        A word cut exactly in half belongs to the left part, so that parts add up to the whole.
        """
        return self.count_between(span.start, span.end)

    def count_between(self, start: int, end: int) -> int:
        """The same for a span given as its two ends."""
        first = bisect_right(self._middles, 2 * start)
        after = bisect_right(self._middles, 2 * end)
        if after - first == 1:
            word_start, word_end = self._starts[first], self._ends[first]
            if word_start <= start and end <= word_end:
                return int(2 * (end - start) >= word_end - word_start)
        return after - first
