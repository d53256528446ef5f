"""Small material by hand: codes, talks, and what was coded in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import pytest

from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.material import (
    CodedSpan,
    CodeWording,
    Material,
    RejectedSpan,
    SaidTurn,
    SourceText,
)
from qualcoder_sts.suggest.suggesting import SuggestOptions, SuggestRun, suggest

SPACE = UUID(int=0)

# Ten ways to speak of each of two things, and of neither.
WORK = (
    "My caseload is forty families now.",
    "They lowered the caseload last spring.",
    "Nobody should carry forty families.",
    "A cap on cases would help me most.",
    "The cap says thirty families, on paper.",
    "Fewer families means I can sleep.",
    "We counted the cases honestly for once.",
    "Too many cases, that is all there is to it.",
    "They gave two families to somebody else.",
    "With fewer cases I remember the names.",
)
REST = (
    "I breathe on the stairs for a minute.",
    "We do yoga in the hall on Mondays.",
    "The breathing helps me after a call.",
    "Meditation is not for me, honestly.",
    "There is an app for breathing, we all have it.",
    "Yoga was cancelled twice this month.",
    "I sit and breathe in the car.",
    "They taught us a breathing exercise.",
    "Ten minutes of meditation before the shift.",
    "The yoga mat is still in its wrapper.",
)
OTHER = (
    "The bus was late this morning.",
    "She has worked here since the fire.",
    "It was raining when we moved in.",
    "The printer is on the second floor.",
    "My sister lives across the river.",
    "We had soup for lunch.",
    "The phone rang and nobody answered.",
    "I forgot where I parked.",
    "The board meets in November.",
    "There is a photograph on the wall.",
)


def key(name: str) -> UUID:
    return uuid5(SPACE, name)


def code(name: str, definition: str = "", terms: Sequence[str] = (), **more: Any) -> CodeWording:
    said = "\n".join(filter(None, (name, definition, *terms)))
    settings = {"excluded": (), "version": 1, **more}
    return CodeWording(key(name), name, name, said, tuple(terms), **settings)


CASELOAD = code("Lower caseloads", "Giving each worker fewer families or cases.", ["cap"])
CALM = code("Relaxation", "Breathing, yoga and meditation.", ["breathe", "yoga"])


def talk(name: str, *turns: str, read: bool = True) -> SourceText:
    """A source of turns; one that begins with ``Q:`` is the interviewer's."""
    text = "\n".join(turns)
    said: list[SaidTurn] = []
    start = 0
    for turn in turns:
        is_question = turn.startswith("Q:")
        begin = start + 2 if is_question else start
        said.append(SaidTurn((Span(begin, start + len(turn)),), is_question))
        start += len(turn) + 1
    whole = (Span(0, len(text)),) if read else ()
    return SourceText(key(name), name, "", f"hash of {name}", text, tuple(said), whole)


def coded(source: SourceText, words: str, code: CodeWording, **more: Any) -> CodedSpan:
    start = source.text.index(words)
    settings = {"was_suggested": False, **more}
    return CodedSpan(source.id, Span(start, start + len(words)), code.id, **settings)


def rejected(source: SourceText, words: str, code: CodeWording) -> RejectedSpan:
    start = source.text.index(words)
    return RejectedSpan(source.id, Span(start, start + len(words)), code.id)


def mixed(name: str, first: int, last: int, *, read: bool = True) -> SourceText:
    """A talk of some sentences of each kind, each in a turn of its own."""
    turns = [
        sentence
        for place in range(first, last)
        for sentence in (WORK[place], OTHER[place], REST[place])
    ]
    return talk(name, *turns, read=read)


@pytest.fixture
def study() -> Material:
    """Three read talks coded with two codes, and one that nobody has looked at."""
    sources = (mixed("A", 0, 3), mixed("B", 3, 6), mixed("C", 6, 8), mixed("D", 8, 10, read=False))
    spans = [
        coded(source, sentence, which)
        for source in sources[:3]
        for sentences, which in ((WORK, CASELOAD), (REST, CALM))
        for sentence in sentences
        if sentence in source.text
    ]
    return Material((CASELOAD, CALM), sources, tuple(spans), (), "en")


@pytest.fixture
def run() -> Callable[..., SuggestRun]:
    """Suggestions for some material."""

    def suggested(material: Material, encoder: Any = None, kept: Any = (), **options: Any) -> Any:
        return suggest(SILENT, material, SuggestOptions(**options), encoder, kept)

    return suggested


@pytest.fixture
def words(study: Material) -> Callable[..., set[tuple[str, str]]]:
    """What was suggested: words and code."""

    def shown(run: SuggestRun, material: Material = study) -> set[tuple[str, str]]:
        texts = {source.id: source.text for source in material.sources}
        names = {one.id: one.name for one in material.codes}
        return {(one.span.of(texts[one.source_id]), names[one.code_id]) for one in run.suggestions}

    return shown


def with_codes(material: Material, *codes: CodeWording) -> Material:
    return replace(material, codes=codes)
