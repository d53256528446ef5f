"""The base of every error that carries its own sentence for the user."""


class QualcoderError(Exception):
    """Something the user can understand and act on; ``str(error)`` is the sentence to show."""


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
