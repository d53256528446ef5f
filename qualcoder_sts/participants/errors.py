"""What cannot be done with participants, each with its sentence."""

from collections.abc import Sequence
from typing import Literal

from qualcoder_sts.foundation.errors import QualcoderError, listed
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.participants import AttributeBearer

Named = Literal["attribute", "participant", "session", "speaker"]
"""What cannot be without a name."""


class NameMissingError(QualcoderError):
    """Somebody or something without a name."""

    def __init__(self, what: Named) -> None:
        # Whole sentences: in other languages “a” is another word with each of them.
        sentences: dict[Named, str] = {
            "attribute": _("An attribute needs a name."),
            "participant": _("A participant needs a name."),
            "session": _("A session needs a name."),
            "speaker": _("A speaker needs a name."),
        }
        super().__init__(sentences[what])


class AttributeNameTakenError(QualcoderError):
    """Two attributes of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is an attribute “%s” already. Choose another name.") % name)


class GroupExpectedError(QualcoderError):
    """A person where a group is meant, or a group where a person is meant."""

    def __init__(self, name: str, wanted_group: bool) -> None:
        if wanted_group:
            sentence = _("“%s” is a person, not a group.")
        else:
            sentence = _("“%s” is a group, not a person.")
        super().__init__(sentence % name)


class BearerMismatchError(QualcoderError):
    """An attribute of participants given to a source, or the other way round."""

    def __init__(self, attribute: str, bearer: AttributeBearer) -> None:
        if bearer is AttributeBearer.PARTICIPANT:
            sentence = _("“%s” is an attribute of participants, and of nothing else.")
        else:
            sentence = _("“%s” is an attribute of sources, and of nothing else.")
        super().__init__(sentence % attribute)


class ParticipantsNotUnitedError(QualcoderError):
    """Two participants who cannot be one."""

    def __init__(self, kept: str, gone: str) -> None:
        super().__init__(
            _("“%(kept)s” and “%(gone)s” cannot be united: it takes two persons, or two groups.")
            % {"kept": kept, "gone": gone}
        )


class ValueOfOtherKindError(QualcoderError):
    """A value that does not fit its attribute's kind."""

    def __init__(self, value: str, attribute: str, wanted: str) -> None:
        super().__init__(
            _("“%(value)s” is not %(wanted)s, as the attribute “%(attribute)s” asks for.")
            % {"value": value, "wanted": wanted, "attribute": attribute}
        )


class ValuesOfOtherKindError(QualcoderError):
    """An attribute whose kind cannot be changed: some of its values are something else."""

    def __init__(self, attribute: str, wanted: str, misfits: Sequence[str]) -> None:
        if misfits:
            values = listed(list(dict.fromkeys(misfits)), 3)
            sentence = _(
                "“%(attribute)s” stays as it is, because not all its values are %(wanted)s: "
                "%(values)s."
            )
        else:
            values = ""
            sentence = _(
                "“%(attribute)s” stays as it is, because its values can be read as %(wanted)s in "
                "more than one way."
            )
        super().__init__(sentence % {"attribute": attribute, "wanted": wanted, "values": values})


class ParticipantUnknownError(QualcoderError):
    """Nobody of that name, or more than one."""

    def __init__(self, name: str, many: bool) -> None:
        if many:
            sentence = _(
                "Several participants are called “%(name)s”; say which with the session's name "
                "before it, for example “FG-1/%(name)s”."
            )
        else:
            sentence = _("There is no participant “%(name)s” in the project.")
        super().__init__(sentence % {"name": name})
