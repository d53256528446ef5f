"""Writing a BERT-like sentence encoder as an ONNX graph, from its weights.

From numbers of tokens to one vector a sentence: embeddings, layers of attention, the mean over a
sentence's tokens, length one (Reimers & Gurevych 2019). Names of weights are those of the
``transformers`` library.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcoder_sts.suggest.encoder.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import ModelProto, NodeProto, TensorProto

TOKENS, MASK, VECTORS = "input_ids", "attention_mask", "sentence_embedding"
_OPSET, _FILE_FORM = 20, 9  # what onnxruntime reads since 1.17
_NEVER = -1e9  # an attention that no softmax leaves anything of
_SMALLEST_LENGTH = 1e-12


@dataclass(frozen=True, slots=True)
class Shape:
    """How a model is built, as its ``config.json`` says; the rest is read off the weights."""

    layers: int
    heads: int
    epsilon: float


def encoder_graph(weights: Weights, shape: Shape) -> "ModelProto":
    """The model; two inputs of tokens and mask (sentences × tokens), one output."""
    return _Graph(weights, shape).model()


class _Graph:
    """Collects nodes and tables; each method adds what it is named after, returns where it is."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        self._weights = weights
        self._shape = shape
        self._width = weights["embeddings.word_embeddings.weight"].shape[1]
        self._nodes: list[NodeProto] = []
        self._tables: dict[str, TensorProto] = {}

    def model(self) -> "ModelProto":
        from onnx import TensorProto, helper  # noqa: PLC0415 - only when a model is made

        unseen = self._unseen()
        hidden = self._embeddings()
        for layer in range(self._shape.layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}", unseen)
        self._mean_of_length_one(hidden)
        sides = ["sentences", "tokens"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, sides) for name in (TOKENS, MASK)
        ]
        output = helper.make_tensor_value_info(
            VECTORS, TensorProto.FLOAT, ["sentences", self._width]
        )
        graph = helper.make_graph(
            self._nodes, "sentence encoder", inputs, [output], list(self._tables.values())
        )
        return helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_FILE_FORM
        )

    def _embeddings(self) -> str:
        words = self._weight("embeddings.word_embeddings.weight")
        # A sentence by itself: all of its tokens are of the first kind.
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        places = self._table(
            "places", self._weights["embeddings.position_embeddings.weight"] + kind
        )
        said = self._add("Gather", words, TOKENS)
        count = self._add("Shape", TOKENS, start=1, end=2)
        placed = self._add("Slice", places, self._whole("from", 0), count, self._whole("rows", 0))
        return self._normalised(self._add("Add", said, placed), "embeddings.LayerNorm")

    def _layer(self, hidden: str, name: str, unseen: str) -> str:
        seen = self._attention(hidden, f"{name}.attention.self", unseen)
        seen = self._dense(seen, f"{name}.attention.output.dense")
        hidden = self._normalised(
            self._add("Add", hidden, seen), f"{name}.attention.output.LayerNorm"
        )
        wide = self._add("Gelu", self._dense(hidden, f"{name}.intermediate.dense"))
        narrow = self._dense(wide, f"{name}.output.dense")
        return self._normalised(self._add("Add", hidden, narrow), f"{name}.output.LayerNorm")

    def _attention(self, hidden: str, name: str, unseen: str) -> str:
        heads = self._shape.heads
        apart = self._whole("apart", 0, 0, heads, self._width // heads)

        def by_head(part: str, order: list[int]) -> str:
            said = self._dense(hidden, f"{name}.{part}")
            return self._add("Transpose", self._add("Reshape", said, apart), perm=order)

        scale = self._table("scale", np.array(1 / math.sqrt(self._width // heads), np.float32))
        asked = self._add("Mul", by_head("query", [0, 2, 1, 3]), scale)
        fits = self._add("MatMul", asked, by_head("key", [0, 2, 3, 1]))
        shares = self._add("Softmax", self._add("Add", fits, unseen), axis=-1)
        seen = self._add("MatMul", shares, by_head("value", [0, 2, 1, 3]))
        together = self._whole("together", 0, 0, self._width)
        return self._add("Reshape", self._add("Transpose", seen, perm=[0, 2, 1, 3]), together)

    def _unseen(self) -> str:
        """What is added to each attention: nothing, or for what only fills up a very small one."""
        from onnx import TensorProto  # noqa: PLC0415

        real = self._add("Cast", MASK, to=TensorProto.FLOAT)
        filling = self._add("Sub", self._table("one", np.array(1, np.float32)), real)
        never = self._add("Mul", filling, self._table("never", np.array(_NEVER, np.float32)))
        return self._add("Unsqueeze", never, self._whole("sides", 1, 2))

    def _mean_of_length_one(self, hidden: str) -> None:
        """The mean over the tokens that are none to fill up, divided by its length.

        The sum has the mean's direction, and that is all that is left of it.
        """
        from onnx import TensorProto  # noqa: PLC0415

        real = self._add("Cast", MASK, to=TensorProto.FLOAT)
        real = self._add("Unsqueeze", real, self._whole("last", -1))
        total = self._add(
            "ReduceSum", self._add("Mul", hidden, real), self._whole("tokens", 1), keepdims=0
        )
        length = self._add("ReduceL2", total, self._whole("last", -1), keepdims=1)
        smallest = self._table("smallest", np.array(_SMALLEST_LENGTH, np.float32))
        self._add("Div", total, self._add("Max", length, smallest), output=VECTORS)

    def _dense(self, hidden: str, name: str) -> str:
        weight = self._table(f"{name}.weight", self._weights[f"{name}.weight"].T)
        return self._add("Add", self._add("MatMul", hidden, weight), self._weight(f"{name}.bias"))

    def _normalised(self, hidden: str, name: str) -> str:
        weight, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        epsilon = self._shape.epsilon
        return self._add("LayerNormalization", hidden, weight, bias, axis=-1, epsilon=epsilon)

    def _weight(self, name: str) -> str:
        return self._table(name, self._weights[name])

    def _whole(self, name: str, *numbers: int) -> str:
        return self._table(name, np.array(numbers, np.int64))

    def _table(self, name: str, numbers: "NDArray[np.float32] | NDArray[np.int64]") -> str:
        from onnx import numpy_helper  # noqa: PLC0415

        if name not in self._tables:
            self._tables[name] = numpy_helper.from_array(np.ascontiguousarray(numbers), name)
        return name

    def _add(
        self,
        operation: str,
        *inputs: str,
        output: str = "",
        **attributes: Any,
    ) -> str:
        from onnx import helper  # noqa: PLC0415

        result = output or f"{operation}_{len(self._nodes)}"
        node = helper.make_node(operation, inputs, [result], name=f"{result}_node", **attributes)
        self._nodes.append(node)
        return result
