"""What cannot be done with segments, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError


class SegmentOutsideTextError(QualcoderError):
    """A span that the text does not have, or an empty one."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"Nothing can be coded from {start} to {end}: the text has {length} characters, and a "
            "segment needs at least one."
        )


class CodeNotCodableError(QualcoderError):
    """A category only orders codes."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is a category and cannot be applied. Choose a code below it.")


class SegmentsNotJoinableError(QualcoderError):
    """Only segments of one code, coder and source can be joined."""

    def __init__(self) -> None:
        super().__init__("Only segments of one code by one coder in one source can be joined.")


class NothingToJoinError(QualcoderError):
    """Joining takes at least two segments."""

    def __init__(self) -> None:
        super().__init__("Joining takes at least two segments.")


class SegmentNotDivisibleError(QualcoderError):
    """A segment can only be split inside."""

    def __init__(self) -> None:
        super().__init__("A segment can only be split at a place inside it.")


class WeightOutOfRangeError(QualcoderError):
    """A weight is a whole number from 0 to 100."""

    def __init__(self, weight: int) -> None:
        super().__init__(f"A weight is a whole number from 0 to 100, not {weight}.")


class CodeMergedIntoItselfError(QualcoderError):
    """A code cannot be merged with itself or with one below it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be merged into itself or into a code below it.")


class QuoteNotFoundError(QualcoderError):
    """A quote that the source does not have, or has more than once."""

    def __init__(self, quote: str, source: str, times: int) -> None:
        shown = quote if len(quote) <= 60 else f"{quote[:57]}…"
        if times:
            why = f"stands {times} times in “{source}”; say where with start and end"
        else:
            why = f"does not stand in “{source}”"
        super().__init__(f"“{shown}” {why}.")


class TextUnchangedError(QualcoderError):
    """Nothing was edited."""

    def __init__(self) -> None:
        super().__init__("The text is as it was; nothing was changed.")


class InvalidSearchError(QualcoderError):
    """A search that cannot be understood, or a regular expression that takes too long."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"“{pattern}” cannot be searched for: {why}.")


class NothingToSearchError(InvalidSearchError):
    """An empty search."""

    def __init__(self) -> None:
        QualcoderError.__init__(self, "There is nothing to search for. Type a word or a phrase.")


class SearchOutdatedError(QualcoderError):
    """The texts were edited after the search."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"The text of “{source}” has changed since the search, so that what was found may "
            "stand elsewhere now. Search again."
        )


class NoWordsSelectedError(QualcoderError):
    """An in-vivo code is named by the words it stands on."""

    def __init__(self) -> None:
        super().__init__("There are no words in the selection that a code could be named by.")


class SpeaksNowhereError(QualcoderError):
    """Nobody of those chosen says anything that could be coded."""

    def __init__(self) -> None:
        super().__init__("Those who were chosen say nothing that could be coded.")


class SuggestionOutdatedError(QualcoderError):
    """The text was edited after the suggestion was made."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"The text of “{source}” has changed since this was suggested. Ask for suggestions "
            "anew."
        )
