"""The suggestion check: how good suggestions would have been for what is coded already.

Each part is left out in turn, learnt from the others and then compared with its coding. Parts are
the finished sources or, with ``folds``, so many random portions of the turns: where sources are
few, or are passages from many places. TF-IDF and the mean nearness to a definition see the texts
of all parts, never their coding, as they do when suggestions are made.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.suggest.errors import NoCodesToSuggestError
from qualcoder_sts.suggest.figures import CheckOptions, SuggestionCheck
from qualcoder_sts.suggest.material import KeptVectors, Material

if TYPE_CHECKING:
    from qualcoder_sts.suggest.features import Encoder


def check_suggestions(
    progress: Progress,
    material: Material,
    options: CheckOptions = CheckOptions(),  # noqa: B008 - frozen
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
    return numbers_of(material, compared, options, tier="A" if encoder is None else options.tier)
