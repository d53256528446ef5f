"""What the codebook refuses, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


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
    """No code at that path."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is no code “{path}” in the codebook. Codes are named by their path, for "
            "example “Organizational/Lower caseloads”."
        )


class CodeMovedIntoItselfError(QualcoderError):
    """A code cannot stand below itself."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be moved below itself.")


class ColourUnknownError(QualcoderError):
    """Not a colour."""

    def __init__(self, colour: str) -> None:
        super().__init__(f"“{colour}” is not a colour; write it as #RRGGBB, for example #2A9D8F.")
