"""Which encoder is used: the one in a folder of the user's, else the installed one, else none."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import Preferences
from qualcoder_sts.suggest.encoder.encoding import SentenceEncoder, open_encoder
from qualcoder_sts.suggest.encoder.installing import encoder_home, installed_encoder, open_installed


class Tier(StrEnum):
    """How suggestions are made: by terms and words alone, or by meaning too."""

    WORDS = "A"
    INSTALLED = "B"
    OWN = "C"


@dataclass(frozen=True, slots=True)
class EncoderState:
    """What there is; ``problem`` is the sentence on why it cannot be used."""

    tier: Tier
    path: Path | None = None
    encoder: SentenceEncoder | None = None
    problem: str | None = None


def tier_of(preferences: Preferences) -> Tier:
    """Which tier is set up, by a look at notes alone; whether it works is another question."""
    if preferences.encoder_folder:
        return Tier.OWN
    try:
        return Tier.WORDS if installed_encoder() is None else Tier.INSTALLED
    except QualcoderError:
        return Tier.INSTALLED


def chosen_encoder(preferences: Preferences) -> SentenceEncoder | None:
    """The encoder to use, or None where none is set up. Reads its files: not for the window.

    One that is set up and cannot be used is an error, never passed over:
    ``EncoderDamagedError``, ``EncoderOfOtherVersionError``, ``NotAnEncoderError`` and
    ``SemanticPackagesMissingError``.
    """
    if preferences.encoder_folder:
        return open_encoder(Path(preferences.encoder_folder).expanduser())
    return open_installed()


def encoder_state(preferences: Preferences) -> EncoderState:
    """The same to be told to the user."""
    tier = tier_of(preferences)
    try:
        encoder = chosen_encoder(preferences)
    except QualcoderError as error:
        own = preferences.encoder_folder
        place = Path(own).expanduser() if own else encoder_home()
        return EncoderState(tier, place, problem=str(error))
    return EncoderState(tier, None if encoder is None else encoder.folder, encoder)
