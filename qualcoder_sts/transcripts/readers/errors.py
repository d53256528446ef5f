"""Why a transcript file could not be read, each reason with its sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.translation import _


class EmptyFileError(UnreadableFileError):
    """No bytes, only zero bytes, or a document without any text."""


class DamagedFileError(UnreadableFileError):
    """The format is known, but its structure is broken."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            name,
            _(
                "it is a damaged or incomplete %s file. Open it in the program it comes from and "
                "save it again."
            )
            % kind,
        )


class EncryptedFileError(UnreadableFileError):
    """Protected by a password."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            name,
            _("it is a %s file protected by a password. Save a copy without one.") % kind,
        )


class UnsupportedFormatError(UnreadableFileError):
    """A format this program does not read, or bytes that are no text."""


class ScannedPagesError(UnreadableFileError):
    """A PDF that holds pictures of pages instead of text."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "its pages are pictures without text. Run text recognition (OCR) on it first and "
                "import the result."
            ),
        )


class OversizedFileError(UnreadableFileError):
    """A file that unpacks to far more than any transcript needs."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "it unpacks to far more data than a transcript needs and may be made to do harm. "
                "If it is yours, copy its text into a new document."
            ),
        )


class UnsafeXmlError(UnreadableFileError):
    """XML that declares entities, which can be made to grow without end or to fetch files."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "its XML declares entities, which no transcript needs and which can do harm. "
                "If it is yours, save it again from the program it comes from."
            ),
        )


@contextmanager
def damage_reported(name: str, kind: str, *errors: type[BaseException]) -> Iterator[None]:
    """Turn a library's ``errors`` into one sentence; our own errors pass as they are."""
    try:
        yield
    except UnreadableFileError:
        raise
    except errors as error:
        raise DamagedFileError(name, kind) from error
