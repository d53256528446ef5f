"""What can be wrong with a question to the counting engine."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, listed


class GroupingUnknownError(QualcoderError):
    """A way of grouping that does not exist."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” is no way to group a table; use all, method, source, participant or "
            "attribute:NAME."
        )


class AttributeUnknownError(QualcoderError):
    """An attribute that the project does not have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        have = f"it has {listed(list(known))}" if known else "it has none"
        super().__init__(f"The project has no attribute “{name}”; {have}.")


class RuleNotApplicableError(QualcoderError):
    """A counting rule that means nothing for the groups asked for."""

    def __init__(self, rule: str, grouping: str) -> None:
        super().__init__(
            f"The counting rule “{rule}” cannot be used by {grouping}: nothing there could be "
            "counted with it."
        )
