"""How much of a codebook is defined, by the six fields of MacQueen et al. (1998)."""

from dataclasses import dataclass

from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.codebook.tree import CodeRow, CodeTree

FIELDS = 1 + len(DEFINITION_FIELDS)  # the name, which every code has, is the first


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many fields of the codes that can be applied are filled, and how many codes have all."""

    codes: int
    complete: int
    filled: int

    @property
    def share(self) -> float:
        """From 0 to 1; a codebook without codes lacks nothing."""
        return self.filled / (self.codes * FIELDS) if self.codes else 1.0


def missing_fields(code: CodeRow) -> tuple[str, ...]:
    """The names of the fields in which a code says nothing."""
    return tuple(name for name in DEFINITION_FIELDS if not getattr(code, name).strip())


def completeness(tree: CodeTree) -> Completeness:
    """How far the definitions of a codebook are. Categories only order and need none."""
    missing = [len(missing_fields(code)) for code in tree if code.codable]
    return Completeness(
        codes=len(missing),
        complete=missing.count(0),
        filled=len(missing) * FIELDS - sum(missing),
    )
