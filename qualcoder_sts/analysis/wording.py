"""Numbers, rules, scope and layer in words. Every figure anybody sees is written here."""

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.request import GroupingKind, PeopleBase
from qualcoder_sts.analysis.rules import METHOD_ORDER, Rule
from qualcoder_sts.coding.layer import LayerBasis
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method

# Shares of fewer cases than these are not given in per cent.
FEWEST_FOR_PERCENT = 5


def method_name(method: Method) -> str:
    """The sources of a method, as a heading: ``Focus groups``."""
    names = {
        Method.LITERATURE: _("Literature"),
        Method.INTERVIEW: _("Interviews"),
        Method.FOCUS_GROUP: _("Focus groups"),
        Method.SURVEY: _("Surveys"),
        Method.DOCUMENT: _("Documents"),
        Method.FIELD_NOTE: _("Field notes"),
    }
    return names[method]


def method_inside(method: Method) -> str:
    """The same inside a sentence: ``focus groups``."""
    names = {
        Method.LITERATURE: _("literature"),
        Method.INTERVIEW: _("interviews"),
        Method.FOCUS_GROUP: _("focus groups"),
        Method.SURVEY: _("surveys"),
        Method.DOCUMENT: _("documents"),
        Method.FIELD_NOTE: _("field notes"),
    }
    return names[method]


def _sources_of(method: Method, number: int) -> str:
    words = {
        Method.LITERATURE: ngettext("%s study", "%s studies", number),
        Method.INTERVIEW: ngettext("%s interview", "%s interviews", number),
        Method.FOCUS_GROUP: ngettext("%s focus group", "%s focus groups", number),
        Method.SURVEY: ngettext("%s survey answer sheet", "%s survey answer sheets", number),
        Method.DOCUMENT: ngettext("%s document", "%s documents", number),
        Method.FIELD_NOTE: ngettext("%s field note", "%s field notes", number),
    }
    return words[method] % f"{number:,}"


def rule_name(rule: Rule) -> str:
    """A rule as a heading inside a sentence: ``participants``, ``coverage``."""
    return _("coverage") if rule is Rule.COVERAGE else units(rule)


def units(rule: Rule, number: int = 2) -> str:
    """What a rule counts, as it stands behind a number or over a column: ``group``, ``studies``."""
    words = {
        Rule.PARTICIPANTS: ngettext("participant", "participants", number),
        Rule.GROUPS: ngettext("group", "groups", number),
        Rule.SOURCES: ngettext("source", "sources", number),
        Rule.STUDIES: ngettext("study", "studies", number),
        Rule.SEGMENTS: ngettext("segment", "segments", number),
        Rule.PASSAGES: ngettext("passage", "passages", number),
        Rule.WORDS: ngettext("word", "words", number),
        Rule.COVERAGE: ngettext("word", "words", number),
    }
    return words[rule]


def written(row: FrequencyRow) -> str:
    """The count with its denominator: ``9 of 15 (60 %)``; below five cases ``3 of 4``."""
    if row.denominator is None:
        return f"{row.count:,}"
    figures = _("%(count)s of %(of)s")
    figures %= {"count": f"{row.count:,}", "of": f"{row.denominator:,}"}
    return _with_share(figures, row)


def written_in_words(row: FrequencyRow) -> str:
    """The same in a sentence: ``9 of 15 participants (60 %)``."""
    if row.denominator is None:
        told = {"count": f"{row.count:,}", "units": units(row.rule, row.count)}
        return _("%(count)s %(units)s") % told
    figures = _("%(count)s of %(of)s %(units)s") % {
        "count": f"{row.count:,}",
        "of": f"{row.denominator:,}",
        "units": units(row.rule, row.denominator),
    }
    return _with_share(figures, row)


def _with_share(figures: str, row: FrequencyRow) -> str:
    if row.proportion is None or (row.denominator or 0) < FEWEST_FOR_PERCENT:
        return figures
    told = {"figures": figures, "share": written_share(row.proportion)}
    return _("%(figures)s (%(share)s)") % told


def written_with_notes(row: FrequencyRow) -> str:
    """The same with what belongs beside it: ``9 of 14 (64 %) + 2 unattributed``."""
    text = written(row)
    if row.unattributed:
        text += " " + _("+ %s unattributed") % f"{row.unattributed:,}"
    if row.not_yet_coded:
        text += "; " + _("%s not yet coded") % f"{row.not_yet_coded:,}"
    if row.supporting is not None and row.count:
        text += "; " + _("%s supporting") % f"{row.supporting:,}"
    return text


def written_share(share: float) -> str:
    """A share in whole per cent, never rounded to none or all when it is not."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"


def group_name(table: FrequencyTable, group: str) -> str:
    """A column's label as people read it."""
    if table.request.by.kind is GroupingKind.METHOD:
        return method_name(Method(group))
    return group


