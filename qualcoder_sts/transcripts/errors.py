"""What cannot be done with sources and speakers, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext


class SourceUnknownError(QualcoderError):
    """No source of that name."""

    def __init__(self, name: str, close: list[str]) -> None:
        sentence = _("There is no source “%s” in the project.") % name
        hint = _("Did you mean “%s”?") % close[0] if close else ""
        super().__init__(f"{sentence} {hint}".rstrip())


class SourceNameTakenError(QualcoderError):
    """Two sources of one name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is a source “%s” already. Choose another name.") % name)


class AlreadyImportedError(QualcoderError):
    """The same text under the same name, or the same file under another."""

    def __init__(self, name: str, present_name: str) -> None:
        if present_name == name:
            sentence = _("“%(name)s” is in the project already, with the same text.")
        else:
            sentence = _(
                "“%(name)s” is in the project already as “%(present)s”, with the same text."
            )
        super().__init__(sentence % {"name": name, "present": present_name})


class SpeakersOfOtherSourceError(QualcoderError):
    """Speakers of two sources cannot be made one."""

    def __init__(self) -> None:
        super().__init__(
            _("These speakers belong to different sources. Link both to one participant instead.")
        )


class TurnOfOtherSourceError(QualcoderError):
    """A turn can only be given to a speaker of its own source."""

    def __init__(self, label: str) -> None:
        sentence = _("“%s” does not speak in the source that this turn belongs to.")
        super().__init__(sentence % label)


class SpeakerLabelTakenError(QualcoderError):
    """Two speakers of one label in one source."""

    def __init__(self, label: str) -> None:
        super().__init__(
            _("There is a speaker “%s” in this source already. Join the two speakers instead.")
            % label
        )


class SpeakerHasTurnsError(QualcoderError):
    """Only a speaker without turns can be removed."""

    def __init__(self, label: str, turns: int) -> None:
        super().__init__(
            ngettext(
                "“%(label)s” has %(n)s turn. Give it to somebody else, or join the two speakers.",
                "“%(label)s” has %(n)s turns. Give them to somebody else, or join the two "
                "speakers.",
                turns,
            )
            % {"label": label, "n": f"{turns:,}"}
        )


class SpeakerJoinedToItselfError(QualcoderError):
    """Joining takes two speakers."""

    def __init__(self, label: str) -> None:
        super().__init__(_("“%s” cannot be joined with itself. Choose another speaker.") % label)


class DateUnclearError(QualcoderError):
    """Not a date in ISO form."""

    def __init__(self, date: str) -> None:
        super().__init__(
            _(
                "“%s” is not clear as a date; write it as 2020-05-31, or as 2020-05 or 2020 when "
                "no more is known."
            )
            % date
        )


class TurnNotDivisibleError(QualcoderError):
    """A turn can only be divided inside its speech."""

    def __init__(self) -> None:
        super().__init__(
            _("A turn can only be divided at a place inside its speech. Place the cursor there.")
        )
