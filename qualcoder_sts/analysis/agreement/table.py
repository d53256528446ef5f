"""The result: how far coders agree, code by code, source by source, pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.project.coders import CoderRow
from qualcoder_sts.project.tables.transcripts import Method

# From this many sources on an interval is resampled; below it the range over the sources is told.
FEWEST_TO_RESAMPLE = 10


class Coefficient(StrEnum):
    """What agreement is measured by, the most telling first."""

    DICE = "dice"
    KAPPA = "kappa"
    FLEISS = "fleiss"
    KAPPA_MAX = "kappa_max"
    PERCENT = "percent"
    JACCARD = "jaccard"
    HOLSTI = "holsti"
    BRENNAN_PREDIGER = "brennan_prediger"
    SCOTT_PI = "scott_pi"
    AC1 = "ac1"
    ALPHA_NOMINAL = "alpha_nominal"
    ALPHA_UNITIZING = "alpha_unitizing"


class WhyUndefined(StrEnum):
    """Why a coefficient has no value."""

    NOBODY = "nobody used the code"
    TOO_LITTLE = "nobody gave the code to half of any unit"
    EVERYWHERE = "everybody gave the code to everything"
    NOTHING = "there is nothing to compare"


@dataclass(frozen=True, slots=True)
class Cells:
    """Units coded by both, only by the first, only by the second, by neither."""

    both: int
    first: int
    second: int
    neither: int


@dataclass(frozen=True, slots=True)
class Interval:
    """How sure the leading coefficient is.

    From ten sources on the middle 95 % of the replicates in which it was defined;
    ``undefined_replicates`` are the others. Below, the lowest and the highest source, and None.
    """

    low: float
    high: float
    undefined_replicates: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """One code's agreement, or that of all codes. ``cells`` are there for two coders."""

    values: Mapping[Coefficient, float]
    undefined: Mapping[Coefficient, WhyUndefined] = field(default_factory=dict)
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One code."""

    code: CodeRow
    figures: Figures
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class SourceAgreement:
    """One source: how much of it was compared, and the codes that somebody used there."""

    id: UUID
    name: str
    method: Method
    coders: tuple[CoderRow, ...]
    units: int
    overall: Figures
    rows: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two coders, over the sources in which they are compared with one another."""

    first: CoderRow
    second: CoderRow
    sources: int
    leading: Coefficient
    overall: Figures
    rows: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class CodebookState:
    """The latest frozen version of the codebook, or a round's, and whether it changed since."""

    number: int
    name: str
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is compared, out of what: sources, and characters of participants' text.

    ``hidden`` counts sources that are left out while their round is blind.
    """

    sources: int
    compared_characters: int
    characters: int
    hidden: int = 0

    @property
    def share_of_text(self) -> float:
        """The compared share of the text in scope."""
        return self.compared_characters / self.characters


@dataclass(frozen=True)
class AgreementTable:
    """Everything that is told about agreement.

    ``units`` counts what was compared. ``accepted_suggestions`` are the segments of the compared
    coders that began as suggestions; where there are any, ``without_suggestions`` is the same table
    without them.
    """

    request: AgreementRequest
    coders: tuple[CoderRow, ...]
    compared_at_once: int
    units: int
    rows: tuple[AgreementRow, ...]
    overall: Figures
    interval: Interval | None
    sources: tuple[SourceAgreement, ...]
    pairs: tuple[PairAgreement, ...]
    corpus: Corpus
    codebook: CodebookState | None = None
    round_name: str = ""
    accepted_suggestions: int = 0
    without_suggestions: "AgreementTable | None" = None

    @cached_property
    def leading(self) -> Coefficient:
        """The coefficient that intervals are about."""
        return leading(self.request.unit, self.compared_at_once)

    @cached_property
    def coefficients(self) -> tuple[Coefficient, ...]:
        """Those that were computed, whether or not they are defined."""
        first = self.rows[0].figures
        return tuple(
            each for each in Coefficient if each in first.values or each in first.undefined
        )

    @property
    def is_resampled(self) -> bool:
        """Whether intervals come from resampling the sources."""
        return len(self.sources) >= FEWEST_TO_RESAMPLE


def leading(unit: Unit, coders: int) -> Coefficient:
    """The coefficient that stands for agreement as a whole."""
    if unit is Unit.UNITIZING:
        return Coefficient.ALPHA_UNITIZING
    return Coefficient.KAPPA if coders == 2 else Coefficient.FLEISS
