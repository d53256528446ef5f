"""What cannot be done with bibliographic records, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class StudyTitleMissingError(QualcoderError):
    """A study without a title."""

    def __init__(self) -> None:
        super().__init__(_("A study needs a title."))
