"""What cannot be done with participants, each with its sentence."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, listed


class NameMissingError(QualcoderError):
    """Somebody or something without a name."""

    def __init__(self, what: str) -> None:
        article = "An" if what[:1] in "aeiou" else "A"
        super().__init__(f"{article} {what} needs a name.")


class AttributeNameTakenError(QualcoderError):
    """Two attributes of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is an attribute “{name}” already.")


class GroupExpectedError(QualcoderError):
    """A person where a group is meant, or a group where a person is meant."""

    def __init__(self, name: str, wanted_group: bool) -> None:
        what = "a person, not a group" if wanted_group else "a group, not a person"
        super().__init__(f"“{name}” is {what}.")


class BearerMismatchError(QualcoderError):
    """An attribute of participants given to a source, or the other way round."""

    def __init__(self, attribute: str, bearer: str) -> None:
        super().__init__(f"“{attribute}” is an attribute of {bearer}s, and of nothing else.")


class ParticipantsNotUnitedError(QualcoderError):
    """Two participants who cannot be one."""

    def __init__(self, kept: str, gone: str) -> None:
        super().__init__(
            f"“{kept}” and “{gone}” cannot be united: it takes two persons, or two groups."
        )


class ValueOfOtherKindError(QualcoderError):
    """A value that does not fit its attribute's kind."""

    def __init__(self, value: str, attribute: str, wanted: str) -> None:
        super().__init__(f"“{value}” is not {wanted}, as the attribute “{attribute}” asks for.")


class ValuesOfOtherKindError(QualcoderError):
    """An attribute whose kind cannot be changed: some of its values are something else."""

    def __init__(self, attribute: str, wanted: str, misfits: Sequence[str]) -> None:
        if misfits:
            values = listed(list(dict.fromkeys(misfits)), 3)
            why = f"not all its values are {wanted}: {values}"
        else:
            why = f"its values can be read as {wanted} in more than one way"
        super().__init__(f"“{attribute}” stays as it is, because {why}.")


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
