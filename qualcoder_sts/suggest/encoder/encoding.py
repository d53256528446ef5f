"""Running an encoder: the one way in which sentences become vectors.

Each sentence runs by itself. An encoder of whole numbers sets its scale by all that it is given at
once, so that in a batch the same sentence would get another vector in other company.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.encoder.errors import NotAnEncoderError, SemanticPackagesMissingError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
LIMITS, POOLING = "sentence_bert_config.json", "1_Pooling/config.json"
VECTORS = "sentence_embedding"
_MOST_TOKENS = 256  # where nothing says how many; about two hundred words
_SMALLEST_LENGTH = 1e-12
_TRIED = "How was the week?"
_KNOWN_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """An encoder that was tried once; goes to another process, which loads it when first needed.

    ``hash`` is that of the files, ``dimension`` the length of a vector.
    """

    folder: Path
    hash: str
    dimension: int
    threads: int = 1

    def vectors(
        self, sentences: Sequence[str], progress: Progress = SILENT
    ) -> "NDArray[np.float32]":
        """Sentences × dimension, each row of length one.

        A sentence's vector depends on nothing but the sentence. Raises ``NotAnEncoderError`` when
        the files have changed meanwhile, and ``Cancelled``.
        """
        found = np.zeros((len(sentences), self.dimension), dtype=np.float32)
        if not sentences:
            return found
        loaded = _loaded(self.folder, self.hash, self.threads)
        places: dict[str, list[int]] = {}
        for place, sentence in enumerate(sentences):
            places.setdefault(sentence, []).append(place)
        for sentence in progress.track(list(places), _("Comparing the sentences")):
            found[places[sentence]] = loaded.vector(sentence)
        return found


def open_encoder(folder: Path, threads: int = 1, known: str | None = None) -> SentenceEncoder:
    """The encoder in a folder, tried with one sentence; reads all of its files.

    ``known`` is its hash, where that was computed just now.
    Raises ``NotAnEncoderError`` and ``SemanticPackagesMissingError``.
    """
    known = known or hash_of(folder)
    vector = _loaded(folder, known, threads).vector(_TRIED)
    return SentenceEncoder(folder, known, len(vector), threads)


def hash_of(folder: Path) -> str:
    """SHA-256 over everything that vectors depend on; raises ``NotAnEncoderError``."""
    # Large models keep their numbers in files beside: model.onnx_data, model.onnx.data.
    files = [*sorted(folder.glob(f"{MODEL}*")), folder / TOKENIZER]
    files += [folder / name for name in (LIMITS, POOLING) if (folder / name).exists()]
    digest = hashlib.sha256()
    for name in (MODEL, TOKENIZER):
        if not (folder / name).is_file():
            raise NotAnEncoderError(folder, _("there is no “%s” in it.") % name)
    for file in files:
        digest.update(f"{file.relative_to(folder).as_posix()}\n".encode())
        try:
            with file.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        except OSError as error:
            why = _("“%s” cannot be read.") % file.name
            raise NotAnEncoderError(folder, why) from error
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: "InferenceSession"
    tokenizer: "Tokenizer"
    inputs: tuple[str, ...]
    output: str
    takes_first_token: bool

    def vector(self, sentence: str) -> "NDArray[np.float32]":
        """A vector of length one."""
        tokens = np.array([self.tokenizer.encode(sentence).ids], dtype=np.int64)
        constant = {"attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        given = {"input_ids": tokens, **constant}
        (made,) = self.session.run([self.output], {name: given[name] for name in self.inputs})
        row: NDArray[np.float32] = np.asarray(made, dtype=np.float32)[0]
        if row.ndim == 2:  # a vector for each token
            row = row[0] if self.takes_first_token else row.mean(axis=0)
        row /= max(float(np.linalg.norm(row)), _SMALLEST_LENGTH)
        return row


@lru_cache(maxsize=1)
def _loaded(folder: Path, known: str, threads: int) -> _Loaded:
    """Load an encoder; the files must still have the hash that is known."""
    try:
        import onnxruntime  # noqa: PLC0415 - an extra, and nothing is to wait for it at the start
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise SemanticPackagesMissingError(error.name or "onnxruntime") from error
    if hash_of(folder) != known:
        raise NotAnEncoderError(folder, _("its files have changed since it was opened."))
    takes_first_token = _takes_first_token(folder)
    # Windows only, and nothing that goes out by itself; but here nothing is told to anybody.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    options.log_severity_level = 4
    try:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # the library raises nothing more special
        why = _("“%s” is damaged or of another form.") % TOKENIZER
        raise NotAnEncoderError(folder, why) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(_most_tokens(folder, tokenizer))
    try:
        session = onnxruntime.InferenceSession(
            folder / MODEL, options, providers=["CPUExecutionProvider"]
        )
        loaded = _Loaded(session, tokenizer, *_sides(folder, session), takes_first_token)
        vector = loaded.vector(_TRIED)
    except NotAnEncoderError:
        raise
    except Exception as error:  # the library raises a dozen kinds with no common base
        why = _("“%s” is damaged or of another form.") % MODEL
        raise NotAnEncoderError(folder, why) from error
    if vector.ndim != 1 or not np.isclose(np.linalg.norm(vector), 1, atol=1e-3):
        raise NotAnEncoderError(folder, _("what it makes of a sentence is no vector."))
    return loaded


def _sides(folder: Path, session: "InferenceSession") -> tuple[tuple[str, ...], str]:
    """What goes in and what is taken out."""
    inputs = tuple(each.name for each in session.get_inputs())
    if "input_ids" not in inputs or not set(inputs) <= _KNOWN_INPUTS:
        why = _("it wants to be given “%s”, not the tokens alone.") % ", ".join(inputs)
        raise NotAnEncoderError(folder, why)
    outputs = [each.name for each in session.get_outputs()]
    return inputs, VECTORS if VECTORS in outputs else outputs[0]


def _most_tokens(folder: Path, tokenizer: "Tokenizer") -> int:
    said = _setting(folder, LIMITS, "max_seq_length")
    if isinstance(said, int) and said > 0:
        return said
    own = (tokenizer.truncation or {}).get("max_length")
    return own if isinstance(own, int) and own > 0 else _MOST_TOKENS


def _takes_first_token(folder: Path) -> bool:
    """Whether a sentence's vector is its first token's; else it is the mean."""
    if not (folder / POOLING).exists():
        return False
    if _setting(folder, POOLING, "pooling_mode_cls_token") is True:
        return True
    if _setting(folder, POOLING, "pooling_mode_mean_tokens") is True:
        return False
    why = _("“%s” demands something else than mean or first token.") % POOLING
    raise NotAnEncoderError(folder, why)


def _setting(folder: Path, name: str, key: str) -> object:
    try:
        read = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise NotAnEncoderError(folder, _("“%s” is damaged.") % name) from error
    return read.get(key) if isinstance(read, dict) else None
