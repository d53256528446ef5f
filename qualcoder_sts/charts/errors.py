"""What can go wrong when a chart is made or saved."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError


class ChartFormatError(QualcoderError):
    """A file ending no chart is written to."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” cannot hold a chart; choose a name that ends in .png, .svg or .pdf."
        )


class ChartNotWrittenError(QualcoderError):
    """The chart's file could not be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The chart could not be written to “{path}”: {why}")
