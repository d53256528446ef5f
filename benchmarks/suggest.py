"""Measures how long suggestions take to compute, and to learn anew.

Run: python -m benchmarks.suggest
Texts and coding are the sample study's, as often as it takes; processor seconds of one thread, the
best of several. Vectors of a language model are stood for by as many random numbers. Exit status 1
when a demand is not met.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # as in the worker process

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, dia_array

from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.suggest.features import Features
from qualcoder_sts.suggest.labels import Labels, labels_of
from qualcoder_sts.suggest.learning import learn, probabilities
from qualcoder_sts.suggest.loading import load_material_of_record
from qualcoder_sts.suggest.material import Material
from qualcoder_sts.suggest.preparing import prepare
from qualcoder_sts.suggest.suggesting import suggest

ROOT = Path(__file__).parents[1]
UNITS_SCORED, UNITS_LEARNT, CODES = 10_000, 3_600, 22
WIDTH = 384  # of a small sentence encoder
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Demand:
    """What is measured, and the seconds it may take."""

    what: str
    seconds: float
    work: Callable[[], object]


def main() -> int:
    """Measure and print the table."""
    material = sample_material()
    prepared = prepare(SILENT, material)
    labels = labels_of(material, prepared.corpus)
    words, truth = repeated(prepared.features, labels, UNITS_LEARNT)
    dense = as_dense(words)
    many, _truth = repeated(prepared.features, labels, UNITS_SCORED)
    vectors = as_dense(many)
    learnt, dense_learnt = learn(words, truth), learn(dense, truth)
    size = f"{UNITS_SCORED:,} sentences × {CODES} codes"
    learning = f"{UNITS_LEARNT:,} units × {CODES} codes"
    demands = (
        Demand(f"score {size}, kept vectors", 0.1, lambda: probabilities(vectors, dense_learnt)),
        Demand(f"score {size}, TF-IDF", 0.1, lambda: probabilities(many, learnt)),
        Demand(f"learn from {learning}, TF-IDF", 1.0, lambda: learn(words, truth)),
        Demand(f"learn from {learning}, vectors", 1.0, lambda: learn(dense, truth)),
        Demand("the sample study again, terms edited", 2.0, lambda: suggest(SILENT, material)),
    )
    print(f"{len(prepared.corpus.units)} sentences, {len(material.coded)} segments in the study")
    print(f"{'what':52}{'demand':>10}{'measured':>10}  ok")
    are_met = [met(demand) for demand in demands]
    return int(not all(are_met))


def met(demand: Demand) -> bool:
    """Measure one demand and print its row."""
    taken = []
    for _ in range(REPEATS):
        start = time.process_time()
        demand.work()
        taken.append(time.process_time() - start)
    is_met = min(taken) <= demand.seconds
    said = "yes" if is_met else "NO"
    print(f"{demand.what:52}{demand.seconds:8.2f} s{min(taken):8.3f} s  {said}", flush=True)
    return is_met


def sample_material() -> Material:
    """The sample study as it counts."""
    with tempfile.TemporaryDirectory() as folder:
        taken = take_study(
            ROOT / "sample_transcripts",
            Path(folder) / "sample.qsts",
            coder="Ana Ruiz",
            codebooks=ROOT / "codebooks",
        )
        with taken.workspace as workspace:
            return workspace.read(load_material_of_record)


def repeated(features: Features, labels: Labels, units: int) -> tuple[Features, Labels]:
    """As many units and codes as wanted, the first ones coming again."""
    rows = np.arange(units) % labels.coded.shape[0]
    codes = np.arange(CODES) % labels.coded.shape[1]
    cells = np.ix_(rows, codes)
    own = np.ascontiguousarray(features.of_codes[codes][:, rows])
    return (
        Features(features.shared[rows], own, features.sentence[rows], neighbours(units)),
        Labels(
            *(
                part[cells]
                for part in (labels.coded, labels.known, labels.touched, labels.rejected)
            ),
            labels.seen[rows],
            labels.read[rows],
        ),
    )


def neighbours(units: int) -> csr_array:
    """Four neighbours before and behind, as in one long turn."""
    ones = [np.full(units, 1 / 8)] * 8
    return csr_array(dia_array((ones, [-4, -3, -2, -1, 1, 2, 3, 4]), shape=(units, units)))


def as_dense(features: Features) -> Features:
    """The same with vectors of a language model's width: the words' own, mixed at random."""
    width = features.shared.shape[1] // 3
    mixing = np.random.default_rng(0).normal(size=(width, WIDTH)).astype(np.float32)
    blocks = [
        np.asarray(features.shared[:, first : first + width] @ mixing)
        for first in range(0, 3 * width, width)
    ]
    unit = [block / np.maximum(np.linalg.norm(block, axis=1, keepdims=True), 1) for block in blocks]
    shared = np.hstack(unit).astype(np.float32)
    return replace(features, shared=shared, sentence=shared[:, :WIDTH])


if __name__ == "__main__":
    sys.exit(main())
