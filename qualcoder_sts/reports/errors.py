"""What can go wrong when a report is written or checked."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError


class ReportNotWrittenError(QualcoderError):
    """The report's file could not be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The report could not be written to “{path}”: {why}. Is it open in another program?"
        )


class TemplateUnreadableError(QualcoderError):
    """A template that is no Word document."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” cannot be used as a template: it is no Word document.")


class NotAReportError(QualcoderError):
    """A file that is no report of this program, or whose manifest is gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” is no report written by this program.")


class OtherProjectsReportError(QualcoderError):
    """A report on another project."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” is a report on another project.")
