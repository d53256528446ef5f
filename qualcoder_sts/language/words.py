"""What counts as a word."""

import re
from bisect import bisect_right

from qualcoder_sts.foundation.spans import Span

# methods.md, section 1: letters and digits, with apostrophes and hyphens inside.
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def word_spans(text: str) -> list[Span]:
    """Where the words of ``text`` stand, in order."""
    return [Span(match.start(), match.end()) for match in WORD.finditer(text)]


def count_words(text: str) -> int:
    """How many words ``text`` has."""
    return sum(1 for _ in WORD.finditer(text))


class WordIndex:
    """The words of one text, for counting those inside many spans quickly."""

    def __init__(self, text: str) -> None:
        self._words = word_spans(text)
        # Doubled midpoints compared with doubled ends avoid fractions.
        self._middles = [word.start + word.end for word in self._words]

    def __len__(self) -> int:
        return len(self._words)

    def count(self, span: Span) -> int:
        """How many words belong to ``span``: those of which most lies inside it.

        A word cut exactly in half belongs to the left part, so that parts add up to the whole.
        """
        first = bisect_right(self._middles, 2 * span.start)
        after = bisect_right(self._middles, 2 * span.end)
        if after - first == 1 and self._words[first].encloses(span):
            return int(2 * len(span) >= len(self._words[first]))
        return after - first
