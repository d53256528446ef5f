"""What can go wrong with copies and their merge, each with its sentence."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext


class ConflictsOpenError(QualcoderError):
    """A merge was asked for before everything was decided."""

    def __init__(self, number: int) -> None:
        sentence = ngettext(
            "%d conflict is not decided yet. Nothing was merged. Decide it in the window, or take "
            "one side’s value with --on-conflict.",
            "%d conflicts are not decided yet. Nothing was merged. Decide them in the window, or "
            "take one side’s values with --on-conflict.",
            number,
        )
        super().__init__(sentence % number)


class PlanOutdatedError(QualcoderError):
    """The project was changed after the plan was made."""

    def __init__(self) -> None:
        super().__init__(
            _("The project has changed since the copies were compared. Compare them again.")
        )


class SameFileError(QualcoderError):
    """A project was to be merged with itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“%s” is the open project itself. Choose a copy of it.") % path.name)


class BlindCopyForNobodyError(QualcoderError):
    """A blind copy keeps one coder's work, and none was named."""

    def __init__(self) -> None:
        super().__init__(
            _("A blind copy keeps the coding of one person alone. Say for whom it is.")
        )


class CopyNotWrittenError(QualcoderError):
    """The file system refused a copy."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(
            _("The copy “%(name)s” could not be written (%(what)s). The project is as it was.")
            % {"name": file.name, "what": what}
        )


class CopyUnsoundError(QualcoderError):
    """A copy holds what no project may hold; nothing of it is taken."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            _(
                "“%(name)s” cannot be merged: %(what)s. Nothing was changed. “qualcoder-sts check” "
                "says more about the file."
            )
            % {"name": path.name, "what": what}
        )


class ValueNotWritableError(QualcoderError):
    """A third value where only one of the two can stand."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            _("For “%(what)s” of %(name)s choose one of the two; a third cannot be written.")
            % {"name": name, "what": what}
        )


class WrittenNameMissingError(QualcoderError):
    """A third name without a letter in it."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Write a name for %s.") % name)


class CopyGoneError(QualcoderError):
    """A file is not there any more, or another one, when its originals are to be taken over."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%s” was moved or changed since it was compared. Nothing was merged; compare again.")
            % path.name
        )


class BlindConflictError(QualcoderError):
    """Whoever codes in a blind round would have to decide about what they must not see."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The copies contradict one another in coding that the open blind round keeps from "
                "you. Close the round first, or let somebody merge who does not code in it."
            )
        )
