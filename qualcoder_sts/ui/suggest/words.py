"""What the window says of suggestions, in plain words."""

from collections.abc import Iterable, Sequence

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.material import TIER_A, HiddenBecause, LearntFrom, Reason, ReasonKind
from qualcoder_sts.suggest.queries import Precision, SuggestionRow
from qualcoder_sts.suggest.suggesting import SuggestRun

_LONGEST_QUOTE = 60


def how_sure(row: SuggestionRow) -> str:
    """A percentage where enough was coded for one, else a word."""
    if row.probability is not None:
        return f"{row.probability:.0%}"
    return band_words(row.band)


def band_words(band: Band) -> str:
    """How much speaks for a suggestion."""
    return {
        Band.STRONG: _("much speaks for it"),
        Band.LIKELY: _("likely"),
        Band.POSSIBLE: _("possible"),
        Band.DEFINITION_ONLY: _("definition only"),
    }[band]


def why(reasons: Iterable[Reason]) -> str:
    """What speaks for a suggestion, in one line."""
    return "; ".join(filter(None, reason_lines(list(reasons), quote=_LONGEST_QUOTE)))


def reason_lines(reasons: Sequence[Reason], quote: int | None = None) -> list[str]:
    """What speaks for a suggestion, each kind of reason in a line of its own."""
    lines = []
    terms = _quoted(one.text for one in reasons if one.kind is ReasonKind.TERM)
    if terms:
        lines.append(_("says %s") % terms)
    if names := _quoted(one.text for one in reasons if one.kind is ReasonKind.NAME):
        lines.append(_("says the code’s name: %s") % names)
    lines += [
        _("like “%(passage)s” (%(source)s)")
        % {"passage": shortened(one.text, quote), "source": one.source}
        for one in reasons
        if one.kind is ReasonKind.CODED
    ]
    for one in reasons:
        if one.kind is ReasonKind.DEFINITION:
            words = _("near the definition (%s)") % one.text if one.text else ""
            lines.append(words or _("near the definition"))
    return lines or [_("its place among other coded passages")]


def hidden_words(because: HiddenBecause, text: str) -> str:
    """Why something is not suggested."""
    if because is HiddenBecause.EXCLUDED:
        return _("The code leaves out passages with “%s”") % text
    return {
        HiddenBecause.REJECTED: _("You rejected it"),
        HiddenBecause.CROWDED: _("Three likelier codes are suggested there"),
        HiddenBecause.LESS_SURE: _("It is less sure than you want this code to be"),
    }[because]


def basis_words(run: SuggestRun | None) -> str:
    """How sentences were compared, and whose coding was learnt from, in one line."""
    if run is None:
        return _("What suggestions rest on")
    how = _("By words") if run.model_hash == TIER_A else _("By meaning")
    if run.learnt_from is LearntFrom.TEAM:
        whose = ngettext("%d team passage", "%d team passages", run.codings)
    else:
        whose = ngettext("%d passage of yours", "%d passages of yours", run.codings)
    return f"{how} · {whose % run.codings}"


def precision_words(one: Precision | None) -> str:
    """What came of the suggestions of a code so far."""
    total = 0 if one is None else one.accepted + one.adjusted + one.rejected
    if one is None or not total:
        return _("You have decided about none of this code yet.")
    fitting = one.accepted + one.adjusted
    words = ngettext(
        "So far you accepted %(fitting)d of %(n)d suggestion of this code",
        "So far you accepted %(fitting)d of %(n)d suggestions of this code",
        total,
    ) % {"fitting": fitting, "n": total}
    if one.adjusted:
        words += _(", %d of them longer or shorter") % one.adjusted
    return f"{words}."


def accepted_so_far(one: Precision | None) -> str:
    """The same in a few words; empty where nothing was decided."""
    total = 0 if one is None else one.accepted + one.adjusted + one.rejected
    if one is None or not total:
        return ""
    return _("%(fitting)d of %(n)d accepted") % {"fitting": total - one.rejected, "n": total}


def shortened(text: str, most: int | None = None) -> str:
    """The words in one line, cut where they are too many."""
    line = " ".join(text.split())
    if most is None or len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{one}”" for one in dict.fromkeys(words))
