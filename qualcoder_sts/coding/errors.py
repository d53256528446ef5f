"""What cannot be done with segments, each with its sentence."""

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _, ngettext


class SegmentOutsideTextError(QualcoderError):
    """A span that the text does not have, or an empty one."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            ngettext(
                "Nothing can be coded from %(start)d to %(end)d: the text has %(n)d character, "
                "and a segment needs at least one.",
                "Nothing can be coded from %(start)d to %(end)d: the text has %(n)d characters, "
                "and a segment needs at least one.",
                length,
            )
            % {"start": start, "end": end, "n": length}
        )


class CodeNotCodableError(QualcoderError):
    """A category only orders codes."""

    def __init__(self, name: str) -> None:
        sentence = _("“%s” is a category and cannot be applied. Choose a code below it.")
        super().__init__(sentence % name)


class SegmentsNotJoinableError(QualcoderError):
    """Only segments of one code, coder and source can be joined."""

    def __init__(self) -> None:
        super().__init__(_("Only segments of one code by one coder in one source can be joined."))


class NothingToJoinError(QualcoderError):
    """Joining takes at least two segments."""

    def __init__(self) -> None:
        super().__init__(_("Joining takes at least two segments."))


class SegmentNotDivisibleError(QualcoderError):
    """A segment can only be split inside."""

    def __init__(self) -> None:
        super().__init__(
            _("A segment can only be split at a place inside it. Place the cursor there.")
        )


class WeightOutOfRangeError(QualcoderError):
    """A weight is a whole number from 0 to 100."""

    def __init__(self, weight: int) -> None:
        super().__init__(_("A weight is a whole number from 0 to 100, not %d.") % weight)


class CodeMergedIntoItselfError(QualcoderError):
    """A code cannot be merged with itself or with one below it."""

    def __init__(self, name: str) -> None:
        sentence = _("“%s” cannot be merged into itself or into a code below it.")
        super().__init__(sentence % name)


class QuoteNotFoundError(QualcoderError):
    """A quote that the source does not have, or has more than once."""

    def __init__(self, quote: str, source: str, times: int) -> None:
        shown = quote if len(quote) <= 60 else f"{quote[:57]}…"
        if times:
            sentence = ngettext(
                "“%(quote)s” stands %(n)d times in “%(source)s”; say where with start and end.",
                "“%(quote)s” stands %(n)d times in “%(source)s”; say where with start and end.",
                times,
            )
        else:
            sentence = _("“%(quote)s” does not stand in “%(source)s”.")
        super().__init__(sentence % {"quote": shown, "source": source, "n": times})


class TextUnchangedError(QualcoderError):
    """Nothing was edited."""

    def __init__(self) -> None:
        super().__init__(_("The text is as it was; nothing was changed."))


class InvalidSearchError(QualcoderError):
    """A search that cannot be understood, or a regular expression that takes too long."""

    def __init__(self, pattern: str, why: str) -> None:
        sentence = _("“%(pattern)s” cannot be searched for: %(why)s.")
        super().__init__(sentence % {"pattern": pattern, "why": why})


class NothingToSearchError(InvalidSearchError):
    """An empty search."""

    def __init__(self) -> None:
        sentence = _("There is nothing to search for. Type a word or a phrase.")
        QualcoderError.__init__(self, sentence)


class SearchOutdatedError(QualcoderError):
    """The texts were edited after the search."""

    def __init__(self, source: str) -> None:
        super().__init__(
            _(
                "The text of “%s” has changed since the search, so that what was found may stand "
                "elsewhere now. Search again."
            )
            % source
        )


class NoWordsSelectedError(QualcoderError):
    """An in-vivo code is named by the words it stands on."""

    def __init__(self) -> None:
        super().__init__(_("The selection holds no words to name a code by. Select some words."))


class SpeaksNowhereError(QualcoderError):
    """Nobody of those chosen says anything that could be coded."""

    def __init__(self) -> None:
        super().__init__(
            _("The speakers you chose say nothing that could be coded. Choose others.")
        )


class SuggestionOutdatedError(QualcoderError):
    """The text was edited after the suggestion was made."""

    def __init__(self, source: str) -> None:
        sentence = _(
            "The text of “%s” has changed since this was suggested. Ask for suggestions anew."
        )
        super().__init__(sentence % source)


class RoundNameMissingError(QualcoderError):
    """A round without a name."""

    def __init__(self) -> None:
        super().__init__(_("A round needs a name, such as “Pilot” or “Round 2”."))


class RoundTooSmallError(QualcoderError):
    """Double coding takes two coders and a source that both code."""

    def __init__(self) -> None:
        super().__init__(_("A round needs at least two coders and a source that two of them code."))


class SourceInOpenRoundError(QualcoderError):
    """A source belongs to one open round at a time."""

    def __init__(self, source: str, name: str) -> None:
        sentence = _(
            "“%(source)s” is being coded in the round “%(round)s”. Close that round first, or "
            "leave the source out."
        )
        super().__init__(sentence % {"source": source, "round": name})


class NobodyToAssignError(QualcoderError):
    """A consensus is nobody who could code."""

    def __init__(self, name: str) -> None:
        sentence = _("“%s” is what others agreed on and codes nothing. Choose a person.")
        super().__init__(sentence % name)


class RoundClosedError(QualcoderError):
    """What is closed cannot be closed again."""

    def __init__(self, name: str) -> None:
        super().__init__(_("The round “%s” has been closed already.") % name)


class RoundNotYoursError(QualcoderError):
    """A round is closed by who opened it, or by who leads on its sources."""

    def __init__(self, name: str, opened_by: str) -> None:
        sentence = _(
            "The round “%(round)s” can be closed by %(coder)s, who opened it, or by the lead coder "
            "of all its sources."
        )
        super().__init__(sentence % {"round": name, "coder": opened_by})


class RoundUnfinishedError(QualcoderError):
    """Somebody still codes in a round that is to be closed."""

    def __init__(self, name: str, finished: int, assigned: int) -> None:
        sentence = _(
            "In the round “%(round)s” %(finished)d of %(assigned)d codings are finished. Once it "
            "is closed, its coders see one another's work."
        )
        super().__init__(sentence % {"round": name, "finished": finished, "assigned": assigned})


class RoundUnknownError(QualcoderError):
    """No round of that name."""

    def __init__(self, name: str, known: list[str]) -> None:
        names = ", ".join(f"“{one}”" for one in known) or _("none yet")
        sentence = _("There is no round “%(name)s”; rounds are: %(names)s.")
        super().__init__(sentence % {"name": name, "names": names})


class NotDoubleCodedError(QualcoderError):
    """A source that not all coders compared have finished."""

    def __init__(self, source: str) -> None:
        sentence = _(
            "“%s” has not been finished by all coders compared, so there is nothing to compare."
        )
        super().__init__(sentence % source)


class DisagreementsOpenError(QualcoderError):
    """Double coding is closed when everything has been decided."""

    def __init__(self, source: str, number: int) -> None:
        sentence = ngettext(
            "In “%(source)s” %(n)d passage is still to be decided.",
            "In “%(source)s” %(n)d passages are still to be decided.",
            number,
        )
        super().__init__(sentence % {"source": source, "n": number})


class SettledElsewhereError(QualcoderError):
    """A disagreement that is no more as it was shown."""

    def __init__(self, source: str) -> None:
        sentence = _(
            "The coding of “%s” has changed since this was shown. Look at the passage again."
        )
        super().__init__(sentence % source)
