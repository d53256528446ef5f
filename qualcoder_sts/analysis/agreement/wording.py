"""Agreement in words: names, what coefficients say, why one has no value, what was compared."""

from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.table import (
    AgreementTable,
    CodebookState,
    Coefficient,
    Figures,
    Interval,
    WhyUndefined,
    leading,
)
from qualcoder_sts.analysis.wording import written_share
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext


def coefficient_name(coefficient: Coefficient) -> str:
    """As a heading: ``Cohen's kappa``."""
    names = {
        Coefficient.DICE: _("Positive agreement"),
        Coefficient.KAPPA: _("Cohen's kappa"),
        Coefficient.FLEISS: _("Fleiss' kappa"),
        Coefficient.KAPPA_MAX: _("Highest possible kappa"),
        Coefficient.PERCENT: _("Percent agreement"),
        Coefficient.JACCARD: _("Jaccard"),
        Coefficient.HOLSTI: _("Holsti"),
        Coefficient.BRENNAN_PREDIGER: _("Brennan and Prediger's S"),
        Coefficient.SCOTT_PI: _("Scott's pi"),
        Coefficient.AC1: _("Gwet's AC1"),
        Coefficient.ALPHA_NOMINAL: _("Krippendorff's alpha"),
        Coefficient.ALPHA_UNITIZING: _("Alpha for unitizing"),
    }
    return names[coefficient]


def coefficient_says(coefficient: Coefficient) -> str:
    """One sentence on what a coefficient says."""
    sentences = {
        Coefficient.DICE: _(
            "How much of what either coder coded both coded (Dice): 1 is all of it; text that "
            "nobody coded does not count."
        ),
        Coefficient.KAPPA: _(
            "How far two coders agree beyond what chance would bring, each keeping how often they "
            "use the code: 1 is complete, 0 is chance."
        ),
        Coefficient.FLEISS: _(
            "How far more than two coders agree beyond what chance would bring, all of them using "
            "the code equally often: 1 is complete, 0 is chance."
        ),
        Coefficient.KAPPA_MAX: _(
            "The highest kappa that was possible, as one coder used the code more often than the "
            "other."
        ),
        Coefficient.PERCENT: _(
            "The share judged alike. For a rare code it is always near 1, since nearly everything "
            "is left uncoded by everybody; it is never told alone."
        ),
        Coefficient.JACCARD: _(
            "What both coded, as a share of what at least one coded; stricter than positive "
            "agreement."
        ),
        Coefficient.HOLSTI: _(
            "Twice the decisions that agree, of all decisions of both coders; the same as percent "
            "agreement here, since both judged the same text."
        ),
        Coefficient.BRENNAN_PREDIGER: _(
            "Agreement beyond chance, if by chance every answer were equally likely."
        ),
        Coefficient.SCOTT_PI: _(
            "Agreement beyond chance, both coders using the code equally often by chance."
        ),
        Coefficient.AC1: _(
            "Agreement beyond chance that stays high for rare codes: chance counts only where it "
            "is hard to judge."
        ),
        Coefficient.ALPHA_NOMINAL: _(
            "Agreement beyond chance for any number of coders, corrected for small samples: 1 is "
            "complete, 0 is chance."
        ),
        Coefficient.ALPHA_UNITIZING: _(
            "How far coders cut out the same passages (Krippendorff 2004). Long passages weigh by "
            "the square of their length; other programs' c-alpha-binary and cu-alpha are other "
            "coefficients."
        ),
    }
    return sentences[coefficient]


def written_coefficient(value: float) -> str:
    """Two decimals without a leading zero: ``.67``, ``−.08``, ``1.00``; never rounded to 1."""
    if 0.995 <= value < 1:
        return "> .99"
    text = f"{abs(value):.2f}"
    text = text.removeprefix("0")
    return f"−{text}" if round(value, 2) < 0 else text


def written(figures: Figures, coefficient: Coefficient) -> str:
    """A value, or *undefined*; nothing where the coefficient does not belong."""
    if coefficient in figures.values:
        return written_coefficient(figures.values[coefficient])
    return _("undefined") if coefficient in figures.undefined else ""


def written_interval(interval: Interval | None) -> str:
    """``.58 to .74``; empty where there is none."""
    if interval is None:
        return ""
    ends = {
        "low": written_coefficient(interval.low),
        "high": written_coefficient(interval.high),
    }
    return _("%(low)s to %(high)s") % ends


def why_undefined(why: WhyUndefined) -> str:
    """The reason in a sentence."""
    sentences = {
        WhyUndefined.NOBODY: _("Undefined, because nobody used the code."),
        WhyUndefined.TOO_LITTLE: _(
            "Undefined, because nobody gave the code to at least half of any unit."
        ),
        WhyUndefined.EVERYWHERE: _(
            "Undefined, because everybody gave the code to all of the text: chance alone would "
            "make them agree."
        ),
        WhyUndefined.NOTHING: _("Undefined, because there is nothing to compare here."),
    }
    return sentences[why]


def unit_name(unit: Unit) -> str:
    """The unit as a choice."""
    names = {
        Unit.CHARACTER: _("Characters"),
        Unit.SENTENCE: _("Sentences"),
        Unit.TURN: _("Speaker turns"),
        Unit.UNITIZING: _("Passages and their borders"),
    }
    return names[unit]


def unit_sentence(unit: Unit) -> str:
    """What was compared one by one."""
    sentences = {
        Unit.CHARACTER: _("Compared character by character, without white space."),
        Unit.SENTENCE: _(
            "Compared sentence by sentence; one is coded when at least half of it is."
        ),
        Unit.TURN: _(
            "Compared by speaker turns, in texts without speakers by lines; one is coded when at "
            "least half of it is."
        ),
        Unit.UNITIZING: _(
            "Compared by where passages begin and end, in characters without white space."
        ),
    }
    return sentences[unit]


