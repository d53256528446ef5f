"""Why nothing can be suggested or checked, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class NoCodesToSuggestError(QualcoderError):
    """A codebook without a code that can be applied."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no code that could be suggested: the codebook is empty or has only "
                "categories. Add codes, best with a definition and terms."
            )
        )


class NothingToReadError(QualcoderError):
    """No participants' text anywhere."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no participants' text to suggest anything for. Import sources.")
        )


class CodesSayNothingError(QualcoderError):
    """Codes with neither definition nor terms, and nothing coded."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing can be suggested yet: no code has a definition or terms, and nothing is "
                "coded. Write a definition or terms for a code, or code some passages."
            )
        )


class TooLittleToCheckError(QualcoderError):
    """A check leaves out one part after the other: it takes two with coding."""

    def __init__(self, sources: int, passages: int) -> None:
        super().__init__(
            _(
                "Suggestions cannot be checked: it takes at least two finished sources with "
                "coding; “suggest evaluate --folds” does with one. Finished sources: %(sources)d; "
                "coded passages in them: %(passages)d."
            )
            % {"sources": sources, "passages": passages}
        )


class SuggestionGoneError(QualcoderError):
    """A suggestion that is not open, or no longer."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This suggestion is no longer open: it was decided, it is another coder's, or the "
                "text or the code has changed since. Ask for suggestions anew."
            )
        )


class EncoderMissingError(QualcoderError):
    """Tier B or C without an encoder."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No such sentence encoder is set up on this computer. “qualcoder-sts model "
                "install” sets one up for tier B, its “--folder” names one of yours for tier C. "
                "Tier A, terms and words, needs none."
            )
        )
