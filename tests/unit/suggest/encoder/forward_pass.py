"""The encoder once more, written down independently of the graph, in full precision.

BERT (Devlin et al. 2019) with the mean over a sentence's tokens, of length one. It made the
reference that ``model install`` tries encoders on:

    python -m tests.unit.suggest.encoder.forward_pass FOLDER_OF_WEIGHTS REFERENCE.JSON
"""

import json
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qualcoder_sts.suggest.encoder.weights import read_weights

Array = np.ndarray[Any, Any]

SENTENCES = (
    "How was the week?",
    "I carry forty-one families, and on a bad week I cannot tell one story from the next.",
    "My supervisor asks every Thursday how I am, and then she waits for an answer.",
    "No.",
    (
        "They cut our caseload to twenty-five in March and nobody in the team has been on sick "
        "leave since, which I would not have believed if you had told me so a year ago."
    ),
    "We debrief in the car park because there is no room for it.",
    "Moderator: What would you change first, if it were up to you?",
    "A randomized trial (n = 134) found lower secondary traumatic stress scores after 12 weeks.",
    "Ich nehme die Geschichten mit nach Hause.",
    (
        "and then, um, you know, the phone rings again and it is another child, another night, and "
        "you say yes because who else would, and you drive, and afterwards you sit at the kitchen "
        "table with your coat on and you think that you should eat something, or call somebody, or "
        "at least take off the coat, and then it is morning and you have not done any of it, and "
        "you go back in, because that is what one does, and nobody asks, and you would not know "
        "what to answer if they did."
    ),
)


def encode(weights: dict[str, Array], settings: dict[str, Any], tokens: Sequence[int]) -> Array:
    """The vector of one sentence."""
    table = {name: each.astype(np.float64) for name, each in weights.items()}
    epsilon = settings["layer_norm_eps"]
    x = (
        table["embeddings.word_embeddings.weight"][list(tokens)]
        + table["embeddings.position_embeddings.weight"][: len(tokens)]
        + table["embeddings.token_type_embeddings.weight"][0]
    )
    x = layer_norm(x, table, "embeddings.LayerNorm", epsilon)
    for layer in range(settings["num_hidden_layers"]):
        name = f"encoder.layer.{layer}"
        seen = attention(x, table, f"{name}.attention", settings["num_attention_heads"])
        x = layer_norm(x + seen, table, f"{name}.attention.output.LayerNorm", epsilon)
        wide = gelu(linear(x, table, f"{name}.intermediate.dense"))
        x = layer_norm(
            x + linear(wide, table, f"{name}.output.dense"),
            table,
            f"{name}.output.LayerNorm",
            epsilon,
        )
    mean = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


def attention(x: Array, table: dict[str, Array], name: str, heads: int) -> Array:
    q, k, v = (linear(x, table, f"{name}.self.{part}") for part in ("query", "key", "value"))
    width = x.shape[1] // heads
    found = []
    for head in range(heads):
        own = slice(head * width, (head + 1) * width)
        fits = q[:, own] @ k[:, own].T / math.sqrt(width)
        shares = np.exp(fits - fits.max(axis=1, keepdims=True))
        found.append(shares / shares.sum(axis=1, keepdims=True) @ v[:, own])
    return linear(np.hstack(found), table, f"{name}.output.dense")


def linear(x: Array, table: dict[str, Array], name: str) -> Array:
    return x @ table[f"{name}.weight"].T + table[f"{name}.bias"]


def layer_norm(x: Array, table: dict[str, Array], name: str, epsilon: float) -> Array:
    centred = x - x.mean(axis=1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + epsilon)
    return scaled * table[f"{name}.weight"] + table[f"{name}.bias"]


def gelu(x: Array) -> Array:
    erf: Callable[[Array], Array] = np.vectorize(math.erf)
    return x * (1 + erf(x / math.sqrt(2))) / 2


def main(folder: Path, reference: Path) -> None:
    """Write the reference: one line a sentence, so that a change can be read."""
    from tokenizers import Tokenizer

    weights = dict(read_weights(folder / "model.safetensors"))
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    lines = []
    for sentence in SENTENCES:
        vector = encode(weights, settings, tokenizer.encode(sentence).ids)
        rounded = [round(float(number), 4) for number in vector]
        lines.append(json.dumps({"sentence": sentence, "vector": rounded}, ensure_ascii=False))
    reference.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
