"""What a selection grows to: the word, the sentence, the whole turn."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentences_around
from qualcoder_sts.language.words import WORD
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.speakers.speech import said_around
from qualcoder_sts.ui.transcript_view.rows import TurnRow


def grown(text: str, turns: Sequence[TurnRow], span: Span) -> Span | None:
    """The next larger passage around a selection or, when that is empty, a caret.

    None when it holds whole turns already. Speakers' labels belong to none of these passages.
    """
    speech = _speech_around(text, turns, span)
    start = min(max(span.start, speech[0].start), speech[0].end)
    inside = Span(start, max(start, min(span.end, speech[-1].end)))
    for larger in _passages(text, speech, inside):
        # A caret in white space may stand just beside the word it takes.
        if len(larger) > len(inside) and (not inside or larger.encloses(inside)):
            return larger
    return None


def sentence_at(text: str, turns: Sequence[TurnRow], position: int) -> Span | None:
    """The sentence that holds a character; None in a speaker's label and in white space."""
    here = Span(position, position + 1)
    if not here.of(text).strip():
        return None
    said = _speech_around(text, turns, here)[0]
    return sentences_around(text, here, said) if said.encloses(here) else None


def _passages(text: str, speech: Sequence[Span], span: Span) -> Iterator[Span]:
    first, last = speech[0], speech[-1]
    if (word := _words_around(text, Span(first.start, last.end), span)) is not None:
        yield word
    begin = Span(span.start, max(span.start, min(span.end, first.end)))
    finish = Span(min(span.end, max(span.start, last.start)), span.end)
    yield Span(
        sentences_around(text, begin, first).start,
        sentences_around(text, finish, last).end,
    )
    yield Span(first.start, last.end)


def _speech_around(text: str, turns: Sequence[TurnRow], span: Span) -> list[Span]:
    """What is said in the turns a span touches; where there are none, its paragraphs."""
    first = bisect_left(turns, span.start, key=lambda turn: turn.end)
    last = bisect_right(turns, max(span.start, span.end - 1), key=lambda turn: turn.start)
    if touched := turns[first:last]:
        return [
            said_around(
                text,
                Turn(Span(turn.start, turn.end), turn.speech_start, turn.speaker),
                span.intersection(Span(turn.speech_start, turn.end)),
            )
            for turn in touched
        ]
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.start, span.end - 1))
    return [_trimmed(text, Span(start, max(start, len(text) if end < 0 else end)))]


def _words_around(text: str, within: Span, span: Span) -> Span | None:
    """The words a span touches; beside all words, the next one or the one before."""
    near = Span(max(within.start, text.rfind("\n", 0, span.start) + 1), max(within.end, span.end))
    words = [match.span() for match in WORD.finditer(text, near.start, near.end)]
    touched = [word for word in words if word[0] <= span.end and span.start <= word[1]]
    if span:
        touched = [word for word in touched if word[0] < span.end and span.start < word[1]]
    if not touched and not span:
        after = [word for word in words if word[0] >= span.start]
        touched = after[:1] or words[-1:]
        return Span(*touched[0]) if touched else None
    if not touched:
        return None
    if not span:
        # Between two words of which none is inside the caret, the one that begins there.
        return Span(*touched[-1])
    return Span(min(span.start, touched[0][0]), max(span.end, touched[-1][1]))


def _trimmed(text: str, span: Span) -> Span:
    """Without the white space at both ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
