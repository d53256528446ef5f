"""What a suggestion check is asked for, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Without ``folds``, one source is left out after the other.

    ``tier`` is what an encoder's suggestions are called; without an encoder they are tier A.
    ``single_coded`` tells that the material is of sources which one coder alone has coded.
    """

    folds: int | None = None
    seed: int = 0
    pipeline: str | None = None
    tier: str = "B"
    single_coded: bool = False


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """How well one code was found: precision, recall and F1 at the queue's threshold.

    ``coded`` is the number of units that carry it.
    """

    code: str
    coded: int
    precision: float | None
    recall: float | None
    f1: float | None
    average_precision: float | None
    rev80: float | None


@dataclass(frozen=True, slots=True)
class BaselineCheck:
    """The same units by simpler means; of ``random`` no F1, which has no threshold."""

    map: float | None
    p_at_1: float | None
    rev80: float | None
    micro_f1: float | None = None
    macro_f1: float | None = None


@dataclass(frozen=True, slots=True)
class SuggestionCheck:
    """What came out; see ``measures`` for every figure. F1 is at the queue's threshold.

    ``units`` are the sentences compared, ``coded_units`` those with a code, ``codings`` the codes
    on them. ``precision`` and ``recall`` are by threshold.
    """

    tier: str
    model: str
    seed: int
    split: str  # "sources" or "folds"
    folds: int
    single_coded: bool
    sources: int
    units: int
    coded_units: int
    codings: int
    codes: int
    map: float | None
    p_at_1: float | None
    micro_f1: float | None
    macro_f1: float | None
    precision: Mapping[str, float | None]
    recall: Mapping[str, float | None]
    rev80: float | None
    per_code: tuple[CodeCheck, ...]
    baselines: Mapping[str, BaselineCheck]
