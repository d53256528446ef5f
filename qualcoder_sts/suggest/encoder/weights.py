"""Reading a file of weights in the safetensors form: a header of JSON, then plain numbers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.translation import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

Weights: TypeAlias = "Mapping[str, NDArray[np.float32]]"

_LENGTH_BYTES = 8
_NUMBERS: "dict[str, np.dtype[Any]]" = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


def read_weights(file: Path) -> Weights:
    """The tables of floating-point numbers by name; raises ``UnreadableFileError``."""
    try:
        content = file.read_bytes()
        behind = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "little")
        header = json.loads(content[_LENGTH_BYTES:behind])
        numbers = memoryview(content)[behind:]
        return {
            name: _table(numbers, **entry)
            for name, entry in header.items()
            if name != "__metadata__" and entry["dtype"] in _NUMBERS
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableFileError(file.name, _("it is no whole file of weights.")) from error


def _table(
    numbers: memoryview, dtype: str, shape: list[int], data_offsets: list[int]
) -> "NDArray[np.float32]":
    start, behind = data_offsets
    found: NDArray[np.float32]
    found = np.frombuffer(numbers[start:behind], dtype=_NUMBERS[dtype]).astype(np.float32)
    return found.reshape(shape)
