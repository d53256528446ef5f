"""The figures of a suggestion check as sentences: what each means, not what it is called."""

from collections.abc import Iterator

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.figures import BaselineCheck, SuggestionCheck

_NOTHING = "–"
_NO_BASELINE = BaselineCheck(None, None, None)


def check_sentences(check: SuggestionCheck) -> list[str]:
    """What came out, one sentence for each figure, the plainest first."""
    return [
        _(
            "Compared: {units:,} sentences of {sources} finished transcripts, {coded:,} of them "
            "with a code of yours; {codes} codes."
        ).format(
            units=check.units,
            sources=check.sources,
            coded=check.coded_units,
            codes=check.codes,
        ),
        _compared_by(check.tier),
        *_of_first_code(check),
        *_of_thresholds(check),
        *_of_work(check),
        *_of_order(check),
        _(
            "A passage that you did not code, but would accept when asked, counts as wrong here: "
            "the figures are rather too low than too high."
        ),
    ]


def _compared_by(tier: str) -> str:
    if tier == "A":
        return _(
            "Sentences were compared by their words and terms. With the sentence encoder they are "
            "compared by what they mean too: see the guide."
        )
    return _("Sentences were compared by their terms and, with the encoder, by what they mean.")


def out_of_ten(share: float | None) -> str:
    """A share as so many of ten: ``6``, or ``0.4`` where it is less than one."""
    if share is None:
        return _NOTHING
    tenths = round(10 * share, 1)
    return f"{tenths:.0f}" if tenths >= 1 or tenths == 0 else f"{tenths:.1f}"


def passages_for_one(number: float | None) -> str:
    """How many are looked at for a right one."""
    if number is None:
        return _NOTHING
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def _of_first_code(check: SuggestionCheck) -> Iterator[str]:
    if check.p_at_1 is not None:
        yield _(
            "In a sentence that you coded, the code that fits best by the program’s reckoning was "
            "one of yours in {own} of 10 cases; by the terms alone in {terms}, by chance in "
            "{chance}."
        ).format(
            own=out_of_ten(check.p_at_1),
            terms=out_of_ten(_baseline(check, "keywords").p_at_1),
            chance=out_of_ten(_baseline(check, "random").p_at_1),
        )


def _of_thresholds(check: SuggestionCheck) -> Iterator[str]:
    said = (
        _("Of what would be shown as possible, {right} of 10 are right; {found} of 10 are found."),
        _("Of what would be shown as likely, {right} of 10 are right; {found} of 10 are found."),
    )
    for words, threshold in zip(said, sorted(check.precision), strict=False):
        yield words.format(
            right=out_of_ten(check.precision[threshold]),
            found=out_of_ten(check.recall[threshold]),
        )


def _of_work(check: SuggestionCheck) -> Iterator[str]:
    if check.rev80 is not None:
        yield _(
            "To find four fifths of what you coded, you would look at {own} suggestions for each "
            "right one; by the terms alone at {terms}, in no order at {chance}."
        ).format(
            own=passages_for_one(check.rev80),
            terms=passages_for_one(_baseline(check, "keywords").rev80),
            chance=passages_for_one(_baseline(check, "random").rev80),
        )


def _of_order(check: SuggestionCheck) -> Iterator[str]:
    if check.map is not None:
        yield _(
            "With all codes in order for each sentence, {own:.2f} tells how near the top yours "
            "stand (1 is at the very top); by the terms alone it is {terms:.2f}, by chance "
            "{chance:.2f}."
        ).format(
            own=check.map,
            terms=_baseline(check, "keywords").map or 0.0,
            chance=_baseline(check, "random").map or 0.0,
        )


def _baseline(check: SuggestionCheck, name: str) -> BaselineCheck:
    return check.baselines.get(name, _NO_BASELINE)
