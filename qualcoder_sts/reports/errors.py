"""What can go wrong when a report is written or checked."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class ReportNotWrittenError(QualcoderError):
    """The report's file could not be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _(
                "The report could not be written to “%(file)s”: %(why)s. Is it open in another "
                "program?"
            )
            % {"file": path, "why": why}
        )


class TemplateUnreadableError(QualcoderError):
    """A template that is no Word document."""

    def __init__(self, path: Path) -> None:
        sentence = _("“%s” cannot be used as a template: it is no Word document.")
        super().__init__(sentence % path.name)


class NotAReportError(QualcoderError):
    """A file that is no report of this program, or whose manifest is gone."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%s” is no report written by this program. Choose one that it wrote.") % path.name
        )


class OtherProjectsReportError(QualcoderError):
    """A report on another project."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“%s” is a report on another project.") % path.name)
