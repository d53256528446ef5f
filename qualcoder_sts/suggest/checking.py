"""The suggestion check: how good suggestions would have been for what is coded already.

Each part is left out in turn, learnt from the others and then compared with its coding. Parts are
the finished sources or, with ``folds``, so many random portions of the turns: where sources are
few, or are passages from many places. TF-IDF and the mean nearness to a definition see the texts
of all parts, never their coding, as they do when suggestions are made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.suggest.errors import NoCodesToSuggestError
from qualcoder_sts.suggest.material import KeptVectors, Material

if TYPE_CHECKING:
    from qualcoder_sts.suggest.features import Encoder


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Without ``folds``, one source is left out after the other."""

    folds: int | None = None
    seed: int = 0
    pipeline: str | None = None


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


def check_suggestions(
    progress: Progress,
    material: Material,
    options: CheckOptions = CheckOptions(),
    encoder: "Encoder | None" = None,
    kept: Sequence[KeptVectors] = (),
) -> SuggestionCheck:
    """Check suggestions and, on the same parts, chance, terms alone and TF-IDF alone.

    Raises ``NoCodesToSuggestError``, ``TooLittleToCheckError``, ``NothingToReadError`` and
    ``Cancelled``.
    """
    from qualcoder_sts.suggest.leaving_out import leave_out, numbers_of  # noqa: PLC0415

    if not material.codes:
        raise NoCodesToSuggestError
    compared = leave_out(progress, material, options, encoder, kept)
    return numbers_of(material, compared, options, tier="A" if encoder is None else "B")
