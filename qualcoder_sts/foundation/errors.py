"""The base of every error that carries its own sentence for the user."""

from collections.abc import Sequence

from qualcoder_sts.foundation.translation import _, ngettext


class QualcoderError(Exception):
    """Something the user can understand and act on; ``str(error)`` is the sentence to show."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come back from worker processes; Python would call ``__init__`` with the sentence.
        return _rebuilt, (type(self), self.args, self.__dict__)


class UnreadableFileError(QualcoderError):
    """A file that cannot be read: which one, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(_("“%(name)s” cannot be read: %(why)s") % {"name": name, "why": why})
        self.name = name
        self.why = why


def listed(names: list[str], most: int = 5) -> str:
    """Names in a sentence: ``“a”, “b” and 3 more``."""
    shown = ", ".join(f"“{name}”" for name in names[:most])
    rest = len(names) - most
    if rest <= 0:
        return shown
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", rest) % {
        "names": shown,
        "n": rest,
    }


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def either(parts: Sequence[str]) -> str:
    """A choice in a sentence: ``a, b or c``."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s or %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _rebuilt(
    kind: type[QualcoderError], args: tuple[object, ...], state: dict[str, object]
) -> QualcoderError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error
