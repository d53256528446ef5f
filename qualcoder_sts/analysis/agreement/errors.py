"""Why agreement cannot be computed."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, joined
from qualcoder_sts.foundation.translation import _


class CodersTooFewError(QualcoderError):
    """Fewer than two different coders."""

    def __init__(self) -> None:
        super().__init__(_("Agreement needs at least two different coders."))


class NothingFinishedError(QualcoderError):
    """No source that everybody compared has finished; without names, that any two have."""

    def __init__(self, names: Sequence[str]) -> None:
        if names:
            sentence = _(
                "None of these sources is marked finished by all of %s. Agreement is taken over "
                "finished coding only: mark what each of them has finished."
            )
            sentence %= joined(list(names))
        else:
            sentence = _(
                "None of these sources is marked finished by two coders. Agreement is taken over "
                "finished coding only: mark what each of them has finished."
            )
        super().__init__(sentence)


class NothingSaidError(QualcoderError):
    """The sources hold no text that is compared."""

    def __init__(self) -> None:
        super().__init__(
            _("The sources that all coders have finished hold no text of participants to compare.")
        )


class StillBlindError(QualcoderError):
    """All that could be compared belongs to an open round whose coders do not see one another."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What could be compared belongs to a blind round that is still open. Agreement is "
                "shown when the round is closed."
            )
        )


class NoCodeToCompareError(QualcoderError):
    """No code is left to compare."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no code to compare; choose some, or add them to the codebook.")
        )
