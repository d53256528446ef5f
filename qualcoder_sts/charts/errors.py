"""What can go wrong when a chart is made or saved."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class ChartFormatError(QualcoderError):
    """A file ending no chart is written to."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%s” cannot hold a chart; choose a name that ends in .png, .svg or .pdf.")
            % path.name
        )


class ChartNotWrittenError(QualcoderError):
    """The chart's file could not be written."""

    def __init__(self, path: Path, why: str) -> None:
        sentence = _(
            "The chart could not be written to “%(file)s”: %(why)s. Is it open in another program?"
        )
        super().__init__(sentence % {"file": path, "why": why})
