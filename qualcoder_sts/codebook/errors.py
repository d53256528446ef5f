"""What the codebook refuses, each with its sentence."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, listed
from qualcoder_sts.foundation.translation import _


class CodeNameTakenError(QualcoderError):
    """Two codes of one name under one parent."""

    def __init__(self, name: str, parent: str | None) -> None:
        if parent:
            sentence = _(
                "There is a code “%(name)s” under “%(parent)s” already. Choose another name."
            )
        else:
            sentence = _(
                "There is a code “%(name)s” at the top of the codebook already. Choose another "
                "name."
            )
        super().__init__(sentence % {"name": name, "parent": parent})


class CodeNameMissingError(QualcoderError):
    """A code without a name."""

    def __init__(self) -> None:
        super().__init__(_("A code needs a name."))


class CodeUnknownError(QualcoderError):
    """No code at that path; ``places`` are the paths of several codes of that name."""

    def __init__(self, path: str, places: Sequence[str] = ()) -> None:
        if places:
            sentence = _("Several codes are called “%(path)s”; say which: %(places)s.")
        else:
            sentence = _(
                "There is no code “%(path)s” in the codebook. Codes are named by their path, for "
                "example “Organizational/Lower caseloads”."
            )
        super().__init__(sentence % {"path": path, "places": listed(list(places))})


class CodeMovedIntoItselfError(QualcoderError):
    """A code cannot stand below itself."""

    def __init__(self, name: str) -> None:
        sentence = _("“%s” cannot be moved below itself or below one of its own codes.")
        super().__init__(sentence % name)


class ColourUnknownError(QualcoderError):
    """Not a colour."""

    def __init__(self, colour: str) -> None:
        sentence = _("“%s” is not a colour; write it as #RRGGBB, for example #2A9D8F.")
        super().__init__(sentence % colour)


class CodebookEmptyError(QualcoderError):
    """Nothing to freeze."""

    def __init__(self) -> None:
        super().__init__(_("The codebook has no codes yet, so there is nothing to freeze."))
