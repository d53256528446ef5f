"""What a paper's methods section may say about agreement."""

from qualcoder_sts.analysis.agreement.request import Level, Unit
from qualcoder_sts.analysis.agreement.table import AgreementTable
from qualcoder_sts.analysis.agreement.wording import (
    pooled_name,
    written_coefficient,
    written_interval,
)
from qualcoder_sts.analysis.wording import written_share
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext


def methods_sentence(table: AgreementTable) -> str:
    """Who coded what, how it was compared, and what came out; ready to copy."""
    parts = [_who_coded(table), _how_compared(table), _how_far(table)]
    return " ".join(part for part in parts if part)


def _who_coded(table: AgreementTable) -> str:
    names = joined([coder.name for coder in table.coders])
    told = {
        "names": names,
        "number": len(table.sources),
        "of": table.corpus.sources,
        "share": written_share(table.corpus.share_of_text),
    }
    if table.request.coder_ids:
        sentence = ngettext(
            "%(names)s each coded %(number)s of %(of)s source (%(share)s of the text).",
            "%(names)s each coded %(number)s of %(of)s sources (%(share)s of the text).",
            table.corpus.sources,
        )
    else:
        sentence = ngettext(
            "Two of %(names)s coded each of %(number)s of %(of)s source (%(share)s of the text).",
            "Two of %(names)s coded each of %(number)s of %(of)s sources (%(share)s of the text).",
            table.corpus.sources,
        )
    return sentence % told


def _how_compared(table: AgreementTable) -> str:
    units = {
        Unit.CHARACTER: _("character by character"),
        Unit.SENTENCE: _("by sentences, one being coded when at least half of it is"),
        Unit.TURN: _("by speaker turns, one being coded when at least half of it is"),
        Unit.UNITIZING: _("by where passages begin and end"),
    }
    text = (
        _("the interviewer's words included")
        if table.request.with_interviewer
        else _("in participants' text only")
    )
    level = (
        _("for each code")
        if table.request.level is Level.CODE
        else _("for codes together with those below them")
    )
    sentence = _("Their finished coding was compared %(units)s, %(text)s, %(level)s%(codebook)s.")
    codebook = ""
    if table.codebook is not None:
        codebook = _(" (codebook version %d)") % table.codebook.number
    told = {"units": units[table.request.unit], "text": text, "level": level}
    return sentence % {**told, "codebook": codebook}


def _how_far(table: AgreementTable) -> str:
    coefficient = table.leading
    found = {
        row.code.name: row.figures.values[coefficient]
        for row in table.rows
        if coefficient in row.figures.values
    }
    if not found or coefficient not in table.overall.values:
        return ""
    told = {
        "name": pooled_name(table.request.unit, table.compared_at_once),
        "codes": len(found),
        "value": written_coefficient(table.overall.values[coefficient]),
    }
    if table.is_resampled and table.interval is not None:
        sentence = ngettext(
            "%(name)s over %(codes)s code was %(value)s (95 %% bootstrap interval over sources "
            "%(interval)s).",
            "%(name)s over %(codes)s codes was %(value)s (95 %% bootstrap interval over sources "
            "%(interval)s).",
            len(found),
        )
        told["interval"] = written_interval(table.interval)
    else:
        sentence = ngettext(
            "%(name)s over %(codes)s code was %(value)s.",
            "%(name)s over %(codes)s codes was %(value)s.",
            len(found),
        )
    return " ".join([sentence % told, *_from_to(found)])


def _from_to(found: dict[str, float]) -> list[str]:
    if len(found) < 2:
        return []
    lowest, highest = min(found, key=found.__getitem__), max(found, key=found.__getitem__)
    sentence = _("By code it ranged from %(low)s (%(lowest)s) to %(high)s (%(highest)s).")
    told = {
        "low": written_coefficient(found[lowest]),
        "lowest": lowest,
        "high": written_coefficient(found[highest]),
        "highest": highest,
    }
    return [sentence % told]
