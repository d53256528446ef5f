"""What cannot be done with bibliographic records, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


class StudyTitleMissingError(QualcoderError):
    """A study without a title."""

    def __init__(self) -> None:
        super().__init__("A study needs a title.")
