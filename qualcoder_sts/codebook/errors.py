"""What the codebook refuses, each with its sentence."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, listed


class CodeNameTakenError(QualcoderError):
    """Two codes of one name under one parent."""

    def __init__(self, name: str, parent: str | None) -> None:
        place = f"under “{parent}”" if parent else "at the top of the codebook"
        super().__init__(f"There is a code “{name}” {place} already.")


class CodeNameMissingError(QualcoderError):
    """A code without a name."""

    def __init__(self) -> None:
        super().__init__("A code needs a name.")


class CodeUnknownError(QualcoderError):
    """No code at that path; ``places`` are the paths of several codes of that name."""

    def __init__(self, path: str, places: Sequence[str] = ()) -> None:
        if places:
            sentence = f"Several codes are called “{path}”; say which: {listed(list(places))}."
        else:
            sentence = (
                f"There is no code “{path}” in the codebook. Codes are named by their path, for "
                "example “Organizational/Lower caseloads”."
            )
        super().__init__(sentence)


class CodeMovedIntoItselfError(QualcoderError):
    """A code cannot stand below itself."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be moved below itself or below one of its own codes.")


class ColourUnknownError(QualcoderError):
    """Not a colour."""

    def __init__(self, colour: str) -> None:
        super().__init__(f"“{colour}” is not a colour; write it as #RRGGBB, for example #2A9D8F.")


class CodebookEmptyError(QualcoderError):
    """Nothing to freeze."""

    def __init__(self) -> None:
        super().__init__("The codebook has no codes yet, so there is nothing to freeze.")
