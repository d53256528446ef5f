"""Measures how long it takes to read texts: their sentences, words and lemmas.

Run: python -m benchmarks.language
A million words in turns of a few sentences, of 40,000 different words as a large project has them;
processor seconds of one process, and the most memory it took. Exit status 1 when a demand is not
met.
"""

import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.pipeline import load_pipeline
from qualcoder_sts.language.reading import read_sentences
from qualcoder_sts.language.sentences import sentence_spans
from qualcoder_sts.language.word_forms import find_forms

WORDS, DIFFERENT_WORDS = 1_000_000, 40_000
COMMON = (
    "the", "I", "we", "and", "to", "of", "it", "was", "that", "they", "you", "not", "work",
    "people", "felt", "at", "home", "so", "much", "when",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """What is measured, and the seconds it may take."""

    what: str
    seconds: float
    work: Callable[[], object]


def main() -> int:
    """Measure and print the table."""
    text, turns = talk()
    english = load_pipeline("en")
    demands = (
        Demand("load English", 2.0, lambda: load_pipeline("en")),
        Demand("load German", 5.0, lambda: load_pipeline("de")),
        Demand("cut a million words into sentences", 1.0, lambda: sentence_spans(text)),
        Demand(
            "read a million words",
            10.0,
            lambda: sum(len(one.words) for one in read_sentences(english, text, turns)),
        ),
        Demand("find a word in all forms, the first time", 5.0, lambda: places("working", text)),
        Demand("find another", 1.0, lambda: places("people felt", text)),
    )
    all_met = True
    print(f"{'what':40}{'demand':>10}{'measured':>10}  ok")
    for demand in demands:
        start = time.process_time()
        demand.work()
        measured = time.process_time() - start
        all_met &= measured <= demand.seconds
        said = "yes" if measured <= demand.seconds else "NO"
        print(f"{demand.what:40}{demand.seconds:8.2f} s{measured:8.2f} s  {said}")
    print(f"memory now: {psutil.Process().memory_info().rss // 2**20} MB")
    return 0 if all_met else 1


def places(wanted: str, text: str) -> list[tuple[int, int]]:
    """Where it stands, as the project's search finds it."""
    return find_forms(SILENT, "en", wanted, set(text.split())).places(text)


def talk() -> tuple[str, list[Span]]:
    """The text, and what is said in each of its turns."""
    dice = random.Random(1)
    rare = [
        "".join(dice.choices("aeilnorst", k=dice.randint(4, 10))) for _ in range(DIFFERENT_WORDS)
    ]
    parts: list[str] = []
    turns: list[Span] = []
    start = words = 0
    while words < WORDS:
        label = f"P{len(turns) % 8}: "
        said = " ".join(sentence(dice, rare) for _ in range(dice.randint(1, 8)))
        words += said.count(" ") + 1
        parts.append(label + said)
        turns.append(Span(start + len(label), start + len(label) + len(said)))
        start += len(label) + len(said) + 1
    return "\n".join(parts), turns


def sentence(dice: random.Random, rare: list[str]) -> str:
    """Six to twenty words, a third of them rare."""
    words = [
        dice.choice(rare if dice.random() < 1 / 3 else COMMON) for _ in range(dice.randint(6, 20))
    ]
    return ", ".join((" ".join(words[:5]), " ".join(words[5:]))).capitalize() + dice.choice(".?!…")


if __name__ == "__main__":
    sys.exit(main())
