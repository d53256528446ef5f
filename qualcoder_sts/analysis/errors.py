"""What can be wrong with a question to the counting engine."""

from collections.abc import Sequence

from qualcoder_sts.foundation.errors import QualcoderError, listed
from qualcoder_sts.foundation.translation import _


class GroupingUnknownError(QualcoderError):
    """A way of grouping that does not exist."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“%s” is no way to group a table; use all, method, source, participant or "
                "attribute:NAME."
            )
            % text
        )


class AttributeUnknownError(QualcoderError):
    """An attribute that the project does not have."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        if known:
            sentence = _("The project has no attribute “%(name)s”; it has %(known)s.")
        else:
            sentence = _("The project has no attribute “%(name)s”; it has none.")
        super().__init__(sentence % {"name": name, "known": listed(list(known))})


class RuleNotApplicableError(QualcoderError):
    """A counting rule that means nothing for the groups asked for."""

    def __init__(self, rule: str, grouping: str) -> None:
        super().__init__(
            _(
                "The counting rule “%(rule)s” cannot be used by %(grouping)s: nothing there could "
                "be counted with it."
            )
            % {"rule": rule, "grouping": grouping}
        )
