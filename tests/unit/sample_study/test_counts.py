"""Counts by code and method against a count of the files that shares no code with the program."""

import re
from collections import defaultdict

import pytest

from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping, GroupingKind, Scope
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import list_sources
from tests.unit.sample_study.conftest import ROOT, STUDY

# The columns of the README's table: method, rule, and the folder whose files count.
COLUMNS = (
    (Method.INTERVIEW, Rule.PARTICIPANTS, "interviews"),
    (Method.FOCUS_GROUP, Rule.PARTICIPANTS, "focus-groups"),
    (Method.FOCUS_GROUP, Rule.GROUPS, "focus-groups"),
    (Method.LITERATURE, Rule.STUDIES, "literature"),
)
METHOD_OF = {
    "interviews": Method.INTERVIEW,
    "focus-groups": Method.FOCUS_GROUP,
    "field-notes": Method.FIELD_NOTE,
    "literature": Method.LITERATURE,
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    project = tmp_path_factory.mktemp("counts") / "study.qsts"
    made = take_study(STUDY, project, coder="Ana Ruiz", codebooks=ROOT / "codebooks")
    yield made
    made.workspace.close()


def counted(sample, code, rule, folder, *, below=False):
    """How many raise a code in one method, by reading the tables."""
    rows = [
        one
        for one in sample.of_record
        if one.source.method == folder
        and (one.code == code or (below and one.code.startswith(f"{code}/")))
    ]
    if rule is Rule.PARTICIPANTS:
        return len({(one.source.name, who) for one in rows for who in one.contributors})
    if rule is Rule.STUDIES:
        found = {
            source
            for source, findings in sample.studies.items()
            if any(path == code or (below and path.startswith(f"{code}/")) for path in findings)
        }
        return len(found | {one.source.name for one in rows})
    if rule is Rule.SEGMENTS:
        return len(rows)
    return len({one.source.name for one in rows})


def out_of(sample, rule, folder):
    sources = [source for source in sample.sources.values() if source.method == folder]
    if rule is Rule.PARTICIPANTS:
        return sum(len(source.participants) for source in sources)
    return len(sources)


def table_of(taken, **settings):
    request = FrequencyRequest(by=Grouping(GroupingKind.METHOD), **settings)
    rows = taken.workspace.read(frequency_table, request).rows
    return {(row.path_text, row.group, row.rule): row for row in rows}


@pytest.mark.parametrize("below", [False, True], ids=["own", "with subcodes"])
def test_codes_by_method_as_counted_from_the_files(sample, taken, below):
    table = table_of(taken, aggregated=below)
    differences = {}
    for code in sample.code_paths:
        for method, rule, folder in COLUMNS:
            row = table[code, method.value, rule]
            expected = (
                counted(sample, code, rule, folder, below=below),
                out_of(sample, rule, folder),
            )
            if (row.count, row.denominator) != expected:
                differences[code, method.value, rule.value] = (row.count, row.denominator, expected)
            assert row.not_yet_coded == 0
    assert not differences


def test_segments_by_method_as_counted_from_the_files(sample, taken):
    table = table_of(taken, rule=Rule.SEGMENTS)
    for code in sample.code_paths:
        for folder, method in METHOD_OF.items():
            row = table[code, method.value, Rule.SEGMENTS]
            assert row.count == counted(sample, code, Rule.SEGMENTS, folder), (code, folder)


def test_the_readme_shows_these_counts(sample):
    lines = re.findall(
        r"^\| ((?:Organizational|Individual)/[^|]+?) \|(.+)\|$", sample.readme, re.MULTILINE
    )
    shown = {code: [cell.strip() for cell in cells.split("|")] for code, cells in lines}
    assert set(shown) == sample.code_paths
    for code, cells in shown.items():
        expected = [
            f"{counted(sample, code, rule, folder)} of {out_of(sample, rule, folder)}"
            for _method, rule, folder in COLUMNS
        ]
        segments = sum(counted(sample, code, Rule.SEGMENTS, folder) for folder in METHOD_OF)
        assert cells == [*expected, str(segments)], code


def test_the_people_of_the_study(sample, taken):
    people = [row for row in taken.workspace.read(list_participants) if row.kind.value == "person"]
    assert len(people) == 16 + 29 - 1, "one manager sat in a group as well"
    both = [row.name for row in people if len(row.sessions) > 1]
    assert both == ["Ximena"]
    assert all(len(row.attributes) == 6 for row in people)
    sources = taken.workspace.read(list_sources)
    methods = defaultdict(int)
    for source in sources:
        methods[source.method] += 1
    assert methods == {
        Method.INTERVIEW: 15,
        Method.FOCUS_GROUP: 4,
        Method.FIELD_NOTE: 4,
        Method.LITERATURE: 9,
    }


def test_who_was_silent_counts_only_by_the_roster(taken):
    (group,) = (row for row in taken.workspace.read(list_sources) if row.name.startswith("FG-3"))
    scope = Scope(source_ids=frozenset({group.id}))
    (first, *_) = taken.workspace.read(
        frequency_table, FrequencyRequest(rule=Rule.PARTICIPANTS, scope=scope)
    ).rows
    assert first.denominator == 6
    assert "P6" in {row.name for row in taken.workspace.read(list_participants)}


def test_nothing_of_the_study_was_left_out(taken):
    assert taken.complaints == ()
    assert taken.sources == 32
