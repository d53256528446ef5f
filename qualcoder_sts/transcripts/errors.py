"""What cannot be done with sources and speakers, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


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
    """The same text under the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is in the project already, with the same text.")


class SpeakersOfOtherSourceError(QualcoderError):
    """Speakers of two sources cannot be made one."""

    def __init__(self) -> None:
        super().__init__(
            "These speakers belong to different sources. Link both to one participant instead."
        )


class TurnNotDivisibleError(QualcoderError):
    """A turn can only be divided inside its speech."""

    def __init__(self) -> None:
        super().__init__("A turn can only be divided at a place inside its speech.")
