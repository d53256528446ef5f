"""What cannot be done with sources and speakers, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.names import counted


class SourceUnknownError(QualcoderError):
    """No source of that name."""

    def __init__(self, name: str, close: list[str]) -> None:
        hint = f" Did you mean “{close[0]}”?" if close else ""
        super().__init__(f"There is no source “{name}” in the project.{hint}")


class SourceNameTakenError(QualcoderError):
    """Two sources of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is a source “{name}” already.")


class AlreadyImportedError(QualcoderError):
    """The same text under the same name, or the same file under another."""

    def __init__(self, name: str, present_name: str) -> None:
        as_what = "" if present_name == name else f" as “{present_name}”"
        super().__init__(f"“{name}” is in the project already{as_what}, with the same text.")


class SpeakersOfOtherSourceError(QualcoderError):
    """Speakers of two sources cannot be made one."""

    def __init__(self) -> None:
        super().__init__(
            "These speakers belong to different sources. Link both to one participant instead."
        )


class TurnOfOtherSourceError(QualcoderError):
    """A turn can only be given to a speaker of its own source."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}” does not speak in the source that this turn belongs to.")


class SpeakerLabelTakenError(QualcoderError):
    """Two speakers of one label in one source."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"There is a speaker “{label}” in this source already. Join the two speakers instead."
        )


class SpeakerHasTurnsError(QualcoderError):
    """Only a speaker without turns can be removed."""

    def __init__(self, label: str, turns: int) -> None:
        super().__init__(
            f"“{label}” has {counted(turns, 'turn')}. Give them to somebody else, or join the two "
            "speakers."
        )


class SpeakerJoinedToItselfError(QualcoderError):
    """Joining takes two speakers."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}” cannot be joined with itself. Choose another speaker.")


class DateUnclearError(QualcoderError):
    """Not a date in ISO form."""

    def __init__(self, date: str) -> None:
        super().__init__(
            f"“{date}” is not clear as a date; write it as 2020-05-31, or as 2020-05 or 2020 when "
            "no more is known."
        )


class TurnNotDivisibleError(QualcoderError):
    """A turn can only be divided inside its speech."""

    def __init__(self) -> None:
        super().__init__("A turn can only be divided at a place inside its speech.")
