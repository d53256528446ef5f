"""The counting rules: what each counts, out of what, and which one is used when none is named."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from qualcoder_sts.project.tables.transcripts import Method


class Rule(StrEnum):
    """What one number counts."""

    PARTICIPANTS = "participants"
    GROUPS = "groups"
    SOURCES = "sources"
    STUDIES = "studies"
    SEGMENTS = "segments"
    PASSAGES = "passages"
    WORDS = "words"
    COVERAGE = "coverage"


# Rules that count people, groups, sources or studies: one unit is counted once however often it
# speaks of the theme.
UNIT_RULES = frozenset({Rule.PARTICIPANTS, Rule.GROUPS, Rule.SOURCES, Rule.STUDIES})
# Rules that unite overlapping segments first.
SPAN_RULES = frozenset({Rule.PASSAGES, Rule.WORDS, Rule.COVERAGE})

DEFAULT_RULES: Mapping[Method, tuple[Rule, ...]] = MappingProxyType(
    {
        Method.LITERATURE: (Rule.STUDIES,),
        Method.INTERVIEW: (Rule.PARTICIPANTS,),
        Method.FOCUS_GROUP: (Rule.PARTICIPANTS, Rule.GROUPS),
        Method.SURVEY: (Rule.SOURCES,),
        Method.DOCUMENT: (Rule.SOURCES,),
        Method.FIELD_NOTE: (Rule.SOURCES,),
    }
)

# The order in which methods stand side by side.
METHOD_ORDER = tuple(DEFAULT_RULES)


def applies_to(rule: Rule, method: Method) -> bool:
    """Whether a rule can count anything in sources of a method."""
    if rule is Rule.STUDIES:
        return method is Method.LITERATURE
    if rule is Rule.GROUPS:
        return method is Method.FOCUS_GROUP
    if rule is Rule.PARTICIPANTS:
        return method is not Method.LITERATURE
    return True
