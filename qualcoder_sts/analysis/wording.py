"""Numbers, rules, scope and layer in words. Every figure anybody sees is written here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.request import GroupingKind, PeopleBase
from qualcoder_sts.analysis.rules import METHOD_ORDER, Rule
from qualcoder_sts.project.tables.transcripts import Method

# Shares of fewer cases than these are not given in per cent.
FEWEST_FOR_PERCENT = 5

METHOD_NAMES: Mapping[Method, str] = MappingProxyType(
    {
        Method.LITERATURE: "Literature",
        Method.INTERVIEW: "Interviews",
        Method.FOCUS_GROUP: "Focus groups",
        Method.SURVEY: "Surveys",
        Method.DOCUMENT: "Documents",
        Method.FIELD_NOTE: "Field notes",
    }
)
_ONE_OF_METHOD: Mapping[Method, str] = MappingProxyType(
    {
        Method.LITERATURE: "study",
        Method.INTERVIEW: "interview",
        Method.FOCUS_GROUP: "focus group",
        Method.SURVEY: "survey answer sheet",
        Method.DOCUMENT: "document",
        Method.FIELD_NOTE: "field note",
    }
)
_SEVERAL_OF_METHOD: Mapping[Method, str] = MappingProxyType(
    {method: f"{one}s" for method, one in _ONE_OF_METHOD.items()} | {Method.LITERATURE: "studies"}
)

# One word for what a rule counts, for table cells: "participants".
COUNTED: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.PARTICIPANTS: "participants",
        Rule.GROUPS: "groups",
        Rule.SOURCES: "sources",
        Rule.STUDIES: "studies",
        Rule.SEGMENTS: "segments",
        Rule.PASSAGES: "passages",
        Rule.WORDS: "words",
        Rule.COVERAGE: "words",
    }
)

_RULE_SENTENCES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.GROUPS: (
            "Groups: focus groups with at least one coded segment of the theme, of the focus "
            "groups in scope."
        ),
        Rule.SOURCES: (
            "Sources: sources with at least one coded segment of the theme, of the finished "
            "sources in scope."
        ),
        Rule.STUDIES: (
            "Studies: included studies that address the theme with a finding or a coded segment, "
            "of the included studies."
        ),
        Rule.SEGMENTS: (
            "Segments: coded segments of the theme, of all coded segments in scope, whatever "
            "their code."
        ),
        Rule.PASSAGES: (
            "Passages: stretches of text after overlapping segments of the theme are united."
        ),
        Rule.WORDS: (
            "Words: words of participants' text inside the theme's passages, of all words of "
            "participants' text."
        ),
        Rule.COVERAGE: (
            "Coverage: the share of all words of participants' text that lies inside the theme's "
            "passages."
        ),
    }
)
_PARTICIPANTS_SENTENCES: Mapping[PeopleBase, str] = MappingProxyType(
    {
        PeopleBase.SPEAKERS: (
            "Participants: people who contribute to at least one coded segment of the theme, "
            "dissenters too, of the people with participants' text in scope."
        ),
        PeopleBase.ROSTER: (
            "Participants: people who contribute to at least one coded segment of the theme, "
            "dissenters too, of everyone who attended, also the silent."
        ),
    }
)


def written(row: FrequencyRow) -> str:
    """The count with its denominator: ``9 of 15 (60 %)``; below five cases ``3 of 4``."""
    if row.denominator is None:
        return f"{row.count:,}"
    text = f"{row.count:,} of {row.denominator:,}"
    if row.proportion is None or row.denominator < FEWEST_FOR_PERCENT:
        return text
    return f"{text} ({written_share(row.proportion)})"


def written_in_words(row: FrequencyRow) -> str:
    """The same in a sentence: ``9 of 15 participants (60 %)``."""
    figures, bracket, share = written(row).partition(" (")
    number = row.count if row.denominator is None else row.denominator
    return f"{figures} {units(row.rule, number)}{bracket}{share}"


def units(rule: Rule, number: int) -> str:
    """What a rule counts, as it stands behind a number: ``group``, ``studies``."""
    if number != 1:
        return COUNTED[rule]
    return "study" if rule is Rule.STUDIES else COUNTED[rule].removesuffix("s")


def written_with_notes(row: FrequencyRow) -> str:
    """The same with what belongs beside it: ``9 of 14 (64 %) + 2 unattributed``."""
    text = written(row)
    if row.unattributed:
        text += f" + {row.unattributed:,} unattributed"
    if row.not_yet_coded:
        text += f"; {row.not_yet_coded:,} not yet coded"
    if row.supporting is not None and row.count:
        text += f"; {row.supporting:,} supporting"
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
        return METHOD_NAMES[Method(group)]
    return group


def rule_sentence(table: FrequencyTable, rule: Rule) -> str:
    """What a rule counts and out of what."""
    if rule is Rule.PARTICIPANTS:
        return _PARTICIPANTS_SENTENCES[table.request.people_base]
    return _RULE_SENTENCES[rule]


def scope_sentence(table: FrequencyTable) -> str:
    """The sources that count: ``3 interviews, 1 focus group and 3 studies``."""
    parts = [
        counted(number, _ONE_OF_METHOD[method], _SEVERAL_OF_METHOD[method])
        for method in METHOD_ORDER
        if (number := table.methods.get(method, 0))
    ]
    return f"Sources counted: {joined(parts) or 'none'}."


def layer_sentence(table: FrequencyTable) -> str:
    """Whose coding counts."""
    if table.layer_name:
        return f"Coding counted: {table.layer_name}’s, in the sources marked finished there."
    return (
        "Coding counted: the layer of record, for each source the consensus where double coding "
        "is closed, else its lead coder's finished coding."
    )


def waiting_sentence(table: FrequencyTable) -> str:
    """Which sources are not yet coded; empty when all are."""
    if not table.waiting:
        return ""
    names = "; ".join(f"{source.name} ({source.why})" for source in table.waiting)
    return f"Not yet coded, and not in any denominator: {names}."


def talk_sentence(table: FrequencyTable) -> str:
    """What text counts."""
    if table.request.with_interviewer:
        return "The interviewer's and moderator's words count as well."
    return "Only participants' text counts: the interviewer's and moderator's words are left out."


def notes(table: FrequencyTable) -> tuple[str, ...]:
    """All sentences that belong below a table, in order."""
    lines = [rule_sentence(table, rule) for rule in table.rules]
    if table.request.aggregated:
        lines.append("Aggregated: each theme together with its subcodes, everything counted once.")
    else:
        lines.append("Each theme on its own, without its subcodes.")
    lines += [talk_sentence(table), scope_sentence(table), layer_sentence(table)]
    lines += [line for line in (waiting_sentence(table), *_further(table)) if line]
    return tuple(lines)


def _further(table: FrequencyTable) -> list[str]:
    lines = []
    if Rule.PARTICIPANTS in table.rules:
        if table.request.by.kind in {GroupingKind.METHOD, GroupingKind.SOURCE}:
            lines.append(
                "Somebody who took part in more than one is counted in each; totals count "
                "everybody once and are therefore not sums."
            )
        if any(row.unattributed for row in table.rows):
            lines.append(
                "“+ n unattributed”: segments whose speakers nobody could name; they count for "
                "groups, sources and words, for no participant."
            )
    if any(row.low is not None for row in table.rows):
        lines.append("Intervals: Wilson, 95 %, as if a random sample.")
    if table.segments_without_text:
        lines.append(
            f"{counted(table.segments_without_text, 'segment')} without participants' text left "
            "out."
        )
    return lines


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: ``1 segment``, ``3 studies``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
