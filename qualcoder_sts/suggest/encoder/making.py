"""Making the encoder's file: weights to graph, numbers to whole numbers, tried on the reference."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.encoder.encoding import LIMITS, MODEL, TOKENIZER, open_encoder
from qualcoder_sts.suggest.encoder.errors import (
    EncoderFailsCheckError,
    SemanticPackagesMissingError,
)
from qualcoder_sts.suggest.encoder.graph import Shape, encoder_graph
from qualcoder_sts.suggest.encoder.weights import read_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import ModelProto

NEAR_ENOUGH = 0.95
"""Whole numbers of eight bits come within a cosine of about .99, for a single word .96."""
_STEPS = 3
_REFERENCE = Path(__file__).with_name("reference.json")


@dataclass(frozen=True)
class Reference:
    """Sentences, and the vectors of length one that they have in full precision."""

    sentences: tuple[str, ...]
    vectors: "NDArray[np.float32]"


def shipped_reference() -> Reference:
    """That of the encoder which ``model install`` makes."""
    read = json.loads(_REFERENCE.read_text(encoding="utf-8"))
    sentences = tuple(one["sentence"] for one in read)
    return Reference(sentences, np.array([one["vector"] for one in read], dtype=np.float32))


def make_encoder(progress: Progress, package: Path, folder: Path, reference: Reference) -> None:
    """From a folder with weights make one with an encoder, and try it.

    Raises ``EncoderFailsCheckError``, ``SemanticPackagesMissingError``, ``NotAnEncoderError``,
    ``UnreadableFileError`` and ``Cancelled``.
    """
    what = _("Making the encoder")
    progress.report(0, _STEPS, what)
    try:
        full = full_model(package)
        _step(progress, 1, what)
        write_small(full, folder / MODEL)
    except ImportError as error:
        raise SemanticPackagesMissingError(error.name or "onnx") from error
    _step(progress, 2, what)
    for name in (TOKENIZER, LIMITS):
        shutil.copyfile(package / name, folder / name)
    _try(folder, reference)
    _step(progress, _STEPS, what)


def full_model(package: Path) -> "ModelProto":
    """The encoder in full precision, from a folder with weights."""
    settings = json.loads((package / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        layers=settings["num_hidden_layers"],
        heads=settings["num_attention_heads"],
        epsilon=settings["layer_norm_eps"],
    )
    return encoder_graph(read_weights(package / "model.safetensors"), shape)


def write_small(full: "ModelProto", file: Path) -> None:
    """Put whole numbers of eight bits in place of weights and word vectors: a quarter the size."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - an extra
    from onnxruntime.quantization.quant_utils import (  # noqa: PLC0415
        add_pre_process_metadata,
    )

    add_pre_process_metadata(full)  # nothing to do: the graph was written as it should be
    # A scale for each column keeps far nearer to the reference than one for a table. Seven bits
    # of the eight: processors without VNNI add up two products of eight in sixteen, and overflow.
    quantize_dynamic(full, file, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def _try(folder: Path, reference: Reference) -> None:
    vectors = open_encoder(folder).vectors(reference.sentences)
    nearness = float((vectors * reference.vectors).sum(axis=1).min())
    if nearness < NEAR_ENOUGH:
        raise EncoderFailsCheckError(nearness, NEAR_ENOUGH)


def _step(progress: Progress, done: int, what: str) -> None:
    progress.check()
    progress.report(done, _STEPS, what)
