"""Why a text cannot be read as asked, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


class PipelineNotInstalledError(QualcoderError):
    """A spaCy pipeline that is neither an installed package nor a folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The spaCy pipeline “{name}” is not installed on this computer. Install it, give the "
            "folder that holds it, or leave the setting empty."
        )


class PipelineUnfitError(QualcoderError):
    """A spaCy pipeline that the installed spaCy cannot run."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The spaCy pipeline “{name}” cannot be used: {why}.")
