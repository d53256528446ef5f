"""Where sentences stand in a text, by its punctuation: quick, and in any language that has some.

The one place that cuts sentences: for the selection in the window, for coding by sentence, and in
the spaCy pipeline. A sentence that is cut wrongly is moved by hand.
"""

import regex

from qualcoder_sts.foundation.spans import Span

# A full stop after one of these, or after a single letter, ends no sentence. “No.” is an answer
# unless a number follows; “etc.” before a capital letter mostly is an end.
_SHORT = (
    r"(?:Mr|Mrs|Ms|[Dd]r|[Pp]rof|St|vs|e\.g|i\.e|cf|approx|N[or](?=\.\s*\d)|ca|bzw|z\.B|d\.h|u\.a|"
    r"Hr|Fr|M|Mme|Mlle|p\.ex|Sra?|[Dd]ra|Ud|p\.ej)"
)
_CLOSING = r"[\"'”’»)\]]*"
_END = regex.compile(
    rf"(?:(?<!(?<!\w){_SHORT})(?<!(?<!\w)\p{{L}})\.|\.{{2,}}|[!?…؟]+|(?<=[!?…؟])\.){_CLOSING}(?=\s+[^\p{{Ll}}\s]|\s*$)"
    r"|[。！？]+[」』”’）]*|[۔।॥]+|\n",
)


def sentence_spans(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of a text or of a stretch of it, in order, without white space around them.

    A line break ends a sentence too.
    """
    start, stop = (0, len(text)) if within is None else (within.start, within.end)
    spans: list[Span] = []
    for end in _END.finditer(text, start, stop):
        _append_stripped(spans, text, start, end.end())
        start = end.end()
    _append_stripped(spans, text, start, stop)
    return spans


def sentences_around(text: str, span: Span, within: Span) -> Span:
    """From the beginning of the sentence in which a span begins to the end of its last one.

    An empty span between two sentences belongs to the one before it.
    """
    # No sentence reaches over a line break: however long the text, a paragraph or two are read.
    start = max(within.start, text.rfind("\n", within.start, span.start) + 1)
    end = text.find("\n", span.end, within.end)
    lines = Span(start, max(start, within.end if end < 0 else end))
    sentences = sentence_spans(text, lines)
    touched = [one for one in sentences if one.overlaps(span)]
    if not touched and not span:
        before = [one for one in sentences if one.start <= span.start]
        touched = before[-1:] or sentences[:1]
    return Span(touched[0].start, touched[-1].end) if touched else span


def _append_stripped(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        spans.append(Span(first, first + len(stripped)))
