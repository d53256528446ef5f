"""How rounds and disagreements are spoken of on the screen."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from qualcoder_sts.coding.consensus import Disagreement
from qualcoder_sts.coding.disagreements import Compared, Relation
from qualcoder_sts.coding.round_outlook import kept_sentence, missing_sentence, outlook
from qualcoder_sts.coding.rounds import RoundRow
from qualcoder_sts.coding.sampling import StratumShare
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.choice_words import choice_word
from qualcoder_sts.project.tables.coding import ConsensusOutcome


def relation_words(compared: Compared, names: Sequence[str]) -> str:
    """How what coders did relates; of several, who did otherwise than most."""
    if compared.relation is Relation.AGREE:
        return _("Alike")
    if compared.relation is Relation.ONLY_SOME:
        others = [place for place in range(len(names)) if place not in compared.coded_by]
        if len(others) < len(compared.coded_by):
            return _("Not %s") % _joined(names, others)
        return _("Only %s") % _joined(names, compared.coded_by)
    is_overlap = compared.relation is Relation.OVERLAP
    words = _("Other ends") if is_overlap else _("Different codes")
    if not compared.apart:
        return words
    told = {"difference": words, "coders": _joined(names, compared.apart)}
    return _("%(difference)s: %(coders)s") % told


def _joined(names: Sequence[str], places: Iterable[int]) -> str:
    return joined([names[place] for place in places])


def decision_words(one: Disagreement) -> str:
    """What was decided, in a few words; empty while it is open."""
    if not one.is_settled:
        return _("proposed: join") if one.compared.is_proposed else ""
    is_applied = any(each.outcome is ConsensusOutcome.APPLIED for each in one.decided)
    return _("✓ applied") if is_applied else _("✓ left out")


def codes_words(compared: Compared, codes: Mapping[UUID, str]) -> str:
    """The codes in dispute."""
    return " / ".join(codes.get(one.code_id, "") for one in compared.disputed)


def initials(name: str) -> str:
    """A coder in two or three letters."""
    return "".join(part[0] for part in name.split() if part)[:3].upper() or name


def state_words(row: RoundRow) -> str:
    """Whether a round goes on."""
    if row.closed_at is not None:
        return _("closed on %s") % row.closed_at.astimezone().strftime("%Y-%m-%d")
    return _("open, blind") if row.blind else _("open")


def progress_words(row: RoundRow) -> str:
    """How far a round is, coder by coder."""
    each = [
        _("%(coder)s %(finished)d of %(assigned)d")
        % {"coder": one.coder, "finished": one.finished, "assigned": one.assigned}
        for one in row.members
    ]
    return " · ".join(each)


def outlook_words(row: RoundRow) -> str:
    """What is missing before an open round is closed, and what it would keep now."""
    found = outlook(row)
    return f"{missing_sentence(found)}\n{kept_sentence(found)}"


def sample_words(row: RoundRow) -> str:
    """How the sources of a round were chosen."""
    if row.seed is None:
        number = len(row.source_ids)
        return ngettext("%d source, chosen", "%d sources, chosen", number) % number
    words = _("%(n)d sources drawn, %(percent)d %%, seed %(seed)d")
    return words % {
        "n": len(row.source_ids),
        "percent": row.sample_percent or 0,
        "seed": row.seed,
    }


def shares_words(shares: tuple[StratumShare, ...]) -> str:
    """How many were drawn of how many, part by part."""
    parts = [
        _("%(part)s %(drawn)d of %(of)d")
        % {"part": _part(share), "drawn": share.drawn, "of": share.of}
        for share in shares
    ]
    return joined(parts) if parts else _("nothing")


def _part(share: StratumShare) -> str:
    method, *values = share.stratum
    return ", ".join([choice_word(method), *values])
