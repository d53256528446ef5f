"""What cannot be done with participants, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


class NameMissingError(QualcoderError):
    """Somebody or something without a name."""

    def __init__(self, what: str) -> None:
        super().__init__(f"A {what} needs a name.")


class AttributeNameTakenError(QualcoderError):
    """Two attributes of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is an attribute “{name}” already.")


class ValueOfOtherKindError(QualcoderError):
    """A value that does not fit its attribute's kind."""

    def __init__(self, value: str, attribute: str, wanted: str) -> None:
        super().__init__(f"“{value}” is not {wanted}, as the attribute “{attribute}” asks for.")


class ParticipantUnknownError(QualcoderError):
    """Nobody of that name, or more than one."""

    def __init__(self, name: str, many: bool) -> None:
        if many:
            sentence = (
                f"Several participants are called “{name}”; say which with the session's name "
                f"before it, for example “FG-1/{name}”."
            )
        else:
            sentence = f"There is no participant “{name}” in the project."
        super().__init__(sentence)
