"""The base of every error that carries its own sentence for the user."""


class QualcoderError(Exception):
    """Something the user can understand and act on; ``str(error)`` is the sentence to show."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come back from worker processes; Python would call ``__init__`` with the sentence.
        return _rebuilt, (type(self), self.args, self.__dict__)


class UnreadableFileError(QualcoderError):
    """A file that cannot be read: which one, and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{name}” cannot be read: {why}")
        self.name = name
        self.why = why


def listed(names: list[str], most: int = 5) -> str:
    """Names in a sentence: ``“a”, “b” and 3 more``."""
    shown = ", ".join(f"“{name}”" for name in names[:most])
    rest = len(names) - most
    return f"{shown} and {rest} more" if rest > 0 else shown


def _rebuilt(
    kind: type[QualcoderError], args: tuple[object, ...], state: dict[str, object]
) -> QualcoderError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error