def rule_sentence(table: FrequencyTable, rule: Rule) -> str:
    """What a rule counts and out of what."""
    if rule is Rule.PARTICIPANTS:
        return _sentence_on_participants(table.request.people_base)
    return _sentence_on(rule)


def scope_sentence(table: FrequencyTable) -> str:
    """The sources that count: ``3 interviews, 1 focus group and 3 studies``."""
    parts = [
        _sources_of(method, number)
        for method in METHOD_ORDER
        if (number := table.methods.get(method, 0))
    ]
    return _("Sources counted: %s.") % (joined(parts) or _("none"))


def layer_sentence(table: FrequencyTable) -> str:
    """Whose coding counts."""
    if table.layer_name:
        sentence = _("Coding counted: %s’s, in the sources marked finished there.")
        return sentence % table.layer_name
    return _(
        "Coding counted: the layer of record, for each source the consensus where double coding "
        "is closed, else its lead coder's finished coding."
    )


def waiting_sentence(table: FrequencyTable) -> str:
    """Which sources are not yet coded; empty when all are."""
    if not table.waiting:
        return ""
    names = "; ".join(f"{source.name} ({_why_waiting(source.why)})" for source in table.waiting)
    return _("Not yet coded, and not in any denominator: %s.") % names


def _why_waiting(why: LayerBasis) -> str:
    words = {
        LayerBasis.CONSENSUS: _("double coding is closed"),
        LayerBasis.LEAD: _("lead coder"),
        LayerBasis.ONLY_CODER: _("only coder who finished it"),
        LayerBasis.CHOSEN: _("chosen coder"),
        LayerBasis.NOT_FINISHED: _("not marked finished"),
        LayerBasis.NO_LEAD: _("several coders finished it and none leads"),
    }
    return words[why]


def talk_sentence(table: FrequencyTable) -> str:
    """What text counts."""
    if table.request.with_interviewer:
        return _("The interviewer's and moderator's words count as well.")
    return _(
        "Only participants' text counts: the interviewer's and moderator's words are left out."
    )


def notes(table: FrequencyTable) -> tuple[str, ...]:
    """All sentences that belong below a table, in order."""
    lines = [rule_sentence(table, rule) for rule in table.rules]
    if table.request.aggregated:
        line = _("Aggregated: each theme together with its subcodes, everything counted once.")
        lines.append(line)
    else:
        lines.append(_("Each theme on its own, without its subcodes."))
    lines += [talk_sentence(table), scope_sentence(table), layer_sentence(table)]
    lines += [line for line in (waiting_sentence(table), *_further(table)) if line]
    return tuple(lines)


def _further(table: FrequencyTable) -> list[str]:
    lines = []
    if Rule.PARTICIPANTS in table.rules:
        if table.request.by.kind in {GroupingKind.METHOD, GroupingKind.SOURCE}:
            lines.append(
                _(
                    "Somebody who took part in more than one is counted in each; totals count "
                    "everybody once and are therefore not sums."
                )
            )
        if any(row.unattributed for row in table.rows):
            lines.append(
                _(
                    "“+ n unattributed”: segments whose speakers nobody could name; they count for "
                    "groups, sources and words, for no participant."
                )
            )
    if any(row.low is not None for row in table.rows):
        lines.append(_("Intervals: Wilson, 95 %, as if a random sample."))
    if table.segments_without_text:
        line = ngettext(
            "%s segment without participants' text left out.",
            "%s segments without participants' text left out.",
            table.segments_without_text,
        )
        lines.append(line % f"{table.segments_without_text:,}")
    return lines


def _sentence_on(rule: Rule) -> str:
    sentences = {
        Rule.GROUPS: _(
            "Groups: focus groups with at least one coded segment of the theme, of the focus "
            "groups in scope."
        ),
        Rule.SOURCES: _(
            "Sources: sources with at least one coded segment of the theme, of the finished "
            "sources in scope."
        ),
        Rule.STUDIES: _(
            "Studies: included studies that address the theme with a finding or a coded segment, "
            "of the included studies."
        ),
        Rule.SEGMENTS: _(
            "Segments: coded segments of the theme, of all coded segments in scope, whatever "
            "their code."
        ),
        Rule.PASSAGES: _(
            "Passages: stretches of text after overlapping segments of the theme are united."
        ),
        Rule.WORDS: _(
            "Words: words of participants' text inside the theme's passages, of all words of "
            "participants' text."
        ),
        Rule.COVERAGE: _(
            "Coverage: the share of all words of participants' text that lies inside the theme's "
            "passages."
        ),
    }
    return sentences[rule]


def _sentence_on_participants(base: PeopleBase) -> str:
    if base is PeopleBase.SPEAKERS:
        return _(
            "Participants: people who contribute to at least one coded segment of the theme, "
            "dissenters too, of the people with participants' text in scope."
        )
    return _(
        "Participants: people who contribute to at least one coded segment of the theme, "
        "dissenters too, of everyone who attended, also the silent."
    )