def written_units(table: AgreementTable) -> str:
    """How much was compared: ``1,204 speaker turns``."""
    words = {
        Unit.CHARACTER: ngettext("%s character", "%s characters", table.units),
        Unit.SENTENCE: ngettext("%s sentence", "%s sentences", table.units),
        Unit.TURN: ngettext("%s speaker turn", "%s speaker turns", table.units),
        Unit.UNITIZING: ngettext("%s character", "%s characters", table.units),
    }
    return words[table.request.unit] % f"{table.units:,}"


def level_name(level: Level) -> str:
    """The level as a choice."""
    return _("Exact code") if level is Level.CODE else _("The codes above")


def level_sentence(level: Level) -> str:
    """Whether subcodes are told apart."""
    if level is Level.CODE:
        return _("Every code by itself: a subcode is another code than the one above it.")
    return _(
        "Codes that others stand below: whatever was coded with one of those counts for them; a "
        "code that stands alone counts for itself."
    )


def scope_sentence(table: AgreementTable) -> str:
    """Which sources were compared, and how much of the material that is."""
    number = len(table.sources)
    sentence = ngettext(
        "Compared: %(number)s of %(of)s source (%(share)s of the text), %(units)s.",
        "Compared: %(number)s of %(of)s sources (%(share)s of the text), %(units)s.",
        table.corpus.sources,
    )
    return sentence % {
        "number": number,
        "of": table.corpus.sources,
        "share": written_share(table.corpus.share_of_text),
        "units": written_units(table),
    }


def coders_sentence(table: AgreementTable) -> str:
    """Who was compared."""
    names = joined([coder.name for coder in table.coders])
    if table.request.coder_ids:
        return _("Coders: %s; only what each of them has finished.") % names
    return (
        _(
            "Coders: in every source finished by two or more people, its lead coder with the first "
            "of the others; altogether %s."
        )
        % names
    )


def talk_sentence(request: AgreementRequest) -> str:
    """Whose words were compared."""
    if request.with_interviewer:
        return _("The interviewer's and moderator's words were compared as well.")
    return _(
        "Only participants' text was compared, without the interviewer's and moderator's words."
    )


def round_sentence(table: AgreementTable) -> str:
    """Which round was compared, and what a blind one hides; empty without either."""
    sentences = [_("Round: %s.") % table.round_name] if table.round_name else []
    if hidden := table.corpus.hidden:
        sentence = ngettext(
            "%s source is left out while its round is blind.",
            "%s sources are left out while their round is blind.",
            hidden,
        )
        sentences.append(sentence % f"{hidden:,}")
    return " ".join(sentences)


def codebook_sentence(codebook: CodebookState | None) -> str:
    """Which codebook was coded with."""
    if codebook is None:
        return _("Codebook: no version of it was frozen.")
    if codebook.name:
        sentence = _("Codebook: version %(number)d “%(name)s”")
    else:
        sentence = _("Codebook: version %(number)d")
    sentence %= {"number": codebook.number, "name": codebook.name}
    return sentence + (_(", changed since.") if codebook.has_changed else ".")


def interval_sentence(table: AgreementTable) -> str:
    """What the intervals are; empty where there are none."""
    name = coefficient_name(table.leading)
    request = table.request
    if table.is_resampled:
        most = max(
            (row.interval.undefined_replicates or 0 for row in table.rows if row.interval),
            default=0,
        )
        sentence = _(
            "Intervals of %(name)s: the middle 95 %% of %(replicates)s resamples of the sources "
            "(bootstrap, seed %(seed)s)."
        )
        told = {"name": name, "replicates": f"{request.replicates:,}", "seed": request.seed}
        sentence %= told
        if most:
            sentence += " " + (
                _("In up to %s of them a code was undefined; its interval rests on the others.")
                % f"{most:,}"
            )
        return sentence
    if len(table.sources) > 1:
        return (
            _(
                "Ranges of %s: from the lowest to the highest source; for an interval ten sources "
                "are needed."
            )
            % name
        )
    return ""


def suggestions_sentence(table: AgreementTable) -> str:
    """What accepted suggestions do to the result; empty where there are none."""
    without = table.without_suggestions
    if without is None:
        return ""
    sentence = ngettext(
        "%(number)s compared segment began as an accepted suggestion; without it "
        "%(name)s of all codes is %(value)s.",
        "%(number)s compared segments began as accepted suggestions; without them "
        "%(name)s of all codes is %(value)s.",
        table.accepted_suggestions,
    )
    return sentence % {
        "number": f"{table.accepted_suggestions:,}",
        "name": coefficient_name(table.leading),
        "value": written(without.overall, table.leading),
    }


def pooled_name(unit: Unit, coders: int) -> str:
    """What stands for all codes together: ``Pooled Cohen's kappa``."""
    coefficient = leading(unit, coders)
    if coefficient is Coefficient.ALPHA_UNITIZING:
        return _("Alpha for unitizing of all codes")
    return _("Pooled %s") % coefficient_name(coefficient)


def notes(table: AgreementTable) -> tuple[str, ...]:
    """All sentences that belong below a table, in order."""
    lines = [
        coders_sentence(table),
        scope_sentence(table),
        round_sentence(table),
        unit_sentence(table.request.unit),
        talk_sentence(table.request),
        level_sentence(table.request.level),
        codebook_sentence(table.codebook),
        _("Each coder's overlapping passages of a code were united first."),
        interval_sentence(table),
        suggestions_sentence(table),
    ]
    return tuple(line for line in lines if line)
