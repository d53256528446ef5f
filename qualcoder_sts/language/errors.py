"""Why a text cannot be read as asked, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class PipelineNotInstalledError(QualcoderError):
    """A spaCy pipeline that is neither an installed package nor a folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "The spaCy pipeline “%s” is not installed on this computer. Install it, give the "
                "folder that holds it, or leave the setting empty."
            )
            % name
        )


class PipelineUnfitError(QualcoderError):
    """A spaCy pipeline that the installed spaCy cannot run."""

    def __init__(self, name: str, why: str) -> None:
        sentence = _("The spaCy pipeline “%(name)s” cannot be used: %(why)s.")
        super().__init__(sentence % {"name": name, "why": why})
